"""What the typesetter hands over, and what it must not do."""

import sys
from pathlib import Path

import pytest

from chapbook.apparatus.model import FolioStyle
from chapbook.composition.late_folios import with_folios
from chapbook.composition.model import Placement
from chapbook.composition.stored_fragments import from_bytes, to_bytes
from chapbook.diagnostics import Severity, SourceSpan
from chapbook.manuscript.book_config import Division, Matter, Opening
from tests.support.set_pages import fragment, set_pages, typesetter

LINE = "<p>Some words of a line that is long enough to be set.</p>"


def test_same_fragment_same_bytes(tmp_path: Path) -> None:
    assert set_pages(tmp_path, LINE * 60) == set_pages(tmp_path, LINE * 60)


def test_a_stored_fragment_comes_back_whole(tmp_path: Path) -> None:
    made = set_pages(tmp_path, f'<h2 id="a">Snowman ☃</h2>{LINE}')
    assert made.diagnostics
    assert from_bytes(to_bytes(made)) == made


def test_anchors_are_measured_from_the_lower_left_corner(tmp_path: Path) -> None:
    made = set_pages(tmp_path, f'<p id="a">First.</p>{LINE * 80}<p id="z">Last.</p>')
    first, last = made.anchors["a"], made.anchors["z"]
    assert made.page_count == 3
    assert first.page == 0
    assert last.page == 2
    assert first.x_pt == pytest.approx(18 * 72 / 25.4)
    assert first.y_pt == pytest.approx((210 - 18) * 72 / 25.4)


def test_a_character_without_a_glyph_is_told_with_its_place(tmp_path: Path) -> None:
    source = "# One\n\n%% ☃ %%\n\nA snowman ☃ here,\na word שלום, ☃.\n"
    html = '<p data-line="5">A snowman ☃ here,\na word שלום, ☃.</p>'
    made = typesetter(tmp_path).typeset(fragment(html, source_text=source))
    one, hebrew, two = made.diagnostics
    assert {found.code for found in made.diagnostics} == {"glyph-missing"}
    assert one.message == "no font of the book has the character '☃' (U+2603)"
    assert one.span == SourceSpan("chapters/test.md", 5, 11)
    assert hebrew.message == (
        "no font of the book has the characters 'שלום' (U+05E9, U+05DC, U+05D5, U+05DD)"
    )
    assert hebrew.span == SourceSpan("chapters/test.md", 6, 8, 4)
    assert two.span == SourceSpan("chapters/test.md", 6, 14)


def test_a_character_that_its_source_writes_otherwise_is_told_at_its_block(tmp_path: Path) -> None:
    html = '<p>First.</p><p data-line="3">A ☃.</p>'
    made = typesetter(tmp_path).typeset(fragment(html, source_text="First.\n\nA &#x2603;.\n"))
    assert [found.span for found in made.diagnostics] == [SourceSpan("chapters/test.md", 3)]


def test_a_property_that_is_ignored_is_told_with_its_place(tmp_path: Path) -> None:
    (found,) = typesetter(tmp_path, "p { color: black }\nem { colour: black }").diagnostics
    assert found.severity is Severity.WARNING
    assert "colour" in found.message
    assert found.span == SourceSpan("styles/test.css", 2, 6)


@pytest.mark.parametrize(
    "address",
    ["/etc/hostname", "file:///etc/hostname", "../outside.png", "http://127.0.0.1:9/x.png"],
)
def test_nothing_outside_the_book_is_read(tmp_path: Path, address: str) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (tmp_path / "outside.png").write_bytes(b"secret")
    (found,) = set_pages(book, f'<p><img alt="x" src="{address}"></p>').diagnostics
    assert found.severity is Severity.ERROR
    assert "outside the book" in found.message or "disallowed protocol" in found.message


def test_a_link_out_of_the_book_by_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (tmp_path / "outside.png").write_bytes(b"secret")
    (book / "inside.png").symlink_to(tmp_path / "outside.png")
    (found,) = set_pages(book, '<p><img alt="x" src="inside.png"></p>').diagnostics
    assert "outside the book" in found.message


def test_a_fragment_s_folios_are_written_when_they_are_known(tmp_path: Path) -> None:
    made = set_pages(tmp_path, f"<p style='white-space: nowrap'>{'too long ' * 30}</p>")
    division = Division("test", "chapter", Matter.FRONT, Opening.NEXT, None, None)
    place = Placement(division, 10, 0, 11, FolioStyle.ROMAN, made.page_count)
    assert with_folios(made.diagnostics, place)[0].message.startswith("p. xi: ")


def functions_of_weasyprint() -> dict[str, object]:
    return {
        f"{name}.{key}": value
        for name, module in sorted(sys.modules.items())
        if name.split(".")[0] == "weasyprint"
        for key, value in vars(module).items()
        if callable(value)
    }


def test_a_second_typesetter_changes_nothing_of_weasyprint(tmp_path: Path) -> None:
    typesetter(tmp_path)
    before = functions_of_weasyprint()
    typesetter(tmp_path)
    after = functions_of_weasyprint()
    assert [name for name, value in after.items() if value is not before.get(name)] == []
