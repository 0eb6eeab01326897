"""Citations: what pandoc reads, what is wrong, and that all else is left alone."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapbook.manuscript.model import Citation, SourceChapter
from chapbook.manuscript.parse import parse_chapter
from tests.manuscript.manuscript_chapters import (
    CONFIG,
    DIVISION,
    NOWHERE,
    parse,
    parse_found,
    placed,
    shown_slot,
    without_lines,
)

SIGNS = "@@@[]{}()-;:,.*_`\"'\\/^<>!&#~ \n pnav12xiü§–"


def as_pandoc(line: str) -> tuple[str, str]:
    """A line of the fixture, and what comes of its source here."""
    source, _, expected = line.partition(" ⇒ ")
    slots = parse(source.replace("⏎", "\n"), language="en-US").slots
    found = " & ".join(shown_slot(slot) for slot in slots if isinstance(slot, Citation)) or "-"
    return expected, found.replace("\u00a0", "~").rstrip()


def test_what_pandoc_reads_alike() -> None:
    lines = (NOWHERE / "pandoc_citations.txt").read_text(encoding="utf-8").splitlines()
    cases = [line for line in lines[4:] if line]
    assert len(cases) > 1200
    differences = [
        (line, found)
        for line in cases
        for expected, found in [as_pandoc(line)]
        if expected != found
    ]
    assert differences == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "A\nb [see @a; foo] c",
            "2:12 citation-syntax this part of the citation names no source",
        ),
        ("A [@a\nand @b] c", "2:5 citation-syntax a second source in one part of a citation"),
        ("A [@a, -@b] c", "1:8 citation-syntax a second source in one part of a citation"),
        ("A [@a,\n[@b]] c", "2:1 citation-syntax a citation can't stand inside a citation"),
        ("| a |\n|---|\n| [@a; b] |", "3:8 citation-syntax this part of the citation names no"),
        ("A.[^1]\n\n[^1]: B [@a; b].", "3:14 citation-syntax this part of the citation names no"),
        ("A @a [p. 3; b] c", "1:13 citation-syntax this part of the citation names no source"),
        ("A [@a", "1:3 syntax this citation is not closed"),
        ("A [@*] b", "1:3 syntax no key of a source begins like this"),
        ("A [see [^1] @a]", "1:8 citation-syntax a note can't stand inside a citation"),
    ],
)
def test_mistakes(source: str, expected: str) -> None:
    _, found = parse_found(source)
    assert [one for one in placed(found) if one.startswith(expected)] != [], placed(found)


@pytest.mark.parametrize("text", ["[@]", "[@ a]", "@", "a @ b", "[-@]", "[a@b.c]", "@ [p3]"])
def test_a_lone_sign_is_text(text: str) -> None:
    chapter, found = parse_found(text)
    assert placed(found) == []
    assert (without_lines(chapter.body), chapter.slots) == (f"<p>{text}</p>", ())


def test_items_know_their_places() -> None:
    (citation,) = parse("A [see @a, p. 3;\n  cf. -@{b}] c").slots
    assert isinstance(citation, Citation)
    spans = [
        (span.line, span.column, span.length) for span in (item.span for item in citation.items)
    ]
    assert spans == [(1, 8, 2), (2, 7, 5)]


def test_where_the_style_sets_no_notes_a_citation_stays_where_it_is() -> None:
    text = 'He said "word" [@a]. She -@b, @c [p. 3]; and [@d] [@e].'
    source = SourceChapter(DIVISION, "c.md", text)
    chapter, _ = parse_chapter(source, CONFIG, Path(NOWHERE), in_text_citations=True)
    body = re.sub(r'<cb-slot n="(\d)"></cb-slot>', r"(\1)", without_lines(chapter.body))
    assert body == "<p>He said ‘word’ (0). She (1), (2); and (3) (4).</p>"


def test_labels_are_those_of_the_chapters_language() -> None:
    text = "---\nlang: de\n---\n# T\n\nSo [@a, Teil 2]."
    (citation,) = parse(text, language="en-GB").slots
    assert shown_slot(citation) == "citation |a|part 2|"


@given(st.text(SIGNS, max_size=60))
@settings(max_examples=400, deadline=None)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    for source in (f"[{text}]", f"x [@a{text}] y", f"x [{text}@a] y", f"@a [{text}]", text):
        _, found = parse_found(source)
        lines = source.split("\n")
        for one in found:
            assert one.span is not None
            assert 1 <= one.span.line <= len(lines)
            assert 1 <= one.span.column <= max(map(len, lines)) + 1


@given(
    st.text("abcü1,;()!? ", min_size=1, max_size=30),
    st.text("abcü1,()!? ", min_size=1, max_size=30),
    st.sampled_from(["[@a]", "[see @a, p. 3; @b]", "@a", "@a [p. 3]", "-@a", "[-@a, {x}]"]),
)
@settings(max_examples=200, deadline=None)
def test_text_around_a_citation_is_left_alone(before: str, after: str, citation: str) -> None:
    chapter, found = parse_found(f"x {before} {citation} {after} x")
    assert placed(found) == []
    printed = re.sub("<[^>]*>|\\s", "", chapter.body)
    assert printed == re.sub("\\s", "", f"x{before}{after}x")
    assert len(chapter.slots) == 1


@given(st.text("abcü1,:;.()!? @*_-", max_size=40).filter(lambda text: "@" not in text))
@settings(max_examples=200, deadline=None)
def test_text_without_keys_has_no_citations(text: str) -> None:
    chapter, _ = parse_found(f"x [{text}] y@{text}")
    assert [slot for slot in chapter.slots if isinstance(slot, Citation)] == []


@given(st.text("abcpü12 ,.()!?", max_size=30))
@settings(max_examples=200, deadline=None)
def test_all_that_follows_a_key_is_kept(text: str) -> None:
    (citation,) = parse(f"[@key, {text}]").slots
    assert isinstance(citation, Citation)
    (item,) = citation.items
    written, locator, suffix = map(_signs, (f",{text}", item.locator, item.suffix))
    assert written.endswith(suffix)
    assert written[: len(written) - len(suffix)].endswith(locator)


def _signs(text: str) -> str:
    return re.sub(r"\s", "", text.replace("…", "..."))
