"""Turn a line of three asterisks, hyphens or underscores into a break in the text."""

import re
from xml.etree.ElementTree import Element, SubElement

from chapbook.manuscript.markdown.block_tokens import Token, TokenProcessor
from chapbook.manuscript.markdown.source_lines import LineStart, SourceLines, token_text

_RULE = re.compile(r"(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,}")


def take_rule(lines: SourceLines, start: LineStart) -> bool:
    """Take a rule; hyphens directly under a text are a heading's underline instead."""
    if not _RULE.fullmatch(start.rest):
        return False
    if set(start.rest.strip()) == {"-"} and lines.is_below_text():
        return False
    mark = lines.mark(start.column)
    lines.blank(start.quote)
    lines.emit(f"{start.quote}{start.indent}{token_text('rule', 0)}{mark}")
    lines.blank(start.quote)
    lines.at += 1
    return True


class RuleProcessor(TokenProcessor):
    """Places breaks."""

    kind = "rule"

    def place(self, parent: Element, token: Token, blocks: list[str]) -> None:
        """An hr element."""
        del blocks
        rule = SubElement(parent, "hr", {"class": "break"})
        line = self.reading.positions.first_line(token.rest)
        if line is not None:
            rule.set("data-line", str(line))
