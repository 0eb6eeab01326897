"""The YAML block at a chapter's top."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.diagnostics import Severity
from chapbook.manuscript.metadata import FrontBlock, read_metadata


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
        ("division: part", "c.md:2:11 error a chapter can't be of the division 'part'"),
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
