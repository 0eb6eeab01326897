"""Turn an element of a fragment's HTML into the types that it has in a PDF's structure tree.

The types are the standard ones of PDF 1.7 (ISO 32000-1, 14.8.4). Emphasis has none there: what
is left without a type stands in that of the element around it.
"""

from collections.abc import Mapping
from typing import Any

Types = tuple[str, ...]
"""The types of an element, from the outermost to the one that its text stands in. 'H' is that of
a heading whose level isn't known yet."""

NO_TYPES: Types = ()
ARTIFACT: Types = ("Artifact",)
"""Those of what is on the page and no part of the text."""

REPEATED = frozenset(("thead", "tfoot", "caption"))
"""What WeasyPrint prints again on each page of a table."""

CELLS = frozenset(("td", "th"))
SVG = "{http://www.w3.org/2000/svg}"

_BY_TAG: Mapping[str, Types] = {
    "p": ("P",),
    "blockquote": ("BlockQuote",),
    "q": ("Quote",),
    "code": ("Code",),
    "ins": ("Span",),
    "del": ("Span",),
    "pre": ("P", "Code"),
    "ul": ("L",),
    "ol": ("L",),
    "dl": ("L",),
    "li": ("LI", "LBody"),
    "dt": ("Lbl",),
    "dd": ("LBody",),
    "table": ("Table",),
    "caption": ("Caption",),
    "thead": ("THead",),
    "tbody": ("TBody",),
    "tfoot": ("TFoot",),
    "tr": ("TR",),
    "th": ("TH",),
    "td": ("TD",),
    "figure": ("Div",),
    "figcaption": ("Caption",),
    "hr": ARTIFACT,
    **{f"h{level}": ("H",) for level in range(1, 7)},
}
_BY_CLASS: Mapping[str, Types] = {
    "call": ("Reference", "Link"),
    "marker": ("Lbl", "Link"),
    "table-call": ("Reference", "Link"),
    "table-marker": ("Lbl", "Link"),
    "note": ("Note",),
    "endnote": ("Note",),
    "note-block": ("P",),
    "note-verse": ("P",),
    "note-item": ("P",),
    "note-quote": ("BlockQuote",),
    "contents-entry": ("TOCI",),
    "entry": ("LI", "LBody", "BibEntry"),
    "entry-label": ("Lbl",),
    "index": ("Index",),
    "epigraph": ("BlockQuote",),
    "stanza": ("Div",),
    "panel": ("Div",),
    "panel-caption": ("Caption",),
    "event": ("LI",),
    "ornament": ARTIFACT,
    "line-number": ARTIFACT,
    "hidden-figures": ARTIFACT,
    "continued": ARTIFACT,
}
_IN_CONTENTS: Mapping[str, Types] = {
    "number": ("Lbl",),
    "entry-title": ("Reference",),
    "folio": ("Reference",),
}
_LINES = {"ins": "/Underline", "del": "/LineThrough"}
_LEVELS = {"head": 0, "sub": 1, "subsub": 2, **{f"level-{level}": level for level in range(7)}}
_INDEX_LINES = frozenset(("head", "sub", "subsub"))
_LIST_OF = {"TOCI": "TOC", "LI": "L"}
_NUMBERINGS = {
    "lower-alpha": "/LowerAlpha",
    "upper-alpha": "/UpperAlpha",
    "lower-roman": "/LowerRoman",
    "upper-roman": "/UpperRoman",
    "": "/Decimal",
}


def types_of(element: Any, parent: Any) -> Types:
    """The types of an element whose parent in the HTML is `parent`."""
    classes, above = classes_of(element), classes_of(parent)
    if "contents-entry" in above:
        return next((_IN_CONTENTS[name] for name in classes if name in _IN_CONTENTS), NO_TYPES)
    if "table-notes" in above:
        return ("Note",)
    for name in classes:
        if name in _BY_CLASS:
            return _BY_CLASS[name]
    if "index-columns" in above and _INDEX_LINES.intersection(classes):
        return ("LI", "LBody")
    return _by_tag(element, parent)


def _by_tag(element: Any, parent: Any) -> Types:
    tag = element.tag
    if tag == "h1" and "half-title" in classes_of(parent):
        # It says again what the title page says.
        return ("P",)
    if tag == "a":
        return ("Link",) if element.get("href") else NO_TYPES
    if tag in ("img", f"{SVG}svg"):
        return ("Figure",) if alternative(element) else ARTIFACT
    if tag == "code" and parent.tag == "pre":
        return NO_TYPES
    if tag == "div" and (element.text or "").strip():
        return ("P",)
    return _BY_TAG.get(tag, NO_TYPES)


def classes_of(element: Any) -> tuple[str, ...]:
    """The names in an element's class."""
    return tuple((element.get("class") or "").split())


def alternative(picture: Any) -> str:
    """What a picture shows, in words; '' for one that shows nothing."""
    title = picture.find(f"{SVG}title")
    return (title.text if title is not None else picture.get("alt")) or ""


def heading_level(heading: Any) -> int:
    """The level that a heading has in the HTML, from 1."""
    return int(heading.tag[1:])


def list_of(element: Any, types: Types) -> str | None:
    """The type of the list that entries without one in the HTML are in: contents, references, the
    lines of an index. None for what is no such entry."""
    return _LIST_OF.get(types[0]) if types and element.tag == "p" else None


def entry_level(entry: Any) -> int:
    """How deep in its list an entry is, from 0."""
    return next((_LEVELS[name] for name in classes_of(entry) if name in _LEVELS), 0)


def attributes_of(element: Any, type_: str) -> dict[str, object]:
    """The attributes of a list, of a cell but for its headers, of added or struck text (ISO
    32000-1, 14.8.5.5, 14.8.5.7, 14.8.5.4.4); names have their slash."""
    if type_ == "Span" and element.tag in _LINES:
        return {"O": "/Layout", "TextDecorationType": _LINES[element.tag]}
    if type_ == "L" and element.tag in ("ul", "ol"):
        return {"O": "/List", "ListNumbering": _numbering(element)}
    if type_ not in ("TH", "TD"):
        return {}
    made: dict[str, object] = {"O": "/Table"}
    if type_ == "TH":
        made["Scope"] = "/Row" if is_row_header(element) else "/Column"
    for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if (count := cells_covered(element, name)) > 1:
            made[key] = count
    return made


def _numbering(element: Any) -> str:
    if element.tag == "ul":
        return "/Disc"
    names = classes_of(element) or ("",)
    return next(style for start, style in _NUMBERINGS.items() if names[0].startswith(start))


def is_row_header(cell: Any) -> bool:
    """Whether a th heads cells beside it, and not those below it."""
    return cell.get("scope") in ("row", "rowgroup")


def cells_covered(cell: Any, name: str) -> int:
    """Over how many columns ('colspan') or rows ('rowspan') a cell goes."""
    written = cell.get(name) or "1"
    return max(int(written), 1) if written.isdecimal() else 1
