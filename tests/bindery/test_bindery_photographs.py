"""A photograph in the PDF tells nothing but its picture."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Page
from PIL import Image

from chapbook.bindery.photographs import clear_photographs, picture_alone


def photograph(mode: str = "RGB", *, progressive: bool = False) -> bytes:
    """A JPEG with what a camera and a program write into one."""
    exif = Image.Exif()
    exif[0x013B] = "Secret Artist"
    written = BytesIO()
    picture = Image.radial_gradient("L").convert(mode)
    picture.save(
        written, "JPEG", exif=exif, comment=b"Secret /home/a", progressive=progressive,
        icc_profile=b"Secret profile", restart_marker_rows=2,
    )  # fmt: skip
    return written.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_the_picture_stays_and_all_else_goes(mode: str, *, progressive: bool) -> None:
    taken = photograph(mode, progressive=progressive)
    left = picture_alone(taken + photograph())
    assert taken.count(b"Secret") == 3
    assert b"Secret" not in left
    assert left.endswith(b"\xff\xd9")
    before, after = Image.open(BytesIO(taken)), Image.open(BytesIO(left))
    assert before.tobytes() == after.tobytes()
    assert ("adobe" in before.info) == ("adobe" in after.info)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"no picture", photograph()[:500]])
def test_what_is_no_whole_picture_stays(data: bytes) -> None:
    assert picture_alone(data) == data


def test_photographs_in_forms_and_masks_are_found_and_what_names_itself_ends() -> None:
    with pikepdf.new() as pdf:
        image, mask = (
            pdf.make_stream(
                photograph(), Subtype=Name.Image, Filter=Name.DCTDecode, Interpolate=True
            )
            for _ in range(2)
        )
        image.SMask = mask
        resources = pdf.make_indirect(Dictionary())
        form = pdf.make_stream(b"", Subtype=Name.Form, Resources=resources)
        resources.XObject = Dictionary(Picture=image, Again=form)
        drawn = Dictionary(XObject=Dictionary(Form=form), Font=Array([]))
        pdf.add_blank_page()
        pages = [Page(Dictionary(Resources=drawn)), Page(Dictionary(Resources=resources))]
        clear_photographs([*pages, *pdf.pages])
        assert b"Secret" not in image.read_raw_bytes()
        assert not [each for each in (image, mask) if Name.Interpolate in each]
