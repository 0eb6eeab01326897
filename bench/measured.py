"""Run a command and measure it with all the processes that it starts."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

KIB_PER_MIB = 1024


class CommandError(Exception):
    """A command ended with another status than 0; its output is the message."""


@dataclass(frozen=True)
class Measured:
    """What a step cost: processor time of all its processes, time on the clock, and the peak
    memory of the largest one.

    Where nobody counted, `cpu_s`, `pages` and `pdf_bytes` are 0. `set_again` names the parts of
    the book that were set and not taken from a cache.
    """

    cpu_s: float
    wall_s: float
    peak_mib: float
    pages: int = 0
    pdf_bytes: int = 0
    set_again: tuple[str, ...] = ()

    def __add__(self, then: "Measured") -> "Measured":
        """This step and the next, as one."""
        return Measured(
            self.cpu_s + then.cpu_s,
            self.wall_s + then.wall_s,
            max(self.peak_mib, then.peak_mib),
            then.pages or self.pages,
            then.pdf_bytes or self.pdf_bytes,
            self.set_again + then.set_again,
        )


NOTHING = Measured(0, 0, 0)


def run(
    command: Sequence[str | Path],
    folder: Path,
    log: Path,
    environment: Mapping[str, str] | None = None,
) -> Measured:
    """Run `command` in `folder`, what it prints goes to `log`. Raises CommandError.

    wait4(2) counts the processor time of the process and of all that it waited for, and gives
    the largest resident set among them.
    """
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env={**_usual(os.environ), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = log.read_text("utf-8", errors="replace")[-2000:]
        raise CommandError(f"{command} ended with {process.returncode}:\n{tail}")
    return Measured(usage.ru_utime + usage.ru_stime, wall_s, usage.ru_maxrss / KIB_PER_MIB)


def _usual(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what has Python compile all sources at each start."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def processor_seconds_of_group(group: int) -> float:
    """Processor time up to now of all processes of a process group, the ended ones among them."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # Behind the name, which may hold anything: state, parent, group, … (proc(5)).
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")
