"""Turn a chapter's `tracking` and `lines` into letter-spacing and pages longer or shorter.

`{tracking=-5}` sets a paragraph's letters that many thousandths of an em apart; `{lines=-1}`
gives the page on which a block begins so many lines more or fewer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chapbook.apparatus.model import PageLocation

_TAG = re.compile(r'<(?P<name>\w+)(?P<rest>[^<>]*\sdata-(?:tracking|lines)="[^"]*"[^<>]*)>')
_TRACKING = re.compile(r'\sdata-tracking="(-?\d+)"')
_LINES = re.compile(r'\sdata-lines="(-?\d+)"')
ID = re.compile(r'\sid="([^"]*)"')
TRACKED = re.compile(r'(<\w+[^<>]*data-tracking="[^"]*"[^<>]*?) style="letter-spacing: [^"]*em"')
PAGE_LINES = re.compile(r"@page :nth\((\d+)\) \{ --page-lines: -?\d+ \}")
ASKS_FOR_LINES = re.compile(r'<\w+[^<>]*data-lines="[^"]*"[^<>]*>')
"""What is written here, for whoever takes it out again: the start tag of a tracked element, a
page's rule, the start tag of a block that asks for lines."""


@dataclass(frozen=True)
class AdjustedBody:
    """A chapter's HTML with its adjustments; `lines` are those of the pages, by the anchor of
    the block that asks for them."""

    html: str
    lines: Mapping[str, int]


def adjust(html: str, prefix: str) -> AdjustedBody:
    """Set the tracking of elements that ask for it, and give an id to those that ask for lines.

    `prefix` begins the ids that are made.
    """
    lines: dict[str, int] = {}

    def adjusted(tag: re.Match[str]) -> str:
        rest = tag["rest"]
        if tracking := _TRACKING.search(rest):
            rest += f' style="letter-spacing: {int(tracking[1]) / 1000:g}em"'
        if asked := _LINES.search(rest):
            known = ID.search(rest)
            anchor = known[1] if known else f"{prefix}--lines-{len(lines)}"
            rest += "" if known else f' id="{anchor}"'
            lines[anchor] = int(asked[1])
        return f"<{tag['name']}{rest}>"

    return AdjustedBody(_TAG.sub(adjusted, html), lines)


def page_lines_css(
    lines: Mapping[str, int], locations: Mapping[str, PageLocation], first_page_index: int
) -> str:
    """The CSS that makes pages longer or shorter; `first_page_index` is the fragment's."""
    rules: dict[int, int] = {}
    for anchor, more in lines.items():
        if anchor in locations:
            page = locations[anchor].page_index - first_page_index + 1
            rules[page] = rules.get(page, 0) + more
    return " ".join(
        f"@page :nth({page}) {{ --page-lines: {more} }}"
        for page, more in sorted(rules.items())
        if more and page > 0
    )
