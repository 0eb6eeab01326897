"""Turn a built book into what the bindery imposes, and a booklet into what is said of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from chapbook.apparatus.labels import labels
from chapbook.bindery.book_block import opened_block
from chapbook.bindery.booklet import Booklet, BookletSource, PrintJob
from chapbook.bindery.calibration import calibration_printer, calibration_sheet
from chapbook.bindery.cover import Wrap, marked_cover, wrap_of
from chapbook.bindery.errata import Errata
from chapbook.bindery.instructions import instructions, paper_name
from chapbook.bindery.prepress.press_ready import claimed_for_press, press_ready
from chapbook.bindery.press_run import other_edge
from chapbook.bindery.reprint import Reprint, reprint
from chapbook.bindery.scheme import plan
from chapbook.bindery.sheet_budget import counted
from chapbook.composition.cover_panels import cover_variables
from chapbook.composition.printed_matter import MatterPress, PrintedMatter
from chapbook.copy_budget import has_back_cover
from chapbook.locales import locale_of
from chapbook.manuscript.book_config import BookConfig, Edition
from chapbook.manuscript.page_sizes import PAPER_SIZES, PageSize
from chapbook.manuscript.printed_dates import printed_date
from chapbook.manuscript.source_date import source_date
from chapbook.pipeline import BuiltBook
from chapbook.press_edition import cover_fault, is_back_cover_left_out, press_job
from chapbook.shipped import shipped_dir

CALIBRATE = "python3 build.py booklet --calibrate"
SLUG_FONT = "styles/fonts/SourceSans3-Regular.ttf"


def booklet_source(built: BuiltBook) -> BookletSource:
    """The book as the bindery takes it."""
    config = built.manuscript.config
    is_left_out = config.output is Edition.PRESS and is_back_cover_left_out(config)
    return BookletSource(
        pdf=built.pdf,
        has_back_cover=has_back_cover(config) and not is_left_out,
        title=config.running_title,
        date=source_date(built.manuscript.root),
        slug_font=shipped_dir() / SLUG_FONT,
        notes_pages=_notes_pages(built),
    )


def _notes_pages(built: BuiltBook) -> bytes | None:
    """A recto and a verso to write on, where the book wants them for blanks."""
    config = built.manuscript.config
    if not config.printing.notes_pages:
        return None
    variables = {"language": config.language, "labels": labels(config.language)}
    press = MatterPress(built.manuscript.root, shipped_dir())
    pages = press.in_book_s_pages(config, "notes-page", variables).pdf
    if config.output is Edition.PRESS:
        return press_ready(pages, press_job(built.manuscript)).pdf
    return pages


def sheets_for_press(built: BuiltBook, sheets: bytes) -> bytes:
    """Sheets of a book's pages; of those of the press edition, as what these are."""
    if built.manuscript.config.output is not Edition.PRESS:
        return sheets
    return claimed_for_press(sheets, press_job(built.manuscript))


def instruction_sheet(built: BuiltBook, booklet: Booklet, job: PrintJob) -> PrintedMatter:
    """The page for whoever stands at the printer, for exactly this job."""
    config = built.manuscript.config
    layout = booklet.plan.layout
    locale = locale_of(config.language)
    day = f"{source_date(built.manuscript.root):%Y-%m-%d}"
    variables = {
        "language": locale.tag,
        "words": locale.printer,
        "command": CALIBRATE,
        "title": config.title,
        "file": f"{config.file_stem}-booklet.pdf",
        "date": printed_date(day, locale.tag),
        "page": _office_paper(config.printing.paper),
        "lying": layout.width_mm > layout.height_mm,
        "instructions": instructions(booklet, config.printing, job, locale.printer),
    }
    return MatterPress(built.manuscript.root, shipped_dir()).plain("instructions", variables)


def _office_paper(paper: PageSize) -> PageSize:
    """Letter where the book goes on American paper, else A4."""
    american = ("letter", "legal", "tabloid")
    name = "letter" if paper in [PAPER_SIZES[one] for one in american] else "A4"
    return PAPER_SIZES[name]


