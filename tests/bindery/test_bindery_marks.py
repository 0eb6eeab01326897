"""Marks for the bindery: where they stand, and that they stay outside the trim."""

import re
from dataclasses import replace

import pytest

from chapbook.bindery.booklet import Booklet
from chapbook.bindery.collation import PT_PER_MM
from chapbook.bindery.marks import (
    COLLATION_HEIGHT_MM,
    FIRST_COLLATION_MM,
    REGISTRATION_RADIUS_MM,
    Bar,
    Line,
    Shape,
    Target,
    shapes,
)
from chapbook.bindery.marks_drawing import draw_shapes
from chapbook.diagnostics import Severity, SourceSpan
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.print_config import MARKS, Scheme
from tests.bindery.press_pages import PLAIN, imposed, pages_of
from tests.support.inspect_pdf import InspectedPdf

# 150 × 200 pt are 52.92 × 70.56 mm.
ROOMY = replace(PLAIN, paper=PageSize(110, 160), up=2)
WIDTH_MM, HEIGHT_MM = 150 * 25.4 / 72, 200 * 25.4 / 72
LEFT, RIGHT = 80 - WIDTH_MM, 80 + WIDTH_MM
FOOT, HEAD = 55 - HEIGHT_MM / 2, 55 + HEIGHT_MM / 2


@pytest.fixture(scope="module")
def reading() -> bytes:
    return pages_of(8)


def shapes_of(booklet: Booklet, mark: str, sheet: int = 0, back: bool = False) -> list[Shape]:
    of = booklet.plan.imposition.sheets[sheet]
    forme = of.back if back and of.back else of.front
    return list(shapes(booklet.plan.layout, booklet.plan.imposition, forme, {mark}))


def rounded(shape: Shape) -> tuple[float, ...]:
    assert isinstance(shape, Line)
    return tuple(round(mm, 2) for mm in (shape.x1_mm, shape.y1_mm, shape.x2_mm, shape.y2_mm))


def test_fold_marks_stand_at_both_ends_of_the_fold(reading: bytes) -> None:
    booklet = imposed(reading, base=ROOMY)
    marks = shapes_of(booklet, "fold")
    assert [rounded(mark) for mark in marks] == [
        (80, round(FOOT - 2, 2), 80, round(FOOT - 7, 2)),
        (80, round(HEAD + 2, 2), 80, round(HEAD + 7, 2)),
    ]
    assert all(isinstance(mark, Line) and mark.is_dashed for mark in marks)


def test_without_room_fold_marks_are_ticks_on_the_fold(reading: bytes) -> None:
    tight = replace(ROOMY, paper=PageSize(HEIGHT_MM, 2 * WIDTH_MM))
    marks = [rounded(mark) for mark in shapes_of(imposed(reading, base=tight), "fold")]
    assert marks == [
        (round(WIDTH_MM, 2), 0, round(WIDTH_MM, 2), 3),
        (round(WIDTH_MM, 2), round(HEIGHT_MM, 2), round(WIDTH_MM, 2), round(HEIGHT_MM - 3, 2)),
    ]


def test_crop_marks_point_at_the_corners_and_not_at_the_fold(reading: bytes) -> None:
    marks = [rounded(mark) for mark in shapes_of(imposed(reading, base=ROOMY), "crop")]
    upright = {x1 for x1, _, x2, _ in marks if x1 == x2}
    level = {y1 for _, y1, _, y2 in marks if y1 == y2}
    assert upright == {round(LEFT, 2), round(RIGHT, 2)}
    assert level == {round(FOOT, 2), round(HEAD, 2)}
    assert len(marks) == 8


def test_staples_go_through_the_outside_of_the_fold(reading: bytes) -> None:
    booklet = imposed(reading, base=ROOMY)
    places = [rounded(mark) for mark in shapes_of(booklet, "staple")]
    middles = [(y1 + y2) / 2 for _, y1, _, y2 in places]
    assert middles == pytest.approx([FOOT + HEIGHT_MM / 4, FOOT + 3 * HEIGHT_MM / 4], abs=0.01)
    assert {x for x, _, _, _ in places} == {80}
    assert shapes_of(booklet, "staple", back=True) == []
    assert shapes_of(booklet, "staple", sheet=1) == []


