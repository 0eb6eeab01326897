"""The vendored fonts: each told from the others, each able to draw what it claims."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import tinycss2
import uharfbuzz

from chapbook.shipped import shipped_dir

FONTS = shipped_dir() / "styles" / "fonts"
THEMES = ("classic", "modern")
ROLES = [
    "Text Roman", "Text Italic", "Text Bold", "Text Bold Italic", "Note Roman", "Note Italic",
    "Code",
]  # fmt: skip
FILES = sorted(path.name for path in FONTS.iterdir() if path.suffix in {".ttf", ".otf"})
TEXT_FACES = [name for name in FILES if name.startswith(("EBGaramond-", "SourceSans3-"))]
WITH_SMALL_CAPITALS = [
    *(name for name in FILES if name.startswith("EBGaramond")),
    "SourceSans3-Regular.ttf",
    "SourceSans3-Semibold.ttf",
]
BLANK = set(range(0x2000, 0x200B)) | {0x20, 0xA0, 0xAD, 0x202F}
LATIN_EXTENDED_A = set(range(0x100, 0x180))
CYRILLIC = set(range(0x400, 0x460))
HOLDERS = {
    "EBGaramond-OFL": "The EB Garamond Project Authors",
    "EBGaramond08-OFL": "Georg A. Duffner",
    "SourceCodePro-OFL": "Adobe",
    "SourceSans3-OFL": "Adobe",
}
# Wrong in EB Garamond 08, though in its character map.
DRAWN_AS_ANOTHER = {
    "EBGaramond08-Regular.otf": {"ŋ": "n", "ð": "đ"},
    "EBGaramond08-Italic.otf": {"Ħ": "H"},
}


def open_font(name: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONTS / name))))


def faces(theme: str) -> Iterator[dict[str, str]]:
    sheet = FONTS.parent / "themes" / theme / "fonts.css"
    rules = tinycss2.parse_stylesheet(
        sheet.read_text("utf-8"), skip_comments=True, skip_whitespace=True
    )
    for rule in rules:
        contents = tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)
        yield {one.lower_name: tinycss2.serialize(one.value).strip() for one in contents}


def file_of(face: dict[str, str]) -> str:
    return face["src"].removeprefix('url("../../fonts/').removesuffix('")')


def face_of(name: str) -> dict[str, str]:
    return next(face for theme in THEMES for face in faces(theme) if file_of(face) == name)


def characters_used(name: str) -> set[int]:
    """The code points that fonts.css has drawn by the file."""
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face_of(name).get("unicode-range", ""))
    if not ranges:
        return set(open_font(name).face.unicodes)
    return {
        code for first, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1)
    }


def drawing_of(font: uharfbuzz.Font, code: int) -> str:
    return outline(font, font.get_nominal_glyph(code))


def outline(font: uharfbuzz.Font, glyph: int) -> str:
    strokes: list[str] = []
    draw = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(lambda *at: strokes.append(f"M{at[:2]}"))
    draw.set_line_to_func(lambda *at: strokes.append(f"L{at[:2]}"))
    draw.set_quadratic_to_func(lambda *at: strokes.append(f"Q{at[:4]}"))
    draw.set_cubic_to_func(lambda *at: strokes.append(f"C{at[:6]}"))
    font.draw_glyph(glyph, draw)
    return " ".join(strokes)


def glyphs(font: uharfbuzz.Font, text: str, **features: bool) -> list[int]:
    line = uharfbuzz.Buffer()
    line.add_str(text)
    line.guess_segment_properties()
    uharfbuzz.shape(font, line, features)
    return [info.codepoint for info in line.glyph_infos]


def test_each_file_has_a_role_in_a_theme() -> None:
    used = {file_of(face) for theme in THEMES for face in faces(theme)}
    assert sorted(used) == FILES
    assert len(FILES) == 11


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_gives_a_face_to_each_role(theme: str) -> None:
    assert [face["font-family"].strip('"') for face in faces(theme)][: len(ROLES)] == ROLES


@pytest.mark.parametrize("name", FILES)
def test_style_and_weight_in_css_are_the_files_own(name: str) -> None:
    full = open_font(name).face.get_name(uharfbuzz.OTNameIdPredefined.FULL_NAME)
    face = face_of(name)
    assert face["font-style"] == ("italic" if "Italic" in full else "normal")
    assert face["font-weight"] == ("bold" if "bold" in full.lower() else "normal")


def test_no_two_files_are_the_same_font() -> None:
    ids = uharfbuzz.OTNameIdPredefined
    names = {
        tuple(open_font(name).face.get_name(one) for one in (ids.FONT_FAMILY, ids.FONT_SUBFAMILY))
        for name in FILES
    }
    assert len(names) == len(FILES)


@pytest.mark.parametrize("name", TEXT_FACES)
def test_text_faces_have_latin_extended_a_and_cyrillic(name: str) -> None:
    assert (LATIN_EXTENDED_A | CYRILLIC) - characters_used(name) == set()


def test_the_note_roman_lacks_only_eng_of_latin_extended_a() -> None:
    lacking = LATIN_EXTENDED_A - characters_used("EBGaramond08-Regular.otf")
    assert {chr(code) for code in lacking} == set("Ŋŋ")


def test_the_note_italic_lacks_only_stroked_letters_and_a_few_more() -> None:
    lacking = LATIN_EXTENDED_A - characters_used("EBGaramond08-Italic.otf")
    assert {chr(code) for code in lacking} == set("ĐđĦħĸŁłŊŋŦŧ")


@pytest.mark.parametrize("name", FILES)
def test_what_a_face_is_used_for_is_never_blank(name: str) -> None:
    font = open_font(name)
    used = {code for code in characters_used(name) if code not in BLANK and code < 0x2100}
    if name in TEXT_FACES:
        used &= LATIN_EXTENDED_A | CYRILLIC | set(range(0x21, 0x100))
    assert used <= set(font.face.unicodes)
    assert {f"{code:04X}" for code in used if not drawing_of(font, code)} == set()


@pytest.mark.parametrize("name", FILES)
def test_no_latin_letter_is_drawn_as_another(name: str) -> None:
    font = open_font(name)
    letters = [code for code in characters_used(name) if code < 0x180 and chr(code).isalpha()]
    drawn: dict[str, str] = {}
    for code in sorted(letters):
        drawn[drawing_of(font, code)] = drawn.get(drawing_of(font, code), "") + chr(code)
    # The stroke of Eth and of D with stroke is one and the same.
    assert [same for same in drawn.values() if len(same) > 1 and same != "ÐĐ"] == []


@pytest.mark.parametrize("name", DRAWN_AS_ANOTHER)
def test_the_note_faces_still_need_their_ranges(name: str) -> None:
    font = open_font(name)
    for wrong, other in DRAWN_AS_ANOTHER[name].items():
        assert drawing_of(font, ord(wrong)) == drawing_of(font, ord(other))
        assert ord(wrong) not in characters_used(name)


@pytest.mark.parametrize("name", WITH_SMALL_CAPITALS)
def test_small_capitals_and_old_style_figures(name: str) -> None:
    font = open_font(name)
    for letter in "aéšż":
        assert glyphs(font, letter, smcp=True) != glyphs(font, letter)
    assert glyphs(font, "1936", onum=True) != glyphs(font, "1936", lnum=True)


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("SourceSans3")])
def test_the_sans_has_figures_of_both_kinds_and_widths(name: str) -> None:
    font = open_font(name)
    assert glyphs(font, "1936", onum=True, pnum=True) != glyphs(font, "1936", pnum=True)
    assert glyphs(font, "1936", pnum=True) != glyphs(font, "1936")
    widths = {font.get_glyph_h_advance(glyph) for glyph in glyphs(font, "0123456789")}
    assert len(widths) == 1


@pytest.mark.parametrize("name", ["SourceSans3-It.ttf", "SourceSans3-SemiboldIt.ttf"])
def test_the_sans_italics_still_lack_small_capitals(name: str) -> None:
    """Else the theme's stand-in for them, in its type.css, can go."""
    font = open_font(name)
    assert glyphs(font, "a", smcp=True) == glyphs(font, "a")


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_its_licence_beside_it(name: str) -> None:
    licence = FONTS / f"{Path(name).stem.split('-')[0]}-OFL.txt"
    text = licence.read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    holder = HOLDERS[licence.stem]
    assert holder in text.splitlines()[0]
