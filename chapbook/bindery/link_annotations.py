"""Turn the links of all fragments into links to destinations of the book."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, Object, Page, String

from chapbook.bindery.collation import CollatedFragment
from chapbook.bindery.directory import Direction

SCHEME = "chapbook:"
LEAST_PT = 1.0
TOUCHED_PT = 8.0
LONGEST_WORDS = 40
"""A link over more characters is described by its first words: a title, not a whole reference."""


@dataclass(frozen=True)
class FoundLinks:
    """What the links of a fragment have come to: targets that are nowhere, and pages, from 0 in
    the fragment, that lead to anchors without a name."""

    missing: frozenset[str]
    pages_to_unnamed: frozenset[int]


def relink(
    collated: CollatedFragment, direction_to: Callable[[str], Direction | None]
) -> FoundLinks:
    """Rewrite every link of a fragment that leads into the book, and tell what they lead to; of
    all say as little as will do.

    A link without its target stays on the page and does nothing. To those who can't see it, a
    link says its words and where it leads.
    """
    missing, pages = set[str](), set[int]()
    for number, page in enumerate(collated.source.pages):
        for annotation in _links(page):
            _shorten(annotation)
            anchor = _target_inside(annotation)
            if anchor is None:
                continue
            direction = direction_to(anchor)
            _relink_one(annotation, anchor, direction)
            if direction is None:
                missing.add(anchor)
            elif direction.is_unnamed:
                pages.add(number)
    return FoundLinks(frozenset(missing), frozenset(pages))


def _shorten(annotation: Object) -> None:
    """Have a link be touched in whole points; one in a line of no height, a note's call, is
    TOUCHED_PT high."""
    x1, y1, x2, y2 = map(float, annotation.Rect.unparse(resolved=True)[1:-1].split())
    left, right = (x1, x2) if x1 < x2 else (x2, x1)
    bottom, top = (y1, y2) if y1 < y2 else (y2, y1)
    if top - bottom < LEAST_PT:
        middle = (bottom + top) / 2
        bottom, top = middle - TOUCHED_PT / 2, middle + TOUCHED_PT / 2
    annotation.Rect = Array([floor(left), floor(bottom), ceil(right), ceil(top)])
    keys = annotation.keys()
    if "/BS" in keys:
        del annotation[Name.BS]
        annotation.Border = Array([0, 0, 0])
    # Optional (ISO 32000-1, table 164).
    if "/Type" in keys:
        del annotation[Name.Type]


def _links(page: Page) -> list[Object]:
    annotations = page.obj.get(Name.Annots)
    if annotations is None:
        return []
    return [each for each in annotations.as_list() if each.get(Name.Subtype) == Name.Link]


def _relink_one(annotation: Object, anchor: str, direction: Direction | None) -> None:
    for key in (Name.A, Name.Dest):
        if key in annotation:
            del annotation[key]
    if direction:
        annotation.Dest = String(anchor)
    where = direction.words if direction else ""
    words = _own_words(annotation, anchor)
    if f" {where}".endswith(f" {words}"):
        words = ""
    annotation.Contents = String(", ".join(filter(None, (words, where))))


def _target_inside(annotation: Object) -> str | None:
    """The anchor that a link leads to, or None for one that leads out of the book."""
    if Name.Dest in annotation:
        return str(annotation.Dest)
    action = annotation.get(Name.A)
    if not isinstance(action, Dictionary) or Name.URI not in action:
        return None
    uri = str(action.URI)
    return unquote(uri.removeprefix(SCHEME)) if uri.startswith(SCHEME) else None


def _own_words(annotation: Object, anchor: str) -> str:
    """What a link says itself: a folio or the number of a note says nothing, and WeasyPrint
    describes a link by the bare anchor or URI."""
    words = str(annotation.get(Name.Contents, ""))
    is_target = words == anchor or words.startswith(SCHEME)
    return "" if is_target or not any(map(str.isalpha, words)) else _first_of(words)


def _first_of(words: str) -> str:
    if len(words) <= LONGEST_WORDS:
        return words
    whole = words[: LONGEST_WORDS + 1].rpartition(" ")[0] or words[:LONGEST_WORDS]
    return whole.rstrip(" ,;:.–—(‘“«") + "…"
