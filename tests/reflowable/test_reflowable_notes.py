"""Notes leave their lines for the end of their division."""

from pathlib import Path

import pytest

from chapbook.reflowable.lifted_notes import lift_notes
from tests.reflowable.trees import content, section

CASES = (Path(__file__).parent / "notes.txt").read_text("utf-8").split("===\n")


@pytest.mark.parametrize("case", CASES, ids=[case.splitlines()[0] for case in CASES])
def test_notes_are_lifted(case: str) -> None:
    _, written, expected = (part.strip() for part in case.split("---\n"))
    tree = section(written)
    assert lift_notes(tree, "Notes") == written.count('class="note"')
    assert content(tree) == expected
