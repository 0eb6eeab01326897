"""Turn the HTML of two states of a chapter into one, changed words added or struck."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from chapbook.apparatus.markup import slot_html
from chapbook.manuscript.model import NoteCall, ParsedChapter, StruckNote
from chapbook.revision.atoms import (
    IN_OLD,
    SLOT,
    Atom,
    Change,
    Marked,
    atoms_of,
    marked_html,
)
from chapbook.revision.block_alignment import paired
from chapbook.revision.counts import Counts
from chapbook.revision.html_tree import COLUMNS, Element, blocks_of, leaves_of, read_tree, written
from chapbook.revision.slot_contents import place_content, slot_content
from chapbook.revision.struck_slots import StruckSlots
from chapbook.revision.word_alignment import aligned, likeness

PARTS_OF_TABLE = frozenset(("thead", "tbody", "tfoot", "caption"))
AS_ONE = frozenset(("figure", "pre"))
"""Blocks that are shown whole in both states where they differ in more than their words."""


@dataclass
class MergedText:
    """A chapter being merged. `struck` has what stood in the earlier one's slots, and
    `has_image` tells whether a picture is still there.

    `added_slots` are the notes that it strikes, `notes_paired` gives for a new note the old one
    of its place, `notes_added` those that no old one is the like of.
    """

    old: ParsedChapter | None
    new: ParsedChapter | None
    struck: StruckSlots
    has_image: Callable[[str], bool]
    first_slot: int
    counts: Counts = field(default_factory=Counts)
    added_slots: list[StruckNote] = field(default_factory=list)
    notes_paired: dict[int, int] = field(default_factory=dict)
    notes_added: set[int] = field(default_factory=set)

    def body(self) -> str:
        """The text of both states."""
        old = read_tree(self.old.body if self.old else "")
        new = read_tree(self.new.body if self.new else "")
        return self._children(old, new)

    def title(self) -> str:
        """The heading of both states."""
        before = self.old.title_html if self.old else ""
        now = self.new.title_html if self.new else ""
        if before == now:
            return now
        return self._line(read_tree(before), read_tree(now), counts=True)

    def note(self, before: str, now: str) -> str:
        """A note's block; the slots of what is struck have been filled."""
        return self._line(read_tree(before), read_tree(now), counts=False)

    def _children(self, old: Element, new: Element) -> str:
        before = [block for block in blocks_of(old) if block.tag != COLUMNS]
        now = blocks_of(new)
        was = [self._content(block, self._old_key) for block in before]
        is_now = [self._content(block, self._new_key) for block in now]

        def alike(i: int, j: int) -> float:
            if (before[i].tag, before[i].get("class")) != (now[j].tag, now[j].get("class")):
                return 0.0
            if now[j].tag in PARTS_OF_TABLE:
                return 1.0
            return likeness(self._old_atoms(before[i]), self._new_atoms(now[j]))

        made: list[str] = []
        for i, j in paired(was, is_now, alike):
            if i is None and j is not None:
                made.append(self._whole(now[j], Change.ADDED))
            elif i is not None and j is None:
                made.append(self._whole(before[i], Change.STRUCK))
            elif i is not None and j is not None:
                same = was[i] == is_now[j]
                made.append(written(now[j]) if same else self._both(before[i], now[j]))
        return "\n".join(made)

    def _both(self, old: Element, new: Element) -> str:
        """A block that has changed."""
        if new.tag == "tr" and len(blocks_of(old)) == len(blocks_of(new)):
            cells = zip(blocks_of(old), blocks_of(new), strict=True)
            return new.start_tag() + "".join(self._cell(*pair) for pair in cells) + new.end_tag
        if not _is_merged(old, new):
            return self._whole(old, Change.STRUCK) + "\n" + self._whole(new, Change.ADDED)
        if new.holds_blocks or old.holds_blocks:
            return new.start_tag() + self._children(old, new) + new.end_tag
        self.counts.paragraphs_changed += 1
        return new.start_tag() + self._line(old, new, counts=True) + new.end_tag

    def _cell(self, old: Element, new: Element) -> str:
        is_same = self._content(old, self._old_key) == self._content(new, self._new_key)
        return written(new) if is_same else self._both(old, new)

    def _line(self, old: Element, new: Element, counts: bool) -> str:
        marked, pairs = aligned(self._old_atoms(old), self._new_atoms(new))
        if counts:
            for before, now in pairs:
                self._pair_notes(before, now)
        self._count(marked)
        return self._html(marked)

    def _whole(self, block: Element, change: Change) -> str:
        """A block that one state alone has."""
        is_struck = change is Change.STRUCK
        if block.tag == "hr":
            return "" if is_struck else written(block)
        if block.tag == COLUMNS:
            return written(block)
        if block.tag == "img" and is_struck and not self.has_image(block.get("src")):
            return ""
        if block.holds_blocks:
            inside = "\n".join(self._whole(child, change) for child in blocks_of(block))
        else:
            atoms = self._old_atoms(block) if is_struck else self._new_atoms(block)
            marked = [(change if not a.is_place else Change.SAME, a) for a in atoms]
            if is_struck:
                marked = [pair for pair in marked if not pair[1].is_place]
                self.counts.paragraphs_struck += 1
            else:
                self.counts.paragraphs_added += 1
            self._count(marked)
            inside = self._html(marked)
        without = IN_OLD if is_struck else ()
        return block.start_tag(without, "struck-block" * is_struck) + inside + block.end_tag

    def _html(self, marked: Marked) -> str:
        """The HTML of marked atoms, what is struck in them standing for itself."""
        filled: list[tuple[Change, Atom]] = []
        for change, atom in marked:
            if change is Change.STRUCK:
                filled += [(change, one) for one in self._for_itself(atom)]
                continue
            if change is Change.ADDED and atom.slot is not None and self.new:
                slot = self.new.slots[atom.slot]
                if isinstance(slot, NoteCall):
                    self.notes_added.add(slot.note)
            filled.append((change, atom))
        return marked_html(filled)

    def _for_itself(self, atom: Atom) -> list[Atom]:
        if atom.html.startswith("<img") and not self.has_image(_source(atom.html)):
            return []
        if atom.slot is None:
            return [atom]
        parts: list[Atom] = []
        for part in self.struck.parts(atom.slot):
            if isinstance(part, StruckNote):
                number = self.first_slot + len(self.added_slots)
                self.added_slots.append(part)
                if self.old and isinstance(self.old.slots[atom.slot], NoteCall):
                    words = atoms_of(read_tree(part.html).children, lambda _: "")
                    self._count([(Change.STRUCK, word) for word in words])
                parts.append(Atom("", slot_html(number), atom.stack, number))
            else:
                parts.append(Atom("", part, atom.stack))
        return parts

    def _pair_notes(self, before: Atom, now: Atom) -> None:
        if before.slot is None or now.slot is None or not (self.old and self.new):
            return
        was, slot = self.old.slots[before.slot], self.new.slots[now.slot]
        if isinstance(was, NoteCall) and isinstance(slot, NoteCall):
            self.notes_paired[slot.note] = was.note

    def _count(self, marked: Marked) -> None:
        for change, atom in marked:
            self.counts.words_added += atom.is_word and change is Change.ADDED
            self.counts.words_struck += atom.is_word and change is Change.STRUCK

    def _old_atoms(self, block: Element) -> list[Atom]:
        return [a for leaf in leaves_of(block) for a in atoms_of(leaf.children, self._old_place)]

    def _new_atoms(self, block: Element) -> list[Atom]:
        return [a for leaf in leaves_of(block) for a in atoms_of(leaf.children, self._new_place)]

    def _content(self, block: Element, slot_key: Callable[[int], str]) -> str:
        """What a block holds, but for its place in a file."""
        inside = "".join(
            f"[{slot_key(int(child.get('n')))}]"
            if isinstance(child, Element) and child.tag == SLOT
            else self._content(child, slot_key)
            if isinstance(child, Element)
            else " ".join(child.split()) + " " * child.endswith((" ", "\n"))
            for child in block.children
        )
        is_place = block.tag == "span" and not block.children
        return "" if is_place else block.start_tag(IN_OLD) + inside + block.end_tag

    def _old_place(self, number: int) -> str:
        return place_content(self.old, number)

    def _new_place(self, number: int) -> str:
        return place_content(self.new, number)

    def _old_key(self, number: int) -> str:
        return slot_content(self.old, number)

    def _new_key(self, number: int) -> str:
        return slot_content(self.new, number)


def _is_merged(old: Element, new: Element) -> bool:
    """Whether the words of two states can stand in one block."""
    if new.tag == "table":
        return _columns(old) == _columns(new)
    if new.tag in AS_ONE:
        pictures = [_pictures(block) for block in (old, new)]
        return new.tag != "pre" and pictures[0] == pictures[1]
    return new.tag != "hr"


def _columns(table: Element) -> set[int]:
    """The numbers of columns of a table's rows."""
    return {sum(int(cell.get("colspan") or 1) for cell in blocks_of(row)) for row in _rows(table)}


def _rows(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield child
            else:
                yield from _rows(child)


def _pictures(element: Element | str) -> list[str]:
    if isinstance(element, str):
        return []
    own = [element.get("src")] if element.tag == "img" else []
    return own + [source for child in element.children for source in _pictures(child)]


def _source(image: str) -> str:
    tree = read_tree(image)
    first = tree.children[0] if tree.children else ""
    return first.get("src") if isinstance(first, Element) else ""
