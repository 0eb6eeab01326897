"""Turn a division that has a name of ours into what it is called, and report what it isn't."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, SubElement

from chapbook.diagnostics import did_you_mean
from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.reading import FencedDivision, Reading
from chapbook.manuscript.markdown.verse_numbers import number_lines

_DASHES = ("—", "–", "--")
_EVERYWHERE = frozenset(("lang", "dir"))
_VALUES: Mapping[str, frozenset[str]] = {
    "epigraph": frozenset(),
    "extract": frozenset(),
    "verse": frozenset(("numbers", "start")),
    "letter": frozenset(),
    "dateline": frozenset(),
    "salutation": frozenset(),
    "signature": frozenset(),
    "sidebar": frozenset(("title",)),
    "figures": frozenset(),
    "chronology": frozenset(),
    "glossary": frozenset(),
    "tablenotes": frozenset(),
}
"""The names, each with the values that it takes."""
_IN_LETTERS = frozenset(("dateline", "salutation", "signature"))


def name_of(attributes: Attributes) -> str:
    """The first of a division's classes that is a name of ours, '' for none."""
    return next((name for name in attributes.classes if name in _VALUES), "")


def other_attributes(attributes: Attributes) -> Attributes:
    """The attributes without the values that the division's name takes for itself."""
    own = _VALUES.get(name_of(attributes), frozenset[str]())
    values = tuple(pair for pair in attributes.values if pair[0] not in own)
    return Attributes(attributes.id, attributes.classes, values)


def shape_division(
    reading: Reading, holder: Element, div: Element, division: FencedDivision
) -> None:
    """Make `div`, whose blocks are placed in it, what its name says. `holder` is around it."""
    name = name_of(division.attributes)
    if not name:
        return
    _check_values(reading, name, division)
    if name in _IN_LETTERS and "letter" not in holder.get("class", "").split():
        message = f"'::: {name}' stands outside a letter"
        hint = "put it between '::: letter' and its ':::'"
        reading.warn("division-place", message, division.span, hint)
    if shape := _SHAPES.get(name):
        shape(reading, div, division)


def _check_values(reading: Reading, name: str, division: FencedDivision) -> None:
    known = _VALUES[name] | _EVERYWHERE
    for key, _ in division.attributes.values:
        if key not in known and not key.startswith("data-"):
            hint = did_you_mean(key, known)
            reading.warn("attributes", f"'{name}' takes no '{key}'", division.span, hint)


def _find_source(reading: Reading, div: Element, division: FencedDivision) -> None:
    """Make the last paragraph the source of what stands above it if it begins with a dash."""
    del division
    last = div[-1] if len(div) else None
    if last is not None and last.tag == "p" and not last.get("class"):
        text = reading.positions.read(last.text or "").text
        if text.lstrip().startswith(_DASHES):
            last.set("class", "source")


def _extract(reading: Reading, div: Element, division: FencedDivision) -> None:
    div.tag = "blockquote"
    _find_source(reading, div, division)


def _verse(reading: Reading, div: Element, division: FencedDivision) -> None:
    if not any(line.get("class") == "line" for line in div.iter("p")):
        hint = "begin each of its lines with '| '"
        reading.warn("verse", "there are no lines in this verse", division.span, hint)
    number_lines(reading, div, division)
    _find_source(reading, div, division)


def _sidebar(reading: Reading, div: Element, division: FencedDivision) -> None:
    """Its title, which may hold markup, is its first paragraph."""
    title = division.attributes.get("title")
    if title:
        heading = Element("p", {"class": "sidebar-title"})
        column = division.span.column + max(0, division.text.find(title))
        mark = reading.positions.mark(division.span.line, column)
        heading.text = mark + title
        div.insert(0, heading)
        return
    hint = 'write ::: {.sidebar title="…"}'
    reading.warn("sidebar", "this sidebar has no title", division.span, hint)


def _chronology(reading: Reading, div: Element, division: FencedDivision) -> None:
    """Each date and what it is the date of in a div, so that they can stand side by side."""
    del reading, division
    for entries in div.findall("dl"):
        children, event = list(entries), Element("div")
        for child in children:
            entries.remove(child)
            if child.tag == "dt" and (not len(event) or event[-1].tag == "dd"):
                event = SubElement(entries, "div", {"class": "event"})
            event.append(child)


_SHAPES: Mapping[str, Callable[[Reading, Element, FencedDivision], None]] = {
    "epigraph": _find_source,
    "extract": _extract,
    "verse": _verse,
    "sidebar": _sidebar,
    "chronology": _chronology,
}
