"""Turn the fragments' structure trees into one, under one Document."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String

from chapbook.bindery.collation import CollatedFragment


@dataclass(frozen=True)
class _Joined:
    """What has been collected for the root of the joined tree."""

    parents: list[Object] = field(default_factory=list)
    ids: list[Object] = field(default_factory=list)


def renumber_structure(fragments: Sequence[CollatedFragment]) -> None:
    """Make the keys into the parent trees unique in the book; ids are already.

    This changes the fragments' opened PDFs and must come before their pages are copied.
    """
    first_key = 0
    for collated in fragments:
        if Name.StructTreeRoot not in collated.source.Root:
            continue
        first_key = _renumber(collated.source, first_key)


def join_structure(book: Pdf, fragments: Sequence[CollatedFragment], language: str) -> None:
    """Write /StructTreeRoot (ISO 32000-1, 14.7), and /MarkInfo: one Document with what each
    fragment has topmost, chapters of a part in its Part.

    A fragment in another language than the book's says so. Pages must
    have been copied before; does nothing where no fragment is tagged.
    """
    root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = book.make_indirect(Dictionary(S=Name.Document, P=root, K=Array()))
    joined = _Joined()
    holder: Object = document
    for collated in fragments:
        if Name.StructTreeRoot in collated.source.Root:
            holder = holder if collated.is_in_part else document
            top = _add_fragment(book, collated.source, holder, language, joined)
            holder = top if str(top.S) == "/Part" else holder
    if not len(document.K):
        return
    root.K = document
    root.ParentTree = book.make_indirect(Dictionary(Nums=Array(joined.parents)))
    root.ParentTreeNextKey = int(joined.parents[-2]) + 1 if joined.parents else 0
    if joined.ids:
        root.IDTree = book.make_indirect(Dictionary(Names=_in_order(joined.ids)))
    book.Root.StructTreeRoot = root
    book.Root.MarkInfo = Dictionary(Marked=True)


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


def _add_fragment(book: Pdf, source: Pdf, holder: Object, language: str, joined: _Joined) -> Object:
    """Put a fragment's topmost element into `holder`."""
    tree = source.Root.StructTreeRoot
    top = book.copy_foreign(tree.K)
    top.P = holder
    holder.K.append(top)
    if str(source.Root.get(Name.Lang, language)) != language and Name.Lang not in top:
        top.Lang = String(str(source.Root.Lang))
    joined.parents.extend(book.copy_foreign(tree.ParentTree).Nums.as_list())
    if Name.IDTree in tree:
        joined.ids.extend(book.copy_foreign(tree.IDTree).Names.as_list())
    return top


def _in_order(ids: list[Object]) -> Array:
    """Names and elements by turns, the names sorted bytewise as a name tree must have them."""
    pairs = sorted(zip(ids[::2], ids[1::2], strict=True), key=lambda pair: bytes(pair[0]))
    return Array([each for pair in pairs for each in pair])
