"""Turn a fragment's PDF into one that WeasyPrint would not have written."""

from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf


def without_trim_box(pdf: bytes) -> bytes:
    """The same pages, without a TrimBox."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            del page.obj[Name.TrimBox]
        return _saved(opened)


def _saved(opened: Pdf) -> bytes:
    written = BytesIO()
    opened.save(written)
    return written.getvalue()
