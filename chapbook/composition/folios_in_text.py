"""Turn stylesheets, and HTML, into whether their text can be set before its folios are known."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import tinycss2

from chapbook.composition.stylesheets import Stylesheet, rules_of

_TARGETS = r"\btarget-(?:counters?|text)\("
_NEEDS_MARGINS = re.compile(
    rf"\brunning\(|{_TARGETS}|\bcounters?\(\s*pages?\b"
    r"|\bcounter-(?:reset|set|increment)\s*:[^;}]*\bpage\b",
    re.IGNORECASE,
)
_NEEDS_TEXT = re.compile(rf"\belement\(|{_TARGETS}|\bz-index\b", re.IGNORECASE)
HOLD_RULES = {"media", "supports", "layer"}
"""The at-rules that hold other rules."""
MARGIN_BOXES = {
    *(
        f"{edge}-{place}"
        for edge in ("top", "bottom")
        for place in ("left-corner", "left", "center", "right", "right-corner")
    ),
    *(f"{edge}-{place}" for edge in ("left", "right") for place in ("top", "middle", "bottom")),
}
"""The at-rules of a page's margin boxes (CSS Paged Media 3, 4.2)."""


def are_margins_apart(sheets: Sequence[Stylesheet]) -> bool:
    """Whether text and furniture of a book with these stylesheets can be set one by one.

    They can't where the text prints or counts its pages or hands boxes to the margins
    (running elements), or where margin boxes are stacked with the text.
    """
    return not any(_need_each_other(sheet.text) for sheet in sheets)


@lru_cache(maxsize=128)
def _need_each_other(stylesheet: str) -> bool:
    return any(
        (_NEEDS_TEXT if is_margin else _NEEDS_MARGINS).search(css)
        for css, is_margin in _parts(rules_of(stylesheet))
    )


def prints_folios(html: str) -> bool:
    """Whether styles in a fragment's own HTML make its text print or count its pages."""
    return _NEEDS_MARGINS.search(html) is not None


def _parts(rules: Sequence[Any]) -> Iterator[tuple[str, bool]]:
    """The rules' CSS in parts, and whether each is a margin box's."""
    for rule in rules:
        if rule.type != "at-rule" or rule.content is None:
            yield rule.serialize(), False
        elif rule.lower_at_keyword in HOLD_RULES:
            yield from _parts(tinycss2.parse_rule_list(rule.content, skip_comments=True))
        elif rule.lower_at_keyword == "page":
            yield from _parts(tinycss2.parse_blocks_contents(rule.content, skip_comments=True))
        else:
            yield rule.serialize(), rule.lower_at_keyword in MARGIN_BOXES
