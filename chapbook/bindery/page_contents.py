"""Turn the drawings of a book's pages into their contents, and pages that need the same into pages
that share their resources."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor

from pikepdf import Dictionary, Name, Object, Page, Pdf

from chapbook.bindery.fonts import Objgen, UnitedFont
from chapbook.bindery.page_drawings import PageDrawing, Resources, page_drawing


def write_contents(
    book: Pdf,
    drawn: Iterable[tuple[Page, PageDrawing]],
    united: Mapping[Objgen, UnitedFont],
    compressing: Executor,
) -> bool:
    """Give each page one content stream, with the fonts of the whole book, and pages that need the
    same the same resources; whether a page draws in colours of ink itself.

    A drawing that has other names for fonts is made again.
    """
    shared = _SharedResources(book)
    fonts = _Fonts(united)
    is_inked = False
    made: list[tuple[Page, PageDrawing]] = []
    for page, drawing in drawn:
        if any(fonts.name_of(font) != name for name, font in drawing.fonts):
            drawing = page_drawing(page, fonts.name_of, compressing) or drawing
        named = dict(fonts.united(font) for _, font in drawing.fonts)
        page.obj.Resources = shared.holding({**drawing.resources, "/Font": named})
        made.append((page, drawing))
        is_inked = is_inked or drawing.is_inked
    for page, drawing in made:
        contents = drawing.compressed.result()
        page.obj.Contents = book.make_stream(contents, Filter=Name.FlateDecode)
    shared.write()
    return is_inked


class _Fonts:
    """The fonts of a book and their names, also of those that couldn't be read."""

    def __init__(self, united: Mapping[Objgen, UnitedFont]) -> None:
        self._united = dict(united)
        self._unread = 0

    def united(self, font: Object) -> tuple[str, Object]:
        """A font's name, and what it has become."""
        if font.objgen not in self._united:
            self._united[font.objgen] = UnitedFont(font, f"/H{self._unread}")
            self._unread += 1
        found = self._united[font.objgen]
        return found.name, found.font

    def name_of(self, font: Object) -> str:
        """Its name in drawings."""
        return self.united(font)[0]


class _SharedResources:
    """Resources of all pages that name fonts and states of drawing alone, and of others."""

    def __init__(self, book: Pdf) -> None:
        self._book = book
        self._usual: Resources = {"/Font": {}, "/ExtGState": {}}
        self._usual_object: Object = book.make_indirect(Dictionary())
        self._others: dict[bytes, Object] = {}

    def holding(self, resources: Resources) -> Object:
        """An object with these resources, and perhaps more; empty kinds are left out, and a font's
        dictionary has one, too."""
        named = {kind: entries for kind, entries in resources.items() if entries}
        if self._agree(named):
            for kind, entries in named.items():
                self._usual[kind] |= entries
            return self._usual_object
        made = Dictionary({kind: Dictionary(entries) for kind, entries in named.items()})
        key = made.unparse(resolved=True)
        if key not in self._others:
            self._others[key] = self._book.make_indirect(made)
        return self._others[key]

    def _agree(self, named: Resources) -> bool:
        """Whether these name nothing otherwise than the usual ones: a font's name is its own."""
        known = self._usual["/ExtGState"]
        states = named.get("/ExtGState", {})
        return named.keys() <= self._usual.keys() and all(
            states[name] == known[name] for name in states.keys() & known.keys()
        )

    def write(self) -> None:
        """Write the usual ones, when all pages have been."""
        for kind, entries in self._usual.items():
            self._usual_object[kind] = Dictionary(entries)
