"""Turn a checkout into a verdict: style, types, tests, a strict build of the booklet, and what
veraPDF says of that."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from chapbook.setup.commands import Command, Outcome


@dataclass(frozen=True)
class Check:
    """Something to be run, and what to call it when it fails; `is_told`: what it prints is told
    where it passes, too."""

    name: str
    command: Command
    is_told: bool = False


IN_PARALLEL = ("-n", "auto", "--dist", "loadfile")
"""On all cores."""

Execute = Callable[[Command, Path], Outcome]


def run(root: Path, arguments: Sequence[str] = (), execute: Execute | None = None) -> int:
    """Check the checkout at `root`; 0 if all is well, else 1.

    Prints the output of what failed, then, as the last line, pytest's own closing line.
    With `arguments`, which go to pytest, pytest alone is run.
    """
    execute = execute or _execute
    python = sys.executable
    pytest = (python, "-m", "pytest", *(arguments or IN_PARALLEL))
    if arguments:
        return _report([], execute(pytest, root))
    with tempfile.TemporaryDirectory(prefix="chapbook-") as out, ThreadPoolExecutor(1) as beside:
        tested = beside.submit(execute, pytest, root)
        others = [
            (check, execute(check.command, root)) for check in checks(root, Path(out), python)
        ]
        return _report(others, tested.result())


def checks(root: Path, out: Path, python: str) -> tuple[Check, ...]:
    """What is run beside pytest; the booklet goes into the folder `out`."""
    build = (python, str(root / "build.py"), "--strict", "--out", str(out))
    return (
        Check("ruff check", (python, "-m", "ruff", "check", "--quiet")),
        Check("ruff format", (python, "-m", "ruff", "format", "--check", "--quiet")),
        Check("mypy", (python, "-m", "mypy", "--no-error-summary")),
        Check("strict build", build),
        # What the strict build has made.
        Check(
            "veraPDF", (python, "-m", "tests.support.verapdf.validation", str(out)), is_told=True
        ),
    )


def _report(others: Sequence[tuple[Check, Outcome]], tested: Outcome) -> int:
    failed = [(check, outcome) for check, outcome in others if outcome.status]
    for check, outcome in failed:
        print(f"{check.name} failed:\n{outcome.output.rstrip()}\n")
    for check, outcome in others:
        if check.is_told and not outcome.status and outcome.output:
            print(f"{check.name}: {outcome.output.strip()}")
    lines = tested.output.rstrip().splitlines() or ["pytest printed nothing"]
    print("\n".join(lines if tested.status else lines[-1:]))
    return 1 if failed or tested.status else 0


def _execute(command: Command, root: Path) -> Outcome:
    finished = subprocess.run(
        command,
        cwd=root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return Outcome(finished.returncode, finished.stdout)
