"""What a print shop would send back is found before."""

from dataclasses import replace

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from chapbook.bindery.prepress.press_audit import PressFinding
from chapbook.bindery.prepress.press_ready import press_ready
from chapbook.diagnostics import Severity
from chapbook.manuscript.print_config import PressSettings
from tests.bindery.press_colours import CMYK, GREY, image_of, job_of, one_page

TEXT = "BT /F 8 Tf 1 0 0 1 9 9 Tm <41> Tj ET"


def with_font(_: Pdf) -> Dictionary:
    """A font of which nothing but the name is asked."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary())
    return Dictionary(Font=Dictionary(F=font))


def faults(contents: str, press: PressSettings = CMYK) -> dict[str, PressFinding]:
    made = press_ready(one_page(contents, with_font), job_of(press))
    return {each.code: each for each in made.findings}


@pytest.mark.parametrize("inks", ["0.6 0.5 0.5 1", "0.02 0 0.1 0.9", "0.7 0.7 0.8 0"])
def test_rich_black_text_is_refused(inks: str) -> None:
    found = faults(f"{inks} k {TEXT}")["press-rich-black"]
    assert found.severity is Severity.ERROR
    assert found.message.startswith("text is in a black of several inks, C ")
    assert "device-cmyk(0 0 0 1)" in found.hint


@pytest.mark.parametrize(
    "contents",
    [
        f"0 0 0 1 k {TEXT}",
        f"0 0 0 rg {TEXT}",
        f"0.06 0.07 0.06 rg {TEXT}",
        "0.6 0.5 0.5 1 k 0 0 9 9 re f",
        f"0.6 0.5 0.5 1 k 3 Tr {TEXT}",
        f"1 0.5 0 0 k {TEXT}",
    ],
    ids=["black", "default", "nearly black", "a shape", "invisible", "two inks"],
)
def test_text_in_one_or_two_inks_is_well(contents: str) -> None:
    assert faults(contents) == {}


def test_rich_black_by_its_stroke() -> None:
    assert "press-rich-black" in faults(f"0 0 0 1 k 0.5 0.5 0.5 1 K 2 Tr {TEXT}")


def test_small_text_in_three_inks() -> None:
    found = faults(f"0.5 0.5 0.5 0 k {TEXT}")["press-small-text"]
    assert found.severity is Severity.WARNING
    assert found.message == "text of 8 pt in 3 inks, C 50 M 50 Y 50 K 0"
    assert faults(f"2 0 0 2 0 0 cm 0.5 0.5 0.5 0 k {TEXT}") == {}


def test_too_much_ink() -> None:
    assert faults("1 1 1 0 k 0 0 9 9 re f") == {}
    found = faults("1 1 1 0.2 k 0 0 9 9 re f")["press-ink"]
    assert found.message == "there is 320 % of ink, and the paper takes no more than 300 %"
    limited = replace(CMYK, ink_limit_percent=200.0)
    assert "press-ink" in faults("1 1 0.5 0 K 9 9 m 20 20 l S", limited)
    assert faults("1 1 1 1 k 0 0 9 9 re f", GREY) == {}


def test_too_much_ink_in_a_gradient() -> None:
    def resources(pdf: Pdf) -> Dictionary:
        function = Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 0.5], N=1
        )
        shading = Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 9, 0], Function=function
        )
        return Dictionary(Shading=Dictionary(S=pdf.make_indirect(shading)))

    (found,) = press_ready(one_page("/S sh", resources), job_of(CMYK)).findings
    assert (found.code, "350 % of ink" in found.message) == ("press-ink", True)


@pytest.mark.parametrize(
    ("contents", "thin"),
    [
        ("0.1 w 0 0 m 9 9 l S", "0.1"),
        ("0 w 0 0 m 9 9 l S", "0"),
        ("0.5 0 0 0.5 0 0 cm 0.2 w 0 0 m 9 9 l S", "0.1"),
        ("0 0 50 0.1 re f", "0.1"),
        ("0.25 w 0 0 m 9 9 l S", ""),
        ("0 0 50 0.3 re f", ""),
        ("0 0 50 9 re 0 0.1 50 8.9 re f*", "0.1"),
        ("0 0 50 9 re 1 1 48 7 re f*", ""),
        ("0.1 w 0 0 m 9 9 l f", ""),
    ],
)
def test_hairlines(contents: str, thin: str) -> None:
    found = faults(contents, GREY)
    messages = [f"a line of {thin} pt may break up in print"] if thin else []
    assert [each.message for each in found.values()] == messages


def image_faults(
    size: tuple[int, int], printed: str, press: PressSettings = CMYK, colour: str = "red"
) -> list[PressFinding]:
    def resources(pdf: Pdf) -> Dictionary:
        return Dictionary(XObject=Dictionary(X=image_of(pdf, Image.new("RGB", size, colour))))

    made = press_ready(one_page(f"q {printed} cm /X Do Q", resources), job_of(press))
    return list(made.findings)


def test_the_resolution_of_an_image_at_its_size() -> None:
    assert image_faults((300, 300), "72 0 0 72 0 0") == []
    assert image_faults((300, 300), "0 72 -72 0 0 0") == []
    (found,) = image_faults((300, 300), "144 0 0 72 0 0")
    assert found.code == "press-resolution"
    assert found.message == "an image has 150 dpi at its printed size, 51 × 25 mm"
    assert (found.hint, found.pixels) == ("600 pixels across would make 300", (300, 300))
    assert image_faults((300, 300), "144 0 0 72 0 0", replace(CMYK, image_dpi=150.0)) == []


def test_images_of_one_size_are_told_apart_by_their_order() -> None:
    def resources(pdf: Pdf) -> Dictionary:
        pictures = {
            name: image_of(pdf, Image.new("RGB", (9, 9), colour))
            for name, colour in (("A", "red"), ("B", "blue"))
        }
        return Dictionary(XObject=Dictionary({f"/{name}": one for name, one in pictures.items()}))

    drawn = "q 72 0 0 72 0 0 cm /A Do /B Do /A Do Q"
    found = press_ready(one_page(drawn, resources), job_of(CMYK)).findings
    assert [each.alike_before for each in found] == [(), (0,)]


def test_too_much_ink_in_an_image() -> None:
    picture = Image.new("CMYK", (300, 300), (255, 255, 255, 128))
    picture.paste((0, 0, 0, 0), (0, 0, 300, 290))

    def resources(pdf: Pdf) -> Dictionary:
        return Dictionary(XObject=Dictionary(X=image_of(pdf, picture)))

    (found,) = press_ready(one_page("72 0 0 72 0 0 cm /X Do", resources), job_of(CMYK)).findings
    assert found.message == "an image has 350 % of ink, and the paper takes no more than 300 %"
    assert image_faults((300, 300), "72 0 0 72 0 0", colour="black") == []


def test_what_stands_in_forms_and_patterns_is_seen() -> None:
    def resources(pdf: Pdf) -> Dictionary:
        box = Array([0, 0, 9, 9])
        cell = pdf.make_stream(
            b"1 1 1 1 k 0 0 9 9 re f",
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=box,
            XStep=9,
            YStep=9,
            Resources=Dictionary(),
        )
        form = pdf.make_stream(
            b"0.2 w 0 0 m 9 9 l S",
            Subtype=Name.Form,
            BBox=box,
            Matrix=Array([0.5, 0, 0, 0.5, 0, 0]),
        )
        return Dictionary(Pattern=Dictionary(P=cell), XObject=Dictionary(X=form))

    contents = "/Pattern cs /P scn 0 0 9 9 re f /X Do"
    found = press_ready(one_page(contents, resources), job_of(CMYK)).findings
    assert {each.code for each in found} == {"press-ink", "press-hairline"}
