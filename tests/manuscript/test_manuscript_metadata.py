"""The YAML block at a chapter's top."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.diagnostics import Severity
from chapbook.manuscript.metadata import FrontBlock, read_metadata
from tests.manuscript.manuscript_chapters import parse_found


def test_all_keys() -> None:
    block, found = read_metadata(
        "c.md",
        "---\ntitle: 'A: b'\nrunning_title: A\nid: x-y\ndivision: imprint\nlang: de\n"
        "author: N. N.\nnumbered: no\n---\n# Text\n",
    )
    assert found == ()
    assert block == FrontBlock("A: b", "A", "x-y", "imprint", "de", "N. N.", False, 9)


@pytest.mark.parametrize("text", ["", "# T\n", "--- \n...\n", "text\n---\n"])
def test_no_metadata(text: str) -> None:
    block, found = read_metadata("c.md", text)
    assert found == ()
    assert block.title == ""


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("titel: x", "c.md:2:1 warning there is no metadata key 'titel'"),
        ("title: x\nepigraph: y", "c.md:3:1 warning there is no metadata key 'epigraph'"),
        ("title: a: b", "c.md:2:9 error the metadata is not valid YAML: "),
        ("title: [a, b]", "c.md:2:8 error 'title' must be a single value"),
        ("title: a\ntitle: b", "c.md:3:1 error 'title' is given twice"),
        ("numbered: maybe", "c.md:2:11 error 'numbered' must be true or false, not 'maybe'"),
        ("lang: english!", "c.md:2:7 error 'english!' is not a language tag"),
        ("division: prat", "c.md:2:11 error a chapter can't be of the division 'prat'"),
        ("id: a--b", "c.md:2:5 error 'a--b' can't be an id"),
        ("id: 1", "c.md:2:5 error '1' can't be an id"),
        ("- a", "c.md:2:1 error the metadata must be lines of 'key: value'"),
        ("a: !!python/object:os.system x", "c.md:2:1 warning there is no metadata key 'a'"),
        ("x: " + "[" * 5000, "c.md:1:1 error the metadata can't be read"),
    ],
)
def test_mistakes(block: str, expected: str) -> None:
    _, (found,) = read_metadata("c.md", f"---\n{block}\n---\n")
    assert f"{found.span} {found.severity} {found.message}".startswith(expected)


def test_a_block_without_end() -> None:
    block, (found,) = read_metadata("c.md", "---\ntitle: x\n\nText\n")
    assert (str(found.span), found.severity) == ("c.md:1:1", Severity.ERROR)
    assert found.message == "the metadata block that begins here has no end"
    assert block.lines == 0


def test_hints() -> None:
    _, found = read_metadata("c.md", "---\ntitel: x\ndivision: imprin\n---\n")
    assert [one.hint for one in found] == ["did you mean 'title'?", "did you mean 'imprint'?"]


@given(st.text(max_size=100))
def test_any_block(text: str) -> None:
    block, found = read_metadata("c.md", f"---\n{text}\n---\n")
    assert block.lines >= 0
    assert all(one.span is not None and one.span.line >= 1 for one in found)


@pytest.mark.parametrize(
    ("written", "keys", "places"),
    [
        ('"@a, @b"', ("a", "b"), ["2:10", "2:14"]),
        ("|\n  @a, @b\n  @c", ("a", "b", "c"), ["3:3", "3:7", "4:3"]),
        ("|-\n  @a\n\n  @a @b\n# c\ntitle: x", ("a", "b"), ["3:3", "5:6"]),
        ('"@*"', ("*",), ["2:10"]),
        (">\n  [@a; -@{odd key}], @*.\n", ("a", "odd key", "*"), ["3:4", "3:9", "3:22"]),
        ("[\"@doi:10.1/x.\", '@ü']", ("doi:10.1/x", "ü"), ["2:11", "2:27"]),
        ('\n- "@a"\n- |\n  @b', ("a", "b"), ["3:4", "5:3"]),
        ("", (), []),
    ],
)
def test_sources_that_are_listed_without_being_cited(
    written: str, keys: tuple[str, ...], places: list[str]
) -> None:
    block, found = read_metadata("c.md", f"---\nnocite: {written}\n---\n# T\n")
    assert found == ()
    assert block.nocite.keys == keys
    assert [str(span) for span in block.nocite.spans] == [f"c.md:{place}" for place in places]
    lines = f"\nnocite: {written}".split("\n")
    for key, span in zip(keys, block.nocite.spans, strict=True):
        marked = lines[span.line - 1][span.column - 1 :][: span.length]
        assert marked in {f"@{key}", f"@{{{key}}}", f"-@{key}", f"-@{{{key}}}"}


@pytest.mark.parametrize(
    ("written", "expected", "hint"),
    [
        ('"@a, b1"', "c.md:2:14 'b1' in 'nocite' is not the key of a source", "write '@b1'"),
        (
            "|\n  @a,\n  see",
            "c.md:4:3 'see' in 'nocite' is not the key of a source",
            "write '@see'",
        ),
        ("a@b.c", "c.md:2:9 'a@b.c' in 'nocite' is not the key of a source", "write '@a@b.c'"),
        ('"*"', "c.md:2:10 '*' in 'nocite' is not the key of a source", "write '@*'"),
        (
            '"@ @a"',
            "c.md:2:10 '@' in 'nocite' is not the key of a source",
            "write '@' before each key",
        ),
        ("{a: b}", "c.md:2:9 'nocite' must be keys, or a list of keys", ""),
        (
            "@a",
            "c.md:2:9 the metadata is not valid YAML: "
            "found character '@' that cannot start any token",
            "a value that holds a colon, or begins with '@', needs quotation marks",
        ),
    ],
)
def test_what_is_no_key_of_a_source(written: str, expected: str, hint: str) -> None:
    _, (found,) = read_metadata("c.md", f"---\nnocite: {written}\n---\n")
    assert (f"{found.span} {found.message}", found.hint) == (expected, hint)
    assert found.severity is Severity.ERROR


def test_a_chapter_has_the_keys_that_its_metadata_lists() -> None:
    chapter, _ = parse_found('---\nnocite: "@b, @a"\n---\n# T\n\nText [@c].')
    assert chapter.metadata.nocite == ("b", "a")
    assert [span.column for span in chapter.metadata.nocite_spans] == [10, 14]


@given(st.text("@ab-*,; \n[]{}'\"|#:.", max_size=40))
def test_any_nocite(text: str) -> None:
    source = f"---\nnocite: {text}\n---\n"
    block, found = read_metadata("c.md", source)
    lines = source.split("\n")
    for span in (*block.nocite.spans, *(one.span for one in found)):
        assert span is not None
        assert span.column <= len(lines[span.line - 1]) + 1
    for key, span in zip(block.nocite.keys, block.nocite.spans, strict=True):
        assert lines[span.line - 1][span.column - 1 :].startswith(("@" + key, "@{"))
