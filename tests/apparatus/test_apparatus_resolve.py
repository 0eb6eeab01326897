"""Notes, citations and cross references in their slots."""

import pytest

from chapbook.apparatus.model import (
    Apparatus,
    BookCitation,
    CitationText,
    CitedItem,
    Footnote,
    Gap,
    Link,
    Reference,
    ResolvedSlot,
)
from chapbook.apparatus.resolve import resolve
from chapbook.diagnostics import Diagnostic, Severity, SourceSpan
from chapbook.manuscript.book_config import Matter
from chapbook.manuscript.model import (
    Note,
    NoteCall,
    ParsedChapter,
)
from tests.apparatus.apparatus_builders import (
    chapter,
    citation,
    config,
    division,
    item,
    link,
    reference,
    slot,
    target,
)

BIB = "bibliography/references.bib"
SERGE = reference("serge1937", "Serge", "Victor")
CONQUEST = reference("conquest1990", "Conquest", "Robert")
REFERENCES = {each.key: each for each in (SERGE, CONQUEST)}
AT = SourceSpan("chapters/01.md", 41, 12, 9)


def resolved(
    *chapters: ParsedChapter, numbering: str = "chapter", in_notes: bool = True
) -> tuple[Apparatus, tuple[Diagnostic, ...]]:
    divisions = (*(each.division for each in chapters), division("index", "index", Matter.BACK))
    settings = config(*divisions, notes_numbering=numbering)
    return resolve(chapters, REFERENCES, settings, BIB, in_notes)


def slots(*chapters: ParsedChapter) -> tuple[ResolvedSlot, ...]:
    apparatus, found = resolved(*chapters)
    assert found == ()
    return apparatus.chapters[0].slots


def note(*blocks: str) -> Note:
    return Note(blocks, AT)


def call(number: int) -> NoteCall:
    return NoteCall(number, AT)


def cited(source: Reference, *, prefix: str = "", suppress_author: bool = False) -> CitedItem:
    return CitedItem(source, prefix, "", "", "", suppress_author)


def in_text(*items: CitedItem, point: str = "") -> BookCitation:
    return BookCitation(items, "01", 0, "", point=point)


def footnotes(found: ResolvedSlot) -> list[Footnote]:
    if isinstance(found, tuple):
        return [each for part in found for each in footnotes(part)]
    return [found] if isinstance(found, Footnote) else []


def test_a_note_call_becomes_a_footnote() -> None:
    (found,) = slots(chapter("01", (call(0),), notes=(note("One.", "Two."),)))
    assert found == Footnote(1, "01--fnref1", "01--fn1", ("One.", "Two."), AT)


def test_a_citation_in_the_text_becomes_a_footnote() -> None:
    apparatus, found = resolved(chapter("01", (citation(item("serge1937")),)))
    filled = apparatus.chapters[0].slots
    assert isinstance(filled[0], Footnote)
    assert filled[0].blocks == (slot(1),)
    assert filled[1] == CitationText(0)
    assert apparatus.citations == (BookCitation((cited(SERGE),), "01", 1, "01--fnref1"),)
    assert found == ()


def test_several_items_are_one_citation_which_begins_its_note() -> None:
    cite = citation(item("serge1937", prefix="see "), item("conquest1990", suppress_author=True))
    apparatus, _ = resolved(chapter("01", (cite,)))
    (found,) = apparatus.citations
    assert found.items == (cited(SERGE, prefix="See "), cited(CONQUEST, suppress_author=True))


def test_a_narrative_citation_leaves_its_name_in_the_text_and_the_rest_in_the_note() -> None:
    apparatus, _ = resolved(chapter("01", (citation(item("serge1937"), narrative=True),)))
    filled = apparatus.chapters[0].slots
    assert isinstance(filled[0], tuple)
    name, footnote = filled[0]
    assert (name, filled[1]) == (CitationText(0), CitationText(1))
    assert isinstance(footnote, Footnote)
    first, second = apparatus.citations
    assert first.name_only
    assert (second.items, second.note) == ((cited(SERGE, suppress_author=True),), 1)


def test_citations_in_notes_stay_there_and_have_the_point_behind_them() -> None:
    inside = (citation(item("serge1937")), citation(item("conquest1990"), narrative=True))
    body = note(f"See {slot(1)}. And {slot(2)}, too.")
    apparatus, _ = resolved(chapter("01", (call(0), *inside), body=slot(0), notes=(body,)))
    filled = apparatus.chapters[0].slots
    assert filled[1] == CitationText(0, takes_point=True)
    assert filled[2] == (CitationText(1), CitationText(2, " (", "),", takes_point=True))
    one, name, rest = apparatus.citations
    assert one == BookCitation((cited(SERGE),), "01", 1, "01--fnref1", False, True, False, ".")
    assert name.name_only
    assert rest.items == (cited(CONQUEST, suppress_author=True),)
    assert (rest.bare, rest.point) == (True, "")


