"""What a run of build.py does on machines that have all, some or nothing of what it needs."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

import pytest

from chapbook.bootstrap import command_of, prepare
from chapbook.setup import environment
from chapbook.setup.commands import Command, Outcome
from chapbook.setup.host import Host
from chapbook.setup.libraries import HARFBUZZ_SUBSET
from chapbook.setup.machine import Machine

ROOT = Path(__file__).parents[2]
PINS = environment.pinned_versions(ROOT, with_tests=False)
TEST_PINS = environment.pinned_versions(ROOT, with_tests=True)
MENDED = "CHAPBOOK_MENDED"
PANGO = ("apt-get", "install", "-y", "libpango-1.0-0", "libpangoft2-1.0-0")
PATIENCE = ("-o", "DPkg::Lock::Timeout=300")


class ReplacedError(Exception):
    """The process was replaced by another: interpreter, arguments and variables."""


@dataclass
class World:
    """A machine that only remembers; what is asked of it stands in `said` and `ran`."""

    root: Path
    installed: dict[str, str] = field(default_factory=dict)
    has_pango: bool = True
    has_subset: bool = True
    has_venv: bool = True
    is_root: bool = True
    works: tuple[str, ...] = ("apt-get", "pip", "venv")
    variables: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.venv = self.root / ".venv"

    def host(self) -> Host:
        return Host(
            machine=Machine("Linux", "apt-get", self.is_root, "3.11"),
            prefix=self.root / "elsewhere",
            run=self.run,
            load=self.load,
            installed=lambda: self.installed,
            search_variables=lambda: self.variables,
            has_venv=lambda: self.has_venv,
            say=self.said.append,
            become=self.become,
        )

    def load(self, name: str) -> object:
        if not (self.has_subset if name in HARFBUZZ_SUBSET else self.has_pango):
            raise OSError(name)
        return name

    def run(self, command: Command) -> Outcome:
        tool = next((tool for tool in ("apt-get", "pip", "venv") if tool in command), "probe")
        shown = tool if tool != "apt-get" else " ".join(command).removesuffix(" ".join(PATIENCE))
        self.ran.append(shown.strip())
        if tool not in (*self.works, "probe"):
            return Outcome(100, "E: Unable to fetch\n")
        self.has_pango |= "libpango-1.0-0" in command
        self.has_subset |= "libharfbuzz-subset0" in command
        if tool == "venv":
            interpreter = environment.interpreter_in(Path(command[-1]))
            interpreter.parent.mkdir(parents=True)
            interpreter.touch()
        return Outcome(0, "3.11\n")

    def become(
        self, interpreter: Path, arguments: Sequence[str], variables: dict[str, str]
    ) -> NoReturn:
        raise ReplacedError(interpreter, list(arguments), variables)


@pytest.fixture
def world(tmp_path: Path) -> World:
    for name in ("pyproject.toml", "requirements.lock", "requirements-test.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    return World(tmp_path)


def became(world: World, arguments: Sequence[str] = (), host: Host | None = None) -> ReplacedError:
    with pytest.raises(ReplacedError) as caught:
        prepare(world.root, arguments, host or world.host())
    return caught.value


def exit_status(world: World, arguments: Sequence[str] = (), host: Host | None = None) -> int:
    with pytest.raises(SystemExit) as caught:
        prepare(world.root, arguments, host or world.host())
    assert isinstance(caught.value.code, int)
    return caught.value.code


def test_nothing_is_done_where_everything_is_at_hand(world: World) -> None:
    world.installed, world.has_subset = PINS, False
    prepare(world.root, ["pdf"], world.host())
    assert (world.said, world.ran, world.venv.exists()) == ([], [], False)


def test_a_fresh_machine_gets_an_environment_and_goes_on_in_it(world: World) -> None:
    command = [str(world.root / "build.py"), "pdf", "--strict"]
    inside = environment.interpreter_in(world.venv)
    assert became(world, ["pdf", "--strict"]).args == (inside, command, {MENDED: "1"})
    assert world.ran == ["venv", "pip"]
    assert world.said == [
        "chapbook: installing the packages of requirements.lock into .venv, this once"
    ]


def test_the_second_run_says_nothing(world: World) -> None:
    became(world)
    world.said, world.ran = [], []
    command = [str(world.root / "build.py")]
    assert became(world).args == (environment.interpreter_in(world.venv), command, {})
    assert (world.said, world.ran) == ([], [])


def test_only_the_tests_need_their_packages(world: World) -> None:
    world.installed = PINS
    became(world, ["test", "-k", "x"])
    assert world.said == [
        "chapbook: installing the packages of requirements-test.lock into .venv, this once"
    ]
    world.installed = TEST_PINS
    prepare(world.root, ["test"], world.host())


def test_pango_is_installed_by_root(world: World) -> None:
    world.installed, world.has_pango, world.has_subset = PINS, False, False
    prepare(world.root, [], world.host())
    assert world.ran == [" ".join(PANGO), "apt-get install -y libharfbuzz-subset0"]
    assert world.said[0] == f"chapbook: installing Pango ({' '.join(PANGO + PATIENCE)})"


def test_a_user_is_told_the_command(world: World) -> None:
    world.has_pango, world.is_root = False, False
    assert exit_status(world) == 3
    assert world.ran == []
    assert world.said == [
        "chapbook: GObject, Pango, HarfBuzz, Fontconfig, PangoFT2 can't be loaded: Pango is"
        " needed. Install it by\n"
        "    sudo apt-get update\n"
        "    sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0\n"
        "and run this again."
    ]


def test_a_failed_installation_is_tried_again_with_fresh_lists_then_told(world: World) -> None:
    world.has_pango, world.works = False, ()
    assert exit_status(world) == 3
    assert world.ran == [" ".join(PANGO), "apt-get update", " ".join(PANGO)]
    assert "this command failed with status 100:" in world.said[-1]
    assert "    | E: Unable to fetch" in world.said[-1]


def test_where_pango_is_hidden_the_process_starts_again_with_its_folder(world: World) -> None:
    world.has_pango = False
    world.variables = {"DYLD_FALLBACK_LIBRARY_PATH": "/opt/homebrew/lib"}
    command = [str(world.root / "build.py"), "check"]
    assert became(world, ["check"]).args[1:] == (command, world.variables)
    assert world.ran == []


def test_debians_venv_package_is_installed_first(world: World) -> None:
    world.has_venv = False
    became(world)
    assert world.ran == ["apt-get install -y python3.11-venv", "venv", "pip"]


def test_without_venv_a_user_is_told_the_command(world: World) -> None:
    world.has_venv, world.is_root = False, False
    assert (exit_status(world), world.venv.exists()) == (3, False)
    assert "sudo apt-get install -y python3.11-venv" in world.said[-1]


def test_set_up_goes_on_without_the_subsetter(world: World) -> None:
    world.has_subset, world.is_root = False, False
    became(world)
    assert world.said[0] == (
        "chapbook: going on without HarfBuzz-Subset, which WeasyPrint wants"
        " (sudo apt-get update && sudo apt-get install -y libharfbuzz-subset0)"
    )
    assert world.ran == ["venv", "pip"]


def test_no_network_is_told_and_mended_by_the_next_run(world: World) -> None:
    world.works = ("venv",)
    assert exit_status(world) == 3
    assert "E: Unable to fetch" in world.said[-1]
    assert world.said[-1].endswith("When it can be reached, run this again.")
    world.works = ("venv", "pip")
    became(world)
    stamp = environment.stamp_for(environment.lock_files(world.root, False), "3.11")
    assert environment.is_ready(world.venv, stamp)


def test_an_environment_that_lost_a_package_is_made_anew(world: World) -> None:
    became(world)
    world.ran = []
    inside = replace(world.host(), prefix=world.venv)
    assert became(world, [], inside).args[2] == {MENDED: "1"}
    assert world.ran == ["venv", "pip"]


def test_what_stays_wrong_is_not_mended_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MENDED, "1")
    world.installed = PINS | {"pikepdf": "9.0"}
    assert exit_status(world) == 3
    assert world.said[0].startswith("chapbook: pikepdf can't be found as pinned")
    assert world.ran == []


def test_an_interrupted_set_up_ends_with_one_line(world: World) -> None:
    def interrupt(command: Command) -> Outcome:
        raise KeyboardInterrupt(command)

    assert exit_status(world, [], replace(world.host(), run=interrupt)) == 130
    assert world.said[-1] == "chapbook: set-up was interrupted; the next run starts it again"


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], ""),
        (["test", "pdf"], "test"),
        (["--strict", "-q"], ""),
        (["--book", "test", "pdf"], "pdf"),
        (["--book=test", "check"], "check"),
        (["-v", "--out", "x", "booklet"], "booklet"),
    ],
)
def test_the_command_is_told_from_options_and_their_values(
    arguments: list[str], command: str
) -> None:
    assert command_of(arguments) == command
