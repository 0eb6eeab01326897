"""What the HTML of a division was made from, remembered while it is made: places, citations, where
it begins. What was never asked may change without it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

from chapbook.apparatus.model import PageLocation
from chapbook.composition.open_folios import figures_of


class Locations(Mapping[str, PageLocation]):
    """Places of anchors. `likely_figures` tells how many figures the folio of one may have that
    stands nowhere yet.

    `places` has those that were asked for, None where nothing was known; `figures` those of which
    only that was asked.
    """

    def __init__(
        self, locations: Mapping[str, PageLocation], likely_figures: Callable[[str], int]
    ) -> None:
        self._locations, self._likely = locations, likely_figures
        self.places: dict[str, PageLocation | None] = {}
        self.figures: dict[str, int | None] = {}

    def __getitem__(self, anchor: str) -> PageLocation:
        self.places[anchor] = place = self._locations.get(anchor)
        if place is None:
            raise KeyError(anchor)
        return place

    def __iter__(self) -> Iterator[str]:
        return iter(self._locations)

    def __len__(self) -> int:
        return len(self._locations)

    def figures_at(self, anchor: str) -> int | None:
        """How many figures the folio there has, None for one that can't be left open."""
        self.figures[anchor] = found = self._figures(anchor)
        return found

    def answer(
        self, places: Mapping[str, PageLocation | None], figures: Mapping[str, int | None]
    ) -> bool:
        """Whether they would give these answers."""
        return all(
            self._locations.get(anchor) == place for anchor, place in places.items()
        ) and all(self._figures(anchor) == found for anchor, found in figures.items())

    def _figures(self, anchor: str) -> int | None:
        return figures_of(self._locations.get(anchor), lambda: self._likely(anchor))


class Citations(Sequence[str]):
    """The texts of the book's citations by their numbers; `asked` has those that were wanted."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self.asked: dict[int, str] = {}

    @overload
    def __getitem__(self, number: int) -> str: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...

    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        self.asked[number] = text = self._texts[number]
        return text

    def __len__(self) -> int:
        return len(self._texts)
