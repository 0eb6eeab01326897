"""Turn this machine into the few facts that set-up depends on."""

import os
import platform
import shutil
import sys
from dataclasses import dataclass

_MANAGERS = {"Linux": ("apt-get", "dnf", "pacman"), "Darwin": ("brew",)}


@dataclass(frozen=True)
class Machine:
    """`system` as platform.system() names it; `manager` is the package manager, '' where none
    that is known was found; `python` is the running Python's version, as in '3.11'."""

    system: str
    manager: str
    is_root: bool
    python: str


def this_machine() -> Machine:
    """The facts of the machine and the Python that run this."""
    system = platform.system()
    found = (name for name in _MANAGERS.get(system, ()) if shutil.which(name))
    return Machine(
        system=system,
        manager=next(found, ""),
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        python=f"{sys.version_info.major}.{sys.version_info.minor}",
    )
