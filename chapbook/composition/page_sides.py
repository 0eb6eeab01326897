"""Turn stylesheets, and HTML, into whether text can be set before it is known on which side.

It can where left and right pages differ in nothing but their side margins: the linker moves the
text of a page from one side to the other.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

import tinycss2

from chapbook.composition.folios_in_text import HOLD_RULES, MARGIN_BOXES
from chapbook.composition.stylesheets import Stylesheet, rules_of

_SIDED_BREAK = re.compile(
    r"\bbreak-(?:before|after)\s*:[^;}]*?(?:\b(?:left|right|recto|verso)\b|\bvar\()",
    re.IGNORECASE,
)
_SIDED_PAGE = re.compile(
    r"@page[^{}]*:\s*(?:left|right)\b|@page[^{}]*\{[^}]*\b(?:background|marks|bleed)",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"\bbackground[\w-]*\s*:", re.IGNORECASE)
_UP_TO_BODY = re.compile(r".*?<body\b[^>]*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""<(\w+)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_NAMES = re.compile(r"""\b(class|id)\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)""", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_COMPOUND = re.compile(r"[\s>+~]*([^\s>+~]*)\s*$")
ROOTS = frozenset(("html", "body"))
"""The elements whose background covers the sheet (CSS Backgrounds 3, 2.11)."""
MOVED = frozenset(("margin_left", "margin_right"))
FURNITURE = frozenset(f"@{name}" for name in MARGIN_BOXES)
ON_THE_SHEET = ("background", "marks", "bleed")
"""What is drawn on the margins too, and so can't move with the text."""
TOLERANCE_PX = 0.001


@dataclass(frozen=True)
class Target:
    """What elements a selector may mean: a tag ('' for any), names of classes ('.') and ids ('#').

    What stands around an element is left out, so that it may mean fewer.
    """

    tag: str
    names: frozenset[str]


ANYTHING = Target("", frozenset())


@dataclass(frozen=True)
class PageSides:
    """What binds fragments of a book to the side that they begin on.

    `all_differ`: its left and right pages do. `breaks` is what may begin on a side of its own,
    `backgrounds` what may have one, which on a root covers the sheet.
    """

    all_differ: bool
    breaks: tuple[Target, ...] = ()
    backgrounds: tuple[Target, ...] = ()

    def bind(self, html: str) -> bool:
        """Whether the pages of this fragment depend on the side that it begins on."""
        if self.all_differ or _SIDED_PAGE.search(html) or _SIDED_BREAK.search(html):
            return True
        opening = _UP_TO_BODY.match(html)
        head = opening[0] if opening else html
        return (
            _BACKGROUND.search(head) is not None
            or _is_in(self.backgrounds, head, ROOTS)
            or _is_in(self.breaks, html)
        )


UNBOUND = PageSides(all_differ=False)


def page_sides(sheets: Sequence[Stylesheet], all_differ: bool) -> PageSides:
    """What of a book's stylesheets binds fragments to sides; `all_differ` as in PageSides."""
    breaks: list[Target] = []
    backgrounds: list[Target] = []
    for sheet in sheets:
        sided, coloured = _bound_by(sheet.text)
        breaks += sided
        backgrounds += coloured
    return PageSides(all_differ, tuple(breaks), tuple(backgrounds))


@lru_cache(maxsize=128)
def _bound_by(stylesheet: str) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    """What of a stylesheet may begin on a side of its own, and what may have a background."""
    breaks: list[Target] = []
    backgrounds: list[Target] = []
    if "@import" in stylesheet.lower():
        # What is imported isn't looked at.
        breaks.append(ANYTHING)
    if _SIDED_BREAK.search(stylesheet) or _BACKGROUND.search(stylesheet):
        for rule in _style_rules(rules_of(stylesheet)):
            text = tinycss2.serialize(rule.content)
            if _SIDED_BREAK.search(text):
                breaks += _targets(rule)
            if _BACKGROUND.search(text):
                backgrounds += _targets(rule)
    return tuple(breaks), tuple(backgrounds)