def test_a_citation_that_begins_a_note_knows_it() -> None:
    body = note(f'<span id="x"></span>{slot(1)} says. {slot(2)}')
    serge = citation(item("serge1937"))
    apparatus, _ = resolved(chapter("01", (call(0), serge, serge), body=slot(0), notes=(body,)))
    assert [each.begins for each in apparatus.citations] == [True, False]


def test_a_style_without_notes_leaves_citations_in_the_text() -> None:
    text = f"<p>So {slot(0)}. As {slot(1)} says.</p>"
    both = (citation(item("serge1937")), citation(item("conquest1990"), narrative=True))
    apparatus, _ = resolved(chapter("01", both, body=text), in_notes=False)
    assert apparatus.chapters[0].slots == (
        CitationText(0, takes_point=True),
        (CitationText(1), CitationText(2, " ")),
    )
    one, name, rest = apparatus.citations
    assert one == in_text(cited(SERGE), point=".")
    assert name.name_only
    assert rest == in_text(cited(CONQUEST, suppress_author=True))


def test_citations_stand_in_the_order_of_reading() -> None:
    """The note is called before the second citation, though its slot has a higher number."""
    serge, conquest = citation(item("serge1937")), citation(item("conquest1990"))
    one = chapter("01", (call(0), serge, conquest), body=slot(0) + slot(1), notes=(note(slot(2)),))
    two = chapter("02", (serge,))
    apparatus, _ = resolved(one, two)
    told = [(each.items[0].reference.key, each.division) for each in apparatus.citations]
    assert told == [("conquest1990", "01"), ("serge1937", "01"), ("serge1937", "02")]
    assert apparatus.chapters[1].slots[1] == CitationText(2)


@pytest.mark.parametrize(
    ("numbering", "expected"), [("chapter", [1, 2, 1, 2]), ("book", [1, 2, 3, 4])]
)
def test_notes_are_numbered_in_the_order_of_their_calls(
    numbering: str, expected: list[int]
) -> None:
    both = (citation(item("serge1937")), call(0))
    front = chapter("front", both, notes=(note("x"),), matter=Matter.FRONT)
    body = chapter("01", both, body=slot(1) + slot(0), notes=(note("x"),))
    apparatus, _ = resolved(front, body, numbering=numbering)
    called = [
        each
        for chapter_, order in zip(apparatus.chapters, ((0, 1), (1, 0)), strict=True)
        for number in order
        for each in footnotes(chapter_.slots[number])
    ]
    assert [each.number for each in called] == expected
    assert [each.note_anchor for each in called] == [
        "front--fn1",
        "front--fn2",
        "01--fn1",
        "01--fn2",
    ]


def test_an_unknown_key_is_an_error_with_a_hint_and_a_gap() -> None:
    apparatus, found = resolved(chapter("01", (citation(item("serge1973", span=AT)),)))
    assert found == (
        Diagnostic(
            Severity.ERROR,
            "citation-undefined",
            "no entry 'serge1973' in references.bib",
            AT,
            "did you mean 'serge1937'?",
        ),
    )
    assert isinstance(apparatus.chapters[0].slots[0], Footnote)
    assert apparatus.chapters[0].slots[1] == Gap("[serge1973?]")
    assert apparatus.listed == ()


def test_known_items_beside_an_unknown_one_are_cited() -> None:
    cite = citation(item("nobody"), item("serge1937"), item("conquest1990"), item("none"))
    apparatus, found = resolved(chapter("01", (cite,)))
    assert [each.code for each in found] == ["citation-undefined"] * 2
    assert apparatus.chapters[0].slots[1] == (
        Gap("[nobody?]"),
        CitationText(0, "; "),
        Gap("; [none?]"),
    )
    assert apparatus.citations[0].items == (cited(SERGE), cited(CONQUEST))


def test_an_unknown_narrative_key_leaves_gaps() -> None:
    apparatus, found = resolved(chapter("01", (citation(item("nobody"), narrative=True),)))
    assert len(found) == 1
    first = apparatus.chapters[0].slots[0]
    assert isinstance(first, tuple)
    assert first[0] == Gap("[nobody?]")


def test_without_a_bibliography_the_message_says_so() -> None:
    one = chapter("01", (citation(item("serge1937")),))
    _, (found,) = resolve([one], {}, config(one.division), "", True)
    assert found.message == "no entry 'serge1937': the book has no bibliography"


