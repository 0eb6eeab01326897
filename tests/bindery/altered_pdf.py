"""Turn a fragment's PDF into one that WeasyPrint would not have written."""

from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf, String


def without_trim_box(pdf: bytes) -> bytes:
    """The same pages, without a TrimBox."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            del page.obj[Name.TrimBox]
        return _saved(opened)


def with_link_contents(pdf: bytes, contents: str) -> bytes:
    """The same pages, with words for every link."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            for annotation in page.obj.Annots.as_list():
                annotation.Contents = String(contents)
        return _saved(opened)


def with_role(pdf: bytes, role: str, standard: str) -> bytes:
    """The same pages, with an entry in the structure tree's role map."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary({role: Name(standard)})
        return _saved(opened)


def _saved(opened: Pdf) -> bytes:
    written = BytesIO()
    opened.save(written)
    return written.getvalue()
