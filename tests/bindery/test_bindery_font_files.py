"""Recognising the file of a subset, and making a new one."""

from pathlib import Path

import pytest
import uharfbuzz as hb

from chapbook.bindery.font_files import FontFile, origin_of
from tests.bindery.small_book import FONTS

PATHS = sorted(path for path in FONTS.iterdir() if path.suffix in {".ttf", ".otf"})
GLYPHS = frozenset({1, 40, 41, 57, 120})


def made_from(path: Path, glyphs: frozenset[int] = GLYPHS) -> bytes:
    return FontFile(path).subset(glyphs, notdef_outline=False)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_subset_is_of_its_own_file_and_of_no_other(path: Path) -> None:
    subset = made_from(path)
    assert origin_of(subset, GLYPHS, [*map(FontFile, PATHS)]) == PATHS.index(path)
    others = [FontFile(other) for other in PATHS if other != path]
    assert origin_of(subset, GLYPHS, others) is None


def test_dates_alone_tell_most_files_apart() -> None:
    subset = made_from(FONTS / "EBGaramond08-Regular.otf")
    origins = [path.name for path in PATHS if origin_of(subset, (), [FontFile(path)]) == 0]
    assert origins == ["EBGaramond08-Regular.otf"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_subset_keeps_glyph_ids_and_drops_the_other_glyphs(path: Path) -> None:
    before, after = (hb.Font(hb.Face(data)) for data in (path.read_bytes(), made_from(path)))
    # A glyph's components may come after it.
    assert max(GLYPHS) < after.face.glyph_count < max(GLYPHS) + 10
    for glyph in GLYPHS:
        assert after.get_glyph_extents(glyph) == before.get_glyph_extents(glyph)
        assert after.get_glyph_h_advance(glyph) == before.get_glyph_h_advance(glyph)
    assert before.get_glyph_extents(42).width > 0
    assert after.get_glyph_extents(42).width == 0


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_subset_has_no_layout_tables(path: Path) -> None:
    assert {"GSUB", "GPOS"} <= set(hb.Face(path.read_bytes()).table_tags)
    assert {"GSUB", "GPOS"}.isdisjoint(hb.Face(made_from(path)).table_tags)


def test_sign_for_a_missing_glyph_is_drawn_on_request() -> None:
    path = FONTS / "EBGaramond-Regular.ttf"
    with_sign = FontFile(path).subset(GLYPHS, notdef_outline=True)
    assert hb.Font(hb.Face(with_sign)).get_glyph_extents(0).width > 0
    assert hb.Font(hb.Face(made_from(path))).get_glyph_extents(0).width == 0


def test_same_glyphs_give_the_same_bytes() -> None:
    one, other = frozenset(range(30, 90)), frozenset(reversed(range(30, 90)))
    assert made_from(PATHS[0], one) == made_from(PATHS[0], other)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_glyphs_beyond_the_file_s_last_are_passed_over(path: Path) -> None:
    assert made_from(path, GLYPHS | {9000}) == made_from(path)


def test_file_that_isn_t_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FontFile(tmp_path / "none.ttf")
