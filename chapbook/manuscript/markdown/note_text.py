"""Turn a note's blocks into phrasing content, which can stand in a paragraph's line."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.markdown.html_elements import BLOCKS
from chapbook.manuscript.markdown.list_markers import item_label
from chapbook.manuscript.markdown.nodes import filled
from chapbook.manuscript.markdown.reading import SLOT, DraftReference, Reading

# A dash, since text faces for notes may lack the bullet.
_BULLET = "–\u2002"
_REFUSED = {
    "table": "a table",
    "figure": "a figure",
    "hr": "a break",
    **{f"h{level}": "a heading" for level in range(1, 7)},
}


def note_blocks(reading: Reading, content: Element, span: SourceSpan) -> list[Element]:
    """One element for each block of the note at `span`; what they hold is the block's text.

    Paragraphs become bare content, other blocks a span with a class that tells what they
    were: note-quote, note-item, note-verse, note-code, note-term, note-<division's name>.
    """
    blocks = [block for child in content for block in _blocks(reading, child, "", span)]
    for block in blocks:
        _join_lines(reading, block)
    return blocks


def _blocks(reading: Reading, block: Element, kind: str, span: SourceSpan) -> Iterator[Element]:
    if block.tag in _REFUSED:
        hint = "a note may hold paragraphs, extracts, lists and verse"
        message = f"{_REFUSED[block.tag]} can't stand inside a note"
        line = int(block.get("data-line", span.line))
        place = SourceSpan(span.path, line) if line != span.line else span
        reading.error("note-content", message, place, hint)
    elif block.tag == "pre":
        yield from _code_lines(block)
    elif block.tag in {"ul", "ol"}:
        yield from _items(reading, block, span)
    elif "verse" in block.get("class", "").split():
        yield from _verse(reading, block, span)
    else:
        yield from _content(reading, block, _kind(block) or kind, span)


def _kind(block: Element) -> str:
    """The class of the span that stands for `block`."""
    classes = block.get("class", "").split()
    if block.tag == "p":
        return "note-verse" if "line" in classes else ""
    if block.tag == "div":
        return f"note-{classes[0]}" if classes else ""
    return {"blockquote": "note-quote", "dt": "note-term", "dd": "note-item"}.get(block.tag, "")


def _content(reading: Reading, block: Element, kind: str, span: SourceSpan) -> Iterator[Element]:
    """What stands in `block` itself, then the blocks in it."""
    inside = [child for child in block if child.tag in BLOCKS]
    own = filled(Element("span"), [block.text or ""])
    for child in block:
        if child.tag not in BLOCKS:
            own.append(child)
    if (own.text or "").strip() or len(own):
        yield _wrapped(own, block, kind)
    for child in inside:
        yield from _blocks(reading, child, kind, span)


def _wrapped(own: Element, block: Element, kind: str) -> Element:
    language = block.get("lang")
    if not kind and not language and "id" not in block.attrib:
        return own
    span = Element("span", {"class": kind} if kind else {})
    for name in ("id", "lang"):
        if name in block.attrib:
            span.set(name, block.attrib[name])
    filled(span, [own.text or "", *own])
    return filled(Element("span"), [span])


def _verse(reading: Reading, block: Element, span: SourceSpan) -> Iterator[Element]:
    """Its lines; the last of a stanza before others is set apart from what follows."""
    for at, stanza in enumerate(block, start=1):
        lines = list(_blocks(reading, stanza, "note-verse", span))
        if at < len(block) and lines and len(lines[-1]):
            lines[-1][0].set("class", "note-verse ends-stanza")
        yield from lines


def _items(reading: Reading, block: Element, span: SourceSpan) -> Iterator[Element]:
    first = int(block.get("start", "1")) if block.get("start", "1").isdecimal() else 1
    for number, item in enumerate(block, start=first):
        label = f"{item_label(block, number)}\u2002" if block.tag == "ol" else _BULLET
        for at, part in enumerate(_content(reading, item, "note-item", span)):
            if at == 0:
                _prepend(part[0] if len(part) else part, label)
            yield part


def _prepend(element: Element, label: str) -> None:
    element.text = label + (element.text or "").lstrip()


def _code_lines(block: Element) -> Iterator[Element]:
    for line in "".join(block.itertext()).rstrip("\n").split("\n"):
        code = filled(Element("code"), [line.replace(" ", "\u00a0") or "\u00a0"])
        yield filled(Element("span"), [filled(Element("span", {"class": "note-code"}), [code])])


def _join_lines(reading: Reading, element: Element) -> None:
    """Line feeds to spaces: WeasyPrint keeps them in a note (see docs on float: footnote)."""
    if element.text:
        element.text = element.text.replace("\n", " ")
    for child in element:
        if child.tag == SLOT:
            draft = reading.draft_of(child)
            if isinstance(draft, DraftReference):
                _join_lines(reading, draft.content)
        _join_lines(reading, child)
        if child.tail:
            child.tail = child.tail.replace("\n", " ")
