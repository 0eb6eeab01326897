"""When the citations of a book are printed again."""

from collections.abc import Callable, Mapping

import pytest

from chapbook.apparatus.citation_texts import CitationTexts
from chapbook.apparatus.model import Apparatus, Folio, FolioStyle, PageLocation, Reference
from chapbook.composition.citation_printing import CitationPrinter
from tests.apparatus.apparatus_builders import reference
from tests.apparatus.test_apparatus_citation_texts import IBID, cited, style

SERGE = reference("serge1937", "Serge", "Victor")
LARINA = reference("larina1993", "Larina", "Anna")


def at(*pages: int) -> Mapping[str, PageLocation]:
    """The calls of the notes 1, 2 … on these pages."""
    return {
        f"01--fnref{note}": PageLocation(page, Folio(page + 1, FolioStyle.ARABIC))
        for note, page in enumerate(pages, start=1)
    }


@pytest.mark.parametrize(
    ("sources", "printings"), [((SERGE, LARINA), 1), ((SERGE, SERGE), 2)], ids=["two", "one"]
)
def test_only_where_a_source_follows_itself_over_a_page(
    sources: tuple[Reference, Reference], printings: int
) -> None:
    asked = set()

    def remembered(key: str, make: Callable[[], CitationTexts]) -> CitationTexts:
        asked.add(key)
        return make()

    citations = tuple(cited(source, note) for note, source in enumerate(sources, start=1))
    apparatus = Apparatus((), (), (), citations, (SERGE, LARINA), {})
    printer = CitationPrinter(style(IBID), apparatus, "page", True, remembered)
    for pages in ((0, 0), (0, 1), (1, 1)):
        printer.texts(at(*pages))
    assert len(asked) == printings
