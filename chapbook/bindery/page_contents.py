"""Turn the pieces of each page's drawing, the text's and the furniture's, into one.

Fragments' pages come with what moves them to their side and with the furniture over them
(`furnishing.py`): each piece costs an object, and is compressed for itself.
"""

import re
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from pikepdf import Array, Dictionary, Name, Object, Pdf

from chapbook.bindery.deflating import deflated
from chapbook.bindery.furnishing import AFTER, FORM, FORM_DRAWN
from chapbook.bindery.ink_colours import IN_INK

_DRAWN = re.compile(rb"^(/x\d+) Do$", re.MULTILINE)
_FONT_SET = re.compile(rb"^(/\S+)( \S+ Tf)$", re.MULTILINE)
_SHIFTED = re.compile(rb"^1 0 0 1 (\S+) 0 cm\n(\S+ 0 0 \S+) 0 (\S+) cm\n", re.MULTILINE)
"""What moves a page to its side, and the page's own coordinates behind it."""
_TRANSPARENT = re.compile(rb"/(?:[aA](?!1(?:\.0)? )[0-9.]+|s\d+) gs")
"""The states that WeasyPrint names so: opacities other than 1, masks and ways of blending."""
Resources = dict[str, dict[str, Object]]
"""What a page's drawing names, by kind and name."""
_NAMED_IN_DRAWING = frozenset(("/XObject", "/Pattern", "/Shading", "/ColorSpace"))


def join_contents(book: Pdf) -> bool:
    """Give each page one content stream, and pages that need the same the same resources; whether
    a page draws in colours of ink itself.

    Furniture whose resources have the names of others stays a form.
    """
    is_inked = False
    shared = _SharedResources(book)
    names = _FontNames()
    made: list[tuple[Object, Future[bytes]]] = []
    # Deflating leaves other threads their turn.
    with ThreadPoolExecutor(max_workers=1) as compressing:
        for page in book.pages:
            if Name.Contents in page.obj:
                drawing = b"\n".join(stream.read_bytes() for stream in _streams(page.obj.Contents))
                resources = _used(page.obj.get(Name.Resources, Dictionary()), drawing)
                drawing, resources = _with_groups(*_with_furniture(drawing, resources))
                drawing, resources["/Font"] = names.shortened(drawing, resources.get("/Font", {}))
                is_inked = is_inked or IN_INK in drawing
                drawing = _SHIFTED.sub(_turned_once, drawing, count=1)
                page.obj.Resources = shared.holding(resources)
                made.append((page.obj, compressing.submit(deflated, drawing)))
    for holder, compressed in made:
        holder.Contents = book.make_stream(compressed.result(), Filter=Name.FlateDecode)
    shared.write()
    return is_inked


class _FontNames:
    """Names of two or three letters for a book's fonts."""

    def __init__(self) -> None:
        self._names: dict[tuple[int, int], str] = {}

    def shortened(
        self, drawing: bytes, fonts: Mapping[str, Object]
    ) -> tuple[bytes, dict[str, Object]]:
        """A drawing and its fonts, those that it uses, by shorter names."""
        made: dict[str, Object] = {}

        def rename(found: re.Match[bytes]) -> bytes:
            font = fonts.get(found[1].decode())
            if font is None:
                return found[0]
            name = self._names.setdefault(font.objgen, f"/F{len(self._names)}")
            made[name] = font
            return name.encode() + found[2]

        return _FONT_SET.sub(rename, drawing), made


def _turned_once(found: re.Match[bytes]) -> bytes:
    return b"%s %s %s cm\n" % (found[2], found[1], found[3])


def _streams(contents: Object) -> list[Object]:
    return list(contents.as_list()) if isinstance(contents, Array) else [contents]


def _used(resources: Object, drawing: bytes) -> Resources:
    """Resources without forms, patterns and shadings that aren't drawn, and the colour spaces that
    WeasyPrint gives all pages: it has one dictionary for all pages, and hundreds of forms may be
    in it."""
    words = frozenset(drawing.split())
    return {
        kind: {
            name: entries[name]
            for name in entries.keys()  # noqa: SIM118
            if kind not in _NAMED_IN_DRAWING or name.encode() in words
        }
        for kind, entries in resources.items()
        if isinstance(entries, Dictionary)
    }


def _with_furniture(drawing: bytes, resources: Resources) -> tuple[bytes, Resources]:
    form = resources.get("/XObject", {}).get(str(FORM))
    if form is None or not drawing.endswith(AFTER):
        return drawing, resources
    inner = form.read_bytes()
    together = _together(resources, _used(form.Resources, inner))
    if together is None:
        return drawing, resources
    del together["/XObject"][str(FORM)]
    return drawing.removesuffix(AFTER) + AFTER.replace(FORM_DRAWN, inner), together


def _together(some: Resources, others: Resources) -> Resources | None:
    """The resources of both; None where they have one name for two."""
    made = {kind: dict(entries) for kind, entries in some.items()}
    for kind, entries in others.items():
        known = made.setdefault(kind, {})
        for name, entry in entries.items():
            if name in known and known[name] != entry:
                return None
            known[name] = entry
    return made


def _with_groups(drawing: bytes, resources: Resources) -> tuple[bytes, Resources]:
    """The drawing with opaque groups in it instead of drawn by it: WeasyPrint makes one of each
    background and of each centred text of an SVG.

    An opaque group of what is opaque itself looks as if it were none (ISO 32000-1, 11.4.1).
    """
    if _TRANSPARENT.search(drawing):
        return drawing, resources
    for name in dict.fromkeys(_DRAWN.findall(drawing)):
        form = resources.get("/XObject", {}).get(name.decode())
        inner = None if form is None else _opaque_group(form)
        if form is None or inner is None:
            continue
        together = _together(resources, _used(form.Resources, inner))
        if together is not None:
            drawing = drawing.replace(b"\n%s Do\n" % name, b"\nq\n%s\nQ\n" % inner)
            del together["/XObject"][name.decode()]
            resources = together
    return drawing, resources


def _opaque_group(form: Object) -> bytes | None:
    """What a group draws, if it is all opaque; None for other forms."""
    if Name.Group not in form or Name.Matrix in form:
        return None
    inner = form.read_bytes()
    is_simple = not (_TRANSPARENT.search(inner) or b" Do" in inner or b"MCID" in inner)
    return inner if is_simple else None


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
