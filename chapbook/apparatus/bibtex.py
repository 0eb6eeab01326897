"""Turn a .bib file into entries whose fields are LaTeX text with their places.

bibtexparser splits the file into blocks; the rest is done here, because its middlewares
corrupt URLs, drop commands and resolve no `#`. It counts lines from 0 and takes a missing
comma for part of a value.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
    String,
)

from chapbook.apparatus.bibtex_comments import blank_comments
from chapbook.apparatus.bibtex_values import MONTH_STRINGS, NEXT_FIELD, read_value
from chapbook.apparatus.places import Places, places_in
from chapbook.diagnostics import Diagnostic, SourceSpan, error, warning
from chapbook.manuscript.model import SourceText

# Its warnings come back as failed blocks, hence as diagnostics.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

FAILURES = (
    ("end of file", "a brace or a quotation mark is still open at the end of the file"),
    ("Unexpected block start", "a brace or a quotation mark is still open where the next begins"),
    ("Expected comma after entry key", "a comma is missing after its key"),
    ("Expected a `=`", "one of its fields has no '='"),
)
COMMENTARY = re.compile(r"@commentary(?=\s*[{(])", re.IGNORECASE)
SHELTERED = "@kommentary"
"""bibtexparser 2.1.0 takes biblatex's @commentary for a @comment, as its splitter asks only how
the name begins. A name of the same length keeps every place."""
HEAD = re.compile(r"@\s*(\w*)\s*[{(]\s*([^\s,={}]*)")


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class _File:
    text: str
    places: Places


def read_entries(source: SourceText) -> tuple[tuple[BibtexEntry, ...], tuple[Diagnostic, ...]]:
    """The entries of a .bib file in its order, doubles included, and what is wrong with it."""
    text, comments = blank_comments(COMMENTARY.sub(SHELTERED, source.text))
    file = _File(text, places_in(source))
    found = [_comment(file.places.span(c.start)) for c in comments if c.in_entry]
    blocks = parse_string(text, parse_stack=[]).blocks
    strings = _strings(file, blocks, found)
    entries = []
    for block in blocks:
        if _is_broken(block):
            found.append(_failure(file, block))
        elif isinstance(whole := _whole(block), Entry):
            entries.append(_entry(file, whole, strings, found))
    return tuple(entries), tuple(found)


def _comment(span: SourceSpan) -> Diagnostic:
    return warning(
        "bibtex-comment",
        "BibTeX knows no % comment inside an entry",
        span,
        "move it out of the entry, or write a % that is meant as \\% in braces",
    )


def _is_broken(block: Block) -> TypeGuard[ParsingFailedBlock]:
    """Whether nothing of a block can be used; what a @comment holds is nobody's business."""
    return (
        isinstance(block, ParsingFailedBlock)
        and block.ignore_error_block is None
        and not (block.raw or "").lower().startswith("@comment")
    )


def _whole(block: Block) -> Block:
    """The block itself, out of what bibtexparser wraps round doubles."""
    while isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        inner = block.ignore_error_block
        if inner is None:
            break
        block = inner
    return block


def _offset(file: _File, block: Block) -> int:
    line_start = file.places.line_starts[block.start_line or 0]
    return max(line_start, file.text.find(block.raw or "", line_start))


def _failure(file: _File, block: ParsingFailedBlock) -> Diagnostic:
    start, raw = _offset(file, block), block.raw or ""
    head = HEAD.match(raw)
    name = head[2] if head and head[2] else raw.split("{")[0]
    said = str(getattr(block.error, "abort_reason", ""))
    reason = next((text for sign, text in FAILURES if sign in said), "it isn't BibTeX")
    what = "@string" if head and head[1].lower() == "string" else "entry"
    message = f"the {what} '{name}' can't be read: {reason}"
    place = head.start(2) if head else 0
    return error("bibtex-syntax", message, file.places.span(start + place, len(name)))


def _strings(file: _File, blocks: list[Block], found: list[Diagnostic]) -> Mapping[str, str]:
    strings = dict(MONTH_STRINGS)
    for block in blocks:
        if isinstance(whole := _whole(block), String):
            start = _offset(file, whole)
            limit = start + len((whole.raw or "").rstrip()) - 1
            value_start = file.text.index("=", start) + 1
            value = read_value(file.text, value_start, limit, strings, file.places)
            strings[whole.key.lower()] = value.latex
            found.extend(value.diagnostics)
    return strings


def _entry(
    file: _File, block: Entry, strings: Mapping[str, str], found: list[Diagnostic]
) -> BibtexEntry:
    start = _offset(file, block)
    key_at = file.text.index(block.key, start + len(block.entry_type) + 2)
    fields: dict[str, LatexField] = {}
    for name, name_at, field in _fields(file, block, key_at + len(block.key), strings, found):
        if name in fields:
            message = f"'{block.key}' has two fields '{name}'; the first is taken"
            found.append(warning("bibtex-duplicate-field", message, name_at))
        fields.setdefault(name, field)
    span = file.places.span(key_at, len(block.key))
    kind = "commentary" if block.entry_type == SHELTERED[1:] else block.entry_type.lower()
    return BibtexEntry(kind, block.key, span, fields)


def _fields(
    file: _File, block: Entry, start: int, strings: Mapping[str, str], found: list[Diagnostic]
) -> Iterator[tuple[str, SourceSpan, LatexField]]:
    """Name, the name's place and value of each field, with those after a missing comma."""
    at = start
    for field in block.fields:
        name, name_at = field.key, file.text.index(field.key, at)
        value_at = file.text.index(field.value, file.text.index("=", name_at + len(name)) + 1)
        at = value_at + len(field.value)
        while True:
            value = read_value(file.text, value_at, at, strings, file.places)
            found.extend(value.diagnostics)
            value_span = file.places.span(value_at, value.end - value_at)
            name_span = file.places.span(name_at, len(name))
            yield name.lower(), name_span, LatexField(value.latex, value_span)
            rest = NEXT_FIELD.match(file.text, value.end, at)
            if value.end < at:
                found.append(_leftover(file, name, value.end, at, rest))
            if rest is None:
                break
            name, name_at, value_at = rest["name"], rest.start("name"), rest.end()


def _leftover(
    file: _File, name: str, start: int, end: int, rest: re.Match[str] | None
) -> Diagnostic:
    if rest:
        message = f"a comma is missing after the field '{name}', before '{rest['name']}'"
        return error("bibtex-missing-comma", message, file.places.span(rest.start("name")))
    message = f"the value of '{name}' goes on after its end"
    hint = "put the whole value in one pair of braces, or join its parts with #"
    return error("bibtex-syntax", message, file.places.span(start, end - start), hint)
