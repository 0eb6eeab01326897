"""Turn the commands that put a book on paper into files: sheets, covers, calibration sheets."""

from dataclasses import replace

from chapbook.bindery.booklet import PrintJob, make_booklet
from chapbook.bindery.cover import audit_cover
from chapbook.bindery.reprint import Reprint
from chapbook.bindery.sheet_budget import counted
from chapbook.cache import Store, write_whole
from chapbook.command_settings import Settings
from chapbook.commands import make_press_files
from chapbook.diagnostics import BookError, Diagnostic, Severity
from chapbook.manuscript.config import read_config
from chapbook.pipeline import BuiltBook, build_book
from chapbook.press_files import PressFiles
from chapbook.printing import (
    booklet_source,
    calibration,
    cover,
    errata_slip,
    instruction_sheet,
    job_summary,
    reprint_since,
    reprint_summary,
    sheets_for_press,
    wrap,
)
from chapbook.printings import checked_out, is_pdf, read_pdf
from chapbook.telling import BOOK_HAS_ERRORS, BUILT, progress, say, tell
from chapbook.unchanged.recognition import LastBuild


def impose_booklet(
    settings: Settings, job: PrintJob, since: str = "", last: LastBuild | None = None
) -> int:
    """Build the book and impose it as book.toml's [print] has it, as <slug>-booklet.pdf.

    `since` names an earlier printing, by its PDF or its revision: then the sheets that have
    changed are imposed alone, and <slug>-errata.pdf says what to mend in the old copies.
    """

    def impose(built: BuiltBook) -> PressFiles:
        if not since:
            return _booklet(settings, built, job)
        found = reprint_since(built, _printed_then(settings, since))
        numbers = {sheet + 1 for sheet in found.sheets}
        wanted = numbers.intersection(job.sheets or numbers)
        slip, said = _errata(built, found)
        lines = (*reprint_summary(found), *said)
        if not wanted:
            return PressFiles(slip, lines, is_lasting=False)
        made = _booklet(settings, built, replace(job, sheets=wanted))
        files = {**made.files, **slip}
        return replace(made, files=files, lines=(*lines, *made.lines), is_lasting=False)

    return make_press_files(settings, impose, "{}-booklet.pdf", last)


def _booklet(settings: Settings, built: BuiltBook, job: PrintJob) -> PressFiles:
    printing = built.manuscript.config.printing
    booklet = make_booklet(booklet_source(built), printing, job)
    told = instruction_sheet(built, booklet, job)
    return PressFiles(
        {
            "{}-booklet.pdf": sheets_for_press(built, booklet.pdf),
            "{}-instructions.pdf": told.pdf,
        },
        tuple(job_summary(booklet, job)),
        (*booklet.diagnostics, *_outdated_cover(settings, built)),
        # Whether the cover fits depends on a file that isn't the book's.
        is_lasting=printing.cover == "self",
    )


def _errata(built: BuiltBook, found: Reprint) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The slip, if there is anything to mend, and what is said of it."""
    if not found.errata.entries:
        return {}, ()
    name = f"{built.manuscript.config.file_stem}-errata.pdf"
    said = f"{name}: {counted(len(found.errata.entries), 'correction')}"
    return {"{}-errata.pdf": errata_slip(built, found.errata).pdf}, (said,)


def _printed_then(settings: Settings, since: str) -> bytes:
    """The PDF of an earlier printing, built again where a revision is named."""
    if is_pdf(since):
        return read_pdf(since)
    with checked_out(settings.book, since) as root:
        # A store of its own: the pages' numbers of both printings would replace each other.
        cache = Store(settings.cache / "since")
        return build_book(root, cache, progress(settings), settings.edition).pdf


def make_calibration(settings: Settings, job: PrintJob) -> int:
    """Write the sheet to try a printer with, as <slug>-calibration.pdf; the book isn't built."""
    try:
        config, found = read_config(settings.book, settings.edition)
        sheet = calibration(config, settings.book, job)
    except BookError as wrong:
        tell(settings, wrong.diagnostics)
        return BOOK_HAS_ERRORS
    found = (*found, *sheet.diagnostics)
    tell(settings, found)
    if max((one.severity for one in found), default=Severity.NOTE) > settings.worst_allowed:
        return BOOK_HAS_ERRORS
    settings.out.mkdir(parents=True, exist_ok=True)
    name = f"{config.file_stem}-calibration.pdf"
    write_whole(settings.out / name, sheet.pdf)
    say(settings, f"{name}: print it as you would the booklet, and read what it says")
    return BUILT


def _outdated_cover(settings: Settings, built: BuiltBook) -> tuple[Diagnostic, ...]:
    """Whether the cover that was made before still fits."""
    config = built.manuscript.config
    path = settings.out / f"{config.file_stem}-cover.pdf"
    if config.printing.cover == "self" or not path.is_file():
        return ()
    return audit_cover(path.read_bytes(), wrap(built))


def make_cover(settings: Settings) -> int:
    """Build the book and, for a book with a wrap, its cover as <slug>-cover.pdf."""

    def make(built: BuiltBook) -> PressFiles:
        if built.manuscript.config.printing.cover == "self":
            return PressFiles(
                {},
                (
                    "the first and the last page are the cover: there is nothing to make",
                    'for a separate one say cover = "wrap" in [print] of book.toml',
                ),
            )
        made, geometry = cover(built), wrap(built)
        lines = [f"the cover: {geometry}"]
        if not geometry.has_spine_text and geometry.spine_mm:
            lines.append("the spine is too narrow for text")
        return PressFiles({"{}-cover.pdf": made.pdf}, tuple(lines), made.diagnostics)

    return make_press_files(settings, make, "{}-cover.pdf")
