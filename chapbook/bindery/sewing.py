"""Turn fragments into pages of one PDF, in any order, as far as that can be done before all are
there.

What a fragment has to be told of the others may be a guess: `link` takes what was sewn by right
ones, and sews the others again.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pikepdf import Object, Page, Pdf

from chapbook.bindery.collation import copy_pages, open_fragment
from chapbook.bindery.directory import Directory, Enquiries
from chapbook.bindery.embedded_fonts import EmbeddedFont, embedded_fonts
from chapbook.bindery.folio_filling import fill_folios
from chapbook.bindery.font_files import FontFile
from chapbook.bindery.fonts import likely_name
from chapbook.bindery.furnishing import Furnisher
from chapbook.bindery.link_annotations import FoundLinks, relink
from chapbook.bindery.model import BoundFragment
from chapbook.bindery.page_drawings import PageDrawing, page_drawing
from chapbook.bindery.photographs import clear_photographs
from chapbook.bindery.shifting import shift_pages
from chapbook.bindery.structure import FragmentStructure, copy_structure
from chapbook.manuscript.page_sizes import PageSize

UNREAD = "/H"
"""The name of a font whose true name is known when all fragments are there."""


@dataclass(frozen=True)
class SewnFragment:
    """A fragment whose pages are in the book; `asked` is what it was told of the others."""

    bound: BoundFragment
    asked: Enquiries
    pages: tuple[Page, ...]
    structure: FragmentStructure | None
    links: FoundLinks
    fonts: tuple[EmbeddedFont, ...]
    drawings: tuple[PageDrawing | None, ...]

    def is_of(self, bound: BoundFragment, directory: Directory) -> bool:
        """Whether it would be sewn so again."""
        return _identity(self.bound) == _identity(bound) and self.asked.agree_with(directory)


class Sewing:
    """A book in the making; `fonts` are the files that it is set with. A context manager that gives
    everything up.

    Raises OSError where a font can't be read.
    """

    def __init__(self, trim: PageSize, language: str, fonts: Sequence[Path]) -> None:
        self.book = Pdf.new()
        self.originals = tuple(map(FontFile, fonts))
        # Deflating leaves other threads their turn.
        self.compressing = ThreadPoolExecutor(max_workers=1)
        self._trim, self._language = trim, language
        self._furnisher = Furnisher(self.book)
        self._sewn: dict[int, SewnFragment] = {}

    def __enter__(self) -> "Sewing":
        return self

    def __exit__(self, *raised: object) -> None:
        self.compressing.shutdown(cancel_futures=True)
        self._sewn.clear()
        self.book.close()

    def sew(self, place: int, bound: BoundFragment, directory: Directory) -> None:
        """Take the fragment that is number `place` in the book.

        Raises ValueError where it isn't what it says, or a folio doesn't fit; KeyError where the
        directory lacks one.
        """
        asked = Enquiries(directory)
        collated = open_fragment(bound, 0)
        fill_folios([collated], asked.folios_of(bound.fragment.open_folios))
        shift_pages([collated])
        links = relink(collated, asked.direction)
        self._cut_out(place)
        first = sum(len(each.pages) for number, each in self._sewn.items() if number < place)
        pages = copy_pages(self.book, collated, first, self._furnisher, self._trim)
        structure = copy_structure(self.book, collated, self._language)
        fonts = tuple(embedded_fonts(pages, self.originals))
        clear_photographs(pages)
        names = {each.font.objgen: likely_name(each) for each in fonts}

        def name_of(font: Object) -> str:
            return names.get(font.objgen, UNREAD)

        drawings = tuple(page_drawing(page, name_of, self.compressing) for page in pages)
        self._sewn[place] = SewnFragment(bound, asked, pages, structure, links, fonts, drawings)

    def agrees(self, place: int, directory: Directory) -> bool:
        """Whether what was sewn there would be told the same again."""
        known = self._sewn.get(place)
        return known is not None and known.asked.agree_with(directory)

    def try_to_sew(self, place: int, bound: BoundFragment, likely: Directory) -> None:
        """Take a fragment by what is likely of the others; where that can't be, it is left."""
        with suppress(ValueError, LookupError):
            self.sew(place, bound, likely)

    def sewn(
        self, fragments: Sequence[BoundFragment], directory: Directory
    ) -> tuple[SewnFragment, ...]:
        """These, in the book's order; the PDF has their pages alone then. Raises as `sew` does."""
        for place in [place for place in self._sewn if place >= len(fragments)]:
            self._cut_out(place)
        for place, bound in enumerate(fragments):
            known = self._sewn.get(place)
            if known is None or not known.is_of(bound, directory):
                self.sew(place, bound, directory)
        # How many blanks precede a fragment is no matter of its own pages.
        return tuple(
            replace(self._sewn[place], bound=bound) for place, bound in enumerate(fragments)
        )

    def _cut_out(self, place: int) -> None:
        out = self._sewn.pop(place, None)
        if out:
            first = sum(len(each.pages) for number, each in self._sewn.items() if number < place)
            del self.book.pages[first : first + len(out.pages)]


def _identity(bound: BoundFragment) -> tuple[str, str, str]:
    furniture = bound.furniture
    return bound.fragment.id, bound.fragment.digest, furniture.digest if furniture else ""
