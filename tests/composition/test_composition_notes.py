"""No note is ever lost: the guard against WeasyPrint's losing them, and the audit of each build."""

import importlib
import random
from pathlib import Path

import pytest

from chapbook.composition.lost_notes import keep_notes
from chapbook.composition.model import PlannedNote
from chapbook.composition.notes_audit import SetPage, audit_notes
from chapbook.diagnostics import SourceSpan
from tests.support.set_pages import fragment, typesetter

SMALL = "@page { size: 70mm 90mm; margin: 8mm; } p { hyphens: none }"
STOCK = "@page { @footnote { margin-top: 6pt } } .note { footnote-policy: auto }"


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


@pytest.mark.parametrize("seed", range(4))
def test_every_note_is_set_in_order_near_its_call(tmp_path: Path, seed: int) -> None:
    setter = typesetter(tmp_path, SMALL)
    set_fragment = setter.typeset(fragment(noted_text(seed, 60), planned(60)))
    assert [found.message for found in set_fragment.diagnostics] == []
    assert {f"f{n}" for n in range(1, 61)} <= set_fragment.anchors.keys()


def test_stock_weasyprint_still_loses_notes_so_the_guard_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When this fails an upgrade has mended the fault: lost_notes.py can go."""
    layout_page = importlib.import_module("weasyprint.layout.page")
    setter = typesetter(tmp_path, SMALL + STOCK)
    guarded = layout_page.make_page
    keep_notes(layout_page)
    assert layout_page.make_page is guarded, "wrapping twice changes nothing"
    stock = guarded.__closure__[0].cell_contents
    assert stock.__module__ == "weasyprint.layout.page"
    monkeypatch.setattr(layout_page, "make_page", stock)
    wrong = [
        found.code
        for seed in range(8)
        for found in setter.typeset(fragment(noted_text(seed, 60), planned(60))).diagnostics
    ]
    assert "note-lost" in wrong
    monkeypatch.setattr(layout_page, "make_page", guarded)
    found = setter.typeset(fragment(noted_text(0, 60), planned(60))).diagnostics
    assert "note-lost" not in [one.code for one in found]


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
