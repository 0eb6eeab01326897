"""Turn set pages into the places of the text at which they begin."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from chapbook.composition.counted_text import CountedText, counted
from chapbook.composition.model import PageOpening
from chapbook.composition.set_lines import SetLine, SetPage


def page_openings(body: Element, pages: Sequence[SetPage]) -> tuple[PageOpening | None, ...]:
    """Where each page begins in the text of `body`; None for a page without any."""
    text = CountedText(body)
    heads = {cell for head in body.iter("thead") for cell in head.iter()}
    read: dict[str, int] = {}
    openings: list[PageOpening | None] = []
    for page in pages:
        opening = None
        for line in page.text_lines:
            block = text.name_of(line.block)
            if block is None or (line.block in heads and block in read and opening is None):
                continue  # The head of a table is repeated on each of its pages.
            opening = opening or PageOpening(block, read.get(block, 0))
            read[block] = read.get(block, 0) + _counted(line, text)
        openings.append(opening)
    return tuple(openings)


def _counted(line: SetLine, text: CountedText) -> int:
    return sum(
        counted(run.text)
        for run in line.texts
        if not run.is_generated and text.name_of(run.element) is not None
    )
