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
    kept: bool = False
    glued: bool = False
    term: bool = False


@dataclass(frozen=True)
class _Edge:
    """Where a span or a quotation begins or ends."""

    inline: Span | Quoted
    opens: bool


def merged(inlines: Iterable[Inline], punctuation_in_quote: bool) -> tuple[Inline, ...]:
    """The inlines with spaces and marks that meet at the joints merged.

    `punctuation_in_quote`: commas and full stops go inside closing quotation marks
    (specification, "Locale Options").
    """
    work = _Merging(punctuation_in_quote)
    work.add(inlines)
    return _rebuilt(work.tokens)


class _Merging:
    """The leaves and edges so far, and the places of the leaves that have text."""

    def __init__(self, inside: bool) -> None:
        self.inside = inside
        self.tokens: list[_Leaf | _Edge] = []
        self.leaves: list[int] = []

    def add(self, inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            if isinstance(inline, Text):
                self._leaf(_Leaf(inline.text, inline.kept, inline.glued, inline.term))
            else:
                self.tokens.append(_Edge(inline, opens=True))
                self.add(inline.children)
                self.tokens.append(_Edge(inline, opens=False))

    def _leaf(self, leaf: _Leaf) -> None:
        if leaf.text and self.leaves and not leaf.glued:
            if self._closing(self.leaves[-1]) is not None:
                self._join_over(leaf)
            elif _join(self._last(), leaf):
                self._move_in()
        if leaf.text:
            self.leaves.append(len(self.tokens))
            self.tokens.append(leaf)

    def _last(self) -> _Leaf:
        leaf = self.tokens[self.leaves[-1]]
        assert isinstance(leaf, _Leaf)
        return leaf

    def _closing(self, place: int) -> int | None:
        """Where the innermost quotation that ends behind a place does."""
        for at in range(place + 1, len(self.tokens)):
            token = self.tokens[at]
            if isinstance(token, _Leaf):
                return None
            if isinstance(token.inline, Quoted) and not token.opens:
                return at
        return None

    def _join_over(self, after: _Leaf) -> None:
        """Merge the last leaf, which ends a quotation, with one behind the closing mark."""
        closing = self._closing(self.leaves[-1])
        if closing is None or after.text[0] not in _MARKS:
            return
        before = self._last()
        if not self.inside:
            _join_outside(before, after)
            return
        last, moving = before.text[-1], after.text[0]
        after.text = after.text[1:]
        if last in _MARKS:
            marks = _MERGED.get(last + moving, last + moving)
            before.text, moving = before.text[:-1] + marks[0], marks[1:]
        if moving in _GO_INSIDE and (last not in _MARKS or last in _GO_INSIDE):
            self.tokens.insert(closing, _Leaf(moving))
            self.leaves.append(closing)
        else:
            after.text = moving + after.text

    def _move_in(self) -> None:
        """Marks behind a quotation have changed: perhaps they belong inside it now."""
        if len(self.leaves) < 2 or not self.inside:
            return
        place = self.leaves.pop()
        leaf = self.tokens.pop(place)
        assert isinstance(leaf, _Leaf)
        tail, self.tokens = self.tokens[place:], self.tokens[:place]
        self._leaf(leaf)
        self.tokens += tail


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


def _join(before: _Leaf, after: _Leaf) -> bool:
    """Merge two leaves that meet; whether the first one has changed."""
    last, first = before.text[-1], after.text[0]
    if first == " " and last in " \u00a0":
        after.text = after.text[1:]
    elif first in _MARKS and (last in _MARKS or last == "…"):
        pair = _MERGED.get(last + first)
        if pair is not None:
            before.text = before.text[:-1] + pair
            after.text = after.text[1:]
            return pair != last
    return False


def _join_outside(before: _Leaf, after: _Leaf) -> None:
    """Merge over a closing quotation mark where punctuation stays outside."""
    last, first = before.text[-1], after.text[0]
    if last == first or (last in _STAY_INSIDE and first == "."):
        after.text = after.text[1:]
