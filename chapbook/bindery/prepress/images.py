"""Turn an image of a PDF into one of inks."""

import struct
from io import BytesIO
from pathlib import Path
from typing import cast

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, PdfImage, Stream
from PIL import Image, ImageChops

from chapbook.bindery.prepress.colour_space import (
    UnknownSpaceError,
    colour_space,
    device_name,
    indexed,
)
from chapbook.bindery.prepress.separation import Separator, fitting_profile

JPEG_QUALITY = 95
SAVED_AS_INVERTED = [1, 0] * 4
"""JPEG files of CMYK hold the contrary of ink, as Adobe began it; Pillow writes them so."""
COMPONENTS = {"L": 1, "RGB": 3, "CMYK": 4, "LAB": 3}


def separated_image(pdf: Pdf, image: Object, named: Object | None, separator: Separator) -> Object:
    """The image in inks; a stencil, which has no colour, as it is.

    JPEG stays JPEG, at a quality at which nothing shows. Raises UnknownSpaceError for an image
    that can't be separated.
    """
    if bool(image.get(Name.ImageMask, False)):
        return image
    if isinstance(image.get(Name.Mask), Array):
        raise UnknownSpaceError("an image with a colour that is left out")
    space = colour_space(image.get(Name.ColorSpace, Name.DeviceGray), named)
    if space.palette:
        return _with_separated_palette(pdf, image, named, separator)
    if space.mode == "CMYK" == separator.mode:
        return _unchanged(pdf, image)
    picture, own_profile = picture_of(image, space.mode)
    made = separator.pixels(picture, fitting_profile(own_profile, space))
    return _written(pdf, image, made)


def _unchanged(pdf: Pdf, image: Object) -> Object:
    """The same data, understood as inks."""
    kept: Object = pdf.make_stream(image.read_raw_bytes())
    for key, value in image.items():
        if key not in ("/Length", "/Interpolate"):
            kept[key] = value
    kept.ColorSpace = Name.DeviceCMYK
    return kept


def _with_separated_palette(
    pdf: Pdf, image: Object, named: Object | None, separator: Separator
) -> Object:
    """The same indices into a palette of inks."""
    space = colour_space(image.ColorSpace, named)
    count = COMPONENTS[space.mode]
    palette = bytearray()
    for at in range(0, len(space.palette) - count + 1, count):
        values = [level / 255 for level in space.palette[at : at + count]]
        palette += bytes(round(ink * 255) for ink in separator.colour(values, space))
    kept = _unchanged(pdf, image)
    kept.ColorSpace = indexed(separator.mode, bytes(palette))
    return kept


def picture_of(image: Object, mode: str) -> tuple[Image.Image, bytes]:
    """The pixels, and the profile that the file has of its own, b"" for none.

    Raises UnknownSpaceError for an image that can't be read.
    """
    if _is_jpeg(image):
        picture: Image.Image = Image.open(BytesIO(image.read_raw_bytes()))
        profile = picture.info.get("icc_profile") or b""
        picture.load()
        if picture.mode == "CMYK":
            picture = ImageChops.invert(picture)
    else:
        picture, profile = _decoded(image, mode), b""
    if picture.mode != mode:
        raise UnknownSpaceError(f"an image of {picture.mode} that says it is of {mode}")
    decode = [float(end) for end in image.get(Name.Decode, Array()).as_list()]
    if decode == [1, 0] * COMPONENTS[mode]:
        picture = ImageChops.invert(picture)
    elif decode and decode != [0, 1] * COMPONENTS[mode] and mode != "LAB":
        raise UnknownSpaceError("an image whose colours are mapped to others")
    return picture, profile


def _is_jpeg(image: Object) -> bool:
    return image.get(Name.Filter) in (Name.DCTDecode, Array([Name.DCTDecode]))


def _decoded(image: Object, mode: str) -> Image.Image:
    size = (int(image.Width), int(image.Height))
    bits = int(image.get(Name.BitsPerComponent, 8))
    try:
        if bits == 16:
            return Image.frombytes(mode, size, image.read_bytes()[::2])
        if bits == 8:
            return Image.frombytes(mode, size, image.read_bytes())
        # An image is a stream, which the types of pikepdf's objects don't say.
        picture = PdfImage(cast("Stream", image)).as_pil_image()
        return picture.convert("L") if mode == "L" else picture
    except (ValueError, PdfError, NotImplementedError) as wrong:
        raise UnknownSpaceError(f"an image that can't be read: {wrong}") from wrong


def _written(pdf: Pdf, image: Object, picture: Image.Image) -> Object:
    if _is_jpeg(image):
        file = BytesIO()
        picture.save(file, "JPEG", quality=JPEG_QUALITY, subsampling=0)
        made = Stream(pdf, file.getvalue())
        made.Filter = Name.DCTDecode
        if picture.mode == "CMYK":
            made.Decode = Array(SAVED_AS_INVERTED)
    elif picture.mode == "L":
        made = Stream(pdf, _png_data(picture))
        made.Filter = Name.FlateDecode
        made.DecodeParms = Dictionary(Predictor=15, Columns=picture.width)
    else:
        made = Stream(pdf, picture.tobytes())
    made.Type, made.Subtype = Name.XObject, Name.Image
    made.Width, made.Height = picture.size
    made.BitsPerComponent = 8
    made.ColorSpace = device_name(picture.mode)
    for key in (Name.SMask, Name.Mask, Name.Intent):
        if key in image:
            made[key] = image[key]
    return pdf.make_indirect(made)


def _png_data(picture: Image.Image) -> bytes:
    """The pixels as a PNG file has them, each row told from the one above it: half the size."""
    file = BytesIO()
    picture.save(file, "PNG")
    png, at, data = file.getvalue(), 8, b""
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        if name == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return data


def size_in_pixels(path: Path) -> tuple[int, int] | None:
    """The size of an image file; None where it is none, or a drawing."""
    try:
        with Image.open(path) as picture:
            return picture.size
    except OSError:
        return None
