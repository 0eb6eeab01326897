"""Turn a text into HTML elements, asking at each special character the rules that it begins.

Every rule is a function of the scanner, the index, the end and the surroundings, and gives
back what it made and where it stopped, or None where the text isn't its syntax.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.emphasis import Run, resolve_emphasis
from chapbook.manuscript.markdown.nodes import Node, filled
from chapbook.manuscript.markdown.positions import PlacedText
from chapbook.manuscript.markdown.reading import SLOT, DraftNote, Reading
from chapbook.manuscript.markdown.structure import read_structure
from chapbook.manuscript.model import Citation

DEEPEST = 12


@dataclass(frozen=True)
class Surroundings:
    """What a text stands in, which decides what may stand in it."""

    in_note: bool = False
    in_citation: bool = False
    in_link: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Match:
    """What a rule made of the text up to `end`.

    A call `joins` the word before it: the space between is dropped, and `punctuation` that
    followed in the source goes before the call.
    """

    nodes: Sequence[Node | Run]
    end: int
    joins: bool = False
    punctuation: str = ""


Rule = Callable[["Scanner", int, int, Surroundings], Match | None]


class Rules:
    """The rules by the character that their syntax begins with, and what to look for."""

    def __init__(self, special: str, rules: Mapping[str, Sequence[Rule]]) -> None:
        self.special = re.compile(special)
        self.by_character = rules


class Scanner:
    """One text being read. Rules call `inner` for what stands inside their syntax."""

    def __init__(self, reading: Reading, placed: PlacedText, rules: Rules) -> None:
        self.reading = reading
        self.placed = placed
        self.text = placed.text
        self.structure = read_structure(placed.text)
        self._rules = rules

    def match(self, nodes: Sequence[Node | Run], end: int) -> Match:
        """An ordinary match."""
        return Match(nodes, end)

    def call(self, nodes: Sequence[Node | Run], end: int, punctuation: str = "") -> Match:
        """A match that joins the word before it, and the punctuation that it goes behind."""
        return Match(nodes, end, joins=True, punctuation=punctuation)

    def error(self, code: str, message: str, start: int, end: int, hint: str = "") -> None:
        """Note an error at `text[start:end]`."""
        self.reading.error(code, message, self.reading.span(self.placed, start, end), hint)

    def inner(self, start: int, end: int, around: Surroundings) -> list[Node]:
        """What stands between two indices, inside the syntax of some rule."""
        if around.depth >= DEEPEST:
            message = "markup is nested too deeply here"
            self.error("nesting", message, start, start + 1)
            return [self.text[start:end]]
        return self.scan(start, end, replace(around, depth=around.depth + 1))

    def element(self, tag: str, start: int, end: int, around: Surroundings) -> Element:
        """An element of that tag holding what stands between two indices."""
        return filled(Element(tag), self.inner(start, end, around))

    def scan(self, start: int, end: int, around: Surroundings) -> list[Node]:
        """The nodes for `text[start:end]`."""
        nodes: list[Node | Run] = []
        at = done = start
        while found := self._rules.special.search(self.text, at, end):
            at = found.start()
            match = self._apply(at, end, around)
            if match is None:
                at += 1
                continue
            if at > done:
                nodes.append(self.text[done:at])
            if match.joins:
                self._join(nodes, match.punctuation)
            nodes.extend(match.nodes)
            at = done = match.end
        if done < end:
            nodes.append(self.text[done:end])
        return resolve_emphasis(nodes)

    def _apply(self, at: int, end: int, around: Surroundings) -> Match | None:
        for rule in self._rules.by_character.get(self.text[at], ()):
            match = rule(self, at, end, around)
            if match is not None:
                return match
        return None

    def _join(self, nodes: list[Node | Run], punctuation: str) -> None:
        """Drop the space that ends `nodes`; put `punctuation` before any calls that do."""
        if nodes and isinstance(nodes[-1], str):
            nodes[-1] = nodes[-1].rstrip(" \t\n")
            if not nodes[-1]:
                nodes.pop()
        if punctuation:
            at = len(nodes)
            while at and self._is_call(nodes[at - 1]):
                at -= 1
            nodes.insert(at, punctuation)

    def _is_call(self, node: Node | Run) -> bool:
        if not isinstance(node, Element) or node.tag != SLOT:
            return False
        draft = self.reading.draft_of(node)
        return isinstance(draft, DraftNote) or (isinstance(draft, Citation) and not draft.narrative)
