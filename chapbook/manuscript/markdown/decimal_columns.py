"""Turn a table's columns of numbers into figures that stand under each other at the decimal.

Each number is set flush right behind a hidden rest, so that its fraction is as wide as its
column's widest. The rest is hidden figures: no font's widths need be known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.language_tags import primary_language
from chapbook.manuscript.markdown.nodes import Node, filled
from chapbook.manuscript.markdown.reading import Reading

DECIMAL = "decimal"
_POINTED = frozenset(("en", "zh", "ja", "ko", "he", "th"))
"""Languages whose decimal sign is a point; elsewhere it is a comma."""
_GROUPS = {".": r"[,\u2009\u202f\u00a0 ]", ",": r"[.\u2009\u202f\u00a0 ']"}
_MISSING = re.compile(r"(?:|[-–—−]{1,3}|\.{2,3}|…|n/?a|\?)", re.IGNORECASE)
_INNER = frozenset(("strong", "em", "b", "i", "span"))


@dataclass(frozen=True)
class _Number:
    """A number in its cell: the element whose text it begins, and its parts."""

    holder: Element
    whole: str
    fraction: str
    rest: str


def align_decimals(reading: Reading, root: Element) -> None:
    """Align the columns marked in each table below `root`.

    A table of the class `decimal` has all its columns of numbers aligned but the first, which
    names the rows; a head cell of that class has its own, and whatever is there neither a
    number nor a sign for a missing one is reported.
    """
    for table in root.iter("table"):
        for at, is_asked in _columns(table):
            cells = [row[at] for row in table.iter("tr") if _is_row(row, at)]
            numbers = [_number(reading, cell) for cell in cells]
            others = [
                cell
                for cell, number in zip(cells, numbers, strict=True)
                if number is None and not _is_missing(cell)
            ]
            if not any(numbers) or (others and not is_asked):
                continue
            for cell in others:
                _report(reading, cell)
            _align(cells, numbers)
            _head_right(table, at)


def _columns(table: Element) -> Iterator[tuple[int, bool]]:
    """The columns to align, and whether their own heads ask for it."""
    head = table.find("thead/tr")
    heads = list(head) if head is not None else []
    all_of_them = DECIMAL in table.get("class", "").split()
    width = max((len(row) for row in table.iter("tr")), default=0)
    for at in range(width):
        is_asked = at < len(heads) and DECIMAL in heads[at].get("class", "").split()
        if is_asked or (all_of_them and at):
            yield at, is_asked


def _is_row(row: Element, at: int) -> bool:
    return at < len(row) and row[at].tag == "td"


def _number(reading: Reading, cell: Element) -> _Number | None:
    holder = cell
    while not (holder.text or "").strip() and len(holder) and holder[0].tag in _INNER:
        holder = holder[0]
    sign = "." if primary_language(reading.language) in _POINTED else ","
    found = _pattern(sign).match(holder.text or "")
    if not found:
        return None
    minus = "\u2212" if found["sign"] in {"-", "\u2212"} else found["sign"]
    return _Number(holder, minus + found["whole"], found["fraction"] or "", found["rest"])


def _pattern(sign: str) -> re.Pattern[str]:
    point = re.escape(sign)
    whole = rf"(?:\d{{1,3}}(?:{_GROUPS[sign]}\d{{3}})+(?!\d)|\d+)"
    return re.compile(
        rf"\s*(?P<sign>[-\u2212–+±]?)(?P<whole>[£$€]?(?:{whole}|(?={point}\d)))"
        rf"(?P<fraction>{point}\d+)?(?P<rest>\s*[%‰°]?\s*)$"
    )


def _is_missing(cell: Element) -> bool:
    return _MISSING.fullmatch((cell.text or "").strip()) is not None


def _report(reading: Reading, cell: Element) -> None:
    said = " ".join("".join(cell.itertext()).split())
    message = f"'{said}' is not a number, but its column is a decimal one"
    span = SourceSpan(reading.path, int(cell.get("data-line", "1")))
    reading.warn("table-decimal", message, span, "a missing number is written '–'")


def _align(cells: list[Element], numbers: list[_Number | None]) -> None:
    widest = max((number.fraction for number in numbers if number), key=len)
    for cell, number in zip(cells, numbers, strict=True):
        cell.set("class", f"{cell.get('class', '')} {DECIMAL}".strip())
        cell.attrib.pop("style", None)
        if number is None:
            if widest and _is_missing(cell) and (cell.text or "").strip():
                _insert(cell, cell.text or "", widest, "")
            continue
        length = len(number.fraction)
        hidden = widest if not length else "0" * (len(widest) - length)
        _insert(number.holder, number.whole + number.fraction, hidden, number.rest)


def _insert(holder: Element, shown: str, hidden: str, rest: str) -> None:
    """Put the figures, then what is hidden, before the other nodes of `holder`."""
    others = list(holder)
    for child in list(holder):
        holder.remove(child)
    holder.text = shown.strip()
    calls = [] if rest.strip() else [child for child in others if _takes_no_room(child)]
    filled(holder, calls)
    if hidden:
        holder.append(filled(Element("span", {"class": "hidden-figures"}), [hidden]))
    filled(holder, [rest.rstrip().replace(" ", "\u00a0")])
    filled(holder, [child for child in others if child not in calls])


def _takes_no_room(node: Node) -> bool:
    """Whether it is a table note's letter, which hangs over what is hidden."""
    return isinstance(node, Element) and node.get("class") == "table-call"


def _head_right(table: Element, at: int) -> None:
    for row in table.iterfind("thead/tr"):
        if at < len(row):
            known = row[at].get("class", "").split()
            row[at].set("class", " ".join([*known, *[DECIMAL][: DECIMAL not in known]]))
            row[at].attrib.pop("style", None)
