"""Turn laid-out pages into where in the fragment's structure each text and picture stands."""

from collections.abc import Sequence
from typing import Any

from chapbook.composition.line_ends import mark_drop_cap, mark_line_ends
from chapbook.composition.structure_outline import StructureOutline
from chapbook.composition.structure_tree import Element, LinkArea
from chapbook.composition.structure_types import REPEATED, classes_of

PT_PER_PX = 0.75
DROP_CAP = "drop-cap"
DRAWN = frozenset(("TextBox", "InlineReplacedBox", "BlockReplacedBox"))
"""The boxes that WeasyPrint marks."""
PLACE = "structure_place"
"""What a box that is drawn has under this: its MarkedText, None where it is no part of the text,
and how many such boxes the text has before it."""


class PageStructure:
    """Fills the structure of one fragment from its pages; `root` is its topmost element."""

    def __init__(self, pages: Sequence[Any], html: Any, fragment_id: str) -> None:
        """`html` is the document's root element; `fragment_id` makes ids the book's own."""
        outline = StructureOutline(html, fragment_id)
        self.root, self._elements = outline.root, outline.elements
        self._first_pages: dict[Any, int] = {}
        self._placed = 0
        for number, page in enumerate(pages):
            self._linked: set[int] = set()
            self._read(page._page_box, number, page.height, is_text=True)
            # The others are those of what stands in a link, or is no part of the text.
            page.links[:] = [link for link in page.links if id(link[3]) in self._linked]

    def _read(self, box: Any, page: int, height_px: float, is_text: bool) -> None:
        """Give what is in `box` its place."""
        is_text = is_text and not self._is_outside(box, page)
        if is_text and box.link:
            self._add_link(box, page)
        if type(box).__name__ == "LineBox":
            mark_line_ends(box)
        for child in box.children:
            inner = child._box if type(child).__name__ == "AbsolutePlaceholder" else child
            if type(inner).__name__ not in DRAWN:
                self._read(inner, page, height_px, is_text)
            else:
                self._place(inner, page, height_px, is_text)

    def _is_outside(self, box: Any, page: int) -> bool:
        """Whether a box is in the margin, or a table's head printed again."""
        if type(box).__name__ == "MarginBox" or box.is_leader:
            return True
        element = box.element
        if element is None or element.tag not in REPEATED:
            return False
        return self._first_pages.setdefault(element, page) != page

    def _add_link(self, box: Any, page: int) -> None:
        element = self._elements.get(box.element)
        if box.element is not None and DROP_CAP in classes_of(box.element):
            mark_drop_cap(box)
        if element is not None and element.type == "Link":
            element.attach()
            element.kids.append(LinkArea(box, page))
            self._linked.add(id(box))

    def _place(self, box: Any, page: int, height_px: float, is_text: bool) -> None:
        element = self._element_of(box) if is_text else None
        self._placed += 1
        vars(box)[PLACE] = (element.mark(page) if element else None, self._placed)
        if box.element is not None and DROP_CAP in classes_of(box.element):
            mark_drop_cap(box)
        if element is not None and element.type == "Figure":
            left, top = box.content_box_x(), height_px - box.content_box_y()
            corners = (left, top - box.height, left + box.width, top)
            bounds = tuple(round(corner * PT_PER_PX, 3) for corner in corners)
            element.attributes |= {"O": "/Layout", "BBox": bounds}

    def _element_of(self, box: Any) -> Element | None:
        """The element that a box stands in, None where it is no part of the text."""
        element = self._elements.get(box.element)
        if element is None or box.element_tag != "li::marker" or element.parent is None:
            return element
        item = element.parent
        label = next((kid for kid in item.kids if isinstance(kid, Element)), None)
        if label is None or label.type != "Lbl":
            label = Element("Lbl", element.at, item, is_attached=True)
            item.attach()
            item.kids.insert(0, label)
        return label
