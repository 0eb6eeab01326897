"""Turn what a machine lacks into the command that installs it there."""

from dataclasses import dataclass

from chapbook.setup.commands import Command
from chapbook.setup.machine import Machine

_INSTALL: dict[str, Command] = {
    "apt-get": ("apt-get", "install", "-y"),
    "dnf": ("dnf", "install", "-y"),
    "pacman": ("pacman", "-S", "--needed", "--noconfirm"),
    "brew": ("brew", "install"),
}
_REFRESH: dict[str, Command] = {"apt-get": ("apt-get", "update"), "pacman": ("pacman", "-Sy")}
# Another apt-get may be at work on a machine that has just started.
_PATIENCE: dict[str, Command] = {"apt-get": ("-o", "DPkg::Lock::Timeout=300")}

# From WeasyPrint's "First steps": what a wheel of it needs on each system.
_PANGO = {
    "apt-get": ("libpango-1.0-0", "libpangoft2-1.0-0"),
    "dnf": ("pango",),
    "pacman": ("pango",),
    "brew": ("pango",),
}
# Apart from Pango, because releases with HarfBuzz older than 4 have no such package.
_HARFBUZZ_SUBSET = {
    "apt-get": ("libharfbuzz-subset0",),
    "dnf": ("harfbuzz",),
    "pacman": ("harfbuzz",),
    "brew": ("harfbuzz",),
}
_WINDOWS_PANGO = (
    "winget install MSYS2.MSYS2",
    r"C:\msys64\usr\bin\pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango",
)


@dataclass(frozen=True)
class Plan:
    """How something comes onto the machine.

    `install` is run only if it isn't empty; if it fails, `refresh` is run and `install` once
    more. `by_hand` is what the user types instead, a command a line.
    """

    what: str
    install: Command
    refresh: Command
    by_hand: tuple[str, ...]


def plan_pango(machine: Machine) -> Plan:
    """How Pango and the libraries that come with it get installed."""
    if machine.system == "Windows":
        return Plan("Pango", (), (), _WINDOWS_PANGO)
    return _plan(machine, "Pango", _PANGO.get(machine.manager, ()))


def plan_harfbuzz_subset(machine: Machine) -> Plan:
    """How HarfBuzz's subsetter, which WeasyPrint can do without, gets installed."""
    if machine.system == "Windows":
        return Plan("HarfBuzz-Subset", (), (), _WINDOWS_PANGO)
    return _plan(machine, "HarfBuzz-Subset", _HARFBUZZ_SUBSET.get(machine.manager, ()))


def plan_pandoc(machine: Machine) -> Plan:
    """How pandoc gets installed, which reads other programs' documents."""
    if machine.system == "Windows":
        return Plan("pandoc", (), (), ("winget install JohnMacFarlane.Pandoc",))
    return _plan(machine, "pandoc", ("pandoc",) if machine.manager else ())


def plan_venv(machine: Machine) -> Plan:
    """How the venv module gets whole: Debian keeps a part of it in a package of its own."""
    packages = (f"python{machine.python}-venv",) if machine.manager == "apt-get" else ()
    return _plan(machine, "Python's venv module", packages)


def _plan(machine: Machine, what: str, packages: tuple[str, ...]) -> Plan:
    manager = machine.manager
    if not packages:
        return Plan(what, (), (), ("the package manager of your system",))
    allowed = machine.is_root or manager == "brew"
    install = _INSTALL[manager] + packages
    refresh = _REFRESH.get(manager, ())
    return Plan(
        what,
        install + _PATIENCE.get(manager, ()) if allowed else (),
        refresh if allowed else (),
        tuple(_typed(machine, command) for command in (refresh, install) if command),
    )


def _typed(machine: Machine, command: Command) -> str:
    rights = () if machine.is_root or machine.manager == "brew" else ("sudo",)
    return " ".join(rights + command)