def test_collation_marks_make_a_stair(reading: bytes) -> None:
    glued = replace(ROOMY, scheme=Scheme.PERFECT_BINDING, signature_pages=4)
    booklet = imposed(reading, base=glued)
    stair = [bar for sheet in (0, 1) for bar in shapes_of(booklet, "collation", sheet)]
    assert all(isinstance(bar, Bar) for bar in stair)
    tops = [HEAD - (bar.bottom_mm + bar.height_mm) for bar in stair if isinstance(bar, Bar)]
    assert tops == pytest.approx([FIRST_COLLATION_MM, FIRST_COLLATION_MM + COLLATION_HEIGHT_MM])
    assert [bar.left_mm + bar.width_mm / 2 for bar in stair if isinstance(bar, Bar)] == [80, 80]
    assert shapes_of(booklet, "collation", back=True) == []


def test_one_signature_needs_no_collation_marks_and_several_no_staples(reading: bytes) -> None:
    assert shapes_of(imposed(reading, base=ROOMY), "collation") == []
    glued = replace(ROOMY, scheme=Scheme.PERFECT_BINDING, signature_pages=4)
    assert shapes_of(imposed(reading, base=glued), "staple") == []


def test_registration_marks_of_front_and_back_lie_on_each_other(reading: bytes) -> None:
    booklet = imposed(reading, base=ROOMY)
    front = [mark for mark in shapes_of(booklet, "registration") if isinstance(mark, Target)]
    back = shapes_of(booklet, "registration", back=True)
    seen_through = {(round(160 - mark.x_mm, 3), mark.y_mm) for mark in front}
    assert len(front) == 4
    assert {(round(mark.x_mm, 3), mark.y_mm) for mark in back if isinstance(mark, Target)} == (
        seen_through
    )


def test_marks_leave_the_pages_alone_and_the_slug_line_can_be_read(reading: bytes) -> None:
    plain = InspectedPdf(imposed(reading, base=ROOMY).pdf)
    outside = frozenset(MARKS) - {"staple", "collation"}
    marked = InspectedPdf(imposed(reading, base=replace(ROOMY, marks=outside)).pdf)
    scale, pt = 2, 72 / 25.4
    left, top = (round(mm * pt * scale) for mm in (LEFT, 110 - HEAD))
    both = (left, top, 300 * scale, 200 * scale)
    assert marked.render(0, scale).cut(*both) == plain.render(0, scale).cut(*both)
    [slug] = marked.find_text("Pages · sheet 1 of 2, front")
    assert (slug.page_index, slug.x, slug.y) == pytest.approx(
        (0, (LEFT + 4) * pt, (FOOT - 4.2) * pt), abs=0.1
    )
    assert len(marked.find_text("2026-03-01")) == 4
    assert plain.find_text("sheet") == ()
    assert marked.syntax_problems == ()


def test_a_slug_line_that_is_too_long_is_cut(reading: bytes) -> None:
    narrow = replace(ROOMY, marks=frozenset(("slug",)), paper=PageSize(110, 108))
    [line] = [
        line
        for line in InspectedPdf(imposed(reading, base=narrow).pdf).page_text(0).splitlines()
        if line.startswith("Pages")
    ]
    assert "Pages · sheet 1 of 2, front".startswith(line[:20])


def test_marks_without_room_are_a_warning_at_the_setting(reading: bytes) -> None:
    span = SourceSpan("book.toml", 9, 1, 5)
    tight = replace(
        ROOMY,
        paper=PageSize(HEIGHT_MM, 2 * WIDTH_MM),
        marks=frozenset(("crop", "slug", "fold")),
        spans={"marks": span},
    )
    [found] = imposed(reading, base=tight).diagnostics
    assert (found.severity, found.code, found.span) == (Severity.WARNING, "imposition-marks", span)
    assert found.message == "no room beside the pages on 105.8 × 70.56 mm for crop and slug marks"
    assert imposed(reading, base=replace(ROOMY, marks=frozenset(MARKS))).diagnostics == ()


def test_a_registration_mark_is_a_circle_with_a_cross() -> None:
    [_, drawn, _] = draw_shapes([Target(10, 20)])
    numbers = [float(each) / PT_PER_MM for each in re.findall(r"-?[0-9]+\.[0-9]+", drawn)]
    points = {
        (round(x - 10, 2), round(y - 20, 2))
        for x, y in zip(numbers[::2], numbers[1::2], strict=True)
    }
    arm, radius = 1.5 * REGISTRATION_RADIUS_MM, REGISTRATION_RADIUS_MM
    ends = {(radius, 0), (-radius, 0), (0, radius), (0, -radius)}
    cross = {(arm, 0), (-arm, 0), (0, arm), (0, -arm)}
    handles = points - ends - cross
    assert ends | cross <= points
    assert len(handles) == 8
    assert {(-x, y) for x, y in handles} == {(x, -y) for x, y in handles} == handles
    assert {round(max(abs(x), abs(y)), 2) for x, y in handles} == {radius}
