"""Turn book.toml's [print], a trim and a number of pages into an imposition laid out on paper."""

from collections.abc import Callable
from dataclasses import dataclass

from chapbook.bindery.book_block import failure, size_text
from chapbook.bindery.imposition import (
    Grid,
    Pages,
    cut_and_stack,
    reader_spreads,
    saddle_stitch,
    signatures,
)
from chapbook.bindery.padding import gathered, made_up, ruled
from chapbook.bindery.press_layout import (
    PressLayout,
    Spacing,
    first_that_fits,
    folded_unit,
    lay_out,
    unit_grids,
)
from chapbook.bindery.sheet_budget import SheetBudget
from chapbook.bindery.sheets import Imposition, Side
from chapbook.bindery.work_style import worked
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.print_config import PrintSettings, Scheme, WorkStyle

NUMERALS = {1: "one page", 2: "two pages", 4: "four pages", 8: "eight pages", 16: "sixteen pages"}


@dataclass(frozen=True)
class Plan:
    """A book's sheets and their geometry. `pages` are those of the block, made up with None or
    notes pages; `budget` is what a copy takes."""

    pages: Pages
    imposition: Imposition
    layout: PressLayout
    budget: SheetBudget


def plan(settings: PrintSettings, trim: PageSize, page_count: int, back_cover: bool) -> Plan:
    """The sheets of a book of so many pages; `back_cover`: the last one is its back cover.

    With `notes_pages` two pages behind the book's own, a recto and a verso, stand for blanks.
    A back cover that a wrap carries is left out of the block. Raises BookError where the paper
    doesn't hold the pages.
    """
    count = block_page_count(settings, page_count, back_cover)
    unit = _unit(settings)
    is_spreads = settings.scheme is Scheme.SPREADS
    step = 1 if is_spreads else 2 * unit.count
    pages = made_up(count, step, back_cover and count == page_count)
    if settings.notes_pages:
        pages = ruled(pages, page_count, page_count + 1)
    spine = Side(settings.binding_side)
    spacing = _spacing(settings)
    found = first_that_fits(
        unit_grids(unit, 2 if is_spreads else _up(settings)),
        _imposer(settings, pages, spine),
        lambda imposition: lay_out(imposition, trim, settings.paper, spacing, settings.caliper_mm),
    )
    if found is None:
        raise _too_small(settings, trim, unit)
    imposition, layout = found
    units = imposition.columns * imposition.rows // (unit.count * imposition.copies)
    blank = "notes page" if settings.notes_pages else "blank"
    budget = (
        SheetBudget(count, 2, empty_before=1)
        if is_spreads
        else SheetBudget(count, step, units, blank_term=blank, copies=imposition.copies)
    )
    return Plan(pages, imposition, layout, budget)


def block_page_count(settings: PrintSettings, page_count: int, back_cover: bool) -> int:
    """The pages inside the cover: without the back cover where a wrap carries it."""
    return max(1, page_count - 1) if back_cover and settings.cover == "wrap" else page_count


def _unit(settings: PrintSettings) -> Grid:
    if settings.scheme is Scheme.CUT_AND_STACK:
        return folded_unit(0)
    return folded_unit(settings.folds)


def _up(settings: PrintSettings) -> int | None:
    """The pages of one side on a forme."""
    if settings.up is None or settings.work_style is WorkStyle.SHEETWISE:
        return settings.up
    return settings.up // 2


def _spacing(settings: PrintSettings) -> Spacing:
    milled = settings.scheme is Scheme.PERFECT_BINDING
    return Spacing(settings.gap_mm, settings.milling_mm if milled else 0.0)


def _imposer(settings: PrintSettings, pages: Pages, spine: Side) -> Callable[[Grid], Imposition]:
    def impose(units: Grid) -> Imposition:
        return worked(sheets_of(units), settings.work_style)

    def sheets_of(units: Grid) -> Imposition:
        if settings.scheme is Scheme.PERFECT_BINDING:
            gatherings = gathered(pages, settings.signature_pages)
            return signatures(gatherings, spine, units, settings.folds)
        if settings.scheme is Scheme.CUT_AND_STACK:
            return cut_and_stack(pages, spine, units)
        if settings.scheme is Scheme.SPREADS:
            return reader_spreads(pages, spine)
        return saddle_stitch(pages, spine, units, settings.folds)

    return impose


def _too_small(settings: PrintSettings, trim: PageSize, unit: Grid) -> Exception:
    """The error, with the smallest sheet that would do."""
    count = max(_up(settings) or unit.count, unit.count)
    least = unit_grids(unit, count)[0]
    columns, rows = least.columns * unit.columns, least.rows * unit.rows
    if settings.work_style is WorkStyle.WORK_AND_TURN:
        columns, count = 2 * columns, 2 * count
    elif settings.work_style is WorkStyle.WORK_AND_TUMBLE:
        rows, count = 2 * rows, 2 * count
    needed = PageSize(
        columns * trim.width_mm + (columns - 1) * settings.gap_mm,
        rows * trim.height_mm + (rows - 1) * settings.gap_mm,
    )
    short, long = sorted((settings.paper.width_mm, settings.paper.height_mm))
    lying = needed.width_mm > needed.height_mm
    sheet = PageSize(long, short) if lying else PageSize(short, long)
    pages = NUMERALS.get(count, f"{count} pages")
    return failure(
        "paper-too-small",
        f"a sheet of {size_text(sheet)} doesn't hold {pages} of {size_text(trim)}",
        f"take paper of {size_text(needed)} or more",
        settings.span("paper"),
    )
