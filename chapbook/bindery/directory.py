"""Turn the places of a book's anchors into what its fragments have to be told of each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chapbook.bindery.model import PageLabelRange
from chapbook.bindery.page_labels import label_of
from chapbook.composition.model import OpenFolio


@dataclass(frozen=True)
class Direction:
    """Where a link leads, in words ('page 12'); `is_unnamed`: its target has no name."""

    words: str
    is_unnamed: bool


@dataclass(frozen=True)
class Directory:
    """The index of each anchor's page; how pages are labelled, and the word for 'page'; anchors
    that links lead to without a name; the folios, by anchor, that fragments have left open."""

    page_indices: Mapping[str, int]
    page_labels: Sequence[PageLabelRange]
    page_term: str
    unnamed: frozenset[str]
    folios: Mapping[str, str]

    def direction(self, anchor: str) -> Direction | None:
        """Where a link to an anchor leads; None: nowhere."""
        page_index = self.page_indices.get(anchor)
        if page_index is None:
            return None
        label = label_of(page_index, self.page_labels) or str(page_index + 1)
        return Direction(f"{self.page_term} {label}", anchor in self.unnamed)


@dataclass(frozen=True)
class Enquiries:
    """What a fragment has asked a directory, and was told."""

    directory: Directory
    directions: dict[str, Direction | None] = field(default_factory=dict)
    folios: dict[str, str] = field(default_factory=dict)

    def direction(self, anchor: str) -> Direction | None:
        """What the directory says."""
        return self.directions.setdefault(anchor, self.directory.direction(anchor))

    def folios_of(self, open_folios: Sequence[OpenFolio]) -> Mapping[str, str]:
        """The folios to be filled in. Raises KeyError where one isn't known."""
        self.folios.update(
            {each.anchor: self.directory.folios[each.anchor] for each in open_folios}
        )
        return self.folios

    def agree_with(self, directory: Directory) -> bool:
        """Whether another directory would have said the same."""
        return all(
            directory.direction(anchor) == told for anchor, told in self.directions.items()
        ) and all(directory.folios.get(anchor) == told for anchor, told in self.folios.items())
