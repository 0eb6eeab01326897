"""Turn a line that WeasyPrint logs into a Diagnostic at the source that caused it."""

import logging
import re
from collections.abc import Iterable

from chapbook.diagnostics import Diagnostic, Severity, SourceSpan

CSS_PLACE = re.compile(r" at (\d+):(\d+)")
MISSING_GLYPH = re.compile(r"\.notdef glyph .*?[\"“](.)", re.DOTALL)
SUBSETTER = "Using fontTools instead of HarfBuzz-Subset"


def located(records: Iterable[logging.LogRecord], path: str) -> tuple[Diagnostic, ...]:
    """The records as Diagnostics, but those of missing glyphs; `path` is the source being read or
    set."""
    messages = ((record, record.getMessage()) for record in records)
    # By which library WeasyPrint subsets fonts doesn't matter: the bindery does it again.
    return tuple(
        _located(record, message, path)
        for record, message in messages
        if not message.startswith(SUBSETTER) and not MISSING_GLYPH.search(message)
    )


def missing_characters(records: Iterable[logging.LogRecord]) -> frozenset[str]:
    """The characters for which no font had a glyph."""
    found = (MISSING_GLYPH.search(record.getMessage()) for record in records)
    return frozenset(each[1] for each in found if each)


def _located(record: logging.LogRecord, message: str, path: str) -> Diagnostic:
    severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
    place = CSS_PLACE.search(message)
    span = SourceSpan(path, int(place[1]), int(place[2])) if place else SourceSpan(path, 1)
    return Diagnostic(severity, "typesetter", CSS_PLACE.sub("", message), span if path else None)
