"""Turn the attributes of an index mark into its headwords and what it does there.

`ix="printing > presses; iron"` names two headwords, the first with a subentry; a backslash
before ';' or '>' makes it a plain sign. `.ix` takes the marked text itself.
"""

import re

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.reading import DraftMark, Reading
from chapbook.manuscript.model import MarkRole
from chapbook.manuscript.punctuation import punctuated

DEEPEST_PATH = 3
_CLASSES = frozenset(("ix", "main", "open", "close"))
_SEMICOLON = re.compile(r"(?<!\\);")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_GREATER = re.compile(r"(?<!\\)>")


def is_mark(attributes: Attributes) -> bool:
    """Whether they make an index mark."""
    return "ix" in attributes.classes or attributes.get("ix") is not None


def without_mark(attributes: Attributes) -> Attributes:
    """The attributes that don't belong to the mark."""
    return Attributes(
        attributes.id,
        tuple(name for name in attributes.classes if name not in _CLASSES),
        tuple(pair for pair in attributes.values if pair[0] not in {"ix", "sort"}),
    )


def read_marks(
    reading: Reading, attributes: Attributes, text: str, span: SourceSpan
) -> list[DraftMark]:
    """The marks that `attributes` make of the words `text`; none, and an error, if wrong."""
    written = attributes.get("ix")
    paths: list[tuple[str, ...]]
    if written is None:
        paths = [(punctuated(text, reading.language),)] if text else []
    else:
        paths = _paths(reading, written)
    if not paths or not all(all(path) and len(path) <= DEEPEST_PATH for path in paths):
        _report_path(reading, paths, span)
        return []
    sort_keys = _sort_keys(attributes, len(paths))
    if sort_keys is None:
        message = f"'sort' must give one key for each of the {len(paths)} headwords"
        reading.error("index-mark", message, span, "part them by ';'")
        return []
    role = _role(reading, attributes, span)
    is_principal = "main" in attributes.classes
    return [
        DraftMark(path, role, is_principal, sort_key, span)
        for path, sort_key in zip(paths, sort_keys, strict=True)
    ]


def _paths(reading: Reading, written: str) -> list[tuple[str, ...]]:
    return [
        tuple(_words(reading, part) for part in _GREATER.split(path))
        for path in _SEMICOLON.split(written)
    ]


def _words(reading: Reading, part: str) -> str:
    return punctuated(_ESCAPED.sub(r"\1", part).strip(), reading.language)


def _report_path(reading: Reading, paths: list[tuple[str, ...]], span: SourceSpan) -> None:
    if not paths:
        message, hint = "this index mark has no headword", 'write [text]{.ix} or []{ix="headword"}'
    elif any(len(path) > DEEPEST_PATH for path in paths):
        message, hint = f"an index entry has at most {DEEPEST_PATH} levels", ""
    else:
        message = "a headword of this index mark is empty"
        hint = "';' parts headwords and '>' levels; for the signs themselves write '\\;' and '\\>'"
    reading.error("index-mark", message, span, hint)


def _sort_keys(attributes: Attributes, count: int) -> list[str] | None:
    written = attributes.get("sort")
    if written is None:
        return [""] * count
    keys = [_ESCAPED.sub(r"\1", part).strip() for part in _SEMICOLON.split(written)]
    return keys if len(keys) == count else None


def _role(reading: Reading, attributes: Attributes, span: SourceSpan) -> MarkRole:
    opens, closes = "open" in attributes.classes, "close" in attributes.classes
    if opens and closes:
        message = "an index mark can't open and close a range at once"
        reading.error("index-mark", message, span, "for a single place leave both out")
        return MarkRole.POINT
    if opens:
        return MarkRole.OPEN
    return MarkRole.CLOSE if closes else MarkRole.POINT
