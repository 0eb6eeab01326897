"""Turn list items that letters, roman figures or brackets stand before into ordered lists.

pandoc's fancy lists (manual, "fancy_lists"): `a)`, `(iv)`, `A.  ` and the like. Python-Markdown
knows `1.` alone, so a line is handed on as that, with its own marker behind in a token.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.source_lines import ETX, STX, LineStart, SourceLines

_MARKER = re.compile(
    r"(?:\((?P<in>\d{1,4}|[a-zA-Z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9})\)[ ]+"
    r"|(?P<before>\d{1,4}|[a-zA-Z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9})\)[ ]+"
    r"|(?P<dotted>[a-z]|[ivxlcdm]{2,9})\.[ ]+"
    r"|(?P<capital>[A-Z]|[IVXLCDM]{2,9})\.[ ]{2,})(?=\S)"
)
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}\.)[ ]")
ITEM_TOKEN = f"{STX}item:"
_TOKEN = re.compile(rf"^{ITEM_TOKEN}([^{ETX}]*){ETX}")
_LEFT = re.compile(rf"1\. {ITEM_TOKEN}(\(\)|\)|\.)(\w+){ETX}")
_SIGNS = {"()": "({}) ", ")": "{}) ", ".": "{}. "}
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_BEGINS = frozenset("aiAI")
_SUFFIXES = {".": "", ")": "-paren", "()": "-parens"}


@dataclass(frozen=True)
class Marker:
    """A marker as written: its figure, and '.', ')' or '()' for what is around it."""

    figure: str
    around: str

    def number(self, style: str) -> int | None:
        """What it counts for in a list of that style ('lower-roman' …), None where it can't."""
        kind = style.rpartition("-")[2]
        small = self.figure.lower()
        if style == "decimal":
            return int(small) if small.isdecimal() else None
        if small.isdecimal() or (style[0] == "u") != self.figure.isupper():
            return None
        if kind == "alpha":
            return ord(small) - ord("a") + 1 if len(small) == 1 else None
        return _roman_number(small) if _ROMAN.fullmatch(small) else None

    @property
    def style(self) -> str:
        """The style of a list that begins with it: a single letter is roman if it is an i."""
        if self.figure.isdecimal():
            return "decimal"
        is_roman = self.figure in "iI" or len(self.figure) > 1
        case = "upper" if self.figure.isupper() else "lower"
        return f"{case}-{'roman' if is_roman else 'alpha'}"


def _roman_number(figure: str) -> int:
    values = [_VALUES[letter] for letter in figure]
    following = [*values[1:], 0]
    pairs = zip(values, following, strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def take_item(lines: SourceLines, start: LineStart) -> bool:
    """Take an item's first line; it stands at the start of a block or below other items.

    A letter with a point begins a list only as a or i ('c. 1890' is a text).
    """
    found = _MARKER.match(start.rest)
    if found is None:
        return False
    marker = _marker(found)
    if lines.ends_indented_text(start):
        lines.blank(start.quote)
    is_inside = lines.is_below_text()
    head = _head_above(lines.done, start.quote, may_be_indented=is_inside)
    opens = marker.around != "." or marker.figure in _BEGINS or bool(start.indent)
    may_open = opens or ITEM_TOKEN in head
    if not may_open or (is_inside and not _ITEM.match(head.lstrip())):
        return False
    at = found.end()
    token = f"{STX}item:{marker.around}{marker.figure}{ETX}"
    mark = lines.mark(start.column + at)
    lines.emit(f"{start.quote}{start.indent}1. {token}{mark}{start.rest[at:]}")
    lines.at += 1
    return True


def _head_above(done: Sequence[str], quote: str, *, may_be_indented: bool) -> str:
    """The first line of the nearest block above; of one that isn't indented, if it may not be."""
    for at in range(len(done) - 1, -1, -1):
        line = done[at].removeprefix(quote)
        begins = line.strip() and (at == 0 or not done[at - 1].strip(" >"))
        if begins and (may_be_indented or not line.startswith("    ")):
            return line
    return ""


def _marker(found: re.Match[str]) -> Marker:
    if found["in"]:
        return Marker(found["in"], "()")
    if found["before"]:
        return Marker(found["before"], ")")
    return Marker(found["dotted"] or found["capital"], ".")


def set_styles(root: Element) -> None:
    """Give the lists below `root` the styles that their items' tokens tell."""
    for parent in list(root.iter()):
        for at, child in reversed(list(enumerate(parent))):
            if child.tag == "ol":
                parent[at : at + 1] = _styled(child)
    for element in root.iter():
        element.text, element.tail = _as_written(element.text), _as_written(element.tail)


def _as_written(text: str | None) -> str | None:
    """A text with the markers that Python-Markdown has made no items of."""
    return _LEFT.sub(lambda found: _SIGNS[found[1]].format(found[2]), text) if text else text


def _styled(whole: Element) -> list[Element]:
    """The list; several where a marker can't go on with the style before it."""
    lists: list[Element] = []
    style = around = ""
    for item in list(whole):
        marker = _taken_marker(item)
        if marker is None:
            own, number = "", None
        else:
            same = marker.around == around and marker.number(style or marker.style) is not None
            own = style if same and style else marker.style
            number = marker.number(own)
        is_new = own != style or (marker.around if marker else "") != around
        if not lists or is_new:
            lists.append(Element("ol", dict(whole.attrib)))
            style, around = own, marker.around if marker else ""
            _set_style(lists[-1], style, around, number)
        lists[-1].append(item)
    for each in lists:
        _count_from(each)
    lists[-1].tail = whole.tail
    return lists


def _set_style(element: Element, style: str, around: str, number: int | None) -> None:
    if not style:
        return
    element.set("class", f"{style}{_SUFFIXES[around]}")
    element.attrib.pop("start", None)
    if number is not None and number != 1:
        element.set("start", str(number))


def _count_from(ordered: Element) -> None:
    """Tell WeasyPrint, which doesn't heed `start`, where the list starts."""
    start = ordered.get("start", "")
    if start.isdecimal():
        ordered.set("style", f"counter-reset: list-item {int(start) - 1}")


def _taken_marker(item: Element) -> Marker | None:
    """The marker at the head of an item, taken out of its text."""
    holder = item if (item.text or "").strip() or not len(item) else item[0]
    found = _TOKEN.match(holder.text or "")
    if found is None:
        return None
    holder.text = (holder.text or "")[found.end() :]
    around = next(sign for sign in ("()", ")", ".") if found[1].startswith(sign))
    return Marker(found[1].removeprefix(around), around)


def item_label(ordered: Element, number: int) -> str:
    """What stands before the item of that number, for a list that is set without CSS: '(iv)'."""
    style, _, ending = ordered.get("class", "").partition("-paren")
    figure = str(number)
    if style.endswith("alpha") and number <= 26:
        figure = chr(ord("a") + number - 1)
    elif style.endswith("roman"):
        figure = _roman_figure(number)
    figure = figure.upper() if style.startswith("upper") else figure
    if ending == "s":
        return f"({figure})"
    return f"{figure})" if "-paren" in ordered.get("class", "") else f"{figure}."


def _roman_figure(number: int) -> str:
    signs = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    figure = ""
    for sign in signs:
        count, number = divmod(number, _roman_number(sign))
        figure += sign * count
    return figure
