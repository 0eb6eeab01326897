"""Turn a fragment's structure into the objects of its PDF.

They take the place of those that WeasyPrint makes of its boxes (weasyprint/pdf/tags.py): an element
for each piece of a line, notes outside the text, and what goes over pages in pieces.
"""

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced
from chapbook.composition.structure_tree import Element, LinkArea, MarkedText, pruned

STRUCTURE = "chapbook_structure"
"""What a document has the root of its structure under."""
PRINTED = 4
"""The flag of an annotation that is printed: PDF/A asks for it (ISO 19005-3, 6.3.2)."""


def write_structure(pdf_module: ModuleType) -> None:
    """Change WeasyPrint's module pdf so that documents with a structure are tagged with it; once
    is enough."""
    stock = vars(pdf_module)["add_tags"]
    if is_changed(stock):
        return

    def add_tags(pdf: Any, document: Any, version: Any, streams: Sequence[Any]) -> None:
        root = vars(document).get(STRUCTURE)
        if root is None:
            stock(pdf, document, version, streams)
            return
        _Writer(pdf, pdf_module.pydyf).write(root, streams)

    vars(pdf_module)["add_tags"] = replaced(stock, add_tags)


class _Writer:
    """Writes the structure of one PDF."""

    def __init__(self, pdf: Any, pydyf: Any) -> None:
        self._pdf, self._pydyf = pdf, pydyf
        self._dictionaries: dict[int, Any] = {}
        self._links: list[tuple[Any, Any]] = []
        self._ids: list[Any] = []

    def write(self, root: Element, streams: Sequence[Any]) -> None:
        """Write /StructTreeRoot with its trees (ISO 32000-1, 14.7), and /MarkInfo."""
        pruned(root)
        tree = self._add({"Type": "/StructTreeRoot"})
        tree["K"] = self._element(root, tree).reference
        nums: list[Any] = []
        for page, stream in enumerate(streams):
            owners = [self._dictionaries[id(owner)] for owner in stream._tags.values()]
            nums += [page, self._array(owner.reference for owner in owners)]
        for key, (element, annotation) in enumerate(self._links, start=len(streams)):
            annotation["StructParent"] = key
            nums += [key, element.reference]
        tree["ParentTree"] = self._add({"Nums": self._array(nums)}).reference
        if self._ids:
            tree["IDTree"] = self._add({"Names": self._array(self._ids)}).reference
        self._pdf.catalog["StructTreeRoot"] = tree.reference
        self._pdf.catalog["MarkInfo"] = self._pydyf.Dictionary({"Marked": "true"})

    def _add(self, entries: Mapping[str, Any]) -> Any:
        dictionary = self._pydyf.Dictionary(entries)
        self._pdf.add_object(dictionary)
        return dictionary

    def _array(self, values: Any) -> Any:
        return self._pydyf.Array(values)

    def _element(self, element: Element, parent: Any) -> Any:
        made = self._add({"S": f"/{element.type}", "P": parent.reference})
        self._dictionaries[id(element)] = made
        for key, text in element.entries.items():
            if key != "Contents":
                made[key] = self._pydyf.String(text)
        if "ID" in element.entries:
            self._ids += [made["ID"], made.reference]
        if element.attributes:
            made["A"] = self._pydyf.Dictionary(
                {key: self._value(value) for key, value in element.attributes.items()}
            )
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        if page is not None:
            made["Pg"] = self._pdf.page_references[page]
        kids = [each for kid in element.kids for each in self._kid(kid, element, made, page)]
        if element.type == "Link" and not any(
            isinstance(kid, dict) and "Obj" in kid for kid in kids
        ):
            # It leads nowhere: there is no annotation to refer to.
            made["S"] = "/Span"
        if kids:
            made["K"] = kids[0] if len(kids) == 1 and element.parent else self._array(kids)
        return made

    def _value(self, value: object) -> Any:
        """An attribute: texts are ids, unless they begin as names do."""
        if isinstance(value, tuple):
            return self._array(self._value(each) for each in value)
        if isinstance(value, str) and not value.startswith("/"):
            return self._pydyf.String(value)
        return value

    def _kid(
        self, kid: Element | MarkedText | LinkArea, element: Element, made: Any, page: int | None
    ) -> list[Any]:
        if isinstance(kid, Element):
            return [self._element(kid, made).reference]
        place = self._pdf.page_references[kid.page]
        if isinstance(kid, LinkArea):
            annotation = vars(kid.box).get("link_annotation")
            if annotation is None:
                return []
            reference = self._link(annotation, element, made)
            if kid.page != page:
                reference["Pg"] = place
            return [reference]
        if kid.page == page:
            return list(kid.ids)
        return [
            self._pydyf.Dictionary({"Type": "/MCR", "Pg": place, "MCID": number})
            for number in kid.ids
        ]

    def _link(self, annotation: Any, element: Element, made: Any) -> Any:
        """The reference to a link's annotation, which is given its words, and says no more than it
        must."""
        annotation["Contents"] = self._pydyf.String(element.entries["Contents"])
        annotation["F"] = PRINTED
        # Optional (ISO 32000-1, table 164); no border is said in fewer words.
        annotation.pop("Type", None)
        if annotation.pop("BS", None):
            annotation["Border"] = self._pydyf.Array([0, 0, 0])
        self._links.append((made, annotation))
        return self._pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference})
