"""Turn fragments that are known into pages of the book's PDF while others are still being set.

Where they stand, and what they are told of each other, is taken from the last time that the book
was set. After an edit that is seldom wrong; what is, the linker does again.
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
        environment: str,
        fonts: tuple[Path, ...],
    ) -> None:
        """`known` is where everything stood, `furniture` has what was set, `environment` is the
        digest of what all fragments depend on, `fonts` are the files that the book is set with."""
        self._book, self._furniture, self._environment = book, furniture, environment
        self._fonts = fonts
        self._places = {
            place.division.id: (number, place) for number, place in enumerate(known.placements)
        }
        self._known = known
        self._waiting: dict[str, tuple[HtmlFragment, TypesetFragment]] = {}
        self._directory: Directory | None = None
        self.begun: Sewing | None = None

    def take(self, html: HtmlFragment, made: TypesetFragment) -> None:
        """Hear of a fragment that is set; when the book has other pages now, all that was known
        of it is of no use."""
        if html.id not in self._places:
            return
        if made.page_count != self._places[html.id][1].page_count:
            self._places.clear()
            self._waiting.clear()
            return
        self._waiting[html.id] = html, made

    def sew_one(self) -> bool:
        """Sew one of those that wait; whether there was one."""
        if not self._waiting:
            return False
        # Nobody waits for it now.
        from chapbook.bindery.model import BoundFragment
        from chapbook.bindery.sewing import Sewing

        html, made = self._waiting.pop(next(iter(self._waiting)))
        place, placement = self._places[html.id]
        order = furniture_of(html, made.margins, placement, self._environment)
        furniture = self._furniture(order) if order else None
        if order and furniture is None:
            return True
        config = self._book.manuscript.config
        is_in_part = html.id in ids_in_parts(config.divisions)
        bound = BoundFragment(made, placement.blanks_before, furniture, is_in_part)
        if self.begun is None:
            self.begun = Sewing(config.page.sheet, config.language, self._fonts)
            self._directory = self._likely_directory()
        if self._directory:
            self.begun.try_to_sew(place, bound, self._directory)
        return True

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
