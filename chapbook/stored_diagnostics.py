"""Turn Diagnostics into plain data for what is stored as JSON, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chapbook.diagnostics import Diagnostic, Severity, SourceSpan


def to_plain(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """The diagnostics as dictionaries of numbers and texts."""
    return [asdict(found) for found in diagnostics]


def from_plain(stored: Iterable[Mapping[str, Any]]) -> tuple[Diagnostic, ...]:
    """The diagnostics that `to_plain` gave. Raises KeyError, TypeError or ValueError for others."""
    return tuple(_diagnostic(found) for found in stored)


def _diagnostic(stored: Mapping[str, Any]) -> Diagnostic:
    span = stored["span"]
    return Diagnostic(
        severity=Severity(int(stored["severity"])),
        code=str(stored["code"]),
        message=str(stored["message"]),
        span=None if span is None else SourceSpan(**span),
        hint=str(stored["hint"]),
    )
