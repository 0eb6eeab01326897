"""Citations and entries as they are printed: links, languages, markup in affixes, chapters."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from chapbook.apparatus.citation_press import CitationPress
from chapbook.apparatus.citation_style import CitationStyle, citation_style
from chapbook.apparatus.citation_texts import CitationTexts
from chapbook.apparatus.model import BookCitation, CitedItem, Reference
from chapbook.cache import Store
from chapbook.diagnostics import SourceSpan, error
from chapbook.manuscript.citation_style import read_style_files
from chapbook.manuscript.model import SourceText
from chapbook.shipped import shipped_dir
from tests.apparatus.apparatus_builders import reference

SERGE = reference("serge1937", "Serge", "Victor", "From Lenin to Stalin", publisher="Pioneer")
OSTEN = reference("osten1935", "Osten", "Maria", "Hubert im Wunderland", 1935, language="de")
IBID = "chicago-notes-bibliography-subsequent-ibid"


def style(name: str = "chicago-notes-bibliography", *, forgets: bool = True) -> CitationStyle:
    files = read_style_files(Path(), shipped_dir(), name, SourceSpan("book.toml", 1))
    assert files.style is not None
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        made, found = citation_style(files.style, files.locales, "en-GB", forgets, store)
    assert found == ()
    assert made is not None
    return made


def cited(
    source: Reference,
    note: int,
    division: str = "01",
    *,
    prefix: str = "",
    locator: str = "",
    suffix: str = "",
) -> BookCitation:
    label = "page" if locator else ""
    item = CitedItem(source, prefix, label, locator, suffix, suppress_author=False)
    return BookCitation((item,), division, note, f"{division}--fnref{note}")


def printed(*citations: BookCitation, by: CitationStyle, apart: int = -1) -> CitationTexts:
    listed = {item.reference.key: item.reference for one in citations for item in one.items}
    begins = [at == apart for at in range(len(citations))]
    return CitationPress(by, citations, tuple(listed.values()), {}).texts(begins)


def test_a_note_has_its_full_stop_and_a_locator() -> None:
    texts = printed(cited(SERGE, 1, locator="33"), by=style())
    assert texts.citations == ("Victor Serge, <i>From Lenin to Stalin</i> (Pioneer, 1937), 33.",)
    (entry,) = texts.entries
    assert (entry.key, entry.label) == ("serge1937", "")
    assert entry.html == "Serge, Victor. <i>From Lenin to Stalin</i>. Pioneer, 1937."


def test_a_chapter_forgets_what_was_cited_or_remembers_it() -> None:
    three = (cited(SERGE, 1), cited(SERGE, 2), cited(SERGE, 1, "02"))
    full, short, again = printed(*three, by=style()).citations
    assert (again, short) == (full, "Serge, <i>From Lenin to Stalin</i>.")
    assert printed(*three, by=style(forgets=False)).citations == (full, short, short)


def test_ibid_refers_to_nothing_on_an_earlier_page() -> None:
    three = (cited(SERGE, 1), cited(SERGE, 2), cited(SERGE, 3, locator="5"))
    _, second, third = printed(*three, by=style(IBID)).citations
    assert (second, third) == ("Ibid.", "Ibid., 5.")
    _, second, third = printed(*three, by=style(IBID), apart=2).citations
    assert (second, third) == ("Ibid.", "Serge, <i>From Lenin to Stalin</i>, 5.")


def test_printed_again_they_are_what_they_are_printed_anew() -> None:
    three = (cited(SERGE, 1), cited(OSTEN, 2), cited(OSTEN, 3, locator="5"))
    press = CitationPress(style(IBID), three, (SERGE, OSTEN), {})
    pages = ((False, False, True), (False, False, False), (False, True, True))
    again = [press.texts(begins) for begins in pages]
    assert again == [
        CitationPress(style(IBID), three, (SERGE, OSTEN), {}).texts(begins) for begins in pages
    ]
    assert len({texts.citations[2] for texts in again}) == 2


def test_a_title_in_another_language_says_so() -> None:
    (text,) = printed(cited(OSTEN, 1), by=style()).citations
    assert '<i><span lang="de">Hubert im Wunderland</span></i>' in text


def test_a_cite_leads_to_its_entry_and_its_prefix_does_not() -> None:
    one = cited(SERGE, 1, prefix="See ", suffix=", passim")
    texts = CitationPress(style(), (one,), (SERGE,), {"serge1937": "ref--serge1937"}).texts(
        (False,)
    )
    link, end = '<a href="chapbook:ref--serge1937">', "</a>, passim."
    assert texts.citations == (
        f"See {link}Victor Serge, <i>From Lenin to Stalin</i> (Pioneer, 1937){end}",
    )


def test_markup_in_affixes_stays() -> None:
    mark = '<span id="01--ix1" class="ix">cf.</span> R&amp;D '
    (text,) = printed(
        cited(SERGE, 1, prefix=mark, suffix=", <em>p</em> &lt; 1"), by=style()
    ).citations
    assert text.startswith(f"{mark.replace('cf', 'Cf')}Victor Serge")
    assert text.endswith(", <i>p</i> &lt; 1.")


def test_a_citation_in_a_sentence_has_its_point_and_no_other() -> None:
    one = replace(cited(SERGE, 1), bare=True, begins=False, point=",")
    (text,) = printed(one, by=style()).citations
    assert text == "Victor Serge, <i>From Lenin to Stalin</i> (Pioneer, 1937),"


def test_no_link_leads_to_an_entry_that_the_style_leaves_out() -> None:
    """Chicago lists no letters and papers without an archive."""
    paper = reference("a", "Abel", "Ann", "Paper", type="document")
    one = cited(paper, 1)
    texts = CitationPress(style(), (one,), (paper,), {"a": "ref--a"}).texts((False,))
    assert texts == CitationTexts(("Ann Abel, ‘Paper’, 1937.",), ())


def test_an_entry_is_sorted_as_it_says() -> None:
    other = reference("a", "Abel", "Ann", "First")
    named = replace(other, item={**other.item, "chapbook:sortname": [{"family": "Zola"}]})
    zola = [entry.key for entry in printed(cited(SERGE, 1), cited(named, 2), by=style()).entries]
    abel = [entry.key for entry in printed(cited(SERGE, 1), cited(other, 2), by=style()).entries]
    assert (zola, abel) == (["serge1937", "a"], ["a", "serge1937"])


@pytest.mark.parametrize(
    ("name", "in_notes", "uses_ibid"),
    [
        ("chicago-notes-bibliography", True, True),
        (IBID, True, True),
        ("chicago-shortened-notes-bibliography", True, True),
        ("chicago-notes-bibliography-17th-edition", True, True),
        ("chicago-author-date", False, True),
        ("mhra-notes", True, True),
        ("oxford-guide-to-style-notes", True, True),
        ("oscola", True, True),
        ("harvard-cite-them-right", False, False),
        ("apa", False, False),
        ("modern-language-association", False, False),
        ("ieee", False, False),
    ],
)
def test_the_styles_that_ship(name: str, in_notes: bool, uses_ibid: bool) -> None:
    shipped = style(name)
    assert (shipped.in_notes, shipped.uses_ibid) == (in_notes, uses_ibid)
    texts = printed(cited(SERGE, 1 if in_notes else 0), by=shipped)
    assert "Lenin" in texts.entries[0].html


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("<style>", "this is not well-formed XML: no element found", 1),
        ("<style/>", "this is no CSL style: its root is not <style>", 1),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl"><info/></style>',
            "this style has no <citation>",
            1,
        ),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl"><citation>\n<layout>'
            '<text macro="m"/></layout></citation></style>',
            "the macro 'm' is called and not defined",
            2,
        ),
    ],
)
def test_a_style_that_cant_be_read_is_an_error(
    tmp_path: Path, text: str, message: str, line: int
) -> None:
    made, found = citation_style(SourceText("my.csl", text), {}, "en", True, Store(tmp_path))
    assert made is None
    assert found == (error("citation-style", message, SourceSpan("my.csl", line)),)


def test_a_style_that_is_known_is_compiled_when_a_citation_is_printed(tmp_path: Path) -> None:
    files = read_style_files(Path(), shipped_dir(), IBID, SourceSpan("book.toml", 1))
    assert files.style is not None
    store = Store(tmp_path)
    first, _ = citation_style(files.style, files.locales, "en-GB", True, store)
    again, _ = citation_style(files.style, files.locales, "en-GB", True, store)
    assert first == again
    assert first is not None
    assert again is not None
    assert (again.in_notes, again.uses_ibid) == (True, True)
    assert ["compiled" in vars(each) for each in (first, again)] == [True, False]
    notes = [cited(SERGE, 1), cited(SERGE, 2)]
    texts = [
        CitationPress(each, notes, [SERGE], {}).texts([False, False]) for each in (first, again)
    ]
    assert texts[0] == texts[1]
    changed = replace(files.style, text=files.style.text.replace("ibid", "subsequent"))
    other, _ = citation_style(changed, files.locales, "en-GB", True, store)
    assert other is not None
    assert not other.uses_ibid


def test_an_unknown_style_is_an_error_with_the_nearest_name(tmp_path: Path) -> None:
    span = SourceSpan("book.toml", 4)
    files = read_style_files(tmp_path, shipped_dir(), "chicago-note-bibliography", span)
    assert files.style is None
    (found,) = files.diagnostics
    assert found.message == "there is no citation style 'chicago-note-bibliography'"
    assert "'chicago-notes-bibliography'" in found.hint
    assert found.span == span
