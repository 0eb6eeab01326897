"""How many figures a folio may have, before there are pages."""

import pytest

from chapbook.apparatus.model import ResolvedChapter
from chapbook.composition.likely_folios import LETTERS_OF_A_PAGE, LikelyFolios
from chapbook.manuscript.book_config import Division, Matter, Opening
from chapbook.manuscript.model import ChapterMetadata


def chapter(name: str, pages: float, matter: Matter = Matter.BODY) -> ResolvedChapter:
    words = "x" * int(pages * LETTERS_OF_A_PAGE)
    return ResolvedChapter(
        division=Division(name, "chapter", matter, Opening.NEXT, f"{name}.md", None),
        path=f"{name}.md",
        metadata=ChapterMetadata("", "", "en", numbered=True),
        number="",
        title_html="",
        title_text="",
        body=f'{words}<p id="{name}--end"></p>',
        slots=(),
    )


BOOK = [chapter("preface", 200, Matter.FRONT), chapter("one", 8.5), chapter("two", 95)]


@pytest.mark.parametrize(
    ("anchor", "figures"),
    [("one", 1), ("one--end", 1), ("two", 2), ("two--end", 3), ("index", 3), ("two--unknown", 2)],
)
def test_figures_are_those_of_the_text_before(anchor: str, figures: int) -> None:
    assert LikelyFolios(BOOK).figures(anchor) == figures


def test_a_book_without_chapters_begins_with_one_figure() -> None:
    assert LikelyFolios([]).figures("index") == 1
