"""Each check finds what it should where it is, nothing else, and mends what is safe."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.manuscript.test_manuscript_properties import FRAGMENTS
from tests.proofing.checked_texts import (
    BOOK,
    CASES,
    CheckedCase,
    as_lines,
    cases,
    findings_in,
    mended,
    read_written,
)

MISTAKES = (" the the", "  ", " - ", " 1936-1938", " , ", '6"', "“", "”", '"', "'so", " a\na ", "«")

ALL = [case for path in sorted(CASES.glob("*.txt")) for case in cases(path.name)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_check_finds_and_mends_what_the_case_says(case: CheckedCase, tmp_path: Path) -> None:
    book = read_written(tmp_path, case.files)
    findings = findings_in(book)
    assert as_lines(findings) == case.found
    assert mended(tmp_path, book, findings) == case.mended


@pytest.mark.parametrize("case", [case for case in ALL if case.mended], ids=lambda case: case.name)
def test_what_was_mended_is_found_no_more(case: CheckedCase, tmp_path: Path) -> None:
    book = read_written(tmp_path, case.files | case.mended)
    assert [each for each in findings_in(book) if each.mends] == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*FRAGMENTS, *MISTAKES]), max_size=12).map("".join))
def test_whatever_stands_in_a_chapter_findings_stand_in_it_too(text: str) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        book = read_written(root, {"book.toml": BOOK, "chapters/one.md": f"# One\n\n{text}\n"})
        findings = findings_in(book)
        lines = (root / "chapters/one.md").read_text("utf-8").split("\n")
        for each in findings:
            span = each.diagnostic.span
            assert span is not None
            assert 1 <= span.line <= len(lines)
        for mend in (mend for each in findings for mend in each.mends):
            start = mend.span.column - 1
            line = lines[mend.span.line - 1]
            # Tabs are spaces to whoever reads the text; such a mend isn't made.
            assert "\t" in line or line[start : start + len(mend.old)] == mend.old
