"""Turn a book's PDF, its [print] settings and a job into the sheets to be printed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from chapbook.bindery.book_block import bound_with, size_text
from chapbook.bindery.gutters import audit_gutters
from chapbook.bindery.impose import PressWork, SlugLine, draw_formes
from chapbook.bindery.marks import without_room
from chapbook.bindery.press_run import Printer, natural_flip, other_edge, run
from chapbook.bindery.scheme import Plan, plan
from chapbook.diagnostics import BookError, Diagnostic, error, warning
from chapbook.manuscript.print_config import PrintSettings, WorkStyle


@dataclass(frozen=True)
class PrintJob:
    """What is asked of one run: the numbers (from 1) of the sheets wanted, None for all; how many
    copies; an edge to flip on that the settings don't name."""

    sheets: Collection[int] | None = None
    copies: int = 1
    flip: str = ""


@dataclass(frozen=True)
class BookletSource:
    """What is imposed: the book as it is read, whether its last page is the back cover, and what
    its slug line says of it. `notes_pages` is a PDF of a recto and a verso that stand for blanks.
    """

    pdf: bytes
    has_back_cover: bool
    title: str
    date: datetime
    slug_font: Path
    notes_pages: bytes | None = None


@dataclass(frozen=True)
class Booklet:
    """The press sheets as a PDF, and how they came about. `printer` is as the job has it, its
    flip decided; `sheets` are the indices of those in the PDF."""

    pdf: bytes
    plan: Plan
    printer: Printer
    sheets: tuple[int, ...]
    diagnostics: tuple[Diagnostic, ...]

    def sheets_for(self, copies: int) -> int:
        """How much paper so many copies take."""
        return -(-copies // self.plan.imposition.copies) * len(self.sheets)


def make_booklet(source: BookletSource, settings: PrintSettings, job: PrintJob) -> Booklet:
    """The booklet's formes. Raises BookError where the paper, the pages or the job don't do."""
    with bound_with(source.pdf, source.notes_pages) as block:
        planned = plan(settings, block.trim, block.own_pages, source.has_back_cover)
        sheets = _sheets_wanted(len(planned.imposition.sheets), job)
        natural = natural_flip(planned.layout.width_mm, planned.layout.height_mm)
        printer = printer_of(settings, job, natural)
        has_backs = planned.imposition.sheets[0].back is not None
        work = PressWork(
            sides=run(len(planned.imposition.sheets), has_backs, printer, natural, sheets),
            flip=printer.flip if has_backs and printer.both_sides else None,
            back_shift_mm=settings.back_shift_mm,
            marks=settings.marks,
            slug=SlugLine(_slug_texts(source, planned), source.slug_font),
        )
        pdf = draw_formes(block, planned.imposition, planned.layout, work)
        paper = settings.span("gsm" if settings.gsm else "caliper_mm")
        found = audit_gutters(block.pdf, planned.imposition, planned.layout, paper)
    found = (*_marks_without_room(settings, planned), *found)
    return Booklet(pdf, planned, printer, sheets, found)


def printer_of(settings: PrintSettings, job: PrintJob, natural: str) -> Printer:
    """The printer of the settings, with the job's flip. Where none is named it is the natural one;
    work that tumbles wants the other."""
    named = job.flip or settings.flip
    if named == "auto":
        tumbles = settings.work_style is WorkStyle.WORK_AND_TUMBLE
        named = other_edge(natural) if tumbles else natural
    return Printer(
        both_sides=settings.sides == "both",
        flip=named,
        feed=settings.feed,
        tray=settings.tray,
    )


def _sheets_wanted(count: int, job: PrintJob) -> tuple[int, ...]:
    """The indices of the sheets to be printed, in their order."""
    if job.sheets is None:
        return tuple(range(count))
    missing = sorted(number for number in job.sheets if not 1 <= number <= count)
    if missing:
        there = "there is but one sheet" if count == 1 else f"there are {count} sheets"
        named = ", ".join(map(str, missing))
        raise BookError([error("imposition-no-sheet", f"no sheet {named}: {there}")])
    return tuple(sorted({number - 1 for number in job.sheets}))


def _slug_texts(source: BookletSource, planned: Plan) -> dict[tuple[int, bool], str]:
    sheets = planned.imposition.sheets
    return {
        (number, is_back): (
            f"{source.title} · sheet {number + 1} of {len(sheets)}"
            f"{', back' if is_back else ', front'} · {source.date:%Y-%m-%d}"
        )
        for number in range(len(sheets))
        for is_back in (False, True)
    }


def _marks_without_room(settings: PrintSettings, planned: Plan) -> tuple[Diagnostic, ...]:
    lacking = without_room(planned.layout, planned.imposition, settings.marks)
    if not lacking:
        return ()
    layout = planned.layout
    sheet = size_text(replace(layout.trim, width_mm=layout.width_mm, height_mm=layout.height_mm))
    message = f"no room beside the pages on {sheet} for {' and '.join(lacking)} marks"
    hint = "take larger paper, or leave them out"
    return (warning("imposition-marks", message, settings.span("marks"), hint),)
