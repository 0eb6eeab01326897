"""Every line on a page knows where it was written, or what it is about."""

from pathlib import Path

from pypdfium2 import PdfDocument

from chapbook.composition.model import PlannedNote, TypesetFragment
from chapbook.composition.source_boxes import SourceBox
from chapbook.composition.stored_fragments import from_bytes, to_bytes
from chapbook.diagnostics import SourceSpan
from tests.support.set_pages import fragment, typesetter

NOTE = SourceSpan("chapters/test.md", 9, 4)


def typeset(root: Path, body: str) -> TypesetFragment:
    notes = (PlannedNote("call", "note", NOTE),)
    return typesetter(root).typeset(fragment(body, notes if 'id="note"' in body else ()))


def boxes(root: Path, body: str) -> tuple[SourceBox, ...]:
    return tuple(typeset(root, body).source_map)


def test_a_paragraph_s_lines_are_at_its_line(tmp_path: Path) -> None:
    words = "word " * 40
    found = boxes(tmp_path, f'<article><p data-line="3">{words}</p></article>')
    assert [box.span for box in found] == [SourceSpan("chapters/test.md", 3)] * len(found)
    assert len(found) > 2
    assert [box.anchors for box in found] == [()] * len(found)
    tops = [box.top_pt for box in found]
    assert tops == sorted(tops)
    assert all(0 < box.left_pt < box.right_pt <= 148 * 72 / 25.4 for box in found)


def test_a_note_is_at_its_own_place(tmp_path: Path) -> None:
    body = (
        '<article><p data-line="3">Text<a class="call" id="call" href="#note">1</a>'
        '<span class="note" id="note"><a class="marker" href="#call">1.</a> Said.</span></p>'
        "</article>"
    )
    text, note = boxes(tmp_path, body)
    assert text.span == SourceSpan("chapters/test.md", 3)
    assert note.span == NOTE
    assert note.top_pt > text.top_pt


def test_rows_of_a_table_are_at_theirs(tmp_path: Path) -> None:
    rows = "".join(f'<tr data-line="{line}"><td>one</td><td>two</td></tr>' for line in (5, 6))
    found = boxes(tmp_path, f'<article><table data-line="3">{rows}</table></article>')
    lines = [box.span.line if box.span else 0 for box in found]
    assert lines == [5, 5, 6, 6]


def test_rows_of_a_turned_table_are_where_they_are_printed(tmp_path: Path) -> None:
    rows = "".join(f'<tr data-line="{line}"><td>one</td><td>two</td></tr>' for line in (5, 6))
    table = f'<table data-line="3">{rows}</table>'
    turned = f'<div class="turned-page"><div class="turned-sheet">{table}</div></div>'
    made = typeset(tmp_path, f"<article>{turned}</article>")
    one, two, three, four = made.source_map
    assert [box.span.line if box.span else 0 for box in made.source_map] == [5, 5, 6, 6]
    assert all(box.is_turned for box in made.source_map)
    # Read from the right edge of the page: columns go up, rows to the right.
    assert one.top_pt > two.bottom_pt
    assert three.left_pt >= one.right_pt
    with PdfDocument(made.pdf) as pdf:
        text_page = pdf[one.page].get_textpage()
        height_pt = pdf[one.page].get_height()
        for box, word in ((one, "one"), (two, "two"), (three, "one"), (four, "two")):
            inside = text_page.get_text_bounded(
                box.left_pt, height_pt - box.bottom_pt, box.right_pt, height_pt - box.top_pt
            )
            assert inside.strip() == word


def test_what_the_program_makes_says_what_it_is_about(tmp_path: Path) -> None:
    body = (
        '<section class="index"><p class="head">Gutenberg '
        '<a href="chapbook:one--ix1">12</a>, <a href="chapbook:one--ix2">14</a></p></section>'
    )
    found = [box.anchors for box in boxes(tmp_path, body)]
    assert found == [
        ("test", "one--ix1"),
        ("one--ix1", "test"),
        ("test", "one--ix1"),
        ("one--ix2", "test", "one--ix1"),
    ]


def test_an_entry_of_the_bibliography_is_more_than_its_list_s_line(tmp_path: Path) -> None:
    body = '<section><div data-line="3"><p class="entry" id="ref--a">A.</p></div></section>'
    (box,) = boxes(tmp_path, body)
    assert box.anchors == ("ref--a",)
    assert box.span == SourceSpan("chapters/test.md", 3)


def test_it_is_kept_with_the_fragment(tmp_path: Path) -> None:
    made = typeset(tmp_path, '<article><p data-line="3">One</p><p><a href="#x">x</a></p></article>')
    assert made.source_map
    assert from_bytes(to_bytes(made)).source_map == made.source_map
