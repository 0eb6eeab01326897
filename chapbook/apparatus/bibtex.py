"""Turn a .bib file into entries whose fields are LaTeX text with their places.

The syntax is BibTeX's (N. Markey, *Tame the BeaST*, section 5). Where an `@` begins a line, an
entry begins, whatever is still open before it; so an error costs one entry at most.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chapbook.apparatus.bibtex_blocks import Block, Blocks, blocks_of
from chapbook.apparatus.bibtex_comments import blank_comments
from chapbook.apparatus.bibtex_values import MONTH_STRINGS, read_value, skip_space
from chapbook.apparatus.places import Places, places_in
from chapbook.diagnostics import Diagnostic, SourceSpan, error, warning
from chapbook.manuscript.model import SourceText

INNER = r"\{(?:[^{}\\]++|\\.)*+\}"
BRACED = rf"\{{(?:[^{{}}\\]++|\\.|\{{(?:[^{{}}\\]++|\\.|{INNER})*+\}})*+\}}"
FIELD = re.compile(rf"\s*+([^\s=,{{}}()\"#@]++)\s*+=\s*+({BRACED}|\w++)\s*+([,}})])", re.DOTALL)
"""A field as most are: name, `=`, a value in braces, a number or a string's name, and its end."""

NAME = re.compile(r"\s*([^\s=,{}()\"#@]+)\s*=\s*")
LEFT_OVER = re.compile(r"\\.|[{}\",)]", re.DOTALL)

OPEN_AT_NEXT = "a brace or a quotation mark is still open where the next begins"
OPEN_AT_END = "a brace or a quotation mark is still open at the end of the file"
NO_COMMA = "a comma is missing after its key"
NO_EQUALS = "one of its fields has no '='"


@dataclass(frozen=True, slots=True)
class LatexField:
    """A field's value as LaTeX text, and the place of the value."""

    latex: str
    span: SourceSpan


@dataclass(frozen=True)
class BibtexEntry:
    """An entry as written; `kind` and the fields' names are in lower case."""

    kind: str
    key: str
    span: SourceSpan
    fields: Mapping[str, LatexField]


class _BrokenError(Exception):
    """A block can't be read; the message says why."""


def read_entries(source: SourceText) -> tuple[tuple[BibtexEntry, ...], tuple[Diagnostic, ...]]:
    """The entries of a .bib file in its order, doubles included, and what is wrong with it."""
    text, comments = blank_comments(source.text)
    reader = _Reader(blocks_of(text), places_in(source))
    reader.found += [_comment(reader.places.span(c.start)) for c in comments if c.in_entry]
    entries = tuple(reader.entries())
    return entries, tuple(reader.found)


def _comment(span: SourceSpan) -> Diagnostic:
    return warning(
        "bibtex-comment",
        "BibTeX knows no % comment inside an entry",
        span,
        "move it out of the entry, or write a % that is meant as \\% in braces",
    )


