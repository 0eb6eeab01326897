"""Turn the links of all fragments into links to destinations of the book."""

import re
from collections.abc import Callable, Iterator
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


_RECT = b"/Rect [ "
_ACTION = re.compile(rb"<< /A << /S /URI (?:/Type /Action )?/URI \(([ -'*-\[\]-~]*)\) >>")
_CONTENTS = re.compile(rb" /Contents \(([ -'*-\[\]-~]*)\) ")
"""Where they are plain ASCII. qpdf writes keys in alphabetical order: the Rect is behind all
texts."""


@dataclass(frozen=True)
class FoundLinks:
    """What the links of a fragment have come to: targets that are nowhere, and pages, from 0 in
    the fragment, that lead to anchors without a name."""

    missing: frozenset[str]
    pages_to_unnamed: frozenset[int]


def relink(
    collated: CollatedFragment, direction_to: Callable[[str], Direction | None]
) -> FoundLinks:
    """Rewrite every link of a fragment that leads into the book, and tell what they lead to.

    A link without its target stays on the page and does nothing. To those who can't see it, a
    link says its words and where it leads.
    """
    missing, pages = set[str](), set[int]()
    for number, page in enumerate(collated.source.pages):
        for annotation, written in _links(page):
            _touch_in_points(annotation, written)
            anchor = _target_inside(annotation, written)
            if anchor is None:
                continue
            direction = direction_to(anchor)
            _relink_one(annotation, written, anchor, direction)
            if direction is None:
                missing.add(anchor)
            elif direction.is_unnamed:
                pages.add(number)
    return FoundLinks(frozenset(missing), frozenset(pages))


def _links(page: Page) -> Iterator[tuple[Object, bytes]]:
    """The links of a page, and how each is written: to ask for its entries one by one takes twice
    as long."""
    annotations = page.obj.get(Name.Annots)
    if annotations is None:
        return
    for each in annotations.as_list():
        written = each.unparse(resolved=True)
        if b"/Subtype /Link" in written.rpartition(_RECT)[2]:
            yield each, written


def _touch_in_points(annotation: Object, written: bytes) -> None:
    """Have a link be touched in whole points; one in a line of no height, a note's call, is
    TOUCHED_PT high."""
    _, _, behind = written.rpartition(_RECT)
    x1, y1, x2, y2 = map(float, behind.partition(b"]")[0].split())
    left, right = (x1, x2) if x1 < x2 else (x2, x1)
    bottom, top = (y1, y2) if y1 < y2 else (y2, y1)
    if top - bottom < LEAST_PT:
        middle = (bottom + top) / 2
        bottom, top = middle - TOUCHED_PT / 2, middle + TOUCHED_PT / 2
    annotation.Rect = Array([floor(left), floor(bottom), ceil(right), ceil(top)])


def _relink_one(
    annotation: Object, written: bytes, anchor: str, direction: Direction | None
) -> None:
    if written.startswith(b"<< /A "):
        del annotation[Name.A]
    elif b"/Dest" in written and Name.Dest in annotation:
        del annotation[Name.Dest]
    if direction:
        annotation.Dest = String(anchor)
    where = direction.words if direction else ""
    words = _own_words(annotation, written, anchor)
    if f" {where}".endswith(f" {words}"):
        words = ""
    annotation.Contents = String(", ".join(filter(None, (words, where))))


def _target_inside(annotation: Object, written: bytes) -> str | None:
    """The anchor that a link leads to, or None for one that leads out of the book."""
    plain = _ACTION.match(written)
    if plain is None:
        if b"/Dest" in written and Name.Dest in annotation:
            return str(annotation.Dest)
        action = annotation.get(Name.A)
        if not isinstance(action, Dictionary) or Name.URI not in action:
            return None
    uri = plain[1].decode() if plain else str(annotation.A.URI)
    return unquote(uri.removeprefix(SCHEME)) if uri.startswith(SCHEME) else None


def _own_words(annotation: Object, written: bytes, anchor: str) -> str:
    """What a link says itself: a folio or the number of a note says nothing, and WeasyPrint
    describes a link by the bare anchor or URI."""
    plain = _CONTENTS.search(written)
    words = plain[1].decode() if plain else str(annotation.get(Name.Contents, ""))
    is_target = words == anchor or words.startswith(SCHEME)
    return "" if is_target or not any(map(str.isalpha, words)) else _first_of(words)


def _first_of(words: str) -> str:
    if len(words) <= LONGEST_WORDS:
        return words
    whole = words[: LONGEST_WORDS + 1].rpartition(" ")[0] or words[:LONGEST_WORDS]
    return whole.rstrip(" ,;:.–—(‘“«") + "…"
