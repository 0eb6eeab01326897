"""Turn the two pages of a calibration sheet into one as this printer would get a booklet's."""

from chapbook.bindery.book_block import opened_block
from chapbook.bindery.booklet import PrintJob, printer_of
from chapbook.bindery.impose import PressWork, draw_formes
from chapbook.bindery.imposition import cut_and_stack
from chapbook.bindery.press_layout import Spacing, lay_out
from chapbook.bindery.press_run import Printer, natural_flip, run
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.print_config import PrintSettings


def calibration_printer(settings: PrintSettings, sheet: PageSize, job: PrintJob) -> Printer:
    """The printer as a booklet on such a sheet has it; the sheet as it lies."""
    return printer_of(settings, job, natural_flip(sheet.width_mm, sheet.height_mm))


def calibration_sheet(pages: bytes, sheet: PageSize, printer: Printer) -> bytes:
    """The front and the back, turned as the printer wants it and not moved: what is read off it is
    the whole shift. Raises ValueError for a page that the sheet doesn't hold."""
    with opened_block(pages) as block:
        imposition = cut_and_stack(range(2))
        layout = lay_out(imposition, block.trim, sheet, Spacing(), 0)
        if layout is None:
            raise ValueError(f"a page of {block.trim} for a sheet of {sheet}")
        natural = natural_flip(layout.width_mm, layout.height_mm)
        sides = run(1, True, printer, natural)
        flip = printer.flip if printer.both_sides else None
        return draw_formes(block, imposition, layout, PressWork(sides, flip))
