"""Ranges of pages, and how a style wants them abbreviated.

Specification: "Appendix V - Page Range Formats", "Range Delimiters".
"""

import re
from functools import lru_cache

EN_DASH = "–"
ROMAN = re.compile(
    r"(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
    r"|(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)
_TOKEN = r"[^\s,;&–—-]+"
_RANGE = re.compile(rf"(?<![^\s,;&])({_TOKEN})\s*(-{{1,3}}|[–—])\s*({_TOKEN})(?![^\s,;&])")
_NUMBER = re.compile(r"(.{0,40}?)([0-9]{1,18})([^\W\d_]{0,3})")
_AMPERSAND = re.compile(r"(?<=\w)\s*&\s*(?=\w)")
ESCAPED_HYPHEN = "\\-"
_HYPHEN = "\ue000"
"""Stands for a hyphen that the author has escaped with a backslash, while ranges are looked for."""


def page_range(text: str, page_range_format: str, delimiter: str, ampersand: str = "&") -> str:
    """Text with its ranges abbreviated and delimited as a style and a locale have it.

    `page_range_format` is '', expanded, minimal, minimal-two, chicago, chicago-15 or
    chicago-16; `delimiter` the term page-range-delimiter; `ampersand` the symbol form of the
    term 'and', which replaces '&'. What is no range of numbers keeps its hyphen, as does
    '\\-', from which the backslash goes.
    """
    return _page_range(text, page_range_format, delimiter or EN_DASH, ampersand or "&")


def is_range(start: str, end: str) -> bool:
    """Whether two words with a hyphen between them are a range of numbers."""
    first, last = _NUMBER.fullmatch(start), _NUMBER.fullmatch(end)
    if first is not None and last is not None:
        return first[1] == last[1]
    romans = ROMAN.fullmatch(start), ROMAN.fullmatch(end)
    if all(romans):
        return start.islower() == end.islower()
    return romans[0] is not None and start.islower() and end.isdecimal()


@lru_cache(maxsize=4096)
def _page_range(text: str, page_range_format: str, delimiter: str, ampersand: str) -> str:
    def ranged(found: re.Match[str]) -> str:
        start, dash, end = found.groups()
        if is_range(start, end):
            return f"{start}{delimiter}{_second(start, end, page_range_format)}"
        tight = dash == "-" and re.search(r"[0-9]", start + end)
        return f"{start}-{end}" if tight else found[0]

    changed = _RANGE.sub(ranged, text.strip().replace(ESCAPED_HYPHEN, _HYPHEN))
    return _AMPERSAND.sub(f" {ampersand} ", changed).replace(_HYPHEN, "-")


def _second(start: str, end: str, page_range_format: str) -> str:
    """The second number of a range in a format, with its prefix unless it is abbreviated."""
    first, last = _NUMBER.fullmatch(start), _NUMBER.fullmatch(end)
    if first is None or last is None or first[3] or last[3] or not page_range_format:
        return end
    a, b = first[2], expanded(first[2], last[2])
    if int(b) <= int(a):
        return end
    if page_range_format == "expanded":
        return f"{last[1]}{b}"
    return _abbreviated(a, b, page_range_format)


def expanded(first: str, last: str) -> str:
    """The last number of a range with the digits that it leaves to the first: 321, 8 → 328."""
    return first[: max(0, len(first) - len(last))] + last


def _abbreviated(first: str, last: str, page_range_format: str) -> str:
    if len(first) != len(last):
        return last
    match page_range_format:
        case "minimal":
            return _changed(first, last, 1)
        case "minimal-two":
            return _changed(first, last, 2)
        case "chicago" | "chicago-15" | "chicago-16":
            return _chicago(first, last, sixteenth=page_range_format == "chicago-16")
    return last


def _chicago(first: str, last: str, sixteenth: bool) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0:
        return last
    changed = _changed(first, last, 1 if number % 100 < 10 else 2)
    if not sixteenth and len(first) == 4 and len(changed) == 3:
        return last
    return changed


def _changed(first: str, last: str, least: int) -> str:
    """The digits of `last` from the first that differs, but at least so many."""
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), 0)
    return last[min(same, max(0, len(last) - least)) :]
