"""Turn the machine and the process into what set-up may ask of them, all in one value."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from chapbook.setup.commands import Run, run_quietly
from chapbook.setup.environment import installed_versions
from chapbook.setup.libraries import Load, load_library, search_variables
from chapbook.setup.machine import Machine, this_machine


@dataclass(frozen=True)
class Host:
    """What set-up uses of the world, so that a test can put another in its place.

    `prefix` is the folder of the running Python's environment. `installed` gives the versions
    of the importable packages. `search_variables` gives the environment
    variables without which Pango isn't found. `become(interpreter, arguments, variables)`
    replaces this process.
    """

    machine: Machine
    prefix: Path
    run: Run
    load: Load
    installed: Callable[[], dict[str, str]]
    search_variables: Callable[[], dict[str, str]]
    has_venv: Callable[[], bool]
    say: Callable[[str], None]
    become: Callable[[Path, Sequence[str], dict[str, str]], NoReturn]


def this_host() -> Host:
    """The machine and the process that run this."""
    return Host(
        machine=this_machine(),
        prefix=Path(sys.prefix),
        run=run_quietly,
        load=load_library,
        installed=_installed,
        search_variables=search_variables,
        has_venv=_has_venv,
        say=_say,
        become=_become,
    )


def _installed() -> dict[str, str]:
    return installed_versions(sys.path)


def _has_venv() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _become(interpreter: Path, arguments: Sequence[str], variables: dict[str, str]) -> NoReturn:
    command = [str(interpreter), *arguments]
    if os.name == "nt":
        # There an exec'd program runs on while the shell takes this one to have ended.
        finished = subprocess.run(command, env=os.environ | variables, check=False)
        sys.exit(finished.returncode)
    os.execve(interpreter, command, os.environ | variables)