def _style_rules(rules: Sequence[Any]) -> Iterator[Any]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword in HOLD_RULES and rule.content:
            yield from _style_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True))


def _targets(rule: Any) -> Iterator[Target]:
    """What the rule's selectors may mean; anything where there are rules in the rule."""
    if any(token.type == "{} block" for token in rule.content):
        yield ANYTHING
        return
    selectors = tinycss2.serialize(rule.prelude)
    while _BRACKETED.search(selectors):
        selectors = _BRACKETED.sub("", selectors)
    for selector in selectors.split(","):
        compound = _COMPOUND.search(selector)
        plain = re.sub(r"::?[\w-]+", "", compound[1] if compound else "")
        tag = re.match(r"[\w-]*", plain)
        yield Target(tag[0].lower() if tag else "", frozenset(re.findall(r"[.#][\w-]+", plain)))


def _is_in(targets: Sequence[Target], html: str, tags: frozenset[str] = frozenset()) -> bool:
    """Whether one of the targets is in the HTML, as one of `tags` if there are any."""
    if not targets:
        return False
    for found in _TAG.finditer(html):
        tag = found[1].lower()
        if tags and tag not in tags:
            continue
        names = frozenset(
            f"{'#' if key.lower() == 'id' else '.'}{name}"
            for key, value in _NAMES.findall(found[2])
            for name in value.strip("\"'").split()
        )
        if any(each.tag in ("", tag) and each.names <= names for each in targets):
            return True
    return False


def sides_differ(context: Any, html: Any, page_type: Any, sheet_of: Callable[..., Any]) -> bool:
    """Whether left and right pages, of any kind that the page rules tell apart, differ in more
    than their side margins and what stands in the margins.

    `context` has the styles of the book, `html` is any document with them, `page_type` is
    WeasyPrint's, `sheet_of` makes an empty page of one in the context.
    """
    rules = [rule for sheet, _, _ in context.style_for._sheets for rule in sheet.page_rules]
    selectors = [selector for _, selectors, _ in rules for selector in selectors]
    areas = {area for _, area, _ in selectors} - FURNITURE | {None}
    for blank, name, index in _kinds([selector for _, _, selector in selectors]):
        left, right = (
            page_type(side, blank, name, index, ((name, index),)) for side in ("left", "right")
        )
        if _declared(context, left, areas) != _declared(context, right, areas):
            return True
        sheets = []
        for kind in (left, right):
            element = html.etree_element
            context.style_for.set_computed_styles(
                kind, root=element, parent=element, base_url=html.base_url
            )
            sheets.append(sheet_of(context, kind, is_first=True))
        if abs(sheets[0].width - sheets[1].width) > TOLERANCE_PX:
            return True
        is_moved = abs(sheets[0].content_box_x() - sheets[1].content_box_x()) > TOLERANCE_PX
        if is_moved and any(
            name.startswith(ON_THE_SHEET) for name in _declared(context, left, areas)[None]
        ):
            return True
    return False


def _kinds(selectors: Sequence[Any]) -> Iterator[tuple[bool, str, int]]:
    """Whether blank, the name and the index of a page of every kind that selectors tell apart."""
    blanks = {False, *(bool(each.blank) for each in selectors)}
    names = {"", *(each.name or "" for each in selectors)}
    indexes = {0, 1}
    for a, b, *_ in (each.index for each in selectors if each.index):
        indexes |= {max(b - 1, 0), max(a + b - 1, 0)}
    yield from product(sorted(blanks), sorted(names), sorted(indexes))


def _declared(
    context: Any, kind: Any, areas: set[str | None]
) -> Mapping[str | None, Mapping[str, Any]]:
    """What the rules say of a kind of page and its areas but for what is moved."""
    context.style_for.add_page_declarations(kind)
    cascaded = context.style_for.get_cascaded_styles()
    return {
        area: {
            name: value
            for name, (value, _) in cascaded.get((kind, area), {}).items()
            if area or name not in MOVED
        }
        for area in areas
    }
