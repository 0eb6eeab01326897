"""What an inspected PDF is found to have, as data.

Pages count from 0; places are in pt from the page's lower left corner.
"""

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class FoundText:
    """A place where a text was found: where its first character starts on the baseline, the
    font's name with the subset's tag, the size in pt."""

    text: str
    page_index: int
    label: str
    x: float
    y: float
    font: str
    size: float


@dataclass(frozen=True)
class FoundCharacter:
    """A character that is shown, and where it starts on the baseline."""

    character: str
    x: float
    y: float


@dataclass(frozen=True)
class FoundLink:
    """A link: to a named destination and the page that this is on, or to a URI."""

    page_index: int
    rect: Box
    destination: str | None
    target_page_index: int | None
    uri: str | None
    contents: str


@dataclass(frozen=True)
class OutlineLine:
    """A line of the outline with the label of the page it leads to, '' where it leads nowhere."""

    title: str
    label: str
    is_open: bool
    children: tuple["OutlineLine", ...]


@dataclass(frozen=True)
class FoundFont:
    """A font of the book's pages. Its name has the subset's tag."""

    name: str
    is_embedded: bool


@dataclass(frozen=True)
class PageBoxes:
    """A page's boxes; the trim is None where the page has no TrimBox of its own."""

    media: Box
    trim: Box | None
