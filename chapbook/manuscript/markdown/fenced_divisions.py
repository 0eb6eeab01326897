"""Turn lines between `::: name` and `:::` into a div of that class."""

import re
from xml.etree.ElementTree import Element, SubElement

from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.attributes import read_attributes
from chapbook.manuscript.markdown.block_tokens import Token, TokenProcessor
from chapbook.manuscript.markdown.named_divisions import other_attributes, shape_division
from chapbook.manuscript.markdown.places import add_place
from chapbook.manuscript.markdown.reading import FencedDivision
from chapbook.manuscript.markdown.source_lines import LineStart, SourceLines, token_text

DEEPEST = 12
_FENCE = re.compile(r":{3,}[ ]*(?P<what>.*?)[ ]*:*[ ]*$")
_WHAT = re.compile(r"(?P<name>[\w-]*)[ ]*(?P<list>\{.*\})?")
_LISTS = frozenset(("ul", "ol", "dl"))


def take_division(lines: SourceLines, start: LineStart) -> bool:
    """Take a line that opens or closes a division."""
    fence = _FENCE.match(start.rest)
    if fence is None:
        return False
    span = lines.span(start.column, len(start.rest.rstrip()))
    if fence["what"]:
        attributes = _attributes(fence["what"])
        if attributes is None:
            hint = "write '::: name' or '::: {.name #id}'"
            lines.reading.error("syntax", "this division's name can't be read", span, hint)
        _open(lines, start, FencedDivision(attributes or Attributes(), span, start.rest))
    elif lines.open_divisions:
        number, indent = lines.open_divisions.pop()
        _emit(lines, start.quote, f"{indent}{token_text('close', number)}")
    else:
        message, hint = "':::' closes no division", "a division begins with '::: name'"
        lines.reading.error("syntax", message, span, hint)
    lines.at += 1
    return True


def _open(lines: SourceLines, start: LineStart, division: FencedDivision) -> None:
    reading = lines.reading
    reading.openings.append(division)
    number = len(reading.openings) - 1
    lines.open_divisions.append((number, start.indent))
    if len(lines.open_divisions) > DEEPEST:
        reading.error("nesting", "divisions are nested too deeply here", division.span)
        return
    _emit(lines, start.quote, f"{start.indent}{token_text('open', number)}")


def close_divisions(lines: SourceLines) -> None:
    """At the chapter's end, report every division that is still open, and close it."""
    while lines.open_divisions:
        number, indent = lines.open_divisions.pop()
        message, hint = "this division is not closed", "close it with a line of ':::'"
        lines.reading.error("syntax", message, lines.reading.openings[number].span, hint)
        _emit(lines, "", f"{indent}{token_text('close', number)}")


def _emit(lines: SourceLines, quote: str, line: str) -> None:
    lines.blank(quote)
    lines.emit(f"{quote}{line}")
    lines.blank(quote)


def _attributes(what: str) -> Attributes | None:
    """The attributes of 'name', '{…}' or 'name {…}'; None where it is none of these."""
    named = _WHAT.fullmatch(what)
    if named is None:
        return None
    if not named["list"]:
        return Attributes(classes=(named["name"],))
    found = read_attributes(named["list"], 0, len(named["list"]))
    if found.attributes is None or found.end != len(named["list"]):
        return None
    name = (named["name"],) if named["name"] else ()
    classes = (*name, *found.attributes.classes)
    return Attributes(found.attributes.id, classes, found.attributes.values)


class FencedDivisionProcessor(TokenProcessor):
    """Places divisions, with all blocks up to the end that belongs to each."""

    kind = "open"

    def place(self, parent: Element, token: Token, blocks: list[str]) -> None:
        """A div element holding the blocks of the division."""
        division = self.reading.openings[token.number]
        closing = token_text("close", token.number)
        level = token.indent // self.tab_length
        inside: list[str] = []
        while blocks and blocks[0].strip() != closing:
            inside.append(self.looseDetab(blocks.pop(0), level) if level else blocks.pop(0))
        if blocks:
            blocks.pop(0)
        else:
            message = "this division doesn't end inside the quotation or list item it begins in"
            self.reading.error("syntax", message, division.span)
        holder = _holder(parent, level)
        div = SubElement(holder, "div", {"data-line": str(division.span.line)})
        add_place(self.reading, div, other_attributes(division.attributes), division.span)
        self.parser.state.set("division")
        self.parser.parseBlocks(div, inside)
        self.parser.state.reset()
        shape_division(self.reading, holder, div, division)


def _holder(parent: Element, level: int) -> Element:
    """The list item that so many levels of indent lead to, below the last block of `parent`."""
    while level and len(parent) and parent[-1].tag in _LISTS and len(parent[-1]):
        parent = parent[-1][-1]
        level -= 1
    return parent


class StrayEndProcessor(TokenProcessor):
    """Drops ends of divisions that began in another list item or quotation: reported there."""

    kind = "close"

    def place(self, parent: Element, token: Token, blocks: list[str]) -> None:
        """Nothing."""
        del parent, token, blocks
