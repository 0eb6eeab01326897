"""Turn the lines of a book's contents into points of navigation, each under what it belongs to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chapbook.apparatus.model import ContentsEntry


@dataclass(frozen=True)
class NavigationPoint:
    """A place to go to, with those below it. `number` is '' for what has none."""

    number: str
    title: str
    href: str
    below: tuple["NavigationPoint", ...]


def navigation(
    contents: Sequence[ContentsEntry], href_of: Callable[[str], str]
) -> tuple[NavigationPoint, ...]:
    """The contents as a tree. A part has its chapters below it, a chapter its headings."""
    points: list[NavigationPoint] = []
    at = 0
    while at < len(contents):
        entry = contents[at]
        end = at + 1
        while end < len(contents) and contents[end].level > entry.level:
            end += 1
        points.append(
            NavigationPoint(
                number=entry.number,
                title=entry.title_text,
                href=href_of(entry.anchor),
                below=navigation(contents[at + 1 : end], href_of),
            )
        )
        at = end
    return tuple(points)
