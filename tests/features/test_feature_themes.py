"""Themes, trims and sizes: what book.toml's [page] makes of the same book."""

import shutil
from pathlib import Path

import pytest

from chapbook.cache import Store
from chapbook.diagnostics import BookError
from chapbook.manuscript.book_config import Edition
from chapbook.pipeline import build_book
from tests.support.book_project import CHECKOUT, BookProject
from tests.support.inspect_pdf import InspectedPdf

TEXT = """\
# One

The NKVD in *an article on the USSR*, 1936.[^n]

[^n]: A note with *Trud* in it.

## A head

Words **of weight** and `code`. ‘Quoted’ Киров Łódź.
"""


def themed(tmp_path: Path, page: str) -> BookProject:
    book = BookProject(tmp_path, {"chapters/one.md": TEXT})
    return book.change("book.toml", 'trim = "A6"', page)


def fonts(pdf: InspectedPdf) -> set[str]:
    return {font.name.partition("+")[2].partition("-")[0] for font in pdf.fonts}


def messages(book: BookProject) -> list[str]:
    return [f"{found.span} {found.message}; {found.hint}" for found in book.build().diagnostics]


@pytest.mark.parametrize("trim", ["A4", "A5", "A6", "6x9"])
def test_the_modern_theme_sets_everything_in_its_own_faces(tmp_path: Path, trim: str) -> None:
    built = themed(tmp_path, f'theme = "modern"\ntrim = "{trim}"').build()
    assert built.diagnostics == ()
    assert fonts(built.pdf) == {"SourceSans3", "SourceCodePro"}
    # The note's roman is the text's: one program for both roles.
    assert built.pdf.font_program_count == len({font.name for font in built.pdf.fonts})


def test_the_classic_theme_is_the_usual_one(tmp_path: Path) -> None:
    book = themed(tmp_path, 'trim = "A6"')
    assert "EBGaramond" in fonts(book.build().pdf)
    named = book.change("book.toml", 'trim = "A6"', 'trim = "A6"\ntheme = "classic"').build()
    assert named.book.set_again == ()


@pytest.mark.parametrize("trim", ["A5", "A6", "B5"])
def test_lines_of_the_modern_theme_stand_on_the_grid(tmp_path: Path, trim: str) -> None:
    pdf = (
        themed(tmp_path, f'theme = "modern"\ntrim = "{trim}"\nsize_pt = 10\nleading_pt = 14')
        .build()
        .pdf
    )
    (first,), (last,) = pdf.find_text("The NKVD"), pdf.find_text("Words")
    lines = (first.y - last.y) / 14
    assert lines == pytest.approx(round(lines), abs=0.01)
    assert round(lines) >= 3


@pytest.mark.parametrize(
    ("trim", "edition"),
    [("A5", Edition.STANDARD), ("A6", Edition.STANDARD), ("6x9", Edition.LARGE_PRINT)],
)
def test_nothing_is_wrong_with_the_sampler_in_the_modern_theme(
    tmp_path: Path, trim: str, edition: Edition
) -> None:
    root = tmp_path / "book"
    shutil.copytree(CHECKOUT / "tests" / "books" / "sampler", root)
    toml = (root / "book.toml").read_text("utf-8")
    assert 'trim = "6x9"' in toml
    toml = toml.replace('trim = "6x9"', f'trim = "{trim}"\ntheme = "modern"')
    (root / "book.toml").write_text(toml, "utf-8")
    built = build_book(root, Store(tmp_path / "cache"), lambda _: None, edition)
    assert built.diagnostics == ()


def test_an_unknown_theme_is_told_with_the_nearest(tmp_path: Path) -> None:
    assert messages(themed(tmp_path, 'theme = "modren"')) == [
        "book.toml:12:1 there is no theme 'modren'; did you mean 'modern'?"
    ]


def test_a_theme_cannot_be_a_path(tmp_path: Path) -> None:
    assert messages(themed(tmp_path, 'theme = "../classic"')) == [
        "book.toml:12:1 there is no theme '../classic'; did you mean 'classic'?"
    ]


def test_a_wrong_trim_is_told_with_the_nearest(tmp_path: Path) -> None:
    (told,) = messages(themed(tmp_path, 'trim = "half leter"'))
    assert told.startswith(
        "book.toml:12:1 'trim' can't be 'half leter'; did you mean 'half-letter'? known: A4, "
    )


def test_a_new_theme_sets_every_page_anew_and_the_old_one_is_remembered(tmp_path: Path) -> None:
    book = themed(tmp_path, 'trim = "A6"')
    book.build()
    modern = book.change("book.toml", 'trim = "A6"', 'trim = "A6"\ntheme = "modern"').build()
    assert set(modern.book.set_again) == {"title", "contents", "one"}
    classic = book.change("book.toml", '\ntheme = "modern"', "").build()
    assert classic.book.set_again == ()


def test_type_size_and_leading_are_as_asked(tmp_path: Path) -> None:
    pdf = themed(tmp_path, "size_pt = 12\nleading_pt = 15").build().pdf
    (found,) = pdf.find_text("Words")
    assert found.size == pytest.approx(12, abs=0.05)


def test_more_lines_than_the_page_holds_are_told(tmp_path: Path) -> None:
    assert messages(themed(tmp_path, 'trim = "A6"\nlines = 60')) == [
        "book.toml:13:1 60 lines don't fit on the page, at most 30 lines of 12 pt; "
    ]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("size_pt = 6.5", "'size_pt' must be a number from 7 to 24"),
        ('size_pt = "10"', "'size_pt' must be a number from 7 to 24"),
        ("size_pt = 10\nleading_pt = 9", "'leading_pt' must be a number from 10 to 20"),
        ("lines = 5", "'lines' must be a whole number from 10 to 100"),
    ],
)
def test_sizes_have_limits(tmp_path: Path, setting: str, told: str) -> None:
    (message,) = messages(themed(tmp_path, setting))
    assert told in message


def test_a_books_own_theme_is_checked_and_one_without_any_font_sets_nothing(
    tmp_path: Path,
) -> None:
    book = themed(tmp_path, 'theme = "mine"')
    face = '@font-face { font-family: "Text Roman"; src: url("none.ttf") }\n'
    book.write("styles/themes/mine/fonts.css", face)
    book.write("styles/themes/mine/theme.toml", "[page]\ngutter = 0.9\nmargin = 1\n")
    with pytest.raises(BookError) as wrong:
        book.build()
    found = {f"{one.span} {one.message}" for one in wrong.value.diagnostics}
    assert found >= {
        "styles/themes/mine/theme.toml:2:1 'gutter' must be a number from 0.04 to 0.4",
        "styles/themes/mine/theme.toml:3:1 [page] has no key 'margin'",
        "styles/themes/mine/fonts.css:1:1 no font file 'none.ttf' for the font 'Text Roman'",
    }


def test_a_books_own_file_replaces_the_themes_of_that_name(tmp_path: Path) -> None:
    book = themed(tmp_path, 'theme = "modern"\ntrim = "A6"')
    book.write("styles/headings.css", "h2 { margin: 1rlh 0 0; font-size: 1rem; line-height: 1rlh }")
    (head,) = book.build().pdf.find_text("A head")
    (text,) = book.build().pdf.find_text("Words")
    assert head.size == text.size
