"""Turn lines between ``` and ``` into a code block."""

import re
from xml.etree.ElementTree import Element, SubElement

from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.attributes import read_attributes
from chapbook.manuscript.markdown.block_tokens import Token, TokenProcessor
from chapbook.manuscript.markdown.places import add_place
from chapbook.manuscript.markdown.reading import CodeBlock
from chapbook.manuscript.markdown.source_lines import LineStart, SourceLines, token_text

CODE = "cb-code"
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[ ]*(?P<info>[^`]*)$")


def take_code(lines: SourceLines, start: LineStart) -> bool:
    """Take the lines of a code block that begins here, up to its closing fence."""
    fence = _FENCE.match(start.rest)
    if fence is None:
        return False
    closing = re.compile(rf"[ >\t]*{fence['fence'][0]}{{{len(fence['fence'])},}}[ \t]*")
    begin, stop = lines.at, lines.at + 1
    while stop < len(lines.lines) and not closing.fullmatch(lines.lines[stop]):
        stop += 1
    if stop == len(lines.lines):
        hint = f"close it with a line of '{fence['fence']}'"
        span = lines.span(start.column, len(fence["fence"]))
        lines.reading.error("syntax", "this code block is not closed", span, hint)
    inside = [_without(line, start) for line in lines.lines[begin + 1 : stop]]
    attributes, language = _info(lines, start, fence["info"].strip())
    text = "".join(f"{line}\n" for line in inside)
    block = CodeBlock(text, attributes, language, lines.span(start.column, 3))
    lines.reading.code_blocks.append(block)
    number = len(lines.reading.code_blocks) - 1
    lines.leave_text(start.quote)
    lines.emit(f"{start.quote}{start.indent}{token_text('code', number)}")
    lines.at = stop + 1
    return True


def _info(lines: SourceLines, start: LineStart, info: str) -> tuple[Attributes, str]:
    """The attributes and language behind the opening fence."""
    if not info.startswith("{"):
        return Attributes(), info.split(" ", 1)[0]
    found = read_attributes(info, 0, len(info))
    if found.attributes is None:
        hint = "write ```language or ```{.language #id}"
        span = lines.span(start.column + start.rest.index("{"), len(info))
        lines.reading.error("attributes", "this attribute list can't be read", span, hint)
        return Attributes(), ""
    first, *others = found.attributes.classes or ("",)
    return Attributes(found.attributes.id, tuple(others), found.attributes.values), first


def _without(line: str, start: LineStart) -> str:
    """A line of the code without the quotation marks and indent of its fence."""
    for _ in range(start.quote.count(">")):
        line = re.sub(r"^[ ]{0,3}>[ ]?", "", line)
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(spaces, len(start.indent)) :]


class FencedCodeProcessor(TokenProcessor):
    """Places code blocks."""

    kind = "code"

    def place(self, parent: Element, token: Token, blocks: list[str]) -> None:
        """A pre element with the code."""
        del blocks
        block = self.reading.code_blocks[token.number]
        pre = SubElement(parent, "pre", {"data-line": str(block.span.line)})
        code = SubElement(pre, CODE)
        code.text = block.text
        if block.language:
            code.set("class", f"language-{block.language}")
        add_place(self.reading, pre, block.attributes, block.span)
