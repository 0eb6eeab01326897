"""Turn the fragments' structure trees into one, under one Document."""

from collections.abc import Iterable
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf, String

from chapbook.bindery.collation import CollatedFragment


@dataclass(frozen=True)
class FragmentStructure:
    """A fragment's tree, copied into a book: what is topmost in it, its parent tree, keys and
    parents by turns, from key 0, and its ids and elements by turns."""

    top: Object
    parents: tuple[Object, ...]
    ids: tuple[Object, ...]


def copy_structure(
    book: Pdf, collated: CollatedFragment, language: str
) -> FragmentStructure | None:
    """The tree of a fragment whose pages have been copied to `book`, which is in `language`; None
    where it isn't tagged. A fragment in another language says so."""
    source = collated.source
    if Name.StructTreeRoot not in source.Root:
        return None
    tree = source.Root.StructTreeRoot
    nums = [each for entry in NumberTree(tree.ParentTree).items() for each in entry]
    parents = source.make_indirect(Dictionary(Nums=Array(nums)))
    top = book.copy_foreign(tree.K)
    own = str(source.Root.get(Name.Lang, language))
    if own != language and Name.Lang not in top:
        top.Lang = String(own)
    ids = book.copy_foreign(tree.IDTree).Names.as_list() if Name.IDTree in tree else ()
    return FragmentStructure(top, tuple(book.copy_foreign(parents).Nums.as_list()), tuple(ids))


class JoinedStructure:
    """The structure trees of fragments, put under one Document one after the other."""

    def __init__(self, book: Pdf) -> None:
        self._book = book
        self._root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = book.make_indirect(Dictionary(S=Name.Document, P=self._root, K=Array()))
        self._holder: Object = self._document
        self._parents: list[Object | int] = []
        self._ids: list[Object] = []
        self._next_key = 0

    def add(self, structure: FragmentStructure, pages: Iterable[Page], *, is_in_part: bool) -> None:
        """Take what a fragment has topmost, chapters of a part into its Part; the keys of its
        `pages` become its own in the book. Ids are already."""
        holder = self._holder if is_in_part else self._document
        top = structure.top
        top.P = holder
        holder.K.append(top)
        self._holder = top if str(top.S) == "/Part" else holder
        self._ids.extend(structure.ids)
        first_key = self._next_key
        _shift_keys(pages, first_key)
        keys, parents = structure.parents[::2], structure.parents[1::2]
        for key, parent in zip(keys, parents, strict=True):
            self._next_key = first_key + int(key) + 1
            self._parents += [self._next_key - 1, parent]

    def write(self) -> None:
        """Write /StructTreeRoot (ISO 32000-1, 14.7), and /MarkInfo; does nothing where no
        fragment is tagged."""
        book, root = self._book, self._root
        if not len(self._document.K):
            return
        root.K = self._document
        root.ParentTree = book.make_indirect(Dictionary(Nums=Array(self._parents)))
        root.ParentTreeNextKey = self._next_key
        if self._ids:
            root.IDTree = book.make_indirect(Dictionary(Names=_in_order(self._ids)))
        book.Root.StructTreeRoot = root
        book.Root.MarkInfo = Dictionary(Marked=True)


def _shift_keys(pages: Iterable[Page], by: int) -> None:
    for page in pages:
        if Name.StructParents in page.obj:
            page.obj.StructParents = int(page.obj.StructParents) + by
        for annotation in page.obj.get(Name.Annots, Array()).as_list():
            if Name.StructParent in annotation:
                annotation.StructParent = int(annotation.StructParent) + by


def _in_order(ids: list[Object]) -> Array:
    """Names and elements by turns, the names sorted bytewise as a name tree must have them."""
    pairs = sorted(zip(ids[::2], ids[1::2], strict=True), key=lambda pair: bytes(pair[0]))
    return Array([each for pair in pairs for each in pair])
