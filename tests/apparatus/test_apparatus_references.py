"""The bibliography's .bib file."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.apparatus.references import read_references, reference_anchor
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.model import SourceText
from tests.apparatus.apparatus_builders import CASES


def said(found: Diagnostic) -> str:
    return f"{found.span}: {found.severity}: {found.message} [{found.code}]"


def cases() -> list[tuple[str, str, list[str], list[str]]]:
    text = (CASES / "bibtex.txt").read_text(encoding="utf-8")
    found = []
    for case in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        name, rest = case.split("\n", 1)
        written, expected = rest.split("==>\n")
        entries, diagnostics = expected.split("--\n")
        found.append((name, written, entries.splitlines(), diagnostics.splitlines()))
    return found


@pytest.mark.parametrize(
    ("written", "entries", "diagnostics"),
    [case[1:] for case in cases()],
    ids=[case[0] for case in cases()],
)
def test_bibtex(written: str, entries: list[str], diagnostics: list[str]) -> None:
    references, found = read_references(SourceText("bib", written))
    shown = []
    for key, reference in references.items():
        title = reference.fields.get("title", "")
        for joint, field in ((" in ", "booktitle"), (" of ", "maintitle")):
            title += joint + reference.fields[field] if field in reference.fields else ""
        shown.append(f"{key}: {title} ({reference.year})")
    assert shown == entries
    assert sorted(map(said, found)) == sorted(line for line in diagnostics if line)


def test_a_reference_is_complete() -> None:
    text = """
@book{muehsam:1929,
  author     = {M{\\"u}hsam, Erich and others},
  translator = {Cohen, Rose},
  title      = {\\enquote{Sammlung} \\& more},
  address    = {Berlin},
  url        = {http://a.b/c--d_e?f&g},
  pages      = {12-14},
  langid     = {ngerman},
  date       = {1929-05},
}
"""
    references, found = read_references(SourceText("bibliography/references.bib", text))
    assert found == ()
    reference = references["muehsam:1929"]
    assert reference.kind == "book"
    assert [name.inverted for name in reference.authors] == ["Mühsam, Erich", "et al."]
    assert [name.natural for name in reference.translators] == ["Rose Cohen"]
    assert reference.editors == ()
    assert reference.year == "1929"
    assert reference.language == "de"
    assert reference.fields["title"] == "„Sammlung“ &amp; more"
    assert reference.fields["url"] == "http://a.b/c--d_e?f&amp;g"
    assert reference.fields["pages"] == "12–14"
    assert reference.fields["location"] == reference.fields["address"] == "Berlin"
    assert reference.anchor == "ref--muehsam:1929"
    assert (reference.span.line, reference.span.column, reference.span.length) == (2, 7, 12)


def test_quotation_marks_follow_the_book_where_an_entry_names_no_language() -> None:
    source = SourceText("bib", "@book{a, author={B}, year=1, title={``c''}}")
    assert read_references(source, "de")[0]["a"].fields["title"] == "„c“"
    assert read_references(source)[0]["a"].fields["title"] == "“c”"


def test_hints_name_what_was_meant() -> None:
    text = "@string{cup = {C}}\n@book{a, author={B}, year=1, title={c}, publisher=cupp}"
    (found,) = read_references(SourceText("bib", text))[1]
    assert found.hint == "did you mean 'cup'?"


def test_an_empty_file_has_no_references() -> None:
    assert read_references(SourceText("bib", "")) == ({}, ())


def test_windows_line_ends_change_nothing() -> None:
    text = "@book{a,\n title={B}\n year=1937}\n@book{b, title={C}, yaer=x}\n"
    unix, unix_found = read_references(SourceText("bib", text))
    windows, windows_found = read_references(SourceText("bib", text.replace("\n", "\r\n")))
    assert windows == unix
    assert windows_found == unix_found


@given(st.text(max_size=30), st.text(max_size=30))
def test_anchors_are_safe_and_tell_keys_apart(one: str, other: str) -> None:
    assert re.fullmatch(r"ref--[A-Za-z0-9_.:-]*", reference_anchor(one))
    assert (reference_anchor(one) == reference_anchor(other)) == (one == other)


@pytest.mark.parametrize(
    ("key", "anchor"),
    [
        ("serge_1937", "ref--serge_1937"),
        ("a b", "ref--a_20_b"),
        ("a_20_b", "ref--a_5f_20_b"),
        ("é%/", "ref--_e9__25__2f_"),
    ],
)
def test_anchor_spelling(key: str, anchor: str) -> None:
    assert reference_anchor(key) == anchor


@given(st.text(alphabet="@book{}(),=\"#% \n\\ab1'", max_size=80))
def test_no_text_stops_the_reader(text: str) -> None:
    references, found = read_references(SourceText("bib", text))
    lines = text.split("\n")
    for diagnostic in found:
        assert diagnostic.span
        assert 1 <= diagnostic.span.line <= len(lines)
        assert 1 <= diagnostic.span.column <= len(lines[diagnostic.span.line - 1]) + 1
    assert all(key == reference.key for key, reference in references.items())
