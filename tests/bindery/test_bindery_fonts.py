"""One subset of each font for the whole book, and pages that look as before."""

import re
from pathlib import Path

import pytest
import uharfbuzz as hb
from pikepdf import Object

from chapbook.bindery.glyph_maps import read_widths
from chapbook.bindery.link import link
from chapbook.bindery.model import Binding
from tests.bindery.small_book import FILES, FONTS, NOTE, ROMAN, bind, set_fragment, small_book
from tests.support.inspect_pdf import InspectedPdf

# Characters for which no font has a glyph: private use, plane 15.
LACKING_A, LACKING_B = "\U000f1234", "\U000f1235"


SHADES = 16
"""Of 255."""


def united(binding: Binding) -> InspectedPdf:
    return InspectedPdf(link(binding, FILES).pdf)


def base_names(book: InspectedPdf) -> list[str]:
    """The names of the embedded files without their tags."""
    return sorted(name.partition("+")[2] for name in {font.name for font in book.fonts})


def fonts_of(book: InspectedPdf, page_index: int) -> list[Object]:
    """The font dictionaries that a page's drawing names."""
    page = book.page(page_index)
    drawing = page.Contents.read_bytes()
    fonts = page.Resources.Font.items()
    return [font for name, font in fonts if b"%s " % name.encode() in drawing]


def roman_of(book: InspectedPdf, page_index: int) -> Object:
    """The text font of a page."""
    [font] = [
        font
        for font in fonts_of(book, page_index)
        if str(font.BaseFont).endswith("+EBGaramond-Regular")
    ]
    return font


def assert_pages_as_before(binding: Binding, linked: InspectedPdf) -> None:
    """Every page has the text that it has in its fragment, and its pixels, but for a few
    shades: a CFF font without its OpenType tables is drawn another way."""
    page_index = 0
    for bound in binding.fragments:
        page_index += bound.blanks_before
        before = InspectedPdf(bound.fragment.pdf)
        for page in range(before.page_count):
            assert linked.render(page_index, 2).difference(before.render(page, 2)) <= SHADES
            assert linked.page_text(page_index) == before.page_text(page)
            page_index += 1


@pytest.fixture(scope="module")
def book() -> InspectedPdf:
    return united(small_book())


def test_each_file_is_embedded_once(book: InspectedPdf) -> None:
    assert base_names(book) == ["EBGaramond-Italic", "EBGaramond-Regular", "EBGaramond08-Regular"]
    assert all(font.is_embedded for font in book.fonts)
    assert book.font_program_count == 3


def test_pages_look_and_read_as_before(book: InspectedPdf) -> None:
    assert_pages_as_before(small_book(), book)


def test_glyphs_of_one_chapter_don_t_hide_those_of_another() -> None:
    binding = bind(set_fragment("a", "<p>abc</p>"), set_fragment("b", "<p>xyz ÆŁЖ</p>"))
    linked = united(binding)
    assert linked.font_program_count == 2
    assert_pages_as_before(binding, linked)
    [b] = linked.find_text("xyz ÆŁЖ")
    [a] = linked.find_text("abc")
    assert (a.page_index, b.page_index) == (0, 1)
    assert a.font == b.font


def test_names_have_tags_made_from_the_subset(book: InspectedPdf) -> None:
    names = [font.name for font in book.fonts]
    assert all(re.fullmatch(r"[A-Z]{6}\+[\w-]+", name) for name in names)
    again = united(bind(set_fragment("other", "<p>Other <em>letters</em></p>")))
    assert set(names).isdisjoint(font.name for font in again.fonts)


def test_united_book_is_smaller() -> None:
    assert len(link(small_book(), FILES).pdf) < 0.8 * len(link(small_book(), ()).pdf)


@pytest.mark.parametrize(
    "files",
    [(), (FONTS / "EBGaramond-Bold.ttf", FONTS / "EBGaramond08-Italic.otf")],
    ids=["no files", "other files of the family"],
)
def test_font_whose_file_is_unknown_keeps_its_subsets(files: tuple[Path, ...]) -> None:
    linked = InspectedPdf(link(small_book(), files).pdf)
    assert linked.font_program_count == 9
    assert_pages_as_before(small_book(), linked)
    assert set(base_names(linked)) == {"Note", "Slanted-Italic", "Text"}
    assert len({font.name for font in linked.fonts if font.name.endswith("+Text")}) == 3


def test_only_the_known_file_is_united() -> None:
    linked = InspectedPdf(link(small_book(), (NOTE,)).pdf)
    assert linked.font_program_count == 7
    assert_pages_as_before(small_book(), linked)


def test_glyph_that_stands_for_two_texts_keeps_both() -> None:
    character = set_fragment("a", "<p>x²</p>")
    raised = set_fragment("b", "<p>x<span style=\"font-feature-settings: 'sups'\">2</span></p>")
    binding = bind(character, raised)
    linked = united(binding)
    assert linked.font_program_count == 2
    assert linked.page_text(0).startswith("x²")
    assert linked.page_text(1).startswith("x2")
    assert_pages_as_before(binding, linked)


def test_font_s_box_is_as_wide_as_its_widest_glyph() -> None:
    linked = united(bind(set_fragment("a", "<p>i</p>"), set_fragment("b", "<p>Wi</p>")))
    font = roman_of(linked, 0)
    [descendant] = font.DescendantFonts.as_list()
    widths = read_widths(descendant.W)
    assert len(widths) == 2
    assert int(descendant.FontDescriptor.FontBBox.as_list()[2]) == max(widths.values())


def test_characters_that_the_font_lacks_stay_apart() -> None:
    binding = bind(
        set_fragment("a", f"<p>a{LACKING_A}b</p>"),
        set_fragment("b", f"<p>c{LACKING_B}d</p>"),
        set_fragment("c", "<p>efg</p>"),
    )
    linked = united(binding)
    assert linked.font_program_count == 4
    [descendant] = roman_of(linked, 0).DescendantFonts.as_list()
    program = hb.Face(descendant.FontDescriptor.FontFile2.read_bytes())
    assert program.glyph_count < hb.Face(ROMAN.read_bytes()).glyph_count / 2
    assert LACKING_A in linked.page_text(0)
    assert LACKING_B in linked.page_text(1)
    assert_pages_as_before(binding, linked)


def test_one_file_under_two_names_is_embedded_once() -> None:
    second = f"@font-face {{ font-family: Second; src: url({ROMAN.as_uri()}) }}"
    one = set_fragment("a", "<p>One</p>")
    two = set_fragment("b", '<p style="font-family: Second">Two</p>', style=second)
    linked = united(bind(one, two))
    assert linked.font_program_count == 2
    assert base_names(linked) == ["EBGaramond-Regular", "EBGaramond08-Regular"]
    assert_pages_as_before(bind(one, two), linked)


def test_text_under_opacity_uses_the_united_font() -> None:
    faded = set_fragment("a", '<p style="opacity: 0.5">Faded</p>')
    binding = bind(faded, set_fragment("b", "<p>Plain</p>"))
    linked = united(binding)
    assert linked.font_program_count == 2
    assert_pages_as_before(binding, linked)
