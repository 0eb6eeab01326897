"""Turn two facing pages of a PDF into a picture: the README's spread.

python -m tests.support.spread build/moscow-trials.pdf 2 docs/spread.png
"""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

SCALE = 1.25
DESK, GAP = 28, 1


def picture(pdf: bytes, label: str) -> Image.Image:
    """The verso labelled `label` and the recto beside it, on a grey desk."""
    document = pypdfium2.PdfDocument(pdf)
    labels = [document.get_page_label(index) for index in range(len(document))]
    verso = labels.index(label)
    pages = [document[index].render(scale=SCALE).to_pil() for index in (verso, verso + 1)]
    width, height = pages[0].size
    desk = Image.new("L", (2 * width + GAP + 2 * DESK, height + 2 * DESK), 216)
    for number, page in enumerate(pages):
        desk.paste(page.convert("L"), (DESK + number * (width + GAP), DESK))
    return desk


if __name__ == "__main__":
    source, folio, target = sys.argv[1:]
    spread = picture(Path(source).read_bytes(), folio).quantize(32)
    spread.save(target, optimize=True)