class _Reader:
    """Reads a .bib file; its state is the strings defined so far and what is wrong."""

    def __init__(self, blocks: Blocks, places: Places) -> None:
        self.blocks = blocks
        self.text = blocks.text
        self.places = places
        self.strings: dict[str, str] = dict(MONTH_STRINGS)
        self.string_ends: dict[int, int] = {}
        self.found: list[Diagnostic] = []

    def entries(self) -> Iterator[BibtexEntry]:
        """Every entry that can be read; strings are known in the whole file."""
        for string in self.blocks.at_line_starts("string"):
            self._read(string)
        at = 0
        while block := self.blocks.after(at):
            at, entry = self._read(block)
            if entry:
                yield entry

    def _read(self, block: Block) -> tuple[int, BibtexEntry | None]:
        """Where a block ends, and the entry that it is."""
        if block.kind in ("comment", "preamble"):
            return self.blocks.end_unread(block), None
        try:
            if block.kind == "string":
                return self._string(block), None
            return self._entry(block)
        except _BrokenError as broken:
            self.found.append(self._failure(block, str(broken)))
            return self.blocks.end_unread(block), None

    def _failure(self, block: Block, reason: str) -> Diagnostic:
        what = "@string" if block.kind == "string" else "entry"
        name = block.key or f"@{block.kind}"
        start = block.key_start if block.key else block.start
        span = self.places.span(start, len(name))
        return error("bibtex-syntax", f"the {what} '{name}' can't be read: {reason}", span)

    def _still_open(self, block: Block) -> _BrokenError:
        return _BrokenError(OPEN_AT_NEXT if block.limit < len(self.text) else OPEN_AT_END)

    def _string(self, block: Block) -> int:
        if block.start in self.string_ends:
            return self.string_ends[block.start]
        self.string_ends[block.start] = block.limit
        if self.text[block.body : block.body + 1] != "=":
            raise _BrokenError("it has no '='")
        value = read_value(self.text, block.body + 1, block.limit, self.strings, self.places)
        self.found += value.diagnostics
        end = self.text.find(block.closing, value.end, block.limit)
        if not value.closed or end < 0:
            raise self._still_open(block)
        self.strings[block.key.lower()] = value.latex
        self.string_ends[block.start] = end + 1
        return end + 1

    def _entry(self, block: Block) -> tuple[int, BibtexEntry]:
        sign = self.text[block.body : block.limit][:1]
        if not sign:
            raise self._still_open(block)
        if sign not in (",", block.closing):
            raise _BrokenError(NO_COMMA)
        fields: dict[str, LatexField] = {}
        at, ended = block.body + 1, sign == block.closing
        while not ended:
            at, ended = self._field(block, at, fields)
        span = self.places.span(block.key_start, len(block.key))
        return at, BibtexEntry(block.kind, block.key, span, fields)

    def _field(self, block: Block, at: int, fields: dict[str, LatexField]) -> tuple[int, bool]:
        """Where the next field begins, or where the entry ends and that it does."""
        found = FIELD.match(self.text, at, block.limit)
        if found is None or found[3] not in (",", block.closing):
            return self._odd_field(block, at, fields)
        written = found[2]
        latex = written[1:-1] if written[0] == "{" else self.strings.get(written.lower())
        if latex is None:
            if not written.isdecimal():
                return self._odd_field(block, at, fields)
            latex = written
        self._add(block, fields, found, LatexField(latex, self._span(found, 2)))
        return found.end(), found[3] == block.closing

    def _odd_field(self, block: Block, at: int, fields: dict[str, LatexField]) -> tuple[int, bool]:
        """The same for a field of several pieces, one with an error, and for none."""
        at = skip_space(self.text, at, block.limit)
        if at < block.limit and self.text[at] in (",", block.closing):
            return at + 1, self.text[at] == block.closing
        name = NAME.match(self.text, at, block.limit)
        if name is None:
            raise self._still_open(block) if at == block.limit else _BrokenError(NO_EQUALS)
        value = read_value(self.text, name.end(), block.limit, self.strings, self.places)
        self.found += value.diagnostics
        if not value.closed:
            raise self._still_open(block)
        span = self.places.span(name.end(), value.end - name.end())
        self._add(block, fields, name, LatexField(value.latex, span))
        return self._after_odd_field(block, name[1], value.end)

    def _after_odd_field(self, block: Block, name: str, end: int) -> tuple[int, bool]:
        at = skip_space(self.text, end, block.limit)
        if at < block.limit and self.text[at] not in (",", block.closing):
            if following := NAME.match(self.text, at, block.limit):
                self.found.append(self._missing_comma(name, following))
                return at, False
            start, at = at, self._end_of_leftover(block, at)
            self.found.append(self._leftover(name, start, at))
        if at >= block.limit:
            raise self._still_open(block)
        return at + 1, self.text[at] == block.closing

    def _end_of_leftover(self, block: Block, at: int) -> int:
        depth, quoted = 0, False
        for mark in LEFT_OVER.finditer(self.text, at, block.limit):
            if depth == 0 and not quoted and mark[0] in (",", block.closing):
                return mark.start()
            quoted ^= mark[0] == '"' and depth == 0
            depth += {"{": 1, "}": -1}.get(mark[0], 0)
        return block.limit

    def _add(
        self, block: Block, fields: dict[str, LatexField], name: re.Match[str], field: LatexField
    ) -> None:
        if name[1].lower() in fields:
            message = f"'{block.key}' has two fields '{name[1].lower()}'; the first is taken"
            self.found.append(warning("bibtex-duplicate-field", message, self._span(name, 1)))
        fields.setdefault(name[1].lower(), field)

    def _span(self, found: re.Match[str], group: int) -> SourceSpan:
        return self.places.span(found.start(group), len(found[group]))

    def _missing_comma(self, name: str, following: re.Match[str]) -> Diagnostic:
        message = f"a comma is missing after the field '{name}', before '{following[1]}'"
        return error("bibtex-missing-comma", message, self.places.span(following.start(1)))

    def _leftover(self, name: str, start: int, end: int) -> Diagnostic:
        message = f"the value of '{name}' goes on after its end"
        hint = "put the whole value in one pair of braces, or join its parts with #"
        return error("bibtex-syntax", message, self.places.span(start, end - start), hint)
