"""Turn `[^name]: …` and the indented blocks below it into the text of a note."""

import re
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.block_tokens import Token, TokenProcessor
from chapbook.manuscript.markdown.reading import NoteDefinition, Reading
from chapbook.manuscript.markdown.source_lines import LineStart, SourceLines, token_text

_LABEL = re.compile(r"\[\^(?P<label>[^\s\[\]^]+)\]:[ ]*")


def take_note(lines: SourceLines, start: LineStart) -> bool:
    """Take the line that a definition begins with."""
    label = _LABEL.match(start.rest)
    if label is None or len(start.indent) > 3:
        return False
    reading = lines.reading
    reading.note_labels.append((label["label"], lines.span(start.column, len(label["label"]) + 3)))
    text = start.rest[label.end() :]
    mark = lines.mark(start.column + label.end()) if text.strip() else ""
    lines.blank(start.quote)
    lines.emit(f"{start.quote}{token_text('note', len(reading.note_labels) - 1)}{mark}{text}")
    lines.at += 1
    return True


class NoteProcessor(TokenProcessor):
    """Takes definitions out of the text."""

    kind = "note"

    def run(self, parent: Element, blocks: list[str]) -> None:
        """As for any token, but lines behind it in the same block belong to the note."""
        block = blocks.pop(0)
        found = self.found(parent, block)
        if found is None:
            return
        following = self.token.search(block, found.end())
        stop = following.start() if following else len(block)
        if following:
            blocks.insert(0, block[stop:])
        text = found[3] + block[found.end() : stop]
        token = Token(int(found[2]), text, len(found[1]))
        self.place(parent, token, [] if following else blocks)

    def place(self, parent: Element, token: Token, blocks: list[str]) -> None:
        """Keep the note's blocks: the token's rest, and those of `blocks` that are indented."""
        del parent
        label, span = self.reading.note_labels[token.number]
        inside = [self.looseDetab(token.rest)] if token.rest.strip() else []
        while blocks and blocks[0].startswith(" " * self.tab_length):
            inside.append(self.looseDetab(blocks.pop(0)))
        content = Element("div")
        self.parser.state.set("note")
        self.parser.parseBlocks(content, list(inside))
        self.parser.state.reset()
        first = self.reading.definitions.get(label)
        if first is not None:
            message = f"the note '{label}' has already been written in line {first.span.line}"
            self.reading.error("note-duplicate", message, span)
            return
        if not inside:
            self.reading.error("note-empty", f"the note '{label}' has no text", span)
        self.reading.definitions[label] = NoteDefinition(content, span)


def report_uncalled(reading: Reading) -> None:
    """Report every definition that no call has used."""
    for label, definition in reading.definitions.items():
        if not definition.is_called:
            message = f"the note '{label}' is never called"
            hint = f"put [^{label}] into the text where it belongs, or delete the note"
            reading.error("note-uncalled", message, definition.span, hint)
