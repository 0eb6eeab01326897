"""Turn a book whose pages are set into a text edition's divisions."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import tinyhtml5

from chapbook.apparatus.labels import Labels, labels
from chapbook.apparatus.model import Apparatus, Index
from chapbook.composition.citation_printing import CitationPrinter
from chapbook.composition.converge import SetBook
from chapbook.composition.fragments import FragmentMaker, FragmentStart
from chapbook.composition.model import Placement
from chapbook.composition.templates import Templates
from chapbook.manuscript.book_config import Opening
from chapbook.manuscript.model import Manuscript
from chapbook.manuscript.source_date import source_date
from chapbook.reflowable.lifted_notes import lift_notes, set_endnotes
from chapbook.reflowable.model import TextBook, TextDivision
from chapbook.reflowable.page_marks import mark_pages
from chapbook.reflowable.screen_markup import for_screens

SCREEN = "screen"
"""The folder of the templates that aren't those of pages."""


def _start(placement: Placement) -> Callable[[], FragmentStart]:
    return lambda: FragmentStart(placement.first_page_index, placement.first_folio, Opening.NEXT)


def make_text_book(
    manuscript: Manuscript,
    apparatus: Apparatus,
    citations: CitationPrinter,
    set_book: SetBook,
    index: Index | None,
    shipped: Path,
) -> TextBook:
    """The book as text, with the folios of its pages. Raises BookError when a template is wrong."""
    config = manuscript.config
    words = labels(config.language)
    templates = Templates(manuscript.root, shipped, SCREEN)
    maker = FragmentMaker(manuscript, apparatus, words, templates, citations, {}, "")
    locations = set_book.pagination.locations
    texts = citations.texts(locations)
    titles = {one.anchor: one.title_text for one in apparatus.contents}
    made: list[TextDivision] = []
    for placement, fragment in zip(set_book.pagination.placements, set_book.fragments, strict=True):
        division = placement.division
        html = maker.make(division, _start(placement), locations, texts, index).html
        tree = parsed(html)
        marks = mark_pages(tree, placement, fragment.page_openings, words.page)
        for_screens(tree)
        lift_notes(tree, words.endnotes)
        if division.kind == "notes":
            set_endnotes(tree)
        title = titles.get(division.id) or _named(division.kind, words) or config.running_title
        made.append(TextDivision(division, title, tree.get("lang", config.language), tree, marks))
    return TextBook(
        config=config,
        labels=words,
        divisions=tuple(made),
        contents=apparatus.contents,
        homes=_homes(made),
        date=source_date(manuscript.root),
    )


def parsed(html: str) -> Element:
    """The one element that `html` is."""
    body = tinyhtml5.parse(html, namespace_html_elements=False).find("body")
    section: Element
    (section,) = (child for child in body if isinstance(child.tag, str))
    section.tail = None
    return section


def _named(kind: str, words: Labels) -> str:
    """What a division is called that the contents leave out."""
    return {"contents": words.contents, "illustrations": words.illustrations}.get(kind, "")


def _homes(divisions: Iterable[TextDivision]) -> Mapping[str, str]:
    return {
        name: one.division.id
        for one in divisions
        for element in one.tree.iter()
        if (name := element.get("id", ""))
    }
