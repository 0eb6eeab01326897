"""The environment: what it holds, when it is kept, when it is made anew."""

import re
import tomllib
from pathlib import Path

import pytest

from chapbook.setup import environment
from chapbook.setup.commands import Command, Outcome, SetupError

ROOT = Path(__file__).parents[2]
LOCKED = re.compile(r"^([a-z0-9.-]+)==(\S+)( ; .*)? \\$", re.MULTILINE)


class Machine:
    """Runs nothing: notes each command, makes what it would leave, fails or stops where told."""

    def __init__(self, python: str = "3.11", fail: str = "", stop: str = "") -> None:
        self.python, self.fail, self.stop = python, fail, stop
        self.ran: list[str] = []

    def run(self, command: Command) -> Outcome:
        step = "probe" if "-c" in command else "pip" if "pip" in command else "venv"
        self.ran.append(step)
        if step == self.stop:
            raise KeyboardInterrupt
        if step == self.fail:
            return Outcome(1, "first\n\nERROR: no route to host\n")
        if step == "venv":
            interpreter = environment.interpreter_in(Path(command[-1]))
            interpreter.parent.mkdir()
            interpreter.touch()
        return Outcome(0, f"{self.python}\n" if step == "probe" else "")


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    return tmp_path / ".venv"


@pytest.fixture
def locks(tmp_path: Path) -> tuple[Path, ...]:
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1\n")
    return (lock,)


def fill(venv: Path, locks: tuple[Path, ...], machine: Machine) -> list[str]:
    environment.fill(venv, locks, "3.11", machine.run)
    return machine.ran


def is_ready(venv: Path, locks: tuple[Path, ...], python: str = "3.11") -> bool:
    return environment.is_ready(venv, environment.stamp_for(locks, python))


def test_a_new_environment_is_made_filled_and_ready(venv: Path, locks: tuple[Path, ...]) -> None:
    assert not is_ready(venv, locks)
    assert fill(venv, locks, Machine()) == ["venv", "pip"]
    assert is_ready(venv, locks)


def test_another_lock_or_python_is_not_what_it_holds(venv: Path, locks: tuple[Path, ...]) -> None:
    fill(venv, locks, Machine())
    assert not is_ready(venv, locks, "3.12")
    locks[0].write_text("a==2\n")
    assert not is_ready(venv, locks)


def test_a_changed_lock_is_installed_into_the_environment_that_is_there(
    venv: Path, locks: tuple[Path, ...]
) -> None:
    fill(venv, locks, Machine())
    locks[0].write_text("a==2\n")
    assert fill(venv, locks, Machine()) == ["probe", "pip"]
    assert is_ready(venv, locks)


def test_an_environment_with_tests_is_ready_for_the_rest(
    venv: Path, locks: tuple[Path, ...]
) -> None:
    more = locks[0].with_name("requirements-test.lock")
    more.write_text("a==1\nb==1\n")
    fill(venv, locks, Machine())
    assert not is_ready(venv, (*locks, more))
    assert fill(venv, (*locks, more), Machine()) == ["probe", "pip"]
    assert is_ready(venv, (*locks, more))
    assert is_ready(venv, locks)


def test_the_packages_are_checked_against_the_last_locks_hashes(
    venv: Path, locks: tuple[Path, ...]
) -> None:
    commands: list[Command] = []
    machine = Machine()

    def run(command: Command) -> Outcome:
        commands.append(command)
        return machine.run(command)

    environment.fill(venv, locks, "3.11", run)
    assert "--require-hashes" in commands[-1]
    assert commands[-1][0] == str(environment.interpreter_in(venv))
    assert commands[-1][-2:] == ("--requirement", str(locks[-1]))


def test_an_environment_of_another_python_is_made_anew(venv: Path, locks: tuple[Path, ...]) -> None:
    fill(venv, locks, Machine())
    (venv / "lib").mkdir()
    (venv / "lib" / "old").touch()
    assert fill(venv, locks, Machine(python="3.12")) == ["probe", "venv", "pip"]
    assert not (venv / "lib").exists()


@pytest.mark.parametrize("step", ["venv", "pip"])
def test_one_that_was_interrupted_is_made_anew(
    venv: Path, locks: tuple[Path, ...], step: str
) -> None:
    with pytest.raises(KeyboardInterrupt):
        fill(venv, locks, Machine(stop=step))
    assert not is_ready(venv, locks)
    assert fill(venv, locks, Machine()) == ["venv", "pip"]
    assert is_ready(venv, locks)


def test_a_distrusted_one_is_made_anew(venv: Path, locks: tuple[Path, ...]) -> None:
    fill(venv, locks, Machine())
    environment.distrust(venv)
    assert not is_ready(venv, locks)
    assert fill(venv, locks, Machine()) == ["venv", "pip"]


def test_a_failure_names_the_command_and_its_last_lines(
    venv: Path, locks: tuple[Path, ...]
) -> None:
    with pytest.raises(SetupError) as failed:
        fill(venv, locks, Machine(fail="pip"))
    lines = str(failed.value).splitlines()
    assert lines[0] == "this command failed with status 1:"
    assert f"--requirement {locks[0]}" in lines[1].replace("'", "")
    assert lines[2:] == [
        "    | first",
        "    | ERROR: no route to host",
        "The packages come from the network. When it can be reached, run this again.",
    ]
    assert not is_ready(venv, locks)


def test_a_file_in_the_environments_place_is_a_clear_error(
    venv: Path, locks: tuple[Path, ...]
) -> None:
    venv.touch()
    with pytest.raises(SetupError, match=r"Delete the folder .*\.venv, if there is one"):
        fill(venv, locks, Machine())


def test_packages_are_found_by_their_dist_info_folders(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in ("Jinja2-3.1.6", "types_PyYAML-6.0.1"):
        (first / f"{folder}.dist-info").mkdir(parents=True)
    (second / "Jinja2-2.0.dist-info").mkdir(parents=True)
    (second / "notes-1.txt").touch()
    path = [str(tmp_path / "gone"), str(first), str(second)]
    assert environment.installed_versions(path) == {"jinja2": "3.1.6", "types-pyyaml": "6.0.1"}


def test_wrong_packages_are_those_missing_or_of_another_version() -> None:
    pins = {"a": "1", "b": "2", "c": "3"}
    assert environment.wrong_packages(pins, {"a": "1", "b": "2.0"}) == ("b", "c")


def test_the_locks_agree_with_the_pins_and_with_each_other() -> None:
    plain, full = (
        {name: version for name, version, _ in LOCKED.findall(path.read_text("utf-8"))}
        for path in environment.lock_files(ROOT, with_tests=True)
    )
    pins = environment.pinned_versions(ROOT, with_tests=False)
    assert len(pins) >= 9
    assert pins.items() <= plain.items()
    assert environment.pinned_versions(ROOT, with_tests=True).items() <= full.items()
    assert plain.items() <= full.items()


@pytest.mark.parametrize("path", environment.lock_files(ROOT, with_tests=True))
def test_every_locked_package_has_hashes_and_no_address(path: Path) -> None:
    text = path.read_text("utf-8")
    packages = LOCKED.split(text)[4::4]
    assert len(packages) == len(LOCKED.findall(text)) > 20
    assert all("--hash=sha256:" in package for package in packages)
    assert not re.search(r"://|--(extra-)?index-url|--find-links", text)


def test_every_direct_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["test"]
    assert [pin for pin in asked if not re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin)] == []
