"""How an index prints ranges of pages and notes."""

from collections.abc import Callable, Mapping

from chapbook.apparatus.index_pages import ARABIC, Page
from chapbook.locales import locale_of


def note_forms(language: str, style: str) -> tuple[str, str]:
    """What stands between a page and the number of a note, and of several."""
    forms = locale_of(language).index
    return forms.oxford if style == "oxford" else forms.chicago


def page_range(first: Page, last: Page, style: str) -> str:
    """A locator as printed: '37', '142–43', 'xii–xiv'. Only arabic folios are shortened."""
    if first.label == last.label:
        return first.label
    arabic = first.kind == last.kind == ARABIC
    shorten = SHORTENED[style] if arabic and len(first.label) == len(last.label) else _full
    return f"{first.label}–{shorten(first.label, last.label)}"


def _full(_first: str, last: str) -> str:
    return last


def _chicago(first: str, last: str) -> str:
    """The Chicago Manual, 17th ed., 9.61: 3–10, 100–104, 101–8, 321–28, 1496–500."""
    if len(first) < 3 or first.endswith("00"):
        return last
    fewest = 1 if first[-2] == "0" else 2
    return last[min(_unlike(first, last), len(last) - fewest) :]


def _oxford(first: str, last: str) -> str:
    """Hart's Rules: as few figures as may be, but teens have two: 123–5, 114–18."""
    fewest = 2 if last[-2:-1] == "1" else 1
    return last[min(_unlike(first, last), len(last) - fewest) :]


def _mhra(first: str, last: str) -> str:
    """The MHRA Style Guide, 12.4: the last two figures: 301–03, 1098–1101."""
    return last[-2:] if first[:-2] == last[:-2] else last


SHORTENED: Mapping[str, Callable[[str, str], str]] = {
    "chicago": _chicago,
    "oxford": _oxford,
    "mhra": _mhra,
    "full": _full,
}


def _unlike(first: str, last: str) -> int:
    """Where two numbers begin to differ."""
    pairs = enumerate(zip(first, last, strict=True))
    return next((at for at, (one, other) in pairs if one != other), 0)
