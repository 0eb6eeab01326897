"""Turn a PDF's structure tree into nested tuples, and into what is wrong with it."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, parse_content_stream

from tests.support.structure_text import StructureText

DRAWING = frozenset(("Tj", "TJ", "f", "f*", "S", "B", "B*", "sh", "Do"))
Tag = tuple[str, tuple["Tag", ...]]


def tag_tree(pdf: Pdf) -> tuple[Tag, ...]:
    """The elements as (type, children); marked content and annotations are left out."""
    root = pdf.Root.get(Name.StructTreeRoot)
    return () if root is None else tuple(_tag(element) for element in child_elements(root))


def _tag(element: Object) -> Tag:
    return (str(element.S).lstrip("/"), tuple(_tag(child) for child in child_elements(element)))


def child_elements(element: Object) -> Iterator[Object]:
    """The structure elements directly under `element`."""
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield kid


def headers_of_cells(pdf: Pdf) -> tuple[tuple[str, ...], ...]:
    """The ids of the headers that each TD names, in the tree's order."""
    return tuple(
        tuple(str(header) for header in cell.A.Headers.as_list())
        for cell in _descendants(pdf.Root.StructTreeRoot)
        if str(cell.S) == "/TD" and Name.Headers in cell.A
    )


def decorated_texts(pdf: Pdf) -> tuple[tuple[str, str], ...]:
    """The line that each text has through or under it, and its text, in the tree's order."""
    texts = StructureText(pdf)
    return tuple(
        (str(span.A.TextDecorationType).lstrip("/"), " ".join(texts.of(span).split()))
        for span in _descendants(pdf.Root.StructTreeRoot)
        if str(span.S) == "/Span" and Name.TextDecorationType in span.get(Name.A, {})
    )


def unmarked_drawings(pdf: Pdf) -> tuple[tuple[int, str], ...]:
    """The operators that draw outside all marked content, with the indices of their pages."""
    found = []
    for number, page in enumerate(pdf.pages):
        depth = 0
        for instruction in parse_content_stream(page):
            name = str(instruction.operator)
            depth += (name in {"BDC", "BMC"}) - (name == "EMC")
            if not depth and name in DRAWING:
                found.append((number, name))
    return tuple(found)


def boxes_of_figures(pdf: Pdf) -> tuple[tuple[float, ...], ...]:
    """The numbers of the layout box of each figure, in the tree's order."""
    return tuple(
        tuple(float(number) for number in figure.A.BBox.as_list())
        for figure in _descendants(pdf.Root.StructTreeRoot)
        if str(figure.S) == "/Figure" and Name.A in figure
    )


def _descendants(element: Object) -> Iterator[Object]:
    for child in child_elements(element):
        yield child
        yield from _descendants(child)


def structure_problems(pdf: Pdf) -> tuple[str, ...]:
    """Where the tree, its parent tree, pages and annotations don't fit together."""
    root = pdf.Root.get(Name.StructTreeRoot)
    if root is None:
        return ("no structure tree",)
    parents = dict(NumberTree(root.ParentTree).items())
    return (
        *_wrong_parents(root),
        *_wrong_pages(pdf, parents),
        *_wrong_annotations(pdf, parents),
    )


def _wrong_parents(parent: Object) -> Iterator[str]:
    for element in child_elements(parent):
        if element.P.objgen != parent.objgen:
            yield f"{element.S} {element.objgen} under {parent.objgen} names {element.P.objgen}"
        yield from _wrong_parents(element)


def _wrong_pages(pdf: Pdf, parents: dict[int, Object]) -> Iterator[str]:
    seen: set[int] = set()
    for index, page in enumerate(pdf.pages):
        if Name.StructParents not in page.obj:
            continue
        key = int(page.obj.StructParents)
        if key in seen:
            yield f"page {index} has the key {key} of another"
        seen.add(key)
        for element in parents.get(key, Array()).as_list():
            if page.obj.objgen not in _pages_of(element):
                yield f"page {index}: {element.S} stands on another page"


def _pages_of(element: Object) -> set[tuple[int, int]]:
    """The pages of an element and of the marked content in it."""
    own = [element] if Name.Pg in element else []
    kids = [kid for kid in _kids(element) if isinstance(kid, Dictionary) and Name.MCID in kid]
    return {each.Pg.objgen for each in (*own, *kids)}


def _wrong_annotations(pdf: Pdf, parents: dict[int, Object]) -> Iterator[str]:
    for index, page in enumerate(pdf.pages):
        for annotation in page.obj.get(Name.Annots, Array()).as_list():
            parent = parents.get(int(annotation.get(Name.StructParent, -1)))
            if not isinstance(parent, Dictionary):
                yield f"page {index}: a link outside the tree"
            elif annotation.objgen not in [kid.Obj.objgen for kid in _references(parent)]:
                yield f"page {index}: {parent.S} isn't the link's element"


def _references(element: Object) -> Iterator[Object]:
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and Name.Obj in kid:
            yield kid


def _kids(element: Object) -> list[Object]:
    kids = element.get(Name.K, Array())
    return list(kids.as_list()) if isinstance(kids, Array) else [kids]
