"""A press file says that it is PDF/X-4, has its boxes, and nothing that it forbids."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from chapbook.bindery.collation import PT_PER_MM
from chapbook.bindery.prepress.press_frame import Frame
from chapbook.bindery.prepress.press_ready import claimed_for_press, press_ready
from chapbook.manuscript.print_config import PressSettings
from tests.bindery.press_colours import (
    CMYK,
    GREY,
    PROFILE,
    condition_of,
    job_of,
    one_page,
    operators,
)
from tests.support.inspect_pdf import InspectedPdf

FONT = Path(__file__).parents[2] / "styles" / "fonts" / "SourceSans3-Regular.ttf"


def frame(bleed_mm: float = 3, *marks: str) -> Frame:
    return Frame(bleed_mm, frozenset(marks), ["Inks · page 1 of 1"], FONT)


def full_of_extras() -> bytes:
    """A page with a link, tags, a script and an attachment."""
    with pikepdf.open(BytesIO(one_page("0 0 9 9 re f"))) as pdf:
        page = pdf.pages[0]
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
        page.obj.Annots = Array([pdf.make_indirect(link)])
        page.obj.StructParents = 0
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("x"))
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))
        pdf.Root.Outlines = Dictionary()
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))
        file = BytesIO()
        pdf.save(file)
        return file.getvalue()


def test_what_a_press_has_no_use_for_is_gone() -> None:
    made = InspectedPdf(press_ready(full_of_extras(), job_of(GREY), frame()).pdf)
    assert set(made.catalog.keys()) == {
        "/Type", "/Pages", "/Metadata", "/Lang", "/PageLabels", "/PageLayout",
        "/ViewerPreferences", "/OutputIntents",
    }  # fmt: skip
    assert not {"/Annots", "/StructParents"} & set(made.page(0).keys())
    assert made.labels == ("i",)
    assert made.syntax_problems == ()


def properties(pdf: bytes) -> dict[str, str]:
    packet = InspectedPdf(pdf).xmp
    meta = ET.fromstring(packet[packet.index("<x:xmpmeta") : packet.index("<?xpacket end")])
    (rdf,) = meta
    return {
        each.tag.partition("}")[2]: (each.text or "".join(each.itertext())).strip()
        for description in rdf
        for each in description
    }


def test_the_claims() -> None:
    pdf = press_ready(full_of_extras(), job_of(GREY), frame()).pdf
    said = properties(pdf)
    assert pdf.startswith(b"%PDF-1.6\n")
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in pdf
    assert (said["GTS_PDFXVersion"], said["Trapped"]) == ("PDF/X-4", "False")
    assert (said["title"], said["VersionID"], said["RenditionClass"]) == ("Inks", "1", "default")
    assert (
        said["CreateDate"] == said["ModifyDate"] == said["MetadataDate"] == "2026-03-01T00:00:00Z"
    )
    assert said["DocumentID"].startswith("uuid:")
    assert InspectedPdf(pdf).info["Trapped"] == "/False"


@pytest.mark.parametrize(
    ("press", "expected"),
    [
        (GREY, ("Black ink: Offset on uncoated paper (FOGRA29)", None, 1)),
        (CMYK, ("FOGRA29", "http://www.color.org", 4)),
    ],
)
def test_the_output_intent(press: PressSettings, expected: tuple[str, str | None, int]) -> None:
    made = InspectedPdf(press_ready(one_page("0 g"), job_of(press)).pdf)
    (intent,) = made.catalog.OutputIntents.as_list()
    registry = intent.get("/RegistryName")
    found = (
        str(intent.OutputConditionIdentifier),
        None if registry is None else str(registry),
        int(intent.DestOutputProfile.N),
    )
    assert (intent.S, found) == (Name.GTS_PDFX, expected)
    assert intent.DestOutputProfile.read_bytes() == condition_of(press).profile.data


def boxes(pdf: bytes) -> list[list[float]]:
    opened = InspectedPdf(pdf)
    page = opened.page(0)
    return [
        [round(float(side) / PT_PER_MM, 2) for side in page[key].as_list()]
        for key in ("/TrimBox", "/BleedBox", "/MediaBox")
    ]


WIDTH, HEIGHT = round(200 / PT_PER_MM, 2), round(300 / PT_PER_MM, 2)


def grown(by: float) -> list[float]:
    return [round(each, 2) for each in (-by, -by, WIDTH + by, HEIGHT + by)]


def test_boxes_stand_in_each_other() -> None:
    pdf = one_page("0 0 9 9 re f")
    assert boxes(press_ready(pdf, job_of(GREY), frame(3)).pdf) == [
        grown(0),
        pytest.approx(grown(3), abs=0.01),
        pytest.approx(grown(3), abs=0.01),
    ]
    assert boxes(press_ready(pdf, job_of(GREY), frame(5, "crop")).pdf) == [
        grown(0),
        pytest.approx(grown(5), abs=0.01),
        pytest.approx(grown(12), abs=0.01),
    ]


def lines_of(made: Sequence[str]) -> list[tuple[float, ...]]:
    """The ends of the lines that are drawn, in mm."""
    moves = [each.split()[:2] for each in made if each.endswith(" m")]
    ends = [each.split()[:2] for each in made if each.endswith(" l")]
    return [
        tuple(round(float(at) / PT_PER_MM, 1) for at in (*start, *end))
        for start, end in zip(moves, ends, strict=True)
    ]


def test_crop_marks_point_at_the_trim_and_keep_off_the_bleed() -> None:
    made = operators(press_ready(one_page(""), job_of(GREY), frame(3, "crop")).pdf)
    lines = lines_of(made)
    assert len(lines) == 8
    width, height = round(WIDTH, 1), round(HEIGHT, 1)
    for x1, y1, x2, y2 in lines:
        upright = x1 == x2
        along = sorted((y1, y2)) if upright else sorted((x1, x2))
        across, far = (x1, height) if upright else (y1, width)
        assert across in ((0, width) if upright else (0, height))
        assert along in ([-9, -4], [round(far + 4, 1), round(far + 9, 1)])


def test_marks_are_in_all_inks_and_the_slug_in_black() -> None:
    every = frame(3, "crop", "registration", "slug")
    made = operators(press_ready(one_page(""), job_of(CMYK), every).pdf)
    assert made.count("1 1 1 1 K") == 1
    assert made[made.index("BT") - 1] == "0 g"
    grey = operators(press_ready(one_page(""), job_of(GREY), every).pdf)
    assert not any(each.endswith((" k", " K")) for each in grey)
    pdf = InspectedPdf(press_ready(one_page(""), job_of(CMYK), every).pdf)
    (found,) = pdf.find_text("page 1 of 1")
    assert found.y < -3 * PT_PER_MM


def test_marks_are_not_taken_for_faults() -> None:
    every = frame(3, "crop", "registration", "slug")
    assert press_ready(one_page(""), job_of(CMYK), every).findings == ()


def test_pages_left_out_are_the_last() -> None:
    with pikepdf.open(BytesIO(one_page("0 g"))) as pdf:
        pdf.pages.append(pdf.pages[0])
        file = BytesIO()
        pdf.save(file)
    made = press_ready(file.getvalue(), job_of(GREY), frame(), pages_left_out=1)
    assert InspectedPdf(made.pdf).page_count == 1


def test_sheets_of_press_pages_claim_it_too() -> None:
    with Pdf.new() as sheets:
        sheets.add_blank_page(page_size=(400, 300))
        sheets.Root.ViewerPreferences = Dictionary(Duplex=Name.DuplexFlipShortEdge)
        file = BytesIO()
        sheets.save(file)
    made = InspectedPdf(claimed_for_press(file.getvalue(), job_of(GREY)))
    assert made.boxes[0].trim == (0, 0, 400, 300)
    assert str(made.page(0).Group.CS) == "/DeviceGray"
    assert made.catalog.ViewerPreferences.Duplex == Name.DuplexFlipShortEdge
    assert "PDF/X-4" in made.xmp


def test_a_condition_by_name_is_in_the_file() -> None:
    press = replace(CMYK, profile="own.icc", condition="FOGRA52")
    job = replace(job_of(CMYK), condition=condition_of(press, PROFILE.read_bytes()))
    made = InspectedPdf(press_ready(one_page("0 g"), job).pdf)
    assert str(made.catalog.OutputIntents[0].OutputConditionIdentifier) == "FOGRA52"
