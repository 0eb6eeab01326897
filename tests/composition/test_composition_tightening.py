"""The tightening report, from lines as they were set."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chapbook.apparatus.model import FolioStyle
from chapbook.composition.late_folios import with_folios
from chapbook.composition.model import Placement
from chapbook.composition.set_lines import HEADING, TEXT, SetLine, SetPage, SetText
from chapbook.composition.tightening import count_lines, tightening_report
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_config import Division, Matter, Opening

SPAN = SourceSpan("chapters/one.md", 7)
PLAIN = SimpleNamespace(get={}.get)
CALL = SimpleNamespace(get={"class": "call"}.get)


def line(text: str, space: float | None = 1.2, kind: str = TEXT, block: object = PLAIN) -> SetLine:
    return SetLine(
        block, 0, False, True, kind, (SetText(PLAIN, text, 10.0, 90.0, 8.0, 8.0),),
        0.0, 10.0, 10.0, 90.0, space, SPAN,
    )  # fmt: skip


def last(text: str) -> SetLine:
    return replace(line(text, None), ends_block=True)


def page(*lines: SetLine, number: int = 0, starts_at: int = 0) -> SetPage:
    placed = tuple(
        replace(each, at=at + starts_at, top_px=10.0 * at, bottom_px=10.0 * (at + 1))
        for at, each in enumerate(lines)
    )
    return SetPage(number, 10.0, 0.0, 90.0, 10.0 * len(lines), placed, 10.0 * len(lines), {})


def found(*pages: SetPage, recto: bool = True) -> list[str]:
    report = tightening_report(pages, ["5", "6"])
    division = Division("test", "chapter", Matter.BODY, Opening.NEXT, None, None)
    placement = Placement(division, 4 if recto else 5, 0, 5, FolioStyle.ARABIC, 2)
    placed = with_folios(report, placement)
    return [f"{one.severity}: {one.message} [{one.code}]" for one in placed]


@pytest.mark.parametrize(
    ("space", "expected"),
    [
        (1.9, []),
        (2.3, ["note: p. 5: 'a few words' is set with 2.3 × the usual space [loose-line]"]),
        (3.0, ["warning: p. 5: 'a few words' is set with 3.0 × the usual space [loose-line]"]),
        (0.7, ["note: p. 5: 'a few words' is set with 0.7 × the usual space [tight-line]"]),
        (None, []),
    ],
)
def test_loose_and_tight_lines(space: float | None, expected: list[str]) -> None:
    assert found(page(line("a few words", space), last("and the end"))) == expected


@pytest.mark.parametrize(
    ("text", "is_runt"),
    [("it.", True), ("words.", True), ("sixsix.", False), ("it was.", False)],
)
def test_runts(text: str, is_runt: bool) -> None:
    expected = [f"note: p. 5: the paragraph ends with '{text}' alone on its line [runt]"]
    assert found(page(line("one two"), last(text))) == (expected if is_runt else [])


def test_the_number_of_a_note_is_no_word() -> None:
    end = last("it")
    end = replace(end, texts=(*end.texts, SetText(CALL, "\u206012", 20.0, 25.0, 8.0, 8.0)))
    assert found(page(line("one two"), end)) == [
        "note: p. 5: the paragraph ends with 'it' alone on its line [runt]"
    ]


def test_three_hyphens_in_a_row_are_a_ladder() -> None:
    lines = [line("one incom-"), line("two hyphen-"), line("three divi-"), last("and the end")]
    assert found(page(*lines)) == [
        "warning: p. 5: 3 lines in a row end in hyphens: incom-, hyphen-, divi- [hyphen-ladder]"
    ]
    assert found(page(*lines[1:])) == []


def test_stacked_words() -> None:
    lines = [line("that which is"), line("that other is"), last("this ends here")]
    assert found(page(*lines)) == [
        "note: p. 5: two lines in a row begin with 'that' [stacked-words]"
    ]


@pytest.mark.parametrize("recto", [True, False])
def test_a_hyphen_at_the_end_of_a_page(recto: bool) -> None:
    (told,) = found(page(line("one two"), line("three divi-")), recto=recto)
    turned = ", behind which the leaf is turned" if recto else ""
    severity = "warning" if recto else "note"
    message = f"the page ends in a divided word, 'divi-'{turned}"
    assert told == f"{severity}: p. 5: {message} [hyphen-at-page-end]"


def test_a_widow_and_an_orphan() -> None:
    widow = page(last("of a paragraph"), line("one two"), number=1, starts_at=3)
    other = SimpleNamespace(get=PLAIN.get)
    first = replace(page(line("one two"), last("end of it")).lines[0], block=other)
    orphan = page(line("a few"), last("more words"))
    orphan = replace(
        orphan, lines=(*orphan.lines, replace(first, at=0, top_px=20.0, bottom_px=30.0))
    )
    assert found(orphan, widow) == [
        "warning: p. 5: 'one two', the first line of its paragraph, stands alone (an orphan)"
        " [orphan]",
        "warning: p. 6: 'of a paragraph', the last line of its paragraph, stands alone (a widow)"
        " [widow]",
    ]


def test_a_heading_near_the_foot() -> None:
    lines = [line("a b"), line("The Heading", None, HEADING), line("one two"), line("three four")]
    assert found(page(*lines)) == [
        "note: p. 5: 'The Heading' stands 2 lines above the page's foot [low-heading]"
    ]
    assert found(page(*lines, line("five six"))) == []


def test_counts_add_up() -> None:
    counted = count_lines([page(line("a b", 2.0), line("c-", 3.0), last("e"))])
    both = counted + counted
    assert (both.lines, both.justified, both.loose, both.very_loose) == (6, 4, 4, 2)
    assert both.hyphenated == 2
    assert both.mean_space == 2.5
