"""Turn fragments that are known into pages of the book's PDF while others are still being set.

Where they stand, and what they are told of each other, is taken from the last time that the book
was set, and as soon as all of the text is set from that. It is seldom wrong; what is, the linker
does again.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.apparatus.labels import labels
from chapbook.composition.furniture import furniture_of
from chapbook.composition.model import (
    HtmlFragment,
    HtmlFurniture,
    Pagination,
    Placement,
    TypesetFragment,
    TypesetFurniture,
)
from chapbook.manuscript.divisions import ids_in_parts
from chapbook.scholarship import Scholarship

if TYPE_CHECKING:
    from chapbook.bindery.directory import Directory
    from chapbook.bindery.sewing import Sewing


class EarlySewing:
    """Sews the fragments of one build, one at a time; `begun` is what it has come to, None where
    nothing was sewn."""

    def __init__(
        self,
        book: Scholarship,
        known: Pagination,
        furniture: Callable[[HtmlFurniture], TypesetFurniture | None],
        furnish: Callable[[HtmlFurniture], None],
        environment: str,
        fonts: tuple[Path, ...],
    ) -> None:
        """`known` is where everything stood, `furniture` has what was set, `furnish` has it set
        where it wasn't, `environment` is the digest of what all fragments depend on, `fonts` are
        the files that the book is set with."""
        self._book, self._furniture, self._furnish = book, furniture, furnish
        self._environment, self._fonts = environment, fonts
        self._taken: dict[str, tuple[HtmlFragment, TypesetFragment]] = {}
        self._waiting: dict[str, None] = {}
        self._orders: dict[str, HtmlFurniture | None] = {}
        self._sewn: dict[str, tuple[str, Placement]] = {}
        self._directory: Directory | None = None
        self._expect(known)
        self.begun: Sewing | None = None

    def take(self, html: HtmlFragment, made: TypesetFragment) -> None:
        """Hear of a fragment that is set; when the book has other pages now, all that was known
        of it is of no use."""
        self._taken[html.id] = html, made
        if html.id not in self._places:
            return
        if made.page_count != self._places[html.id][1].page_count:
            self._places.clear()
            self._waiting.clear()
            return
        self._orders.pop(html.id, None)
        self._waiting[html.id] = None

    def expect(self, pagination: Pagination) -> None:
        """Take it that everything will stand here, and sew by that what waits and what was sewn
        by another guess."""
        if pagination == self._known:
            return
        self._expect(pagination)
        for name, (_, made) in self._taken.items():
            if made.page_count == self._places[name][1].page_count:
                self._waiting[name] = None

    def _expect(self, pagination: Pagination) -> None:
        self._known, self._directory = pagination, None
        self._waiting.clear()
        self._orders.clear()
        self._places = {
            place.division.id: (number, place) for number, place in enumerate(pagination.placements)
        }

    def sew_one(self) -> bool:
        """Sew one of those that wait and have their furniture; whether there was one."""
        for name in self._waiting:
            order = self._order(name)
            furniture = self._furniture(order) if order else None
            if order is None or furniture:
                del self._waiting[name]
                self._sew(name, furniture)
                return True
            self._furnish(order)
        return False

    def _order(self, name: str) -> HtmlFurniture | None:
        if name not in self._orders:
            (html, made), (_, placement) = self._taken[name], self._places[name]
            self._orders[name] = furniture_of(html, made.margins, placement, self._environment)
        return self._orders[name]

    def _sew(self, name: str, furniture: TypesetFurniture | None) -> None:
        # Nobody waits for it now.
        from chapbook.bindery.model import BoundFragment
        from chapbook.bindery.sewing import Sewing

        (_, made), (number, placement) = self._taken[name], self._places[name]
        config = self._book.manuscript.config
        if self.begun is None:
            self.begun = Sewing(config.page.sheet, config.language, self._fonts)
        directory = self._directory = self._directory or self._likely_directory()
        as_now = made.digest, placement
        if self._sewn.get(name) == as_now and self.begun.agrees(number, directory):
            return
        is_in_part = name in ids_in_parts(config.divisions)
        bound = BoundFragment(made, placement.blanks_before, furniture, is_in_part)
        self.begun.try_to_sew(number, bound, directory)
        self._sewn[name] = as_now

    def _likely_directory(self) -> "Directory":
        from chapbook.bindery.binding import page_labels_of, unnamed_anchors
        from chapbook.bindery.directory import Directory

        config = self._book.manuscript.config
        locations = self._known.locations
        return Directory(
            page_indices={anchor: place.page_index for anchor, place in locations.items()},
            page_labels=page_labels_of(self._known),
            page_term=labels(config.language).page,
            unnamed=unnamed_anchors(config, (), self._book.chapters),
            folios={anchor: str(place.folio) for anchor, place in locations.items()},
        )
