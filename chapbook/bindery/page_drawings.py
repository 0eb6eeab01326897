"""Turn the pieces of a page's drawing, the text's and the furniture's, into one.

Fragments' pages come with what moves them to their side and with the furniture over them
(`furnishing.py`): each piece costs an object, and is compressed for itself.
"""

import re
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page

from chapbook.bindery.deflating import deflated
from chapbook.bindery.furnishing import AFTER, FORM, FORM_DRAWN
from chapbook.bindery.ink_colours import IN_INK

_DRAWN = re.compile(rb"^(/x\d+) Do$", re.MULTILINE)
_NAME = re.compile(rb"/\S+")
_FONT_SET = re.compile(rb"^(/\S+)( \S+ Tf)$", re.MULTILINE)
_SHIFTED = re.compile(rb"^1 0 0 1 (\S+) 0 cm\n(\S+ 0 0 \S+) 0 (\S+) cm\n", re.MULTILINE)
"""What moves a page to its side, and the page's own coordinates behind it."""
_TRANSPARENT = re.compile(rb"/(?:[aA](?!1(?:\.0)? )[0-9.]+|s\d+) gs")
"""The states that WeasyPrint names so: opacities other than 1, masks and ways of blending."""
Resources = dict[str, dict[str, Object]]
"""What a page's drawing names, by kind and name."""
_NAMED_IN_DRAWING = frozenset(("/Font", "/XObject", "/Pattern", "/Shading", "/ColorSpace"))


@dataclass(frozen=True)
class PageDrawing:
    """What a page draws, deflated, and what that names: `fonts` are names with the fonts that they
    stand for, which may be two for one name. `is_inked`: it draws in colours of ink itself."""

    compressed: Future[bytes]
    resources: Resources
    fonts: tuple[tuple[str, Object], ...]
    is_inked: bool


@dataclass(frozen=True)
class _Piece:
    """A drawing, what it names but fonts, and these."""

    drawing: bytes
    resources: Resources
    fonts: tuple[tuple[str, Object], ...]


def page_drawing(
    page: Page, name_of: Callable[[Object], str], compressing: Executor
) -> PageDrawing | None:
    """The drawing of a page, its fonts named by `name_of`; None for an empty page.

    Furniture whose resources have the names of others stays a form.
    """
    if Name.Contents not in page.obj:
        return None
    drawing = b"\n".join(stream.read_bytes() for stream in _streams(page.obj.Contents))
    piece = _piece(drawing, page.obj.get(Name.Resources, Dictionary()), name_of)
    piece = _with_groups(_with_furniture(piece, name_of), name_of)
    drawing = _SHIFTED.sub(_turned_once, piece.drawing, count=1)
    compressed = compressing.submit(deflated, drawing)
    return PageDrawing(compressed, piece.resources, piece.fonts, IN_INK in drawing)


def _piece(drawing: bytes, resources: Object, name_of: Callable[[Object], str]) -> _Piece:
    used = _used(resources, drawing)
    fonts = used.pop("/Font", {})
    names = {
        name: name_of(fonts[name.decode()])
        for name in dict.fromkeys(found[0] for found in _FONT_SET.findall(drawing))
        if name.decode() in fonts
    }
    named = _FONT_SET.sub(
        lambda found: names.get(found[1], found[1].decode()).encode() + found[2], drawing
    )
    return _Piece(named, used, tuple((new, fonts[name.decode()]) for name, new in names.items()))


def _turned_once(found: re.Match[bytes]) -> bytes:
    return b"%s %s %s cm\n" % (found[2], found[1], found[3])


def _streams(contents: Object) -> list[Object]:
    return list(contents.as_list()) if isinstance(contents, Array) else [contents]


def _used(resources: Object, drawing: bytes) -> Resources:
    """Resources without forms, patterns and shadings that aren't drawn, and the colour spaces that
    WeasyPrint gives all pages: it has one dictionary for all pages, and hundreds of forms may be
    in it."""
    words = frozenset(_NAME.findall(drawing))
    return {
        kind: {
            name: entries[name]
            for name in map(str, entries)
            if kind not in _NAMED_IN_DRAWING or name.encode() in words
        }
        for kind, entries in resources.items()
        if isinstance(entries, Dictionary)
    }


def _with_furniture(piece: _Piece, name_of: Callable[[Object], str]) -> _Piece:
    form = piece.resources.get("/XObject", {}).get(str(FORM))
    if form is None or not piece.drawing.endswith(AFTER):
        return piece
    inner = _piece(form.read_bytes(), form.Resources, name_of)
    together = _together(piece.resources, inner.resources)
    if together is None:
        return piece
    del together["/XObject"][str(FORM)]
    drawing = piece.drawing.removesuffix(AFTER) + AFTER.replace(FORM_DRAWN, inner.drawing)
    return _Piece(drawing, together, (*piece.fonts, *inner.fonts))


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


def _with_groups(piece: _Piece, name_of: Callable[[Object], str]) -> _Piece:
    """The drawing with opaque groups in it instead of drawn by it: WeasyPrint makes one of each
    background and of each centred text of an SVG.

    An opaque group of what is opaque itself looks as if it were none (ISO 32000-1, 11.4.1).
    """
    if _TRANSPARENT.search(piece.drawing):
        return piece
    for name in dict.fromkeys(_DRAWN.findall(piece.drawing)):
        form = piece.resources.get("/XObject", {}).get(name.decode())
        drawn = None if form is None else _opaque_group(form)
        if form is None or drawn is None:
            continue
        inner = _piece(drawn, form.Resources, name_of)
        together = _together(piece.resources, inner.resources)
        if together is not None:
            del together["/XObject"][name.decode()]
            drawing = piece.drawing.replace(b"\n%s Do\n" % name, b"\nq\n%s\nQ\n" % inner.drawing)
            piece = _Piece(drawing, together, (*piece.fonts, *inner.fonts))
    return piece


def _opaque_group(form: Object) -> bytes | None:
    """What a group draws, if it is all opaque; None for other forms."""
    if Name.Group not in form or Name.Matrix in form:
        return None
    inner = form.read_bytes()
    is_simple = not (_TRANSPARENT.search(inner) or b" Do" in inner or b"MCID" in inner)
    return inner if is_simple else None
