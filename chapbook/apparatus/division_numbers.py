"""Turn the divisions of a book into what they are numbered by: '3', 'Part II', 'Appendix A'."""

from collections.abc import Iterator, Mapping, Sequence

from chapbook.apparatus.labels import labels
from chapbook.apparatus.model import Folio, FolioStyle
from chapbook.manuscript.book_config import Matter
from chapbook.manuscript.model import ParsedChapter

WITH_WORDS = frozenset(("part", "appendix"))
"""The kinds of division that are numbered apart from the chapters."""


def division_numbers(
    chapters: Sequence[ParsedChapter], part_numbers: str, language: str
) -> Mapping[str, str]:
    """What stands over the title of each numbered division, by its id.

    Chapters count through the book's parts. Appendices have letters; a single one has none.
    `part_numbers` is 'roman', 'arabic' or 'none'.
    """
    words = labels(language)
    numbers = {id_: str(at) for at, id_ in enumerate(_counted(chapters, "chapter"), start=1)}
    appendices = list(_counted(chapters, "appendix"))
    for at, id_ in enumerate(appendices):
        letter = f"\u00a0{_letters(at)}" if len(appendices) > 1 else ""
        numbers[id_] = f"{words.appendix}{letter}"
    if part_numbers != "none":
        for at, id_ in enumerate(_counted(chapters, "part"), start=1):
            numbers[id_] = f"{words.part}\u00a0{_part_figure(at, part_numbers)}"
    return numbers


def _counted(chapters: Sequence[ParsedChapter], kind: str) -> Iterator[str]:
    """The ids of the divisions of a kind that take a number; all but appendices in the body."""
    for chapter in chapters:
        division = chapter.division
        is_there = kind == "appendix" or division.matter is Matter.BODY
        of_kind = division.kind == kind or (kind == "chapter" and division.kind not in WITH_WORDS)
        if is_there and of_kind and chapter.metadata.numbered:
            yield division.id


def _part_figure(number: int, figures: str) -> str:
    return str(Folio(number, FolioStyle.ROMAN)).upper() if figures == "roman" else str(number)


def _letters(at: int) -> str:
    """A to Z, then AA, AB …"""
    before, last = divmod(at, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
