"""Turn a PDF as it is read into the one that a print shop gets, with all that is wrong with it."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Name, Pdf

from chapbook.bindery.model import DocumentInfo
from chapbook.bindery.prepress.claims import VERSION, claim
from chapbook.bindery.prepress.condition import PrintingCondition
from chapbook.bindery.prepress.contents import Separating, blending_group
from chapbook.bindery.prepress.press_audit import PressFinding, audit_press_pages
from chapbook.bindery.prepress.press_frame import Frame, frame_pages
from chapbook.bindery.prepress.separation import InkSeparator
from chapbook.bindery.saving import saved
from chapbook.manuscript.print_config import PressSettings


@dataclass(frozen=True)
class PressJob:
    """What a press file is made for: the printing condition, limits, what it says of itself."""

    condition: PrintingCondition
    press: PressSettings
    info: DocumentInfo


@dataclass(frozen=True)
class PressReady:
    """A PDF/X-4, and what is wrong with its pages."""

    pdf: bytes
    findings: tuple[PressFinding, ...]


def press_ready(
    pdf: bytes, job: PressJob, frame: Frame | None = None, pages_left_out: int = 0
) -> PressReady:
    """The pages in the inks of the job, but for the last `pages_left_out`. Without a frame they
    keep the boxes that they have. The same input gives the same bytes."""
    with pikepdf.open(BytesIO(pdf)) as book:
        del book.pages[len(book.pages) - pages_left_out :]
        separating = Separating(book, InkSeparator(job.condition))
        for page in book.pages:
            separating.page(page)
        findings = audit_press_pages(book, job.press)
        if frame:
            frame_pages(book, frame, job.condition.inks)
        return PressReady(_claimed(book, job, pdf), findings)


def claimed_for_press(pdf: bytes, job: PressJob) -> bytes:
    """A PDF that was made of press-ready pages, as sheets are, as PDF/X-4 again."""
    with pikepdf.open(BytesIO(pdf)) as book:
        for page in book.pages:
            page.obj.Group = blending_group("L" if job.condition.inks == 1 else "CMYK")
        return _claimed(book, job, pdf)


def _claimed(book: Pdf, job: PressJob, content: bytes) -> bytes:
    for page in book.pages:
        if Name.TrimBox not in page.obj:
            page.obj.TrimBox = Array(list(page.mediabox.as_list()))
    claim(book, job.info, job.condition, content)
    return saved(book, VERSION)
