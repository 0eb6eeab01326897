"""Locators in citations, by pandoc's grammar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.manuscript.locators import LocatorText, parse_locator


@pytest.mark.parametrize(
    ("text", "label", "locator", "rest"),
    [
        (", p. 33", "page", "33", ""),
        (", pp. 12--14, 17 and *passim*", "page", "12–14, 17", " and *passim*"),
        (" chap. 2; x", "chapter", "2", "; x"),
        (", 33-35", "page", "33–35", ""),
        (" 33", "page", "33", ""),
        (" p.33, note", "page", "33", ", note"),
        (", vol. 2, p. 3", "volume", "2", ", p. 3"),
        (" §12", "section", "12", ""),
        (", §§ 12-14", "section", "12-14", ""),
        (", n. 5", "note", "5", ""),
        (", Part II", "part", "II", ""),
        (", pp. xii–xv", "page", "xii–xv", ""),
        (", s.v. 7", "sub-verbo", "7", ""),
        (", fig. 3a & 4", "figure", "3a & 4", ""),
        (" 33ff.", "page", "33ff.", ""),
        (", p.\n33", "page", "33", ""),
        (", S. 12", "page", "12", ""),
        (", Bd. 2", "volume", "2", ""),
        (", т. 2", "volume", "2", ""),
        (" {pp. iv, vi-xi, (xv)-(xvii)} with", "page", "iv, vi–xi, (xv)-(xvii)", " with"),
        (" {chap. 3 {a}}, b", "chapter", "3 {a}", ", b"),
        (" {}, 99 years", "", "", ", 99 years"),
        (", {ii}", "page", "ii", ""),
        (" {unclosed", "", "", " {unclosed"),
        (", emphasis added", "", "", ", emphasis added"),
        (", page", "", "", ", page"),
        (", verse", "", "", ", verse"),
        (", v", "", "", ", v"),
        ("", "", "", ""),
    ],
)
def test_locators(text: str, label: str, locator: str, rest: str) -> None:
    assert parse_locator(text) == LocatorText(label, locator, len(text) - len(rest))


@given(st.text("pvchap.,;-–{} 0123456789ivx§\n", max_size=40))
def test_the_end_is_in_the_text_and_a_locator_has_a_label(text: str) -> None:
    found = parse_locator(text)
    assert 0 <= found.end <= len(text)
    assert bool(found.label) == bool(found.locator)
