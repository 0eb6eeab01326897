"""Everything that a page can reach is turned into inks, and the inspection sees what isn't."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import Image, ImageCms

from chapbook.bindery.prepress.inspection import foreign_colours
from chapbook.bindery.prepress.press_ready import press_ready
from chapbook.manuscript.print_config import PressSettings
from tests.bindery.press_colours import (
    CMYK,
    GREY,
    image_of,
    job_of,
    one_page,
    operators,
    operators_of,
)

BOTH = pytest.mark.parametrize("press", [GREY, CMYK], ids=["grey", "cmyk"])
Resources = Callable[[Pdf], Dictionary]
FUNCTION = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=[1, 0, 0], C1=[0, 0, 1], N=1)
STITCHED = Dictionary(
    FunctionType=3, Domain=[0, 1], Bounds=[0.5], Encode=[0, 1, 0, 1], Functions=[FUNCTION, FUNCTION]
)


def red(pdf: Pdf) -> Object:
    return image_of(pdf, Image.new("RGB", (4, 4), (255, 0, 0)))


def shading(pdf: Pdf, function: Object = FUNCTION) -> Object:
    return pdf.make_indirect(
        Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 9, 0], Function=function)
    )


def form(pdf: Pdf, contents: bytes = b"1 0 0 rg 0 0 9 9 re f", **keys: Object) -> Object:
    made = pdf.make_stream(contents, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    for key, value in keys.items():
        made[f"/{key}"] = value
    return made


def group() -> Dictionary:
    return Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True)


def icc(pdf: Pdf) -> Array:
    return Array([Name.ICCBased, pdf.make_stream(b"damaged", N=3)])


def x_object(make: Callable[[Pdf], Object]) -> Resources:
    return lambda pdf: Dictionary(XObject=Dictionary(X=make(pdf)))


def pattern(pdf: Pdf) -> Object:
    return pdf.make_stream(
        b"1 0 0 rg 0 0 5 5 re f",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 9, 9]),
        XStep=9,
        YStep=9,
        Resources=Dictionary(XObject=Dictionary(X=red(pdf))),
    )


def drawn_font(pdf: Pdf) -> Dictionary:
    glyph = pdf.make_stream(b"500 0 d0 1 0 0 rg 0 0 9 9 re f")
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=glyph), Resources=Dictionary()
    )


def palette(pdf: Pdf) -> Object:
    made = pdf.make_stream(bytes(16))
    made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, 4, 4
    made.BitsPerComponent = 8
    made.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\xff\0\0\0\0\xff")])
    return made


def with_profile(pdf: Pdf) -> Object:
    made = red(pdf)
    made.ColorSpace = icc(pdf)
    return made


def mask_state(pdf: Pdf) -> Dictionary:
    content = form(pdf, b"0.5 0.5 0.5 rg 0 0 9 9 re f", Group=group())
    mask = Dictionary(S=Name.Luminosity, G=content, BC=Array([0, 0, 0]))
    return Dictionary(ExtGState=Dictionary(S=Dictionary(SMask=mask)))


THINGS: dict[str, tuple[str, Resources]] = {
    "colour": ("1 0 0 rg 0 0 1 RG 0 0 9 9 re B", lambda _: Dictionary()),
    "space": ("/DeviceRGB cs 1 0 0 sc 0 0 9 9 re f", lambda _: Dictionary()),
    "named space": (
        "/Mine cs 0.4 0.5 0.6 scn 0 0 9 9 re f",
        lambda pdf: Dictionary(ColorSpace=Dictionary(Mine=icc(pdf))),
    ),
    "lab": (
        "/Lab CS 50 60 -40 SCN 0 0 9 9 re S",
        lambda _: Dictionary(ColorSpace=Dictionary(Lab=Array([Name.Lab, Dictionary()]))),
    ),
    "image": ("/X Do", x_object(red)),
    "jpeg": ("/X Do", x_object(lambda pdf: image_of(pdf, Image.new("RGB", (8, 8), "red"), "JPEG"))),
    "image with profile": ("/X Do", x_object(with_profile)),
    "palette": ("/X Do", x_object(palette)),
    "form": ("/X Do", x_object(lambda pdf: form(pdf, Group=group()))),
    "form in form": (
        "/X Do",
        x_object(
            lambda pdf: form(pdf, b"/Y Do", Resources=Dictionary(XObject=Dictionary(Y=form(pdf))))
        ),
    ),
    "gradient": ("/S sh", lambda pdf: Dictionary(Shading=Dictionary(S=shading(pdf)))),
    "stops": ("/S sh", lambda pdf: Dictionary(Shading=Dictionary(S=shading(pdf, STITCHED)))),
    "gradient as pattern": (
        "/Pattern cs /P scn 0 0 9 9 re f",
        lambda pdf: Dictionary(
            Pattern=Dictionary(P=pdf.make_indirect(Dictionary(PatternType=2, Shading=shading(pdf))))
        ),
    ),
    "pattern": (
        "/Pattern cs /P scn 0 0 9 9 re f",
        lambda pdf: Dictionary(Pattern=Dictionary(P=pattern(pdf))),
    ),
    "mask": ("/S gs 0 0 9 9 re f", mask_state),
    "drawn glyphs": (
        "BT /F 9 Tf (a) Tj ET",
        lambda pdf: Dictionary(Font=Dictionary(F=drawn_font(pdf))),
    ),
}


def foreign(pdf: bytes, inks: int) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [each.what for each in foreign_colours(opened, inks)]


@BOTH
@pytest.mark.parametrize("thing", THINGS)
def test_it_is_seen_before_and_gone_after(thing: str, press: PressSettings) -> None:
    pdf = one_page(*THINGS[thing])
    inks = 4 if press is CMYK else 1
    assert foreign(pdf, inks) != []
    made = press_ready(pdf, job_of(press))
    assert foreign(made.pdf, inks) == []
    assert [each for each in made.findings if each.code == "press-colour"] == []


def spot(_: Pdf) -> Dictionary:
    space = Array([Name.Separation, Name.Gold, Name.DeviceRGB, FUNCTION])
    return Dictionary(ColorSpace=Dictionary(Spot=space))


def unembedded(_: Pdf) -> Dictionary:
    font = Dictionary(Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return Dictionary(Font=Dictionary(F=font))


def one_function_a_colour(pdf: Pdf) -> Dictionary:
    return Dictionary(Shading=Dictionary(S=shading(pdf, Array([FUNCTION] * 3))))


def nothing(_: Pdf) -> Dictionary:
    return Dictionary()


@pytest.mark.parametrize(
    ("contents", "resources", "what"),
    [
        (
            "q BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q",
            nothing,
            "an image in the text of DeviceRGB",
        ),
        ("/Spot cs 1 scn 0 0 9 9 re f", spot, "a colour of Spot"),
        ("/S sh", one_function_a_colour, "a gradient of DeviceRGB"),
        ("/F 9 Tf", unembedded, "the font Helvetica, which isn't embedded"),
    ],
    ids=["inline", "spot", "functions", "font"],
)
def test_what_cannot_be_separated_is_an_error(
    contents: str, resources: Resources, what: str
) -> None:
    made = press_ready(one_page(contents, resources), job_of(GREY))
    (found,) = made.findings
    assert found.code == "press-colour"
    assert found.message == f"{what} can't be turned into the inks of the press edition"
    assert found.page_index == 0


def test_the_default_black_is_one_ink() -> None:
    made = press_ready(one_page("0 0 9 9 re f"), job_of(CMYK))
    assert operators(made.pdf)[:3] == ["q", "0 0 0 1 k", "0 0 0 1 K"]
    assert "0 g" in operators(press_ready(one_page("0 0 0 rg 0 0 9 9 re f"), job_of(GREY)).pdf)


def test_the_current_space_comes_back_with_the_state() -> None:
    contents = "/DeviceRGB cs q /DeviceCMYK cs 0 0 0 0.5 sc Q 1 1 1 sc 0 0 9 9 re f"
    made = operators(press_ready(one_page(contents), job_of(CMYK)).pdf)
    assert [each for each in made if each.endswith(" k")][-2:] == ["0 0 0 0.5 k", "0 0 0 0 k"]


def states_before_text(contents: str) -> list[str]:
    """The overprint that is set when each text is shown and each shape painted."""
    state, saved, found = "", list[str](), list[str]()
    for each in operators(press_ready(one_page(contents), job_of(CMYK)).pdf):
        if each == "q":
            saved.append(state)
        elif each == "Q":
            state = saved.pop()
        elif each.endswith(" gs"):
            state = each.removeprefix("/Press").removesuffix(" gs")
        elif each.endswith(" Tj") or each == "f":
            found.append(state)
    return found


@pytest.mark.parametrize(
    ("contents", "states"),
    [
        ("BT (a) Tj ET", ["Overprint"]),
        ("BT 0 0 0 rg (a) Tj (b) Tj ET 0 0 9 9 re f", ["Overprint", "Overprint", "Knockout"]),
        ("BT 1 0 0 rg (a) Tj 0 g (b) Tj ET", ["", "Overprint"]),
        ("0.5 g BT (a) Tj ET", [""]),
        ("q 1 g BT (a) Tj ET Q BT (b) Tj ET", ["", "Overprint"]),
        ("q BT (a) Tj ET Q 0 0 9 9 re f", ["Overprint", ""]),
        ("/Pattern cs /P scn BT (a) Tj ET", [""]),
    ],
)
def test_black_text_alone_overprints(contents: str, states: list[str]) -> None:
    assert states_before_text(contents) == states
    grey = operators(press_ready(one_page(contents), job_of(GREY)).pdf)
    assert not any(each.endswith(" gs") for each in grey)


def test_overprint_has_its_states_in_every_form() -> None:
    inner = x_object(lambda pdf: form(pdf, b"0 g BT (a) Tj ET"))
    made = press_ready(one_page("/X Do", inner), job_of(CMYK)).pdf
    with pikepdf.open(BytesIO(made)) as opened:
        drawn = opened.pages[0].Resources.XObject.X
        assert "/PressOverprint gs" in operators_of(drawn)
        state = drawn.Resources.ExtGState.PressOverprint
        assert (bool(state.op), bool(state.OP), int(state.OPM)) == (True, False, 1)


def test_tags_are_left_out() -> None:
    made = press_ready(one_page("/P <</MCID 0>> BDC 0 0 9 9 re f EMC"), job_of(GREY))
    assert not any("EMC" in each or "BDC" in each for each in operators(made.pdf))


def test_a_mask_keeps_its_light() -> None:
    made = press_ready(one_page(*THINGS["mask"]), job_of(CMYK))
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        state = opened.pages[0].Resources.ExtGState.S
        (shade,) = [each for each in operators_of(state.SMask.G) if each.endswith(" g")]
        assert float(shade.split()[0]) == 0.5
        assert str(state.SMask.G.Group.CS) == "/DeviceGray"
        assert str(opened.pages[0].Group.CS) == "/DeviceCMYK"


def test_stops_of_a_gradient_stay_apart() -> None:
    made = press_ready(one_page(*THINGS["stops"]), job_of(CMYK))
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        function = opened.pages[0].Resources.Shading.S.Function
        assert [float(at) for at in function.Bounds] == [0.5]
        first = function.Functions[0].read_bytes()
        assert list(first[:4]) != list(first[-4:])
        assert len(first) == 65 * 4


def pixel(pdf: bytes) -> tuple[Object, bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        image = opened.pages[0].Resources.XObject.X
        mode = "CMYK" if image.ColorSpace == Name.DeviceCMYK else "L"
        if image.get(Name.Filter) == Name.DCTDecode:
            picture = Image.open(BytesIO(image.read_raw_bytes()))
            return image.ColorSpace, picture.convert(mode).tobytes()[: len(mode) ** 0 * 4]
        return image.ColorSpace, image.read_bytes()[:4]


def test_images_without_colour_are_black_ink_alone() -> None:
    resources = x_object(lambda pdf: image_of(pdf, Image.new("RGB", (4, 4), (0, 0, 0))))
    space, data = pixel(press_ready(one_page("/X Do", resources), job_of(CMYK)).pdf)
    assert (space, data[:1]) == (Name.DeviceGray, b"\0")


def test_a_jpeg_of_inks_stays_as_it_is() -> None:
    picture = Image.new("CMYK", (8, 8), (200, 20, 20, 10))
    resources = x_object(lambda pdf: image_of(pdf, picture, "JPEG"))
    before = one_page("/X Do", resources)
    made = press_ready(before, job_of(CMYK)).pdf
    with pikepdf.open(BytesIO(before)) as one, pikepdf.open(BytesIO(made)) as other:
        images = [each.pages[0].Resources.XObject.X for each in (one, other)]
        assert images[0].read_raw_bytes() == images[1].read_raw_bytes()
        assert images[1].Decode == images[0].Decode
    # Cyan is dark: as a grey it must not come out inverted.
    space, data = pixel(press_ready(before, job_of(GREY)).pdf)
    assert space == Name.DeviceGray
    assert 60 < data[0] < 160


def test_a_mask_of_an_image_is_kept() -> None:
    def resources(pdf: Pdf) -> Dictionary:
        image = red(pdf)
        image.SMask = image_of(pdf, Image.new("L", (4, 4), 128))
        return Dictionary(XObject=Dictionary(X=image))

    made = press_ready(one_page("/X Do", resources), job_of(CMYK)).pdf
    with pikepdf.open(BytesIO(made)) as opened:
        assert opened.pages[0].Resources.XObject.X.SMask.read_bytes() == bytes([128] * 16)


def test_an_image_s_own_profile_counts() -> None:
    def inks(profile: bytes) -> bytes:
        green = Image.new("RGB", (8, 8), (0, 200, 0))
        green.info["icc_profile"] = profile
        resources = x_object(lambda pdf: image_of(pdf, green, "JPEG"))
        return pixel(press_ready(one_page("/X Do", resources), job_of(CMYK)).pdf)[1]

    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = usual.replace(b"rXYZ", b"XXXX").replace(b"gXYZ", b"rXYZ").replace(b"XXXX", b"gXYZ")
    assert inks(usual) == inks(b"")
    # Its green is what sRGB calls red.
    assert inks(swapped)[0] < 40 < inks(usual)[0]


def test_the_same_input_gives_the_same_bytes() -> None:
    pdf = one_page(*THINGS["pattern"])
    assert press_ready(pdf, job_of(CMYK)).pdf == press_ready(pdf, job_of(CMYK)).pdf
