"""Drawings with fewer operators, and fonts whose glyphs have codes of one byte."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from chapbook.bindery.bare_cff import bare_cff
from chapbook.composition import coded_fonts
from chapbook.composition.compact_drawing import compact
from chapbook.composition.glyph_codes import RARE, GlyphCodes
from chapbook.composition.idle_states import without_idle_states
from chapbook.composition.shown_text import FontCodes
from chapbook.shipped import shipped_dir
from tests.support.character_places import assert_same_places
from tests.support.inspect_pdf import InspectedPdf
from tests.support.set_pages import fragment, typesetter

FACE = shipped_dir() / "styles/fonts/EBGaramond-Regular.ttf"
NOTE = shipped_dir() / "styles/fonts/EBGaramond08-Regular.otf"
# The numbers of its glyphs, and widths that are easily added up.
LETTERS = {"a": "019a", "b": "01a8", " ": "0931"}
FONT = FontCodes(
    GlyphCodes(FACE.read_bytes()), dict.fromkeys((0x19A, 0x1A8), 500) | {0x931: 200}, {}
)


def drawn(text: str, *, is_page: bool = True) -> str:
    """The operations of `text`, each on a line, drawn again."""
    for letter, glyph in LETTERS.items():
        text = text.replace(f"'{letter}'", f"<{glyph}>")
    operations = [line.strip().encode() for line in text.strip().splitlines()]
    return b" ".join(compact(operations, {"F": FONT}, is_page=is_page)).decode()


def test_pieces_of_a_line_are_shown_together() -> None:
    assert (
        drawn("""BT
        1 0 0 -1 10 20 Tm
        /F 10 Tf
        [<019a>0.0<01a8>] TJ
        1 0 0 -1 20 20 Tm
        [<01a8>20<019a>] TJ
        ET""")
        == "BT 1 0 0 -1 10 20 Tm /F 10 Tf [(abb)20(a)]TJ ET"
    )


def test_next_line_is_reached_by_a_move() -> None:
    line = "1 0 0 -1 {} {} Tm\n/F 10 Tf\n['a'] TJ\n"
    lines = [line.format(x, y) for x, y in ((10, 20), (10, 33.3333), (10, 46.6667), (12, 60))]
    assert drawn("BT\n" + "".join(lines) + "ET") == (
        "BT 1 0 0 -1 10 20 Tm /F 10 Tf (a)Tj 0 -13.333 TD (a)Tj T* (a)Tj 2 -13.333 Td (a)Tj ET"
    )


def test_spaces_of_a_justified_line_are_word_spacing() -> None:
    text = "<019a>-30<093101a8>-30<0931019a>-30.4<093101a8>-30<0931019a>"
    assert drawn(f"BT\n1 0 0 -1 0 20 Tm\n/F 10 Tf\n[{text}] TJ\nET") == (
        "BT 1 0 0 -1 0 20 Tm .3 Tw /F 10 Tf (a b a b a)Tj ET"
    )


def test_spacing_ends_with_its_line() -> None:
    text = """BT
        1 0 0 -1 0 20 Tm
        /F 10 Tf
        [<019a>-30<0931019a>] TJ
        1 0 0 -1 0 30 Tm
        [<019a0931019a>] TJ
        ET"""
    assert drawn(text).endswith(".3 Tw /F 10 Tf (a a)Tj 0 -10 TD 0 Tw (a a)Tj ET")


def test_a_form_says_its_spacing_since_it_may_be_drawn_from_anywhere() -> None:
    text = "BT\n1 0 0 -1 0 20 Tm\n/F 10 Tf\n[<019a0931019a>] TJ\nET"
    assert "0 Tw" in drawn(text, is_page=False)
    assert "Tw" not in drawn(text)


def test_marks_of_text_stand_in_one_text_object() -> None:
    text = """/P<</MCID 0>>BDC
        BT
        1 0 0 -1 0 20 Tm
        /F 10 Tf
        ['a'] TJ
        ET
        EMC
        /Span<</MCID 1>>BDC
        BT
        1 0 0 -1 5 20 Tm
        /F 10 Tf
        ['b'] TJ
        ET
        EMC"""
    assert drawn(text) == (
        "BT /P<</MCID 0>>BDC 1 0 0 -1 0 20 Tm /F 10 Tf (a)Tj EMC /Span<</MCID 1>>BDC (b)Tj EMC ET"
    )


def test_marks_with_a_rule_between_hold_text_objects() -> None:
    text = """BT
        1 0 0 -1 0 20 Tm
        /F 10 Tf
        ['a'] TJ
        ET
        /P<</MCID 0>>BDC
        BT
        1 0 0 -1 5 20 Tm
        /F 10 Tf
        ['b'] TJ
        ET
        0 0 1 1 re
        f
        EMC"""
    assert drawn(text) == (
        "BT 1 0 0 -1 0 20 Tm /F 10 Tf (a)Tj ET "
        "/P<</MCID 0>>BDC BT 1 0 0 -1 5 20 Tm (b)Tj ET 0 0 1 1 re f EMC"
    )


def test_what_is_set_already_is_not_set_again_until_it_is_forgotten() -> None:
    text = "0 0 1 rg\n0 0 1 rg\nq\n1 0 0 rg\n0 0 1 1 re\nf\nQ\n0 0 1 rg\n0 0 1 1 re\nf"
    assert drawn(text) == "0 0 1 rg q 1 0 0 rg 0 0 1 1 re f Q 0 0 1 1 re f"
    # A page begins with black, a form with what was before it.
    assert drawn("0 0 0 rg\n0 0 1 1 re\nf") == "0 0 1 1 re f"
    assert drawn("0 0 0 rg\n0 0 1 1 re\nf", is_page=False) == "0 0 0 rg 0 0 1 1 re f"
    assert drawn("/Lab cs\n1 0 0 scn\n0 0 0 rg\n/a1.0 gs\n/s3 gs\n/a1.0 gs") == (
        "/Lab cs 1 0 0 scn 0 0 0 rg /s3 gs /a1.0 gs"
    )


def test_letterspacing_is_set_once() -> None:
    text = """BT
        1 0 0 -1 0 0 Tm
        /F 10 Tf
        [{}-80{}-80.2{}-80<0931>-80{}-79.9{}] TJ
        1 0 0 -1 0 20 Tm
        ['a'0.0'b'] TJ
        ET""".format(*["'a'"] * 5)
    assert drawn(text) == ("BT 1 0 0 -1 0 0 Tm .8 Tc /F 10 Tf (aaa aa)Tj 0 -20 TD 0 Tc (ab)Tj ET")


def test_spaces_that_are_wider_together_than_can_be_seen_are_set_wider() -> None:
    line = "BT\n1 0 0 -1 0 {} Tm\n/F 10 Tf\n[{}] TJ\nET\n"
    few, many = ("'a'-0.5<0931>" * count + "'a'" for count in (1, 9))
    assert drawn(line.format(0, few)) == "BT 1 0 0 -1 0 0 Tm /F 10 Tf (a a)Tj ET"
    assert drawn(line.format(0, many)) == (
        "BT 1 0 0 -1 0 0 Tm .005 Tw /F 10 Tf (a a a a a a a a a a)Tj ET"
    )


def test_paths_are_written_in_few_characters() -> None:
    assert drawn("0.75 0 0 -0.75 0 595.275591 cm\n0.50001 -0.25 12.34567 0.0001 re\nf") == (
        ".75 0 0 -.75 0 595.276 cm .5 -.25 12.346 0 re f"
    )


def test_ends_of_lines_are_escaped() -> None:
    codes = GlyphCodes(FACE.read_bytes())
    assert {codes[glyph] for glyph in range(0xFFF)}.isdisjoint({b"\r", b"\n"})
    text = "BT\n1 0 0 -1 0 0 Tm\n/F 10 Tf\n[<0d0d0a0a>] TJ\nET"
    made = compact(text.encode().split(b"\n"), {"F": FONT}, is_page=True)
    assert made[-2] == b"(\x0e\\r\x0b\\n)Tj"


def test_states_kept_for_nothing_are_left_out() -> None:
    assert without_idle_states(b"q q q f Q Q Q q Q f".split()) == b"q f Q f".split()
    assert without_idle_states(b"q q f Q f Q".split()) == b"q q f Q f Q".split()
    assert without_idle_states(b"Q q f".split()) == b"Q q f".split()


def test_codes_of_a_file_have_one_glyph_each_and_do_not_depend_on_the_text() -> None:
    codes = GlyphCodes(FACE.read_bytes())
    all_codes = [codes[glyph] for glyph in range(0x1000)]
    assert len(set(all_codes)) == len(all_codes)
    assert codes[int(LETTERS[" "], 16)] == b" "
    assert codes[int(LETTERS["a"], 16)] == b"a"
    assert {len(code) for code in all_codes} == {1, 2}
    assert all((len(code) == 2) == codes.is_rare(at) for at, code in enumerate(all_codes))
    assert min(int.from_bytes(code, "big") for code in all_codes if len(code) == 2) > 0xFF


def test_a_font_with_numbers_of_its_own_keeps_them() -> None:
    named = NOTE.read_bytes()
    face = hb.Face(named)
    plain = hb.SubsetInput()
    plain.flags = hb.SubsetFlags.DESUBROUTINIZE
    plain.sets(hb.SubsetInputSets.GLYPH_INDEX).update(range(60))
    keyed = TTFont(BytesIO(named), recalcBBoxes=False)
    keyed["CFF "] = DefaultTable("CFF ")
    keyed["CFF "].data = bare_cff(hb.subset(face, plain), {at + 7: at for at in range(1, 50)})
    made = BytesIO()
    keyed.save(made)
    assert GlyphCodes(named)[1] != b"\0\1"
    assert GlyphCodes(named).is_coded
    assert GlyphCodes(made.getvalue())[1] == b"\0\1"
    assert not GlyphCodes(made.getvalue()).is_coded


PROSE = (
    "The “quick” brown fox of 1936 (jumps) over the lazy dog’s tail and back \\ again; "
    "<em>efficient offices affirm</em> <b>To W. Va.</b> <sup>2</sup> <i lang=ru>Тексты</i> "
    "<span style='font-variant-caps: all-small-caps; letter-spacing: .08em'>small caps</span> "
)


@pytest.mark.parametrize("aligned", ["left", "justify"])
def test_glyphs_stay_within_a_hundredth_of_a_point(
    tmp_path: Path, aligned: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = fragment(f"<p style='text-align: {aligned}'>{PROSE * 12}</p><h2>{PROSE}</h2>")
    setter = typesetter(tmp_path, "h2 { font-size: 40px }")
    short = setter.typeset(html)
    monkeypatch.setattr(coded_fonts, "_give_codes", lambda _: None)
    long = setter.typeset(html)
    found, expected = InspectedPdf(short.pdf), InspectedPdf(long.pdf)
    assert found.page_count == expected.page_count
    assert len(found.page(0).Contents.read_bytes()) * 2 < len(
        expected.page(0).Contents.read_bytes()
    )
    for number in range(found.page_count):
        assert_same_places(found.characters(number), expected.characters(number))


def test_fonts_say_what_their_codes_show(tmp_path: Path) -> None:
    html = fragment("<p>Affine 1936 <i lang=ru>Тексты и сборник</i> end</p>")
    set_text = typesetter(tmp_path).typeset(html)
    (tmp_path / "text.pdf").write_bytes(set_text.pdf)
    with pikepdf.open(tmp_path / "text.pdf") as pdf:
        fonts = dict(pdf.pages[0].Resources.Font.items())
        rare = {name for name in fonts if name.endswith(RARE)}
        for name, font in fonts.items():
            codes = b"<0000><ffff>" if name in rare else b"<00><ff>"
            assert codes in font.Encoding.read_bytes()
            assert codes in font.ToUnicode.read_bytes()
        assert b"ne " in pdf.pages[0].Contents.read_bytes()
    assert len(rare) == 1
    assert "Affine 1936 Тексты и сборник end" in InspectedPdf(set_text.pdf).page_text(0)
