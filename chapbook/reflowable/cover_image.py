"""Turn the title page of a book's PDF into a picture for the shelves of reading programs."""

from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops

HEIGHT_PX = 2000
PAPER = (246, 241, 230)
COLOURS = 48


def cover_image(pdf: bytes, page_index: int) -> bytes:
    """That page as PNG, on paper that isn't white, so that it stands out from a white shelf."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[page_index]
        drawn = page.render(scale=HEIGHT_PX / page.get_height()).to_pil().convert("RGB")
    finally:
        document.close()
    tinted = ImageChops.multiply(drawn, Image.new("RGB", drawn.size, PAPER))
    packed = BytesIO()
    tinted.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()
