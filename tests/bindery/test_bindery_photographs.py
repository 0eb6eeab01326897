"""A photograph in the PDF tells nothing but its picture."""

from io import BytesIO

import pytest
from PIL import Image

from chapbook.bindery.photographs import picture_alone


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
