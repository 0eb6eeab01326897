"""Turn the fragments' structure trees into one, under one Document."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String

from chapbook.bindery.collation import CollatedFragment
from chapbook.bindery.object_search import dictionaries_with


@dataclass(frozen=True)
class _Joined:
    """What has been collected for the root of the joined tree."""

    parts: list[Object] = field(default_factory=list)
    parents: list[Object] = field(default_factory=list)
    ids: list[Object] = field(default_factory=list)
    roles: dict[str, Object] = field(default_factory=dict)


def renumber_structure(fragments: Sequence[CollatedFragment]) -> None:
    """Make the keys into the parent trees, and the elements' ids, unique in the book.

    This changes the fragments' opened PDFs and must come before their pages are copied.
    """
    first_key = 0
    for collated in fragments:
        if Name.StructTreeRoot not in collated.source.Root:
            continue
        _make_ids_unique(collated)
        first_key = _renumber(collated.source, first_key)


def join_structure(book: Pdf, fragments: Sequence[CollatedFragment], language: str) -> None:
    """Write /StructTreeRoot (ISO 32000-1, 14.7) with a Part for each fragment, and /MarkInfo.

    A fragment in another language than the book's says so on its Part. Pages must
    have been copied before; does nothing where no fragment is tagged.
    """
    root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    joined = _Joined()
    for collated in fragments:
        if Name.StructTreeRoot in collated.source.Root:
            _add_fragment(book, collated.source, document, language, joined)
    if not joined.parts:
        return
    document.K = Array(joined.parts)
    root.K = Array([document])
    root.ParentTree = book.make_indirect(Dictionary(Nums=Array(joined.parents)))
    root.ParentTreeNextKey = int(joined.parents[-2]) + 1 if joined.parents else 0
    if joined.ids:
        root.IDTree = book.make_indirect(Dictionary(Names=_in_order(joined.ids)))
    if joined.roles:
        root.RoleMap = Dictionary(joined.roles)
    book.Root.StructTreeRoot = root
    book.Root.MarkInfo = Dictionary(Marked=True)


def _make_ids_unique(collated: CollatedFragment) -> None:
    """Prefix ids, and the table cells' references to them, with the fragment's id.

    An /IDTree is written too: WeasyPrint writes none.
    """
    prefix = f"{collated.fragment.id}/"
    ids: list[Object] = []
    for element in dictionaries_with((b"/ID", b"/Headers"), collated):
        if "/ID" in element and element.get("/Type") == Name.StructElem:
            element.ID = String(prefix + str(element.ID))
            ids += [element.ID, element]
        attributes = element.get("/A", element)
        if attributes.is_indirect and attributes.objgen != element.objgen:
            # Those come by themselves.
            continue
        if isinstance(attributes, Dictionary) and "/Headers" in attributes:
            headers = attributes.Headers.as_list()
            attributes.Headers = Array([String(prefix + str(header)) for header in headers])
    if ids:
        tree = collated.source.make_indirect(Dictionary(Names=Array(ids)))
        collated.source.Root.StructTreeRoot.IDTree = tree


def _renumber(source: Pdf, first_key: int) -> int:
    """Shift all keys into the parent tree by `first_key`; give the next one that is free."""
    for page in source.pages:
        if Name.StructParents in page.obj:
            page.obj.StructParents = int(page.obj.StructParents) + first_key
        for annotation in page.obj.get(Name.Annots, Array()).as_list():
            if Name.StructParent in annotation:
                annotation.StructParent = int(annotation.StructParent) + first_key
    tree = source.Root.StructTreeRoot
    next_key, parents = first_key, Array()
    for key, parent in NumberTree(tree.ParentTree).items():
        next_key = first_key + key + 1
        parents.append(first_key + key)
        parents.append(parent)
    tree.ParentTree = source.make_indirect(Dictionary(Nums=parents))
    return next_key


def _add_fragment(book: Pdf, source: Pdf, document: Object, language: str, joined: _Joined) -> None:
    tree = source.Root.StructTreeRoot
    for child in _kids(tree):
        part = book.copy_foreign(child)
        part.P = document
        if str(part.S) == "/Document":
            part.S = Name.Part
        if str(source.Root.get(Name.Lang, language)) != language and Name.Lang not in part:
            part.Lang = String(str(source.Root.Lang))
        joined.parts.append(part)
    joined.parents.extend(book.copy_foreign(tree.ParentTree).Nums.as_list())
    if Name.IDTree in tree:
        joined.ids.extend(book.copy_foreign(tree.IDTree).Names.as_list())
    for role, standard in tree.get(Name.RoleMap, Dictionary()).items():
        joined.roles.setdefault(str(role), Name(str(standard)))


def _kids(element: Object) -> list[Object]:
    kids = element.get(Name.K, Array())
    return list(kids.as_list()) if isinstance(kids, Array) else [kids]


def _in_order(ids: list[Object]) -> Array:
    """Names and elements by turns, the names sorted bytewise as a name tree must have them."""
    pairs = sorted(zip(ids[::2], ids[1::2], strict=True), key=lambda pair: bytes(pair[0]))
    return Array([each for pair in pairs for each in pair])
