"""Turn rendered inlines into printed ones: punctuation that meets is merged, quotes get marks.

The table of what becomes of two marks is that of the CSL test suite (punctuation_FullMonty…).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chapbook.csl.rich import Inline, Quoted, Span, Text

_MERGED = {
    "::": ":", ";:": ";", "!:": "!", "?:": "?",
    ":.": ":", "..": ".", ";.": ";", "!.": "!", "?.": "?", "….": "…",
    ";;": ";",
    ":!": "!", ";!": "!", "!!": "!",
    ":?": "?", ";?": "?", "??": "?",
    ",,": ",",
}  # fmt: skip
"""Two marks that meet and what stays of them; other pairs stay both."""

_MARKS = frozenset(".,:;!?")
_GO_INSIDE = frozenset(".,!?")
_STAY_INSIDE = frozenset("!?")


@dataclass
class _Leaf:
    text: str
    kept: bool
    glued: bool
    term: bool


@dataclass(frozen=True)
class _Edge:
    """Where a span or a quotation begins or ends."""

    inline: Span | Quoted
    opens: bool


def merged(inlines: Iterable[Inline], punctuation_in_quote: bool) -> tuple[Inline, ...]:
    """The inlines with spaces and marks that meet at the joints merged.

    `punctuation_in_quote`: commas and full stops go inside closing quotation marks.
    """
    tokens: list[_Leaf | _Edge] = []
    _flatten(inlines, tokens)
    before: _Leaf | None = None
    quoted = False
    for token in tokens:
        if isinstance(token, _Edge):
            quoted = quoted or (isinstance(token.inline, Quoted) and not token.opens)
        elif token.text:
            if before is not None and not token.glued:
                if quoted:
                    _join_quoted(before, token, punctuation_in_quote)
                else:
                    _join(before, token)
            if token.text:
                before, quoted = token, False
    return _rebuilt(tokens)


def _flatten(inlines: Iterable[Inline], tokens: list[_Leaf | _Edge]) -> None:
    for inline in inlines:
        if isinstance(inline, Text):
            tokens.append(_Leaf(inline.text, inline.kept, inline.glued, inline.term))
        else:
            tokens.append(_Edge(inline, opens=True))
            _flatten(inline.children, tokens)
            tokens.append(_Edge(inline, opens=False))


def _rebuilt(tokens: Iterable[_Leaf | _Edge]) -> tuple[Inline, ...]:
    stack: list[list[Inline]] = [[]]
    for token in tokens:
        if isinstance(token, _Leaf):
            if token.text:
                stack[-1].append(Text(token.text, token.kept, token.glued, token.term))
        elif token.opens:
            stack.append([])
        else:
            children = stack.pop()
            if children:
                stack[-1].append(replace(token.inline, children=tuple(children)))
    return tuple(stack[0])


def _join(before: _Leaf, after: _Leaf) -> None:
    last, first = before.text[-1], after.text[0]
    if first == " " and last in " \u00a0":
        after.text = after.text[1:]
    elif first in _MARKS and (last in _MARKS or last == "…"):
        pair = _MERGED.get(last + first)
        if pair is not None:
            before.text = before.text[:-1] + pair
            after.text = after.text[1:]


def _join_quoted(before: _Leaf, after: _Leaf, inside: bool) -> None:
    """Merge over a closing quotation mark."""
    last, first = before.text[-1], after.text[0]
    if first not in _MARKS:
        return
    if not inside and last in _MARKS:
        if last == first:
            before.text = before.text[:-1]
        elif first == "." and last in _STAY_INSIDE:
            after.text = after.text[1:]
        return
    marks = _MERGED.get(last + first, last + first) if last in _MARKS else first
    core = before.text[:-1] if last in _MARKS else before.text
    going = len(marks) if inside else 0
    for at, mark in enumerate(marks):
        if mark not in _GO_INSIDE:
            going = min(going, at)
    before.text = core + marks[:going]
    after.text = marks[going:] + after.text[1:]
