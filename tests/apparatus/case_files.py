"""The cases in tests/apparatus/cases, which are text for people to read and add to."""

import re
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """A case of several lines: its name, what is written, and each part of what is expected."""

    name: str
    written: str
    expected: tuple[str, ...]


def pairs(name: str) -> list[tuple[str, str]]:
    """The cases of one line each, 'written => expected'."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    cases = [line.split(" => ") for line in lines if line and not line.startswith("#")]
    return [(written, expected) for written, expected in cases]


def cases(name: str) -> list[Case]:
    """The cases that begin with '# name'; '==>' comes before what is expected, '--' divides it."""
    text = (CASES / name).read_text(encoding="utf-8")
    found = []
    for case in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        title, rest = case.split("\n", 1)
        written, expected = rest.split("==>\n")
        found.append(Case(title, written, tuple(expected.split("--\n"))))
    return found
