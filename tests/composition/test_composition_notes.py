"""No note is ever lost: the guard against WeasyPrint's losing them, and the audit of each build."""

import importlib
import random
import re
from pathlib import Path
from types import ModuleType

import pytest

from chapbook.composition.changed_source import stock_of
from chapbook.composition.engine import Typesetter
from chapbook.composition.model import PlannedNote, TypesetFragment
from chapbook.composition.notes_audit import audit_notes
from chapbook.composition.notes_with_calls import keep_notes_with_calls
from chapbook.composition.set_lines import SetPage
from chapbook.diagnostics import SourceSpan
from tests.support.inspect_pdf import InspectedPdf
from tests.support.set_pages import fragment, typesetter

SMALL = "@page { size: 70mm 90mm; margin: 8mm; } p, .note { hyphens: none }"


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


def wrong(made: TypesetFragment) -> list[str]:
    """What is wrong, but for short pages: two long notes called in one line make them."""
    short = {"page-near-empty", "page-short"}
    return [found.code for found in made.diagnostics if found.code not in short]


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
    assert wrong(made) == []
    assert late(made, 60) == []


MODULES = [
    importlib.import_module(f"weasyprint.{name}")
    for name in ("document", "layout.block", "layout.page", "layout.inline")
]


@pytest.fixture
def stock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Typesetter:
    """WeasyPrint as it comes."""
    setter = typesetter(tmp_path, SMALL)
    document, block, page, _ = MODULES
    context = document.LayoutContext
    keep_notes_with_calls(*MODULES)
    assert document.LayoutContext is context, "patching twice changes nothing"
    monkeypatch.setattr(document, "LayoutContext", context.__mro__[2])
    monkeypatch.setattr(block, "_linebox_layout", stock_of(block._linebox_layout))
    monkeypatch.setattr(page, "make_page", stock_of(page.make_page))
    return setter


def test_stock_weasyprint_still_parts_and_loses_notes(stock: Typesetter) -> None:
    """When this fails an upgrade has mended the fault: notes_with_calls.py can go."""
    lost, parted = 0, 0
    for seed in range(100, 130):  # Which text shows it depends on how Pango breaks its lines.
        made = stock.typeset(fragment(noted_text(seed, 60), planned(60)))
        lost += [found.code for found in made.diagnostics].count("note-lost")
        parted += len(late(made, 60))
        if 0 < lost < parted:
            return
    pytest.fail(f"{lost} notes lost and {parted} parted from their calls in 30 texts")


def test_stock_weasyprint_still_sets_a_long_note_over_the_text(stock: Typesetter) -> None:
    """When this fails an upgrade divides notes: notes_over_pages.py can go."""
    made = stock.typeset(fragment(f"<p>word{call(1, sentences(60))} on.</p>", planned(1)))
    assert "note-too-long" in wrong(made)


def test_an_unknown_weasyprint_is_not_patched_blindly() -> None:
    module = ModuleType("layout_block")
    vars(module)["_linebox_layout"] = planned
    with pytest.raises(RuntimeError, match="_linebox_layout has changed"):
        keep_notes_with_calls(MODULES[0], module, *MODULES[2:])


def sentences(count: int) -> str:
    return " ".join(f"Sentence s{number} of the note." for number in range(count))


def numbers_on(made: TypesetFragment) -> list[list[int]]:
    """The numbers of the note's sentences on each page."""
    pdf = InspectedPdf(made.pdf)
    return [
        [int(found) for found in re.findall(r"s(\d+) ", pdf.page_text(page))]
        for page in range(pdf.page_count)
    ]


RULED = "@page { @footnote { margin-top: 6pt; padding: 5pt 0 4pt; border-top: 1pt solid } }"


@pytest.mark.parametrize("seed", range(4))
def test_a_note_that_goes_on_takes_no_room_from_the_text_below_a_rule(
    tmp_path: Path, seed: int
) -> None:
    made = typesetter(tmp_path, SMALL + RULED).typeset(fragment(noted_text(seed, 60), planned(60)))
    assert wrong(made) == []
    body = f"<p>{'text ' * 30}word{call(1, sentences(60))} and {'more ' * 250}.</p>"
    made = typesetter(tmp_path, SMALL + RULED).typeset(fragment(body, planned(1)))
    assert wrong(made) == []


def test_a_note_of_180_sentences_goes_on_from_page_to_page(tmp_path: Path) -> None:
    body = f"<p>{'text ' * 30}word{call(1, sentences(180))} and {'more ' * 250}.</p>"
    made = typesetter(tmp_path, SMALL).typeset(fragment(body, planned(1)))
    pages = numbers_on(made)
    assert wrong(made) == []
    assert [number for page in pages for number in page] == list(range(180))
    assert min(len(page) for page in pages[:14]) >= 9
    assert all(InspectedPdf(made.pdf).page_text(page).count("more") > 5 for page in range(1, 8))


def test_a_note_goes_on_behind_the_end_of_the_text(tmp_path: Path) -> None:
    body = f"<p>{'text ' * 30}word{call(1, sentences(60))}.</p>"
    made = typesetter(tmp_path, SMALL).typeset(fragment(body, planned(1)))
    assert [number for page in numbers_on(made) for number in page] == list(range(60))
    assert made.page_count == 4


def test_a_divided_note_leaves_two_lines_at_least_on_either_page(tmp_path: Path) -> None:
    setter = typesetter(tmp_path, SMALL)
    for words in range(40, 75, 3):
        body = f"<p>{'text ' * words}word{call(1, sentences(6))} {'more ' * 90}</p>"
        made = setter.typeset(fragment(body, planned(1)))
        pdf = InspectedPdf(made.pdf)
        notes = [
            {
                found.y
                for found in pdf.find_text(word)
                if found.size < 9 and found.page_index == page
            }
            for page in range(2)
            for word in ["e"]
        ]
        assert late(made, 1) == []
        assert all(len(lines) != 1 for lines in notes), words


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Head{call(1, sentences(40))}</h2><p>{'text ' * 60}</p>",
        f"<blockquote><p>{'text ' * 60}{call(1, sentences(40))} on.</p></blockquote><p>Text.</p>",
        f"<ul><li>one</li><li>two{call(1, sentences(40))} and {'more ' * 40}</li></ul>",
        f"<table><tr><td>one</td><td>two{call(1, sentences(40))} {'more ' * 20}</td></tr></table>",
        f"<p>text{call(1, 'Short.')} and{call(2, sentences(40))} {'more ' * 40}</p>",
        "<p>"
        + "".join(f"w{number}{call(number, 'A note of some words.')} " for number in range(1, 21))
        + "</p>",
    ],
    ids=["heading", "quote", "list", "table", "two", "twenty"],
)
def test_long_notes_are_called_anywhere(tmp_path: Path, body: str) -> None:
    notes = body.count('class="call"')
    made = typesetter(tmp_path, SMALL).typeset(fragment(body, planned(notes)))
    assert wrong(made) == []
    expected = list(range(40)) if "Sentence" in body else []
    assert [number for page in numbers_on(made) for number in page] == expected


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
    found = audit_notes(
        planned(2),
        [
            SetPage(number, 20.0, 20.0, 220.0, 300.0, (), 20.0, anchors)
            for number, anchors in enumerate(pages)
        ],
    )
    assert [one.code for one in found] == codes
