"""No note is ever lost: the guard against WeasyPrint's losing them, and the audit of each build."""

import importlib
import random
from pathlib import Path
from types import ModuleType

import pytest

from chapbook.composition.model import PlannedNote, TypesetFragment
from chapbook.composition.notes_audit import SetPage, audit_notes
from chapbook.composition.notes_with_calls import keep_notes_with_calls
from chapbook.diagnostics import SourceSpan
from tests.support.set_pages import fragment, typesetter

SMALL = "@page { size: 70mm 90mm; margin: 8mm; } p { hyphens: none }"


def call(number: int, words: str) -> str:
    return (
        f'&#x2060;<a class="call" id="r{number}" href="#f{number}">{number}</a>'
        f'<span class="note" id="f{number}"><a href="#r{number}">{number}.</a> {words}</span>'
    )


def noted_text(seed: int, notes: int) -> str:
    """Paragraphs of random length with notes of random length at random places."""
    dice = random.Random(seed)
    paragraphs, number = [], 0
    while number < notes:
        words = []
        for _ in range(dice.randint(10, 90)):
            words.append("word" * dice.randint(1, 2))
            if dice.random() < 0.06 and number < notes:
                number += 1
                words[-1] += call(number, "note " * dice.randint(2, 40))
        paragraphs.append(f"<p>{' '.join(words)}.</p>")
    return "".join(paragraphs)


def planned(notes: int) -> tuple[PlannedNote, ...]:
    span = SourceSpan("chapters/test.md", 1)
    return tuple(PlannedNote(f"r{n}", f"f{n}", span) for n in range(1, notes + 1))


def late(made: TypesetFragment, notes: int) -> list[int]:
    """The notes that don't begin on the page of their call."""
    page = {anchor: position.page for anchor, position in made.anchors.items()}
    return [n for n in range(1, notes + 1) if page.get(f"f{n}") != page[f"r{n}"]]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("page", [SMALL, ""])
def test_every_note_is_set_in_order_on_the_page_of_its_call(
    tmp_path: Path, seed: int, page: str
) -> None:
    made = typesetter(tmp_path, page).typeset(fragment(noted_text(seed, 60), planned(60)))
    assert [found.message for found in made.diagnostics] == []
    assert late(made, 60) == []


def test_stock_weasyprint_still_parts_and_loses_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When this fails an upgrade has mended the fault: notes_with_calls.py can go."""
    layout_block = importlib.import_module("weasyprint.layout.block")
    setter = typesetter(tmp_path, SMALL)
    patched = layout_block._linebox_layout
    keep_notes_with_calls(layout_block)
    assert layout_block._linebox_layout is patched, "patching twice changes nothing"
    monkeypatch.setattr(layout_block, "_linebox_layout", patched.stock)
    lost, parted = 0, 0
    for seed in range(100, 130):  # Which text shows it depends on how Pango breaks its lines.
        made = setter.typeset(fragment(noted_text(seed, 60), planned(60)))
        lost += [found.code for found in made.diagnostics].count("note-lost")
        parted += len(late(made, 60))
        if 0 < lost < parted:
            return
    pytest.fail(f"{lost} notes lost and {parted} parted from their calls in 30 texts")


def test_an_unknown_weasyprint_is_not_patched_blindly() -> None:
    module = ModuleType("layout_block")
    vars(module)["_linebox_layout"] = planned
    with pytest.raises(RuntimeError, match="_linebox_layout has changed"):
        keep_notes_with_calls(module)


def test_a_note_taller_than_the_page_is_told(tmp_path: Path) -> None:
    body = f"<p>word{call(1, 'A long sentence that goes on. ' * 200)} and more.</p>"
    found = typesetter(tmp_path, SMALL).typeset(fragment(body, planned(1))).diagnostics
    assert [one.code for one in found] == ["note-too-long"]
    assert found[0].span == SourceSpan("chapters/test.md", 1)


BOX = (10.0, 50.0, 60.0, 70.0)


@pytest.mark.parametrize(
    ("pages", "codes"),
    [
        ([{"r1": BOX, "f1": BOX, "r2": BOX}, {"f2": BOX}], []),
        ([{"r1": BOX, "f1": BOX, "r2": BOX}], ["note-lost"]),
        ([{"f1": BOX, "r2": BOX, "f2": BOX}], ["note-lost"]),
        ([{"f1": BOX}, {"r1": BOX, "r2": BOX, "f2": BOX}], ["note-far"]),
        ([{"r1": BOX, "r2": BOX, "f2": BOX}, {"f1": BOX}], ["note-order"]),
        ([{"r1": BOX}, {}, {}, {"f1": BOX, "r2": BOX, "f2": BOX}], ["note-far"]),
        ([{"r1": BOX, "f1": (10.0, 5.0, 60.0, 70.0), "r2": BOX, "f2": BOX}], ["note-too-long"]),
    ],
)
def test_the_audit(
    pages: list[dict[str, tuple[float, float, float, float]]], codes: list[str]
) -> None:
    found = audit_notes(planned(2), [SetPage(anchors, 20.0) for anchors in pages])
    assert [one.code for one in found] == codes
