"""The bibliography's .bib file."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.apparatus.bibtex import BibtexEntry, read_entries
from chapbook.apparatus.inheritance import inherit
from chapbook.apparatus.languages import bcp_47
from chapbook.apparatus.latex import to_html
from chapbook.apparatus.references import read_bibliography, read_references, reference_anchor
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.model import SourceText
from tests.apparatus.case_files import Case, cases


def said(found: Diagnostic) -> str:
    return f"{found.span}: {found.severity}: {found.message} [{found.code}]"


def shown(entry: BibtexEntry) -> str:
    def text(name: str) -> str:
        field = entry.fields.get(name)
        return to_html(field.latex, "en", bcp_47).html if field else ""

    titles = [(joint, text(name)) for joint, name in ((" in ", "booktitle"), (" of ", "maintitle"))]
    title = text("title") + "".join(joint + words for joint, words in titles if words)
    return f"{entry.key}: {title} ({text('date') or text('year')})"


@pytest.mark.parametrize("case", cases("bibtex.txt"), ids=lambda case: case.name)
def test_bibtex(case: Case) -> None:
    entries, found = read_bibliography(SourceText("bib", case.written))
    expected, diagnostics = case.expected
    assert [shown(entry) for entry in entries.values()] == expected.splitlines()
    assert sorted(map(said, found)) == sorted(filter(None, diagnostics.split("\n")))


def test_a_reference_is_complete() -> None:
    text = """
@book{muehsam:1929,
  author     = {M{\\"u}hsam, Erich and others},
  title      = {\\enquote{Sammlung} \\& more},
  url        = {http://a.b/c--d_e?f&g},
  keywords   = {primary; memoir,},
  annotation = {``good''},
  langid     = {ngerman},
  date       = {1929-05},
}
"""
    references, found = read_references(SourceText("bibliography/references.bib", text))
    assert found == ()
    reference = references["muehsam:1929"]
    assert reference.kind == "book"
    assert reference.language == "de"
    assert reference.keywords == {"primary", "memoir"}
    assert reference.annotation == "“good”"
    assert reference.item["title"] == "„Sammlung“ & more"
    assert reference.item["URL"] == "http://a.b/c--d_e?f&g"
    assert reference.anchor == "ref--muehsam:1929"
    assert (reference.span.line, reference.span.column, reference.span.length) == (2, 7, 12)


def test_references_are_made_once_and_only_when_asked_for() -> None:
    text = "@book{a, author={B}, year=1, title={c}}\n@xdata{x, title={d}}"
    references, _ = read_references(SourceText("bib", text))
    assert list(references) == ["a"]
    assert len(references) == 1
    assert references["a"] is references["a"]
    assert references.get("x") is None
    with pytest.raises(KeyError):
        references["x"]


def test_quotation_marks_follow_the_book_where_an_entry_names_no_language() -> None:
    source = SourceText("bib", "@book{a, author={B}, year=1, title={``c''}}")
    assert read_references(source, "de")[0]["a"].item["title"] == "„c“"
    assert read_references(source)[0]["a"].item["title"] == "“c”"


def test_hints_name_what_was_meant() -> None:
    text = "@string{cup = {C}}\n@book{a, author={B}, year=1, title={c}, publisher=cupp}"
    (found,) = read_references(SourceText("bib", text))[1]
    assert found.hint == "did you mean 'cup'?"


def test_a_range_with_dashes_has_a_hint_of_its_own() -> None:
    text = "@book{a, author={B}, title={c}, date={1936--1938}}"
    (found,) = read_references(SourceText("bib", text))[1]
    assert found.hint == "a range is written with a slash, as 1936/1938"


def test_fields_come_from_afar_but_not_from_anywhere() -> None:
    chain = [f"@book{{k{n}, xdata = {{k{n + 1}}}}}" for n in range(3000)]
    entries, found = read_entries(SourceText("bib", "\n".join([*chain, "@book{k3000, title={T}}"])))
    whole, wrong = inherit(entries)
    assert found == ()
    assert whole[-10].fields["title"].latex == "T"
    assert {diagnostic.code for diagnostic in wrong} == {"bibtex-crossref-depth"}


def test_shared_parents_cost_nothing() -> None:
    layers = [
        f"@xdata{{{side}{n}, xdata = {{a{n + 1}, b{n + 1}}}}}" for n in range(40) for side in "ab"
    ]
    text = "\n".join([*layers, "@xdata{a40, title = {T}}", "@xdata{b40, year = 1937}"])
    whole, wrong = inherit(read_entries(SourceText("bib", text))[0])
    assert wrong == ()
    assert {*whole[0].fields} == {"xdata", "title", "year"}


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
