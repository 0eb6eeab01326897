"""Situations as this program sets them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.oracle.marked_text import of_ours
from bench.oracle.situations import Situation, SlotCite, item_places
from bench.oracle.with_pandoc import Document, Printed
from chapbook.apparatus.collation import weights, words_only
from chapbook.csl.items import Item
from chapbook.csl.locale import make_locale
from chapbook.csl.positions import Citation, with_positions
from chapbook.csl.processor import Processor
from chapbook.csl.scene import Cite
from chapbook.csl.style import read_style

LOCALES = Path(__file__).resolve().parent.parent.parent / "bibliography" / "locales"


def make_processor(style: Path, language: str) -> Processor:
    """A processor of a style in a language."""
    sources = {path.stem[8:]: path.read_text("utf-8") for path in LOCALES.glob("*.xml")}
    compiled = read_style(style.read_text("utf-8"))
    locale = make_locale(language, sources, compiled.locale_xml)
    return Processor(compiled, locale, lambda text: weights(words_only(text)))


def set_by_chapbook(processor: Processor, situation: Situation, items: Sequence[Item]) -> Document:
    """The situation with every entry."""
    in_notes = processor.style.class_ == "note"
    citations: list[Citation] = []
    in_text: list[bool] = []
    note_number = 0
    for places in item_places(situation, len(items)):
        chosen = {slot: items[at] for slot, at in places.items()}
        for note in situation.notes:
            note_number += in_notes
            for at, citation in enumerate(note):
                cites = tuple(_cite(one, chosen) for one in citation)
                citations.append(Citation(cites, note=note_number, begins=not at))
                in_text.append(citation[0].part == "+")
    return _document(processor, citations, in_text, items)


def _document(
    processor: Processor,
    citations: Sequence[Citation],
    in_text: Sequence[bool],
    items: Sequence[Item],
) -> Document:
    placed = with_positions(citations, processor.style.citation.options.near_note_distance)
    asked: list[Citation] = []
    for citation, in_the_text in zip(placed, in_text, strict=True):
        if in_the_text:
            author = replace(citation.cites[0], part="author", suppress_author=False, locator="")
            asked.append(Citation((author,)))
        asked.append(citation)
    result = processor.process(asked, items)
    texts = map(of_ours, result.citations)
    printed = [Printed(next(texts) if author else [], next(texts)) for author in in_text]
    entries = result.bibliography
    return Document(printed, {one.id: of_ours((*one.first_field, *one.inlines)) for one in entries})


def _cite(cite: SlotCite, items: Mapping[str, Item]) -> Cite:
    return Cite(
        items[cite.slot],
        locator=cite.locator,
        label=cite.label,
        prefix=cite.prefix,
        suffix=cite.suffix,
        suppress_author=cite.part in ("-", "+"),
    )
