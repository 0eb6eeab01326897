"""What the checks hand on: findings, and how they may be mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chapbook.check_register import found
from chapbook.diagnostics import Diagnostic, SourceSpan

SLIPS = 5


@dataclass(frozen=True)
class Mend:
    """`old`, which stands at `span` on one line of a file, is to become `new`."""

    span: SourceSpan
    old: str
    new: str


@dataclass(frozen=True)
class Finding:
    """Something found wrong, and the changes that are safe to mend it with, if there are any."""

    diagnostic: Diagnostic
    mends: tuple[Mend, ...] = ()


def finding(
    code: str, message: str, span: SourceSpan | None, hint: str = "", mends: tuple[Mend, ...] = ()
) -> Finding:
    """A Finding of the check `code`, with that check's severity."""
    return Finding(found(code, message, span, hint), mends)


def as_habit(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of one check in a chapter, or one that stands for all: so many slips are a
    habit."""
    if len(findings) <= SLIPS:
        yield from findings
        return
    first = findings[0].diagnostic
    message = f"{first.message}; so it is in {len(findings)} places of this chapter"
    mends = tuple(mend for each in findings for mend in each.mends)
    yield finding(first.code, message, first.span, first.hint, mends)
