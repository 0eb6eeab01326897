"""Turn the places at which printed pages begin into marks in a division's tree.

A reader finds a printed citation by them. A mark stands between words: where a page divides
a word, it is behind that word.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from chapbook.apparatus.model import Folio
from chapbook.composition.counted_text import CountedText, TextRun
from chapbook.composition.model import PageOpening, Placement
from chapbook.reflowable.model import PageMark

ROLE = "doc-pagebreak"
IN_LINES = frozenset(
    ("a", "abbr", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup")
)
"""Elements that don't end a word."""


def mark_pages(
    tree: Element, placement: Placement, openings: Sequence[PageOpening | None], page_label: str
) -> tuple[PageMark, ...]:
    """Put a mark into `tree` for each page of its division; the marks in the pages' order.

    A page without text is marked where the next one is, or at the end. `page_label` is what
    stands before a folio ('p.').
    """
    text = CountedText(tree)
    marks, waiting = [], []
    for number in range(placement.page_count):
        folio = str(Folio(placement.first_folio + number, placement.folio_style))
        mark = _mark(folio, page_label)
        marks.append(PageMark(folio, mark.get("id", "")))
        waiting.append(mark)
        opening = openings[number] if number < len(openings) else None
        if opening is not None and opening.block in text.blocks:
            _place(waiting, opening, text)
            waiting, text = [], CountedText(tree)
    for mark in waiting:
        tree.append(mark)
    return tuple(marks)


def _mark(folio: str, page_label: str) -> Element:
    label = f"{page_label}\u00a0{folio}"
    attributes = {"class": "page-mark", "id": f"page-{folio}", "role": ROLE}
    return Element("span", attributes | {"title": label, "data-folio": folio})


def _place(marks: Sequence[Element], opening: PageOpening, text: CountedText) -> None:
    block = text.blocks[opening.block]
    if not opening.letters:
        _put_first(marks, block)
        return
    runs = [run for run in text.runs if run.block == opening.block]
    place = _place_in(runs, opening.letters)
    if place:
        _put_into(marks, *place, text)
    else:
        block.extend(marks)


def _place_in(runs: Sequence[TextRun], letters: int) -> tuple[TextRun, int] | None:
    """The place between words that is behind so many letters; None for the end of the text."""
    left, is_between, begins = letters, False, None
    for run in runs:
        begins = (run, 0)
        is_between = not left and (is_between or run.element.tag not in IN_LINES)
        if left < 0 and run.element.tag not in IN_LINES:
            return begins
        for at, character in enumerate(run.text):
            if character.isspace():
                is_between = not left
                begins = (run, at + 1)
                if left < 0:
                    return begins
            elif character.isalnum():
                left -= 1
                if left < 0 and is_between:
                    return begins
    return None


def _put_first(marks: Sequence[Element], block: Element) -> None:
    for at, mark in enumerate(marks):
        block.insert(at, mark)
    marks[-1].tail, block.text = block.text, None


def _put_into(marks: Sequence[Element], run: TextRun, at: int, text: CountedText) -> None:
    """Divide a run of text, with the marks in between."""
    before, after = run.text[:at], run.text[at:]
    parent = text.parent_of(run.element) if run.is_tail else run.element
    first = list(parent).index(run.element) + 1 if run.is_tail else 0
    if run.is_tail:
        run.element.tail = before
    else:
        run.element.text = before
    for offset, mark in enumerate(marks):
        parent.insert(first + offset, mark)
    marks[-1].tail = after
