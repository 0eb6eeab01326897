"""Turn notes that stand in the lines of a division into notes at its end.

On pages a note stands behind its call, as text of a line; here it is a block with paragraphs
of its own, to be read in its place, or shown at its call.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

NOTE_BLOCKS = {"note-quote": "blockquote", "note-code": "pre"}
"""The elements that a note's blocks become; others are paragraphs with their class."""


def lift_notes(tree: Element, heading: str) -> int:
    """Move the notes of `tree` into a section of its own at the end; how many there are."""
    notes = [_as_block(note) for note in _taken_out(tree)]
    if notes:
        head = Element("p", {"class": "notes-head"})
        head.text = heading
        section = Element("section", {"class": "notes", "aria-label": heading})
        section.append(head)
        section.extend(notes)
        tree.append(section)
    return len(notes)


def set_endnotes(tree: Element) -> None:
    """Make blocks of the notes of a division that has those of the whole book."""
    for parent in tree.iter():
        for at, child in enumerate(list(parent)):
            if child.get("class") == "endnote":
                parent.remove(child)
                parent.insert(at, _as_block(child))


def _taken_out(tree: Element) -> list[Element]:
    parents = {child: parent for parent in tree.iter() for child in parent}
    notes = [each for each in tree.iter("span") if each.get("class") == "note"]
    for note in notes:
        _remove(note, parents[note])
    return notes


def _remove(child: Element, parent: Element) -> None:
    """Take a child out and leave the text behind it."""
    at = list(parent).index(child)
    if child.tail:
        if at:
            before = parent[at - 1]
            before.tail = (before.tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)
    child.tail = None


def _as_block(note: Element) -> Element:
    block = Element("aside", {"class": "note", "role": "doc-footnote", "id": note.get("id", "")})
    if language := note.get("lang"):
        block.set("lang", language)
    for marker in note.iter("a"):
        if marker.get("class") == "marker":
            marker.set("role", "doc-backlink")
    block.extend(_blocks(note))
    return block


def _blocks(note: Element) -> Iterator[Element]:
    """The note's first text as a paragraph, then its further blocks as what they are."""
    line = Element("p")
    line.text = note.text
    for child in list(note):
        kind = child.get("class", "").split()[:1]
        if not kind or not kind[0].startswith("note-"):
            line.append(child)
            continue
        if _has_content(line):
            yield line
        rest, child.tail = child.tail, None
        yield _block(child, kind[0])
        line = Element("p")
        line.text = rest
    if _has_content(line):
        yield line


def _block(written: Element, kind: str) -> Element:
    tag = NOTE_BLOCKS.get(kind, "p")
    if kind == "note-block":
        del written.attrib["class"]
    written.tag = "p" if tag != "pre" else "pre"
    if tag != "blockquote":
        return written
    del written.attrib["class"]
    quote = Element("blockquote")
    quote.append(written)
    return quote


def _has_content(line: Element) -> bool:
    return bool(len(line) or (line.text or "").strip())
