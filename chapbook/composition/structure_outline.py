"""Turn a fragment's HTML into the elements of its structure tree, without what is on the pages.

The tree follows the HTML and not the pages: so what goes over pages is one element.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chapbook.composition.structure_tree import Element
from chapbook.composition.structure_types import (
    ARTIFACT,
    CELLS,
    Types,
    alternative,
    attributes_of,
    classes_of,
    entry_level,
    heading_level,
    list_of,
    types_of,
)
from chapbook.composition.table_headers import give_headers

DEEPEST = 6
LANGUAGE = "lang"


@dataclass
class _Run:
    """Entries that follow each other: the lists that are open, by level, and the last entry."""

    open_lists: list[tuple[int, Element]] = field(default_factory=list)
    last: Element | None = None
    is_term: bool = False


class StructureOutline:
    """The elements of one fragment: `root`, and the one that the text of each HTML element stands
    in, None for what is no part of the text."""

    def __init__(self, html: Any, fragment_id: str) -> None:
        """`html` is the document's root; ids that are made have `fragment_id` before them."""
        body = html.find("body")
        is_part = body is not None and "part" in classes_of(body)
        self.root = Element("Part" if is_part else "Sect", 0)
        self.elements: dict[Any, Element | None] = {html: self.root, body: self.root}
        self._fragment_id = fragment_id
        self._order: Mapping[Any, int] = {each: at for at, each in enumerate(html.iter())}
        self._shift = 1 if body is not None and body.get("data-in-part") else 0
        self._level = self._shift
        if body is not None:
            self._read_children(body, self.root, html.get(LANGUAGE) or "")
        for table in html.iter("table"):
            made = self.elements.get(table)
            if made is not None:
                cells = [self.elements.get(cell) for cell in table.iter() if cell.tag in CELLS]
                made.cells += [cell for cell in cells if cell is not None]
                give_headers(table, self.elements, f"{fragment_id}/t{self._order[table]}")

    def _read_children(self, html: Any, above: Element | None, language: str) -> None:
        run = _Run()
        for child in html:
            if not isinstance(child.tag, str):
                continue
            types, holder = types_of(child, html), above
            kind = list_of(child, types)
            if above is not None and html.tag == "dl" and child.tag in ("dt", "dd"):
                holder = self._defined(child, above, run)
            elif above is not None and kind:
                holder = self._list(child, above, kind, run)
            elif types is not ARTIFACT:
                run = _Run()
            self._read(child, holder, types, language)
            if kind:
                run.last = self.elements[child]

    def _defined(self, html: Any, above: Element, run: _Run) -> Element:
        """The item of a term or of what is said of it: it begins with its first term."""
        if run.last is None or (html.tag == "dt" and not run.is_term):
            run.last = Element("LI", self._order[html], above)
        run.is_term = html.tag == "dt"
        return run.last

    def _list(self, html: Any, above: Element, kind: str, run: _Run) -> Element:
        """The list that an entry of this level belongs to; one of a deeper level is in the entry
        before it."""
        level, opened = entry_level(html), run.open_lists
        while opened and opened[-1][0] > level:
            opened.pop()
        if not opened or opened[-1][0] < level:
            holder = run.last if opened and run.last else above
            opened.append((level, Element(kind, self._order[html], holder)))
        return opened[-1][1]

    def _read(self, html: Any, above: Element | None, types: Types, language: str) -> None:
        own = html.get(LANGUAGE) or language
        if above is None or types is ARTIFACT:
            above = None
        elif types or own != language:
            above = self._made(html, above, types or ("Span",), own if own != language else "")
        self.elements[html] = above
        self._read_children(html, above, own)

    def _made(self, html: Any, above: Element, types: Types, language: str) -> Element:
        """The innermost of the elements of `types`, one in the other, under `above`."""
        first = above
        for number, type_ in enumerate(types):
            resolved = self._heading(html) if type_ == "H" else type_
            above = Element(resolved, self._order[html], above)
            above.attributes |= attributes_of(html, type_)
            first = first if number else above
        if language:
            first.entries["Lang"] = language
        if first.type == "Figure":
            first.entries["Alt"] = alternative(html)
        if above.type == "Link":
            above.entries["Contents"] = html.get("title") or " ".join(
                "".join(html.itertext()).split()
            )
        if first.type == "Note":
            first.entries["ID"] = html.get("id") or f"{self._fragment_id}/n{self._order[html]}"
        return above

    def _heading(self, html: Any) -> str:
        """The type of a heading: at most one level below the last."""
        self._level = min(heading_level(html) + self._shift, self._level + 1, DEEPEST)
        return f"H{self._level}"
