"""The sheet for whoever stands at the printer says what this job needs."""

import re
from dataclasses import replace

import pytest

from chapbook.bindery.booklet import PrintJob
from chapbook.bindery.instructions import Instructions, instructions, paper_name
from chapbook.locales import known_languages, read_locale
from chapbook.manuscript.page_sizes import PAPER_SIZES, PageSize
from chapbook.manuscript.print_config import PrintSettings, Scheme, WorkStyle
from tests.bindery.press_pages import PLAIN, imposed, pages_of, paper_of


@pytest.fixture(scope="module")
def reading() -> bytes:
    return pages_of(16)


def made(
    pdf: bytes, settings: PrintSettings, job: PrintJob | None = None, tag: str = "en-GB"
) -> Instructions:
    job = job or PrintJob()
    words = read_locale(tag).printer
    return instructions(imposed(pdf, job, base=settings), settings, job, words)


def titles(made: Instructions) -> list[str]:
    return [step.title for step in made.steps]


def test_a_stitched_booklet(reading: bytes) -> None:
    told = made(reading, PLAIN, PrintJob(copies=50))
    assert dict(told.facts) == {
        "Paper": "84.67 × 119.9 mm, 80 g/m²",
        "Sheets": "4 a copy, 200 for 50 copies",
        "Scale": "100 %, actual size",
        "Sides": "both, flipped on the short edge",
    }
    assert titles(told) == [
        "Paper and scale",
        "Both sides, flipped on the short edge",
        "One copy first",
        "Fold",
        "Staple",
    ]
    assert "each 18 mm from its end" in told.steps[-1].text
    front = told.steps[0].forme
    assert front is not None
    assert [cell.number for cell in sorted(front.cells, key=lambda cell: cell.left_mm)] == [16, 1]
    assert front.folds_mm == pytest.approx((170 * 25.4 / 72,))
    assert front.cuts_mm == ()


def test_some_sheets_on_a_printer_of_one_side(reading: bytes) -> None:
    settings = replace(PLAIN, sides="one", tray="face-up", flip="long-edge")
    told = made(reading, settings, PrintJob(sheets=frozenset((1, 3))))
    assert dict(told.facts)["Only sheets"] == "1, 3"
    assert told.steps[1].text == (
        "Print pages 1 to 2 of the file. The pile comes out face up: don't change its order, turn "
        "the pile over, and put it back so that each sheet is turned over its long edge. "
        "Print pages 3 to 4."
    )


def test_leaves_are_cut_and_stacked(reading: bytes) -> None:
    told = made(reading, replace(PLAIN, scheme=Scheme.CUT_AND_STACK))
    assert titles(told)[-2:] == ["Cut and stack", "Glue"]
    assert told.steps[-2].text.endswith("Lay the left pile on the right one.")
    forme = told.steps[-2].forme
    assert forme is not None
    assert (forme.folds_mm, len(forme.cuts_mm)) == ((), 1)


def test_a_right_to_left_book_is_stacked_the_other_way(reading: bytes) -> None:
    settings = replace(PLAIN, scheme=Scheme.CUT_AND_STACK, binding_side="right")
    assert made(reading, settings).steps[-2].text.endswith("Lay the right pile on the left one.")


def test_four_up_sheets_are_cut_across(reading: bytes) -> None:
    told = made(reading, replace(PLAIN, paper=paper_of(320, 420)))
    assert titles(told)[-3:] == ["Cut and stack", "Fold", "Staple"]
    assert told.steps[-3].text.endswith("Lay the upper pile on the lower one.")


def test_signatures_are_gathered_by_their_marks(reading: bytes) -> None:
    settings = replace(
        PLAIN, scheme=Scheme.PERFECT_BINDING, signature_pages=8, marks=frozenset(("collation",)),
        cover="wrap", milling_mm=2,
    )  # fmt: skip
    told = made(reading, replace(settings, paper=paper_of(360, 240)))
    assert told.steps[-2].text.startswith(
        "Fold 2 sheets at a time into each other: signatures of 8 pages, 2 in all."
    )
    assert "make a stair" in told.steps[-2].text
    assert "mill off 2 mm" in told.steps[-1].text
    assert "into the cover" in told.steps[-1].text


def test_creep_is_said_where_it_shows(reading: bytes) -> None:
    told = made(reading, replace(PLAIN, caliper_mm=0.3))
    assert "The inner leaves stand out by 0.9 mm" in told.steps[-1].text
    assert "stand out" not in made(reading, PLAIN).steps[-1].text


def test_spreads_are_only_printed(reading: bytes) -> None:
    told = made(reading, replace(PLAIN, scheme=Scheme.SPREADS))
    assert titles(told) == ["Paper and scale", "Print"]
    assert dict(told.facts)["Sides"] == "one side only"


def test_papers_are_called_by_their_names() -> None:
    assert paper_name(PAPER_SIZES["A3"]) == "A3"
    assert paper_name(PageSize(200, 300)) == "200 × 300 mm"


JOBS = [
    (PLAIN, PrintJob(copies=50)),
    (replace(PLAIN, sides="one", flip="long-edge", caliper_mm=0.3), PrintJob(sheets={1})),
    (replace(PLAIN, paper=paper_of(620, 420), folds=2), PrintJob()),
    (replace(PLAIN, scheme=Scheme.SPREADS, caliper_mm=0.11, gsm=None), PrintJob()),
    (replace(PLAIN, scheme=Scheme.CUT_AND_STACK, paper=paper_of(320, 420)), PrintJob()),
    (
        replace(PLAIN, scheme=Scheme.PERFECT_BINDING, signature_pages=8, milling_mm=1.5,
                cover="wrap", paper=paper_of(360, 240)),
        PrintJob(),
    ),
]  # fmt: skip


@pytest.mark.parametrize("tag", known_languages())
@pytest.mark.parametrize("job", JOBS, ids=range(len(JOBS)))
def test_every_language_says_all_of_it(
    tag: str, job: tuple[PrintSettings, PrintJob], reading: bytes
) -> None:
    settings, wanted = job
    told, english = (made(reading, settings, wanted, one) for one in (tag, "en-GB"))
    assert [step.picture for step in told.steps] == [step.picture for step in english.steps]
    said = [text for fact in told.facts for text in fact]
    said += [text for step in told.steps for text in (step.title, step.text)]
    assert all(text and "{" not in text for text in said)
    for number in re.findall(r"\d+", " ".join(step.text for step in english.steps)):
        assert number in " ".join(step.text for step in told.steps)


def test_numbers_have_the_language_s_decimal_sign(reading: bytes) -> None:
    settings = replace(PLAIN, caliper_mm=0.3, gsm=None)
    told = made(reading, settings, tag="de")
    assert dict(told.facts)["Papier"].endswith(", 0,3 mm dick")
    assert "stehen 0,9 mm vor" in told.steps[-1].text


def test_sheets_of_two_copies_are_cut_apart_first(reading: bytes) -> None:
    settings = replace(PLAIN, work_style=WorkStyle.WORK_AND_TUMBLE, paper=paper_of(340, 440))
    told = made(reading, settings, PrintJob(copies=5))
    assert dict(told.facts)["Sheets"] == "2 a copy, 12 for 5 copies"
    assert dict(told.facts)["Sides"] == "both, flipped on the short edge"
    assert titles(told)[-3:] == ["Cut in the middle", "Fold", "Staple"]
    assert dict(made(reading, settings).facts)["Sheets"] == "4 for two copies"
