"""Turn a line that WeasyPrint logs into a Diagnostic at the source that caused it."""

import logging
import re
from collections.abc import Iterable

from chapbook.diagnostics import Diagnostic, Severity, SourceSpan

MISSING_GLYPH = re.compile(r"\.notdef glyph .*?[\"“](.)", re.DOTALL)
CSS_PLACE = re.compile(r" at (\d+):(\d+)")


SUBSETTER = "Using fontTools instead of HarfBuzz-Subset"


def located(records: Iterable[logging.LogRecord], path: str, text: str) -> tuple[Diagnostic, ...]:
    """The records as Diagnostics; `path` and `text` are the source being read or set."""
    # By which library WeasyPrint subsets fonts doesn't matter: the bindery does it again.
    return tuple(
        _located(record, path, text)
        for record in records
        if not record.getMessage().startswith(SUBSETTER)
    )


def _located(record: logging.LogRecord, path: str, text: str) -> Diagnostic:
    message = record.getMessage()
    severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
    glyph = MISSING_GLYPH.search(message)
    if glyph:
        return _missing_glyph(glyph[1], path, text)
    place = CSS_PLACE.search(message)
    span = SourceSpan(path, int(place[1]), int(place[2])) if place else SourceSpan(path, 1)
    return Diagnostic(severity, "typesetter", CSS_PLACE.sub("", message), span if path else None)


def _missing_glyph(character: str, path: str, text: str) -> Diagnostic:
    message = f"no font of the book has the character '{character}' (U+{ord(character):04X})"
    hint = "leave it out, or name a font that has it in styles/"
    offset = text.find(character)
    if offset < 0:
        span = SourceSpan(path, 1) if path else None
    else:
        line = text.count("\n", 0, offset) + 1
        span = SourceSpan(path, line, offset - text.rfind("\n", 0, offset))
    return Diagnostic(Severity.ERROR, "glyph-missing", message, span, hint)
