"""What is wrong with the fonts of a stylesheet, before it is set."""

from pathlib import Path

import pytest

from chapbook.composition.font_audit import audit_fonts
from chapbook.composition.stylesheets import Stylesheet, read_stylesheets
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_config import Edition, PageSettings
from chapbook.manuscript.page_sizes import PageSize
from chapbook.shipped import shipped_dir
from tests.support.inspect_pdf import InspectedPdf
from tests.support.set_pages import A5, set_pages

FACE = '@font-face { font-family: "%s"; src: url(%s) }\n'


def sheet(text: str, folder: Path) -> Stylesheet:
    return Stylesheet("styles/own.css", text, folder)


@pytest.mark.parametrize("theme", ["classic", "modern"])
@pytest.mark.parametrize("edition", Edition)
def test_the_shipped_styles_name_only_fonts_that_they_define(
    tmp_path: Path, theme: str, edition: Edition
) -> None:
    page = PageSettings(PageSize(148, 210), PageSize(148, 210), theme=theme)
    sheets, unread = read_stylesheets(tmp_path, shipped_dir(), page, edition)
    assert (unread, audit_fonts(sheets, {})) == ((), ())


def test_an_undefined_font_is_named_with_its_place_and_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").touch()
    css = FACE % ("Book Roman", "a.ttf") + "@page {\n  @top-left { font-family: Bok Roman, 'X' } }"
    found = audit_fonts([sheet(css, tmp_path)], {})
    assert [(one.code, one.message, one.hint) for one in found] == [
        ("font-undefined", "no font 'Bok Roman' is defined", "did you mean 'Book Roman'?"),
        ("font-undefined", "no font 'X' is defined", "define it by an @font-face in styles/"),
    ]
    assert found[0].span == SourceSpan("styles/own.css", 3, 15, 11)


def test_a_missing_font_file_is_named_with_its_place(tmp_path: Path) -> None:
    found = audit_fonts([sheet("\n" + FACE % ("F", "gone.otf"), tmp_path)], {})
    assert [(one.code, one.message) for one in found] == [
        ("font-missing", "no font file 'gone.otf' for the font 'F'")
    ]
    assert found[0].span == SourceSpan("styles/own.css", 2, 1)


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    for name in ("a.ttf", "b.ttf"):
        (tmp_path / name).touch()
    css = FACE % ("F", "a.ttf") + FACE % ("F", "b.ttf")
    assert [(one.code, one.message) for one in audit_fonts([sheet(css, tmp_path)], {})] == [
        ("font-clash", "two font files are called 'F': a.ttf and b.ttf")
    ]


def test_a_drawing_names_only_fonts_of_the_book(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").touch()
    drawing = (
        '<svg>\n<text font-family="Book Roman">a</text>\n'
        "  <text font-family=\"Arial, 'Book Roman'\">b</text>\n"
        "<style>text { font-family: Helvetica }</style></svg>"
    )
    found = audit_fonts([sheet(FACE % ("Book Roman", "a.ttf"), tmp_path)], {"map.svg": drawing})
    assert [(one.message, one.span) for one in found] == [
        ("no font 'Arial' is defined", SourceSpan("map.svg", 3, 9, 11)),
        ("no font 'Helvetica' is defined", SourceSpan("map.svg", 4, 15, 11)),
    ]


def test_a_style_outside_the_book_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "outside.css").write_text("p { color: red }")
    styles = tmp_path / "book" / "styles"
    styles.mkdir(parents=True)
    (styles / "type.css").symlink_to(tmp_path / "outside.css")
    (styles / "own.css").write_bytes(b"p {}\n/* \xff */")
    sheets, unread = read_stylesheets(tmp_path / "book", shipped_dir(), A5)
    assert [(one.code, str(one.span)) for one in unread] == [
        ("file-encoding", "styles/own.css:2:4"),
        ("file-outside-book", "styles/type.css:1:1"),
    ]
    assert "color: red" not in "".join(sheet.text for sheet in sheets)


@pytest.mark.parametrize("before", [1, 3, 5])
def test_words_in_another_script_keep_their_distance_in_a_justified_note(
    tmp_path: Path, before: int
) -> None:
    """WeasyPrint sets justified fallback text wider than it measures it."""
    text = (
        f'{"x" * before} Н. В. Петров and А. Б. Рогинский, ‘<span lang="ru">«Польская операция»'
        ' НКВД 1937–1938 гг.</span>’, in <i><span lang="ru">Репрессии против поляков и польских'
        ' граждан</span></i> (<span lang="ru">Москва</span>: <span lang="ru">Звенья</span>, 1997),'
        " 22–43. Later Russian work gives a slightly higher total, of some 347,000 sentenced."
    )
    note = f'<a class="call" id="r">1</a><span class="note" id="f">{text}</span>'
    pdf = InspectedPdf(set_pages(tmp_path, f"<p>Word{note} here.</p>").pdf)
    (last_letter,), (bracket,) = pdf.find_text("н (Москва"), pdf.find_text("(Москва")
    assert bracket.x - last_letter.x > 5.5
