"""Turn the fragments' structure trees into one, under one Document."""

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String

from chapbook.bindery.collation import CollatedFragment


class JoinedStructure:
    """The structure trees of fragments, put under one Document one after the other.

    A fragment in another language than the book's says so.
    """

    def __init__(self, book: Pdf, language: str) -> None:
        self._book, self._language = book, language
        self._root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = book.make_indirect(Dictionary(S=Name.Document, P=self._root, K=Array()))
        self._holder: Object = self._document
        self._parents: list[Object] = []
        self._ids: list[Object] = []
        self._next_key = 0

    def renumber(self, collated: CollatedFragment) -> None:
        """Make the keys into a fragment's parent tree its own in the book; ids are already.

        This changes its opened PDF and must come before its pages are copied.
        """
        if Name.StructTreeRoot in collated.source.Root:
            self._next_key = _renumber(collated.source, self._next_key)

    def add(self, collated: CollatedFragment) -> None:
        """Take what a fragment has topmost, chapters of a part into its Part. Its pages must have
        been copied before."""
        if Name.StructTreeRoot not in collated.source.Root:
            return
        holder = self._holder if collated.is_in_part else self._document
        top = self._add_tree(collated.source, holder)
        self._holder = top if str(top.S) == "/Part" else holder

    def write(self) -> None:
        """Write /StructTreeRoot (ISO 32000-1, 14.7), and /MarkInfo; does nothing where no
        fragment is tagged."""
        book, root = self._book, self._root
        if not len(self._document.K):
            return
        root.K = self._document
        root.ParentTree = book.make_indirect(Dictionary(Nums=Array(self._parents)))
        root.ParentTreeNextKey = int(self._parents[-2]) + 1 if self._parents else 0
        if self._ids:
            root.IDTree = book.make_indirect(Dictionary(Names=_in_order(self._ids)))
        book.Root.StructTreeRoot = root
        book.Root.MarkInfo = Dictionary(Marked=True)

    def _add_tree(self, source: Pdf, holder: Object) -> Object:
        """Put a fragment's topmost element into `holder`."""
        book, tree = self._book, source.Root.StructTreeRoot
        top = book.copy_foreign(tree.K)
        top.P = holder
        holder.K.append(top)
        language = str(source.Root.get(Name.Lang, self._language))
        if language != self._language and Name.Lang not in top:
            top.Lang = String(language)
        self._parents.extend(book.copy_foreign(tree.ParentTree).Nums.as_list())
        if Name.IDTree in tree:
            self._ids.extend(book.copy_foreign(tree.IDTree).Names.as_list())
        return top


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


def _in_order(ids: list[Object]) -> Array:
    """Names and elements by turns, the names sorted bytewise as a name tree must have them."""
    pairs = sorted(zip(ids[::2], ids[1::2], strict=True), key=lambda pair: bytes(pair[0]))
    return Array([each for pair in pairs for each in pair])
