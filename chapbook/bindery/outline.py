"""Turn the book's outline into the PDF's, opened to its first level."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from pikepdf import Dictionary, Name, Object, Pdf, String

from chapbook.bindery.model import OutlineItem


def write_outline(book: Pdf, items: Sequence[OutlineItem], anchors: Collection[str]) -> set[str]:
    """Write /Outlines (ISO 32000-1, 12.3.3); give the anchors that aren't among `anchors`.

    An item whose anchor is missing keeps its title and leads nowhere.
    """
    if not items:
        return set()
    root = book.make_indirect(Dictionary(Type=Name.Outlines))
    missing = _write_level(book, root, items, anchors)
    root.Count = len(items)
    book.Root.Outlines = root
    book.Root.PageMode = Name.UseOutlines
    return missing


def _write_level(
    book: Pdf, parent: Object, items: Sequence[OutlineItem], anchors: Collection[str]
) -> set[str]:
    missing: set[str] = set()
    lines: list[Object] = []
    for item in items:
        line = book.make_indirect(Dictionary(Title=String(item.title), Parent=parent))
        if item.anchor in anchors:
            line.Dest = String(item.anchor)
        else:
            missing.add(item.anchor)
        if item.children:
            missing |= _write_level(book, line, item.children, anchors)
            # Negative: the children are there but not shown.
            line.Count = -len(item.children)
        lines.append(line)
    _chain(parent, lines)
    return missing


def _chain(parent: Object, lines: Sequence[Object]) -> None:
    parent.First, parent.Last = lines[0], lines[-1]
    for before, after in pairwise(lines):
        before.Next, after.Prev = after, before
