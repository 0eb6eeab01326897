"""Measure each program with a book of the bench: built from nothing, and after edits."""

import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf

from bench.bench_book import Edit, edited, make_book
from bench.book_model import Book
from bench.books import A_PAGE, A_SENTENCE, CHAPTERS, UNEDITED, book_files, write_files
from bench.measured import NOTHING, Measured, run
from bench.peers.programs import Command, Peer
from bench.prose import CHECKOUT

PLAIN = Path(__file__).parent / "peers" / "plain_weasyprint.py"
ANOTHER = 100
"""Added to a variant, another edit than those before."""
NO_OTHER_FONTS = {"FONTCONFIG_FILE": str(CHECKOUT / "chapbook/composition/fontconfig.xml")}


@dataclass(frozen=True)
class Line:
    """What is measured: a program and what it does."""

    program: str
    work: str


COLD = "cold"
UNCHANGED = "unchanged"
EDITED = "a sentence more"
GROWN = "a page more"
WARM = "a sentence more, warm process"
PAGE = "until its page can be seen"
CHAPTER = "until its chapter can"
LINK = "link alone"
CHAPBOOK, WEASYPRINT, UNTAGGED = "Chapbook", "WeasyPrint", "WeasyPrint, untagged"

Measurements = Iterator[tuple[Line, Measured]]


def chapbook(size: str, folder: Path, turn: int) -> Measurements:
    """Whole processes: from nothing, again, after an edit of a sentence, after one of a page;
    then an edit inside a process. Leaves the book as it was, built."""
    book, out = folder / "book", folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    edits = {
        COLD: UNEDITED,
        UNCHANGED: UNEDITED,
        EDITED: Edit(turn, A_SENTENCE),
        GROWN: Edit(turn, A_PAGE),
    }
    for work, edit in edits.items():
        write_files(book_files(size, edit), book)
        yield Line(CHAPBOOK, work), _built(book, out)
    # The first edit finds the process cold.
    variants = (str(turn + ANOTHER), str(turn + 2 * ANOTHER))
    warm = (sys.executable, "-m", "bench.warm", size, book, out, "--variants", *variants)
    run(warm, CHECKOUT, log := folder / "warm.json")
    whole = _in_process(log)
    yield Line(CHAPBOOK, WARM), whole
    *_, page_s, chapter_s = _printed(log)["builds"][-1]
    yield Line(CHAPBOOK, PAGE), Measured(0, page_s, whole.peak_mib)
    yield Line(CHAPBOOK, CHAPTER), Measured(0, chapter_s, whole.peak_mib)
    write_files(book_files(size), book)
    _built(book, out)
    linked = (sys.executable, "-m", "bench.link", book, out, "--json")
    run(linked, CHECKOUT, log := folder / "link.json")
    yield Line(CHAPBOOK, LINK), _in_process(log)


def _built(book: Path, out: Path) -> Measured:
    command = (sys.executable, CHECKOUT / "build.py", "--book", book, "--out", out)
    measured = run(command, book, book.parent / "chapbook.log")
    report = json.loads((out / "report.json").read_text("utf-8"))
    again = [division["id"] for division in report["divisions"] if division["set_again"]]
    return replace(_with_pdf(measured, _pdf(out)), set_again=tuple(again))


def _with_pdf(measured: Measured, pdf: Path) -> Measured:
    with pikepdf.open(pdf) as opened:
        return replace(measured, pages=len(opened.pages), pdf_bytes=pdf.stat().st_size)


def _pdf(folder: Path) -> Path:
    return next(folder.glob("*.pdf"))


def _in_process(log: Path) -> Measured:
    """The last of what a process measured in itself and printed."""
    printed = _printed(log)
    wall_s, cpu_s = printed["builds"][-1][:2]
    return Measured(cpu_s, wall_s, printed["peak_mib"])


def _printed(log: Path) -> Any:
    return json.loads(log.read_text("utf-8").splitlines()[-1])


def plain_weasyprint(folder: Path) -> Measurements:
    """The book that `chapbook` has left built, as one document."""
    plain = folder / "weasyprint"
    made = (
        sys.executable,
        "-m",
        "bench.peers.one_document",
        folder / "book",
        folder / "out",
        plain,
    )
    plain.mkdir(exist_ok=True)
    run(made, CHECKOUT, plain / "made.log")
    for program, options in ((WEASYPRINT, ()), (UNTAGGED, ("--no-tags",))):
        pdf = plain / "book.pdf"
        command = (sys.executable, PLAIN, plain / "book.html", pdf, *options)
        measured = run(command, plain, plain / "weasyprint.log", NO_OTHER_FONTS)
        yield Line(program, COLD), _with_pdf(measured, pdf)


def peer(program: Peer, size: str, folder: Path, turn: int) -> Measurements:
    """From nothing, after an edit of a sentence and, where that can be had, after another in a
    process that has compiled before."""
    here = folder / re.sub(r"\W+", "-", program.name.lower())
    shutil.rmtree(here, ignore_errors=True)
    book = make_book(CHAPTERS[size])
    write_files(_files(program, book), here)
    yield Line(program.name, COLD), _one_after_another(program.cold, here)
    write_files(_files(program, edited(book, Edit(turn, A_SENTENCE))), here)
    yield Line(program.name, EDITED), _one_after_another(program.edited, here)
    if program.warm:
        files = _files(program, edited(book, Edit(turn + ANOTHER, A_SENTENCE)))
        (here / "next").write_bytes(files[program.main_file])
        run((*program.warm, "next"), here, log := here / "warm.json")
        yield Line(program.name, WARM), _in_process(log)


def _files(program: Peer, book: Book) -> Mapping[str, bytes]:
    return {name: text.encode() for name, text in program.files(book).items()}


def _one_after_another(commands: Sequence[Command], folder: Path) -> Measured:
    measured = sum((run(each, folder, folder / "run.log") for each in commands), NOTHING)
    return _with_pdf(measured, _pdf(folder))
