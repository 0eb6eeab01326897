"""Turn a line of HTML into the atoms that are compared, and marked atoms into HTML again."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from chapbook.manuscript.markdown.html_elements import VOID
from chapbook.revision.html_tree import Element, written

SLOT = "cb-slot"
TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|\s+|[^\w\s]")
IN_OLD = ("id", "data-line", "data-lines", "data-tracking")
"""Attributes that struck text doesn't keep: nothing leads to it, and its lines are elsewhere."""


class Change(Enum):
    """What has become of an atom."""

    SAME = "same"
    ADDED = "added"
    STRUCK = "struck"


TAGS = {
    Change.ADDED: ('<ins class="added">', "</ins>"),
    Change.STRUCK: ('<del class="struck">', "</del>"),
}


@dataclass(frozen=True, eq=False)
class Atom:
    """A word, a space, a sign, or an element without text. Atoms with one `key` say the same.

    `stack` has the elements around it, `slot` the number of a slot, None for others. `is_place`:
    it shows nothing, as an index mark, and isn't compared.
    """

    key: str
    html: str
    stack: tuple[Element, ...]
    slot: int | None = None
    is_word: bool = False
    is_place: bool = False


Marked = Sequence[tuple[Change, Atom]]
SlotKey = Callable[[int], str]


def atoms_of(nodes: Sequence[Element | str], slot_key: SlotKey) -> list[Atom]:
    """The atoms of what stands in a line; `slot_key` says what a slot holds."""
    return list(_atoms(nodes, (), slot_key))


def _atoms(
    nodes: Sequence[Element | str], stack: tuple[Element, ...], slot_key: SlotKey
) -> Iterator[Atom]:
    look = "/".join(f"{each.tag}.{each.get('class')}.{each.get('href')}" for each in stack)
    for node in nodes:
        if isinstance(node, str):
            for token in TOKEN.findall(node):
                plain = " " if token.isspace() and "\u00a0" not in token else token
                is_word = token[0].isalnum()
                yield Atom(f"{look}|{plain}", html.escape(token, quote=False), stack, None, is_word)
        elif node.tag == SLOT:
            number = int(node.get("n"))
            yield Atom(f"slot {slot_key(number)}", written(node), stack, number)
        elif node.tag in VOID:
            yield Atom(f"{look}|{node.start_tag(IN_OLD)}", node.start_tag(), stack)
        elif not node.children:
            yield Atom("", written(node), stack, is_place=True)
        else:
            yield from _atoms(node.children, (*stack, node), slot_key)


def marked_html(marked: Marked) -> str:
    """The HTML of marked atoms: well formed, whatever stood around them."""
    writer = _Writer()
    for change, atom in marked:
        writer.write(change, atom)
    return writer.finish()


def _is_like(opened: Element, wanted: Element) -> bool:
    """Whether text of one element may stand in the other, which is open."""
    if opened is wanted:
        return True
    return not wanted.get("id") and opened.start_tag(IN_OLD) == wanted.start_tag(IN_OLD)


class _Writer:
    """Opens and closes elements around atoms; an id is written once."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._open: list[Element] = []
        self._change = Change.SAME
        self._begun: set[int] = set()

    def write(self, change: Change, atom: Atom) -> None:
        common = 0
        while common < min(len(self._open), len(atom.stack)) and _is_like(
            self._open[common], atom.stack[common]
        ):
            common += 1
        is_elsewhere = common < len(self._open) or common < len(atom.stack)
        if change is not self._change or is_elsewhere:
            self._end_change()
            self._close(common)
            for element in atom.stack[common:]:
                self._begin(element, change)
            if change in TAGS:
                self._out.append(TAGS[change][0])
            self._change = change
        self._out.append(atom.html)

    def _begin(self, element: Element, change: Change) -> None:
        is_again = id(element) in self._begun or change is Change.STRUCK
        self._out.append(element.start_tag(IN_OLD if is_again else ()))
        self._begun.add(id(element))
        self._open.append(element)

    def _end_change(self) -> None:
        if self._change in TAGS:
            self._out.append(TAGS[self._change][1])
        self._change = Change.SAME

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            self._out.append(self._open.pop().end_tag)

    def finish(self) -> str:
        self._end_change()
        self._close(0)
        return "".join(self._out)
