"""Turn a book's PDF and some of its pages into a PDF of these, to be printed."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf


def page_range(pdf: bytes, indices: Sequence[int]) -> bytes:
    """The pages of these indices, in their order, without what leads to the others. Raises
    ValueError where there are none."""
    with pikepdf.open(BytesIO(pdf)) as book, Pdf.new() as chosen:
        for index in indices:
            if 0 <= index < len(book.pages):
                chosen.pages.append(book.pages[index])
        if not len(chosen.pages):
            raise ValueError("no such pages")
        for page in chosen.pages:
            for key in (Name.Annots, Name.StructParents):
                if key in page.obj:
                    del page.obj[key]
        made = BytesIO()
        chosen.save(made)
    return made.getvalue()
