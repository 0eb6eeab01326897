"""Pictures for screens: small, and nothing in them that acts or is fetched."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from chapbook.reflowable.pictures import WIDEST_PX, drawing, for_screen
from chapbook.reflowable.serialization import as_html


def svg(content: str, attributes: str = 'viewBox="0 0 9 9"') -> str:
    made = drawing(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{content}</svg>', "d1")
    assert made is not None
    return as_html(made)


@pytest.mark.parametrize(
    "active",
    [
        "<script>alert(1)</script>",
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<rect onclick="alert(1)"/>',
        '<image href="https://example.org/a.png"/>',
        '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="file:///etc/passwd"/>',
        '<rect fill="url(https://example.org/a)"/>',
        '<style>@import "https://example.org/a"; a { fill: url("https://example.org/b") }</style>',
        '<a href="javascript:alert(1)"><rect/></a>',
    ],
)
def test_nothing_acts_and_nothing_is_fetched(active: str) -> None:
    made = svg(active)
    for word in ("alert", "example.org", "passwd", "javascript", "script", "foreignObject"):
        assert word not in made


def test_ids_and_rules_are_the_drawings_own() -> None:
    made = svg(
        '<style>/* c */ .a, #g { fill: url(#g) }</style><g id="g"/><use href="#g"/>'
        '<rect fill="url(#g)"/>'
    )
    assert "<style>#d1 .a, #d1 #d1-g { fill: url(#d1-g) }\n</style>" in made
    assert '<g id="d1-g"/><use href="#d1-g"/><rect fill="url(#d1-g)"/>' in made


def test_a_drawing_without_a_view_box_gets_one() -> None:
    assert 'viewBox="0 0 60 40"' in svg("<g/>", 'width="60mm" height="40mm"')


@pytest.mark.parametrize("text", ["<svg", "<p/>", ""])
def test_what_is_no_drawing_is_none(text: str) -> None:
    assert drawing(text, "d1") is None


def grey(width: int, height: int) -> Image.Image:
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_a_wide_picture_is_made_as_wide_as_a_screen_needs(
    tmp_path: Path, kind: str, media_type: str
) -> None:
    path = tmp_path / "wide"
    grey(2 * WIDEST_PX, 2 * WIDEST_PX).save(path, kind)
    made = for_screen(path)
    assert made is not None
    assert made.media_type == media_type
    assert len(made.data) < path.stat().st_size
    with Image.open(BytesIO(made.data)) as opened:
        assert opened.size == (WIDEST_PX, WIDEST_PX)
    assert for_screen(path) == made


def test_a_small_picture_never_grows(tmp_path: Path) -> None:
    path = tmp_path / "small.jpg"
    grey(40, 40).save(path, "JPEG", quality=20)
    made = for_screen(path)
    assert made is not None
    assert len(made.data) <= path.stat().st_size


def test_where_a_picture_was_taken_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "here.jpg"
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    grey(40, 40).save(path, "JPEG", quality=5, exif=exif)
    made = for_screen(path)
    assert made is not None
    assert b"a camera" in path.read_bytes()
    assert b"a camera" not in made.data


def test_a_file_that_is_no_picture_is_none(tmp_path: Path) -> None:
    path = tmp_path / "no.png"
    path.write_text("no picture", "utf-8")
    assert for_screen(path) is None
