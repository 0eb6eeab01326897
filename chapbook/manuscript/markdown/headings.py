"""Turn headings into the chapter's title, targets, and ranges of the index."""

import re
from collections.abc import Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.html_elements import BLOCKS
from chapbook.manuscript.markdown.reading import DraftHeading, DraftMark, DraftTarget, Reading
from chapbook.manuscript.markdown.serialize import plain_text
from chapbook.manuscript.model import MarkRole

_NOT_IN_ID = re.compile(r"[^\w\s.-]")


def take_title(reading: Reading, root: Element) -> DraftHeading | None:
    """The chapter's own heading, taken out of `root`; an error for each further one."""
    title: DraftHeading | None = None
    for heading in reading.headings:
        if heading.element.tag != "h1":
            continue
        if title is None and heading.element in list(root):
            title = heading
            root.remove(heading.element)
            continue
        message = "a chapter's own heading can't stand in a quotation, list or division"
        if title is not None:
            message = f"a second heading of the first level; the title is in line {title.span.line}"
        hint = "write '## ' for a heading inside the chapter, or begin another file"
        reading.error("heading-level", message, heading.span, hint)
        heading.element.tag = "h2"
    return title


def make_targets(reading: Reading, title: DraftHeading | None) -> None:
    """A target for each heading; ids as pandoc makes them for those that have none."""
    for heading in reading.headings:
        if heading is title:
            continue
        local_id = heading.local_id
        if not local_id:
            local_id = reading.free_id(_id_of(plain_text(heading.element)), heading.span)
            heading.element.set("id", reading.anchor(local_id))
        level = int(heading.element.tag[1])
        anchor = reading.anchor(local_id)
        target = DraftTarget(local_id, anchor, "heading", heading.element, level, heading.span)
        reading.targets.append(target)


def _id_of(text: str) -> str:
    """pandoc's auto_identifiers: lower case, hyphens for spaces, from the first letter on."""
    words = _NOT_IN_ID.sub("", text.lower()).split()
    return re.sub(r"^[^a-zA-Z\u00aa-\uffff]+", "", "-".join(words)) or "section"


def title_targets(reading: Reading, title: DraftHeading | None) -> list[DraftTarget]:
    """The chapter itself as a target, and the further id that its heading may have."""
    if title is None:
        return []
    chapter = reading.division_id
    targets = [DraftTarget(chapter, chapter, "heading", title.element, 1, title.span)]
    if title.local_id and title.local_id != chapter:
        further = DraftTarget(title.local_id, chapter, "place", title.element, 0, title.span)
        targets.append(further)
    return targets


def mark_sections(reading: Reading, root: Element, title: DraftHeading | None) -> None:
    """Make each heading's marks a range: open at the heading, closed at its section's end."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for heading in reading.headings:
        if not heading.marks:
            continue
        reading.mark_element(heading.element, _with_role(heading.marks, MarkRole.OPEN))
        end = Element("span")
        reading.mark_element(end, _with_role(heading.marks, MarkRole.CLOSE))
        parent = root if heading is title else parents[heading.element]
        section = list(root) if heading is title else _section(parent, heading.element)
        if section:
            _append_end(parent, section[-1], end)
        else:
            heading.element.append(end)


def _with_role(marks: Sequence[DraftMark], role: MarkRole) -> list[DraftMark]:
    is_open = role is MarkRole.OPEN
    return [replace(mark, role=role, principal=mark.principal and is_open) for mark in marks]


def _section(parent: Element, heading: Element) -> list[Element]:
    """The blocks from behind `heading` up to the next one of its level or above."""
    siblings = list(parent)
    section: list[Element] = []
    for block in siblings[siblings.index(heading) + 1 :]:
        if re.fullmatch("h[1-6]", block.tag) and block.tag <= heading.tag:
            break
        if block.tag != "hr":
            section.append(block)
    return section


def _append_end(parent: Element, last: Element, end: Element) -> None:
    """Put `end` where the text of `last`, a child of `parent`, ends."""
    if last.tag not in BLOCKS:
        parent.insert(list(parent).index(last) + 1, end)
        return
    while len(last) and last[-1].tag in BLOCKS - {"hr"}:
        last = last[-1]
    last.append(end)
