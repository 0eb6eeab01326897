"""What `build.py test` prints and how it ends."""

from pathlib import Path

import pytest

from chapbook import selftest
from chapbook.setup.commands import Command, Outcome

GREEN = "....\n\n4 passed in 0.10s\n"
RED = "..F.\n\n=== FAILURES ===\nassert 1 == 2\n1 failed, 3 passed in 0.10s\n"


class Tools:
    """Notes what was run and lets the tools whose name is in `failing` fail."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.ran: list[list[str]] = []
        self.roots: set[Path] = set()

    def __call__(self, command: Command, root: Path) -> Outcome:
        self.roots.add(root)
        self.ran.append([Path(part).name for part in command[1:]])
        for name in self.failing:
            if name in self.ran[-1]:
                return Outcome(1, RED if name == "pytest" else f"{name} found this\n")
        return Outcome(0, GREEN if "pytest" in command else "much ado\n")


def test_all_green_prints_what_verapdf_says_and_pytests_closing_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tools = Tools()
    assert selftest.run(tmp_path, execute=tools) == 0
    assert capsys.readouterr() == ("veraPDF: much ado\n4 passed in 0.10s\n", "")
    assert tools.roots == {tmp_path}
    assert sorted(command[1] for command in tools.ran) == [
        "--strict",
        "mypy",
        "pytest",
        "ruff",
        "ruff",
        "tests.support.verapdf.validation",
    ]


@pytest.mark.parametrize(
    ("tool", "name"),
    [("check", "ruff check"), ("mypy", "mypy"), ("format", "ruff format")],
)
def test_what_failed_is_shown_and_fails_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tool: str, name: str
) -> None:
    assert selftest.run(tmp_path, execute=Tools(tool)) == 1
    assert capsys.readouterr().out == (
        f"{name} failed:\n{tool} found this\n\nveraPDF: much ado\n4 passed in 0.10s\n"
    )


def test_a_booklet_that_does_not_build_strictly_fails_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert selftest.run(tmp_path, execute=Tools("--strict")) == 1
    assert capsys.readouterr().out.startswith("strict build failed:\n--strict found this\n")


def test_failing_tests_are_shown_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert selftest.run(tmp_path, execute=Tools("pytest")) == 1
    assert capsys.readouterr().out == f"veraPDF: much ado\n{RED}"


def test_arguments_go_to_pytest_and_nothing_else_is_run(tmp_path: Path) -> None:
    tools = Tools()
    assert selftest.run(tmp_path, ["tests/bindery", "-k", "x"], tools) == 0
    assert tools.ran == [["-m", "pytest", "bindery", "-k", "x"]]


def test_the_booklet_is_built_outside_the_checkout(tmp_path: Path) -> None:
    build = selftest.checks(tmp_path / "checkout", tmp_path / "out", "python3")[-2]
    assert build.command == (
        "python3",
        str(tmp_path / "checkout" / "build.py"),
        "--strict",
        "--out",
        str(tmp_path / "out"),
    )