@pytest.mark.parametrize("in_title", [True, False])
def test_notes_in_a_heading_are_counted_with_the_others(in_title: bool) -> None:
    heading = slot(0) + slot(1)
    one = chapter(
        "01",
        (call(0), citation(item("serge1937")), call(0)),
        title=heading if in_title else "T",
        body=("" if in_title else f'<h2 id="x">H {heading}</h2>') + slot(2),
        notes=(note("x"),),
    )
    apparatus, found = resolved(one)
    assert found == ()
    assert [each.number for each in footnotes(apparatus.chapters[0].slots)] == [1, 2, 3]


def test_a_citation_in_a_caption_is_a_note() -> None:
    body = f"<figure><figcaption>{slot(0)}</figcaption></figure>"
    found = slots(chapter("01", (citation(item("serge1937")),), body=body))
    assert isinstance(found[0], Footnote)


def test_a_note_that_calls_itself_ends() -> None:
    one = chapter("01", (call(0), call(0)), body=slot(0), notes=(note(slot(1)),))
    assert slots(one)[1] == Gap("")


def test_slots_in_notes_without_a_call_stay_empty() -> None:
    one = chapter("01", (citation(item("serge1937")),), body="", notes=(note(slot(0)),))
    assert slots(one) == (Gap(""),)


@pytest.mark.parametrize(
    ("name", "anchor", "words"),
    [
        ("here", "01--here", "Here <em>and</em> now"),
        ("both", "01--both", "Mine"),
        ("there", "02--there", "There"),
        ("02", "02", "Second <em>chapter</em>"),
        ("index", "index", "Index"),
        ("fig-map", "02--fig-map", "Figure\u00a01"),
        ("tbl-x", "02--tbl-x", "Tabelle\u00a01"),
        ("02--both", "02--both", "Theirs"),
    ],
)
def test_cross_references_find_their_target(name: str, anchor: str, words: str) -> None:
    titled = f'Here <em id="e">and</em> now{slot(1)}<span id="01--ix-1" class="ix"></span>'
    one = chapter(
        "01",
        (link(name), citation(item("serge1937"))),
        targets=(target("01", "here", title=titled), target("01", "both", title="Mine")),
        body=slot(0),
    )
    two = chapter(
        "02",
        title='Second <em data-line="3">chapter</em>',
        targets=(
            target("02", "both", title="Theirs"),
            target("02", "there", title="There"),
            target("02", "fig-map", "figure", "A map", 0),
            target("02", "tbl-x", "table", "A table", 0),
        ),
        language="de" if name == "tbl-x" else "en",
    )
    assert slots(one, two)[0] == Link(anchor, words, True, True)


def test_the_authors_words_stay_and_their_slots_are_filled() -> None:
    one = chapter(
        "01",
        (link("01", f"the <em>{slot(1)}</em>"), citation(item("serge1937"), narrative=True)),
        body=slot(0),
    )
    found = slots(one)
    assert found[0] == Link("01", f"the <em>{slot(1)}</em>", True, True)
    assert isinstance(found[1], tuple)


def test_a_missing_target_is_an_error_and_keeps_the_words() -> None:
    one = chapter(
        "01", (link("bristl", "the <em>hotel</em>", span=AT),), targets=(target("01", "bristol"),)
    )
    apparatus, found = resolved(one)
    assert found == (
        Diagnostic(
            Severity.ERROR,
            "reference-undefined",
            "nothing in the book has the id 'bristl'",
            AT,
            "did you mean 'bristol'?",
        ),
    )
    assert apparatus.chapters[0].slots == (Gap("the hotel [#bristl?]"),)


def test_an_ambiguous_target_is_an_error_that_names_both_places() -> None:
    one = chapter("01", (link("x", span=AT),))
    others = [chapter(n, targets=(target(n, "x", line=int(n)),)) for n in ("02", "03")]
    apparatus, (found,) = resolved(one, *others)
    assert found.code == "reference-ambiguous"
    assert found.message == "the id 'x' is in 2 chapters: chapters/02.md:2 and chapters/03.md:3"
    assert found.span == AT
    assert found.hint == "write '#02--x' or '#03--x'"
    assert apparatus.chapters[0].slots == (Gap("[#x?]"),)


def test_a_place_without_title_needs_words() -> None:
    one = chapter("01", (link("p", span=AT),), targets=(target("01", "p", "place", "", 0),))
    _, (found,) = resolved(one)
    assert (found.severity, found.code, found.span) == (Severity.WARNING, "reference-empty", AT)
    quiet = chapter("01", (link("p", show_text=False),), targets=one.targets)
    assert slots(quiet) == (Link("01--p", "", False, True),)
