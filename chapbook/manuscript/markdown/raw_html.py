"""Turn lines of raw HTML into elements that a book may hold."""

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.markdown.allowed_html import Tag, allowed_attributes, is_allowed
from chapbook.manuscript.markdown.block_tokens import Token, TokenProcessor
from chapbook.manuscript.markdown.html_elements import BLOCKS, VOID, WITHOUT_CONTENT
from chapbook.manuscript.markdown.nodes import filled
from chapbook.manuscript.markdown.reading import RawBlock, Reading
from chapbook.manuscript.markdown.source_lines import LineStart, SourceLines, token_text

RAW = "cb-raw"
DEEPEST = 24
_BLOCK = re.compile(
    r"</?(address|article|aside|audio|base|blockquote|body|canvas|center|dd|details|dialog|dl|dt|"
    r"div|embed|fieldset|figure|footer|form|h[1-6]|head|header|hr|html|iframe|li|link|main|math|"
    r"meta|nav|noscript|object|ol|p|pre|script|section|select|style|svg|table|template|textarea|"
    r"title|ul|video)(?=[\s/>]|$)",
    re.IGNORECASE,
)
_SINGLE = frozenset(("hr", "link", "meta", "base", "embed"))


def take_html(lines: SourceLines, start: LineStart) -> bool:
    """Take the lines of an element that begins here: to its end, or to an empty line."""
    found = _BLOCK.match(start.rest)
    if found is None or start.quote:
        return False
    name = found[1].lower()
    end = lines.at + 1 if name in _SINGLE else _end_of_element(lines, name)
    column = lines.lines[lines.at].index("<")
    text = "\n".join(lines.lines[lines.at : end])[column:]
    lines.reading.raw_blocks.append(RawBlock(text, lines.span(column + 1, len(found.group()))))
    lines.emit(f"{start.indent}{token_text('html', len(lines.reading.raw_blocks) - 1)}")
    lines.at = end
    return True


def _end_of_element(lines: SourceLines, name: str) -> int:
    tags = re.compile(rf"<(/?){name}(?=[\s/>]|$)", re.IGNORECASE)
    depth, blank = 0, len(lines.lines)
    for at in range(lines.at, len(lines.lines)):
        line = lines.lines[at]
        if not line.strip():
            blank = min(blank, at)
        depth += sum(-1 if tag[1] else 1 for tag in tags.finditer(line))
        if depth <= 0:
            return at + 1
    return blank


def take_comment(lines: SourceLines, start: LineStart) -> bool:
    """Drop a comment that begins a line, if its last line holds nothing more."""
    if not start.rest.startswith("<!--"):
        return False
    for at in range(lines.at, len(lines.lines)):
        line = lines.lines[at]
        close = line.find("-->", line.find("<!--") + 4 if at == lines.at else 0)
        if close >= 0:
            if line[close + 3 :].strip():
                return False
            lines.blank(start.quote)
            lines.at = at + 1
            return True
    return False


class RawHtmlProcessor(TokenProcessor):
    """Places raw HTML."""

    kind = "html"

    def place(self, parent: Element, token: Token, blocks: list[str]) -> None:
        """The elements, inside one that is dissolved when the chapter's texts have been read."""
        del blocks
        holder = SubElement(parent, RAW)
        _Builder(self.reading, self.reading.raw_blocks[token.number], holder).build()


def dissolve_raw(root: Element) -> None:
    """Put in place of each holder what it holds."""
    for child in list(root):
        dissolve_raw(child)
    for holder in [child for child in root if child.tag == RAW]:
        at = list(root).index(holder)
        root.remove(holder)
        for offset, child in enumerate(list(holder)):
            root.insert(at + offset, child)
        if holder.tail and holder.tail.strip():
            text = filled(Element("p"), [holder.tail.strip()])
            root.insert(at + len(holder), text)


class _Builder(HTMLParser):
    def __init__(self, reading: Reading, block: RawBlock, holder: Element) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = reading
        self.block = block
        self.open = [holder]
        self.dropped = 0

    def build(self) -> None:
        self.feed(self.block.text)
        self.close()
        for element in self.open[1:]:
            message = f"<{element.tag}> is not closed"
            self.reading.error("html", message, self.block.span, f"write </{element.tag}>")

    def _span(self) -> SourceSpan:
        line, column = self.getpos()
        first = self.block.span
        start = first.column if line == 1 else 1
        length = len((self.get_starttag_text() or "<").split("\n", 1)[0])
        return SourceSpan(first.path, first.line + line - 1, start + column, length)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.dropped:
            self.dropped += tag in WITHOUT_CONTENT
            return
        span = self._span()
        if len(self.open) > DEEPEST:
            self.reading.error("nesting", "HTML is nested too deeply here", span)
        elif is_allowed(self.reading, tag, span):
            found = Tag(tag, tuple((name, value or "") for name, value in attrs))
            self._append(tag, allowed_attributes(self.reading, found, span), span)
        elif tag in WITHOUT_CONTENT:
            self.dropped = 1

    def _append(self, tag: str, attributes: dict[str, str], span: SourceSpan) -> None:
        if self.open[-1].tag == "p" and tag in BLOCKS:
            self.open.pop()
        parent = self.open[-1]
        if parent.tag == RAW and tag not in BLOCKS and self.reading.html != "trusted":
            parent = SubElement(parent, "p", {"data-line": str(span.line)})
        element = SubElement(parent, tag, attributes)
        if tag in BLOCKS:
            element.set("data-line", str(span.line))
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.dropped:
            self.dropped -= tag in WITHOUT_CONTENT
            return
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return
        if tag not in VOID and is_allowed(self.reading, tag, self._span()):
            self.reading.error("html", f"</{tag}> closes nothing", self._span())

    def handle_data(self, data: str) -> None:
        if self.dropped:
            return
        element = self.open[-1]
        if element.tag == RAW:
            if data.strip():
                attributes = {"data-line": str(self._span().line)}
                filled(SubElement(element, "p", attributes), [data.strip()])
            return
        filled(element, [data])
