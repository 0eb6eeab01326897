"""What README.md and docs/ name is there: files, targets, commands, options, links."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chapbook.command_line import COMMANDS, read_command_line

CHECKOUT = Path(__file__).parents[1]
README = CHECKOUT / "README.md"
DOCS = [README, *sorted((CHECKOUT / "docs").glob("*.md"))]
FOLDERS = [path.name for path in CHECKOUT.joinpath("chapbook").iterdir() if path.is_dir()]
CODE = re.compile(r"`([^`\n]+)`|^ {4}(\S.*)$", re.MULTILINE)
PLACE = re.compile(
    rf"(?<![\w./<-])(?:(?:chapbook|tests|bench|docs|styles|templates|{'|'.join(FOLDERS)})/[\w./*-]*"
    r"|[a-z_]+\.py\b)"
)
LINK = re.compile(r"(?<!`)\[[^]\n`]+\]\(([^)#:\s]*)(?:#([^)\s]+))?\)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
NEEDS_NO_DOCS = {"--help", "--version", "--quiet", "--verbose"}


def code_of(path: Path) -> Iterator[str]:
    for span, block in CODE.findall(path.read_text("utf-8")):
        yield span or block


def is_there(name: str) -> bool:
    name = name.rstrip("./")
    places = [name, f"chapbook/{name}", *([f"**/{name}"] if "/" not in name else [])]
    return any(next(CHECKOUT.glob(place), None) for place in places)


def anchors_of(path: Path) -> set[str]:
    """As GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.fixture
def options(capsys: pytest.CaptureFixture[str]) -> set[str]:
    with pytest.raises(SystemExit):
        read_command_line(["--help"])
    return set(OPTION.findall(capsys.readouterr().out))


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_files_that_are_named_exist(path: Path) -> None:
    named = {name for code in code_of(path) for name in PLACE.findall(code)}
    assert [name for name in sorted(named) if not is_there(name)] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_targets_that_are_named_exist(path: Path) -> None:
    makefile = (CHECKOUT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {name for code in code_of(path) for name in re.findall(r"\bmake ([a-z-]+)", code)}
    assert named - targets == set()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_commands_that_are_named_exist(path: Path) -> None:
    named = {
        word
        for code in code_of(path)
        for word in re.findall(r"(?:build\.py|chapbook) ([a-z]+)\b", code)
    }
    assert named - set(COMMANDS) == set()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    wrong = []
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", path.read_text("utf-8"), flags=re.M | re.S)
    for target, anchor in LINK.findall(text):
        to = path.parent / target if target else path
        if not to.exists() or (anchor and anchor not in anchors_of(to)):
            wrong.append(f"{target}#{anchor}")
    assert wrong == []


def test_every_command_is_in_the_readme() -> None:
    rows = re.findall(r"^\| (`.*?) \|", README.read_text("utf-8"), re.MULTILINE)
    assert {word for row in rows for word in re.findall(r"`([a-z]+)", row)} == set(COMMANDS)


def test_every_option_is_told(options: set[str]) -> None:
    told = {name for path in DOCS for code in code_of(path) for name in OPTION.findall(code)}
    assert options - NEEDS_NO_DOCS - told == set()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_options_that_are_named_exist(path: Path, options: set[str]) -> None:
    named = {
        name
        for code in code_of(path)
        if re.match(rf"(python3 )?build\.py|({'|'.join(COMMANDS)}) -", code)
        for name in OPTION.findall(code)
    }
    assert named - options == set()
