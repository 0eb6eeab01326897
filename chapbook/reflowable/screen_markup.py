"""Turn a tree of HTML as pages want it into one as screens do."""

import re
from xml.etree.ElementTree import Element

from chapbook.composition.counted_text import FOLIO_OF

RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "dv", "fa", "he", "ku-arab", "ps", "sd", "syr", "ug", "ur", "yi")
)
FIGURE_SPACE, POINT_SPACE = "\u2007", "\u2008"
PAPER_CLASSES = ("turned-page", "turned-sheet")
_PERCENT = re.compile(r"\d+(?:\.\d+)?%")
_OPAQUE_ID = re.compile(r"[^\w.-]")


def for_screens(tree: Element) -> None:
    """Change `tree` in place: no lines of the source, no turned tables, no figures that are there
    only to be hidden; a class for folios, a direction for languages that run from the right."""
    _unwrap_paper(tree)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        element.attrib.pop("data-line", None)
        if element.attrib.pop(FOLIO_OF, None):
            classes = dict.fromkeys([*element.get("class", "").split(), "folio"])
            element.set("class", " ".join(classes))
        _fill_hidden_figures(element)
        _measure_by_style(element)
        _give_direction(element)
        if element.tag == "a" and element.get("href", "").startswith("chapbook:ref--"):
            element.set("role", "doc-biblioref")


def plain_id(name: str) -> str:
    """An id that XML allows too (XML 1.0, 2.3, without colons)."""
    safe = _OPAQUE_ID.sub(lambda found: f"_{ord(found[0]):x}_", name)
    return safe if safe[:1].isalpha() or safe[:1] == "_" else f"_{safe}"


def _unwrap_paper(tree: Element) -> None:
    for parent in list(tree.iter()):
        for child in list(parent):
            if child.get("class") in PAPER_CLASSES:
                at = list(parent).index(child)
                parent.remove(child)
                inner = _inmost(child)
                for offset, each in enumerate(list(inner)):
                    parent.insert(at + offset, each)


def _inmost(wrapper: Element) -> Element:
    only = list(wrapper)
    return _inmost(only[0]) if len(only) == 1 and only[0].get("class") in PAPER_CLASSES else wrapper


def _fill_hidden_figures(element: Element) -> None:
    """Blanks of the width of figures align a column; what is copied or read out is right."""
    if element.get("class") == "hidden-figures":
        written = element.text or ""
        element.text = "".join(
            FIGURE_SPACE if character.isdigit() else POINT_SPACE for character in written
        )


def _measure_by_style(element: Element) -> None:
    """HTML has whole pixels in `width`; shares of the measure are style."""
    width = element.get("width", "")
    if element.tag in ("img", "col") and _PERCENT.fullmatch(width):
        style = element.get("style", "")
        del element.attrib["width"]
        element.set("style", f"{style}; width: {width}".removeprefix("; "))


def _give_direction(element: Element) -> None:
    language, *others = element.get("lang", "").lower().split("-")
    if language in RIGHT_TO_LEFT and "latn" not in others and not element.get("dir"):
        element.set("dir", "rtl")
