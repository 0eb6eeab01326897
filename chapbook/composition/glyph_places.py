"""Turn characters without a glyph that stand in no chapter's own text into the place where they
were written.

Title pages and running heads print settings, contents and index what chapters have, notes and
bibliography what the .bib has: the fragment that prints them doesn't know, and must not, since
it is kept when these lines move.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence

from chapbook.apparatus.model import Reference
from chapbook.composition.missing_glyphs import glyph_missing, told_characters
from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.model import Manuscript, SourceText
from chapbook.manuscript.print_config import BOOK_TOML
from chapbook.manuscript.toml_places import KeyPath, find_places


def placed_glyphs(
    found: Iterable[Diagnostic], manuscript: Manuscript, listed: Sequence[Reference]
) -> tuple[Diagnostic, ...]:
    """The diagnostics, those of characters that don't stand at their place with the first one
    that they have in book.toml, the chapters, index.toml, or the entries that are `listed`."""
    # A running head may print what the text has, too.
    return tuple(dict.fromkeys(_placed(one, manuscript, listed) for one in found))


def _placed(one: Diagnostic, manuscript: Manuscript, listed: Sequence[Reference]) -> Diagnostic:
    characters = told_characters(one)
    if not characters or (one.span and _are_at(one.span, characters, manuscript)):
        return one
    span = next(_places(characters, manuscript, listed), one.span)
    return glyph_missing(characters, span)


def _are_at(span: SourceSpan, characters: str, manuscript: Manuscript) -> bool:
    text = next((each.text for each in manuscript.chapters if each.path == span.path), "")
    lines = text.split("\n")[span.line - 1 : span.line]
    return any(line.startswith(characters, span.column - 1) for line in lines)


def _places(
    characters: str, manuscript: Manuscript, listed: Sequence[Reference]
) -> Iterator[SourceSpan]:
    settings = (manuscript.root / BOOK_TOML.path).read_text("utf-8", errors="replace")
    texts = [SourceText(chapter.path, chapter.text) for chapter in manuscript.chapters]
    authority = [manuscript.index_authority] if manuscript.index_authority else []
    yield from _written(characters, SourceText(BOOK_TOML.path, settings))
    yield from _set_to(characters, settings)
    for text in (*texts, *authority):
        yield from _written(characters, text)
    entries = [entry.span for entry in listed if _holds(entry.item, characters)]
    for span in entries:
        for text in [manuscript.bibliography] if manuscript.bibliography else []:
            yield from _written(characters, text, span.line)
        yield span


def _written(characters: str, source: SourceText, from_line: int = 1) -> Iterator[SourceSpan]:
    """Where the characters stand as they are, in the first line from a line on."""
    for number, line in enumerate(source.text.split("\n")[from_line - 1 :], from_line):
        if characters in _without_comment(line, source.path):
            column = line.index(characters) + 1
            yield SourceSpan(source.path, number, column, len(characters))
            return


def _without_comment(line: str, path: str) -> str:
    return re.sub(r"^\s*#.*", "", line) if path.endswith(".toml") else line


def _set_to(characters: str, toml: str) -> Iterator[SourceSpan]:
    """The settings whose values hold the characters, which the file may write as escapes."""
    try:
        places = find_places(toml)
        values = dict(_values((), tomllib.loads(toml)))
    except tomllib.TOMLDecodeError:
        return
    for path, value in values.items():
        if characters in value and path in places:
            yield SourceSpan(BOOK_TOML.path, *places[path])


def _values(path: KeyPath, value: object) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _values((*path, key), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _values((*path, number), inner)


def _holds(value: object, characters: str) -> bool:
    """Whether one of the texts in an item has the characters."""
    if isinstance(value, str):
        return characters in value
    if isinstance(value, dict):
        return any(_holds(inner, characters) for inner in value.values())
    return isinstance(value, (list, tuple)) and any(_holds(inner, characters) for inner in value)
