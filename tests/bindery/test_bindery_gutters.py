"""Text that creep brings too near to the fold is told of, and no other."""

from dataclasses import replace

import pytest

from chapbook.bindery.booklet import PrintJob
from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.print_config import PrintSettings, Scheme
from tests.bindery.press_pages import PLAIN, imposed, pages_of

# The text fills what is left between a rule of 1 pt and these.
NARROW = "section { padding-left: 25pt; padding-right: 25pt; text-align-last: justify }"
SPANS = {"": SourceSpan("book.toml", 9), "caliper_mm": SourceSpan("book.toml", 10)}
THICK = replace(PLAIN, caliper_mm=0.4, gsm=None, spans=SPANS)


@pytest.fixture(scope="module")
def narrow() -> bytes:
    return pages_of(24, NARROW)


def found(pdf: bytes, settings: PrintSettings) -> tuple[Diagnostic, ...]:
    return imposed(pdf, PrintJob(), base=settings).diagnostics


def test_the_innermost_page_is_told_of(narrow: bytes) -> None:
    (told,) = found(narrow, THICK)
    # 26 pt are 9.17 mm; five leaves lie around the innermost.
    assert told.message == "creep moves page 12 by 2.0 mm, and its text stands 7.2 mm from the fold"
    assert (told.code, str(told.span)) == ("imposition-gutter", "book.toml:10:1")
    assert "perfect-binding" in told.hint


def test_rectos_and_versos_are_both_measured(narrow: bytes) -> None:
    (told,) = found(narrow, replace(THICK, binding_side="right"))
    assert "7.2 mm from the fold" in told.message


@pytest.mark.parametrize(
    "settings",
    [
        replace(THICK, caliper_mm=0.05),
        replace(THICK, scheme=Scheme.PERFECT_BINDING, signature_pages=4, cover="self"),
        replace(THICK, scheme=Scheme.CUT_AND_STACK),
    ],
    ids=["thin paper", "signatures", "leaves"],
)
def test_where_nothing_creeps_nothing_is_told(narrow: bytes, settings: PrintSettings) -> None:
    assert found(narrow, settings) == ()


def test_a_wide_gutter_bears_it() -> None:
    assert found(pages_of(24, "section { padding: 20pt 45pt }"), THICK) == ()


def test_a_gutter_that_is_narrow_by_itself_is_not_creep_s(narrow: bytes) -> None:
    assert found(pages_of(24, "section { padding: 20pt 5pt }"), THICK) == ()
    assert found(narrow, replace(THICK, sides="one")) != ()
