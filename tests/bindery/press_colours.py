"""Turn operators and resources into a PDF of one page for the press, and what is in it back."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf
from PIL import Image

from chapbook.bindery.model import DocumentInfo
from chapbook.bindery.prepress.condition import PrintingCondition, printing_condition
from chapbook.bindery.prepress.press_ready import PressJob
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.print_config import PressSettings

PROFILE = Path(__file__).parents[2] / "styles" / "profiles" / "offset-uncoated-fogra29.icc"
GREY, CMYK = PressSettings(), PressSettings(colour="cmyk")
INFO = DocumentInfo("Inks", ("Ann",), "", (), "en", datetime(2026, 3, 1, tzinfo=UTC))
SPAN = SourceSpan("book.toml", 4)


def condition_of(press: PressSettings, own: bytes | None = None) -> PrintingCondition:
    """The condition that the settings name, by the shipped profile if there is no own."""
    return printing_condition(press, own, PROFILE.read_bytes(), SPAN)


def job_of(press: PressSettings) -> PressJob:
    """A job with those settings."""
    return PressJob(condition_of(press), press, INFO)


def one_page(
    contents: str, resources: Callable[[Pdf], Dictionary] = lambda _: Dictionary()
) -> bytes:
    """A PDF of one page, 200 by 300 pt."""
    with Pdf.new() as pdf:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 200, 300]),
            TrimBox=Array([0, 0, 200, 300]),
            Resources=resources(pdf),
            Contents=pdf.make_stream(contents.encode()),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        file = BytesIO()
        pdf.save(file, static_id=True)
        return file.getvalue()


def image_of(pdf: Pdf, picture: Image.Image, mode: str = "") -> Object:
    """A picture as an image of its device space; JPEG for `mode` 'JPEG'."""
    spaces = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
    if mode == "JPEG":
        file = BytesIO()
        picture.save(file, "JPEG", quality=95, icc_profile=picture.info.get("icc_profile"))
        made = pdf.make_stream(file.getvalue(), Filter=Name.DCTDecode)
        if picture.mode == "CMYK":
            made.Decode = Array([1, 0] * 4)
    else:
        made = pdf.make_stream(picture.tobytes())
    made.Type, made.Subtype = Name.XObject, Name.Image
    made.Width, made.Height = picture.size
    made.BitsPerComponent = 8
    made.ColorSpace = spaces[picture.mode]
    return made


def operators(pdf: bytes, page_index: int = 0) -> list[str]:
    """The instructions of a page, each as one string."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return operators_of(opened.pages[page_index])


def operators_of(of: pikepdf.Page | Object) -> list[str]:
    """The instructions of a content stream, each as one string."""
    return [
        " ".join([*(str(operand) for operand in each.operands), str(each.operator)])
        for each in pikepdf.parse_content_stream(of)
    ]
