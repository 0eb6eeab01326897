"""Turn lock files into a virtual environment, .venv, that has what they list."""

import hashlib
import os
import shutil
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from chapbook.setup.commands import Run, SetupError, run_or_fail

_STAMP = "chapbook.stamp"
_UNFINISHED = "chapbook.unfinished"
_NETWORK_ADVICE = "The packages come from the network. When it can be reached, run this again."


def lock_files(root: Path, with_tests: bool) -> tuple[Path, ...]:
    """The locks that must be installed; each lists all that is needed, the last one the most."""
    names = ("requirements.lock", "requirements-test.lock")
    return tuple(root / name for name in names[: 1 + with_tests])


def pinned_versions(root: Path, with_tests: bool) -> dict[str, str]:
    """The versions of the direct dependencies, as pyproject.toml pins them."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = list(project["dependencies"])
    if with_tests:
        pins += project["optional-dependencies"]["test"]
    return {name: version for name, _, version in (pin.partition("==") for pin in pins)}


def wrong_packages(pins: Mapping[str, str], installed: Mapping[str, str]) -> tuple[str, ...]:
    """The packages that aren't `installed`, or not at the pinned version."""
    return tuple(name for name, version in pins.items() if installed.get(name) != version)


def installed_versions(path: Iterable[str]) -> dict[str, str]:
    """The packages that can be imported from `path`, the first of a name counting.

    Names are in PEP 503's form. It reads the names of the .dist-info folders alone: asking
    importlib.metadata would cost each command a tenth of its time.
    """
    found: dict[str, str] = {}
    for folder in path:
        for entry in _entries(folder):
            name, _, version = entry.removesuffix(".dist-info").partition("-")
            if entry.endswith(".dist-info"):
                found.setdefault(_normal(name), version)
    return found


def _entries(folder: str) -> list[str]:
    try:
        return [entry.name for entry in Path(folder).iterdir()]
    except OSError:
        return []


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def interpreter_in(venv: Path) -> Path:
    """Where the environment's Python stands."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp_for(locks: Iterable[Path], python: str) -> tuple[str, ...]:
    """The lines that tell an environment's content: its Python, each lock and its SHA-256."""
    digests = (f"{lock.name} {hashlib.sha256(lock.read_bytes()).hexdigest()}" for lock in locks)
    return (f"python {python}", *digests)


def is_ready(venv: Path, stamp: Iterable[str]) -> bool:
    """Whether the environment was finished and holds all that `stamp` tells."""
    if not interpreter_in(venv).exists():
        return False
    return set(stamp) <= set(_read_lines(venv / _STAMP))


def distrust(venv: Path) -> None:
    """Have the environment, which must exist, made anew by the next fill()."""
    (venv / _UNFINISHED).touch()
    (venv / _STAMP).unlink(missing_ok=True)


def fill(venv: Path, locks: tuple[Path, ...], python: str, run: Run) -> None:
    """Make `venv` have what `locks` list; raise SetupError if that can't be done.

    An environment of this Python version is kept and completed; one that was left unfinished,
    or is of another version, is made anew. The stamp is written last.
    """
    try:
        if (venv / _UNFINISHED).exists() or not _works(venv, python, run):
            _make_anew(venv, run)
        (venv / _UNFINISHED).touch()
        _install(venv, locks[-1], run)
        _write_stamp(venv, stamp_for(locks, python))
    except OSError as refused:
        raise SetupError(
            f"{refused}\nDelete the folder {venv}, if there is one, and run this again."
        ) from refused


def _works(venv: Path, python: str, run: Run) -> bool:
    interpreter = interpreter_in(venv)
    if not interpreter.exists():
        return False
    probe = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    outcome = run((str(interpreter), "-c", probe))
    return outcome.status == 0 and outcome.output.strip() == python


def _make_anew(venv: Path, run: Run) -> None:
    venv.mkdir(exist_ok=True)
    # First of all, so that whatever interrupts what follows leaves it to be seen.
    (venv / _UNFINISHED).touch()
    for entry in venv.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != _UNFINISHED:
            entry.unlink()
    maker = getattr(sys, "_base_executable", "") or sys.executable
    advice = f"Making an environment with {maker} failed; another Python may do better."
    run_or_fail(run, (maker, "-m", "venv", str(venv)), advice)


def _install(venv: Path, lock: Path, run: Run) -> None:
    pip = (str(interpreter_in(venv)), "-m", "pip", "--disable-pip-version-check", "--no-input")
    install = ("install", "--quiet", "--require-hashes", "--requirement", str(lock))
    run_or_fail(run, pip + install, _NETWORK_ADVICE)


def _write_stamp(venv: Path, stamp: Iterable[str]) -> None:
    beside = venv / f"{_STAMP}.new"
    beside.write_text("".join(f"{line}\n" for line in stamp), encoding="utf-8")
    beside.replace(venv / _STAMP)
    (venv / _UNFINISHED).unlink()


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
