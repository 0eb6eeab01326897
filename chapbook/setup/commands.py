"""Turn a command into its exit status and what it printed."""

import os
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

Command = tuple[str, ...]

# They would send pip's packages elsewhere than into the environment.
_MISLEADING = frozenset({"PIP_PREFIX", "PIP_TARGET", "PIP_USER"})
_SHOWN_LINES = 12


@dataclass(frozen=True)
class Outcome:
    """What a command came to; `output` is its standard output and error as one text."""

    status: int
    output: str


Run = Callable[[Command], Outcome]


class SetupError(Exception):
    """Set-up can't go on; the message says what the user can do."""


def run_quietly(command: Command) -> Outcome:
    """Run `command` without a terminal; one that isn't there gives status 127."""
    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    try:
        finished = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=environment | {"DEBIAN_FRONTEND": "noninteractive"},
            check=False,
        )
    except OSError as missing:
        return Outcome(127, str(missing))
    return Outcome(finished.returncode, finished.stdout)


def run_or_fail(run: Run, command: Command, advice: str) -> None:
    """Run `command`; raise SetupError with its last lines and `advice` if it fails."""
    outcome = run(command)
    if outcome.status:
        raise SetupError(f"{describe_failure(command, outcome)}\n{advice}")


def describe_failure(command: Command, outcome: Outcome) -> str:
    """The command that failed, as one would type it, and the last lines that it printed."""
    lines = [f"this command failed with status {outcome.status}:", f"    {shlex.join(command)}"]
    printed = [line for line in outcome.output.splitlines() if line.strip()]
    return "\n".join(lines + [f"    | {line}" for line in printed[-_SHOWN_LINES:]])
