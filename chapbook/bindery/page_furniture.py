"""Tell a page's text from its running heads and folios, by the structure tree.

WeasyPrint gives margin boxes elements of their own, whose parents don't know them: they can't be
marked as artifacts before PDF 2.0 (weasyprint/pdf/tags.py).
"""

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf

ObjectId = tuple[int, int]


class Furniture:
    """What of the marked content of a PDF's pages is not in its structure."""

    def __init__(self, pdf: Pdf) -> None:
        root = pdf.Root.get(Name.StructTreeRoot)
        has_parents = root is not None and Name.ParentTree in root
        self._parents = NumberTree(root.ParentTree) if root is not None and has_parents else None
        self._kids: dict[ObjectId, frozenset[ObjectId]] = {}

    def ids_on(self, page: Page) -> frozenset[int]:
        """The ids (MCIDs) of the marked content that stands outside the text."""
        number = page.obj.get(Name.StructParents)
        if number is None or self._parents is None or int(number) not in self._parents:
            return frozenset()
        elements = self._parents[int(number)]
        return frozenset(
            identifier
            for identifier, element in enumerate(elements.as_list())
            if isinstance(element, Dictionary) and not self._is_linked(element)
        )

    def _is_linked(self, element: Object) -> bool:
        """Whether each element up to the root is known to the one above it."""
        while Name.P in element:
            parent = element.P
            if Name.S in parent and element.objgen not in self._kids_of(parent):
                return False
            element = parent
        return True

    def _kids_of(self, element: Object) -> frozenset[ObjectId]:
        if element.objgen not in self._kids:
            kids = element.get(Name.K, Array())
            listed = kids.as_list() if isinstance(kids, Array) else [kids]
            self._kids[element.objgen] = frozenset(
                kid.objgen for kid in listed if isinstance(kid, Dictionary)
            )
        return self._kids[element.objgen]