def calibration(config: BookConfig, root: Path, job: PrintJob) -> PrintedMatter:
    """A sheet to try the printer of [print] with: front and back of its paper, lying as the
    booklet's sheets lie."""
    settings = config.printing
    sheet = _sheet_as_it_lies(config)
    printer = calibration_printer(settings, sheet, job)
    variables = {
        "page": sheet,
        "paper": paper_name(settings.paper),
        "sides": (
            f"both sides, flipped on the {printer.flip.replace('-', ' ')}"
            if printer.both_sides
            else "one side, then the other"
        ),
        "other_flip": other_edge(printer.flip),
    }
    pages = MatterPress(root, shipped_dir()).plain("calibration", variables)
    return replace(pages, pdf=calibration_sheet(pages.pdf, sheet, printer))


def _sheet_as_it_lies(config: BookConfig) -> PageSize:
    layout = plan(config.printing, config.page.sheet, 4, back_cover=False).layout
    return PageSize(layout.width_mm, layout.height_mm)


def wrap(built: BuiltBook) -> Wrap:
    """The geometry of the book's cover, by its pages as they are now."""
    config = built.manuscript.config
    pages = built.set_book.pagination.page_count
    return wrap_of(config.printing, config.page.sheet, pages, has_back_cover(config))


def cover(built: BuiltBook) -> PrintedMatter:
    """The wrap, from the templates cover*.html."""
    geometry = wrap(built)
    config = built.manuscript.config
    variables = {**cover_variables(config, built.set_book.html), "wrap": geometry}
    press = MatterPress(built.manuscript.root, shipped_dir())
    made = press.in_book_s_faces(config, "cover", variables)
    marked = marked_cover(made.pdf, geometry)
    if config.output is not Edition.PRESS:
        return replace(made, pdf=marked)
    ready = press_ready(marked, press_job(built.manuscript))
    found = (*made.diagnostics, *(cover_fault(finding) for finding in ready.findings))
    return replace(made, pdf=ready.pdf, diagnostics=found)


def reprint_since(built: BuiltBook, old: bytes) -> Reprint:
    """What has changed since another printing. Raises BookError where the paper doesn't do."""
    source, settings = booklet_source(built), built.manuscript.config.printing
    with opened_block(old) as before, opened_block(built.pdf) as after:
        old_plan, new_plan = (
            plan(settings, block.trim, len(block.pages), source.has_back_cover)
            for block in (before, after)
        )
    return reprint(old, built.pdf, old_plan, new_plan)


def errata_slip(built: BuiltBook, found: Errata) -> PrintedMatter:
    """A slip for the copies of the old printing, as wide as a page and half as high."""
    config = built.manuscript.config
    trim = config.page.sheet
    variables = {
        "book": config,
        "language": config.language,
        "labels": labels(config.language),
        "quotes": locale_of(config.language).quotes.primary,
        "page": PageSize(trim.width_mm, trim.height_mm / 2),
        "errata": found,
    }
    press = MatterPress(built.manuscript.root, shipped_dir())
    return press.in_book_s_faces(config, "errata-slip", variables)


def reprint_summary(found: Reprint) -> Iterator[str]:
    """What has changed, a line each."""
    if not found.sheets:
        yield "no sheet has changed: there is nothing to print again"
        return
    pages = counted(len(found.pages), "page")
    numbers = ", ".join(str(sheet + 1) for sheet in found.sheets)
    sheets = f"{len(found.sheets)} of {counted(found.sheet_count, 'sheet')}"
    yield f"{pages} changed, on {sheets}: {numbers}"
    if found.errata.pages_left_out:
        yield f"{counted(found.errata.pages_left_out, 'page')} changed too much for an errata slip"


def job_summary(booklet: Booklet, job: PrintJob) -> Iterator[str]:
    """What a booklet costs and how it is printed, a line each."""
    yield str(booklet.plan.budget)
    if job.copies > 1:
        sheets = counted(booklet.sheets_for(job.copies), "sheet")
        yield f"{job.copies} copies = {sheets} of paper"
    yield f"print {_sides(booklet)}, at 100%"


def _sides(booklet: Booklet) -> str:
    """'on both sides, flipped on the short edge'."""
    edge = booklet.printer.flip.replace("-", " ")
    if booklet.plan.imposition.sheets[0].back is None:
        return "on one side"
    if booklet.printer.both_sides:
        return f"on both sides, flipped on the {edge}"
    count = len(booklet.sheets)
    pages = f"pages {count + 1} to {2 * count}" if count > 1 else "page 2"
    first = f"pages 1 to {count}" if count > 1 else "page 1"
    return f"{first}, put the pile back, turned over its {edge}, and print {pages}"
