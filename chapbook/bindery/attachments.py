"""Turn a book's source files into attachments of its PDF.

Associated files as PDF/A-3 has them: ISO 19005-3, 6.8 and annex E; ISO 32000-1, 7.11.4.
"""

from collections.abc import Sequence
from datetime import datetime

from pikepdf import Array, AttachedFileSpec, Name, Pdf

from chapbook.bindery.metadata import pdf_date
from chapbook.bindery.model import Attachment


def attach(book: Pdf, attachments: Sequence[Attachment], modified: datetime) -> None:
    """Put the files into the book, as what it was made from, under their paths in the book's
    folder. All say that they are of `modified`, so that the same book has the same bytes."""
    specifications = []
    for attachment in attachments:
        file = AttachedFileSpec(
            book,
            attachment.data,
            filename=attachment.path,
            description="",
            mime_type=attachment.media_type,
            creation_date="",
            mod_date=pdf_date(modified),
        )
        file.relationship = Name.Source
        book.attachments[attachment.path] = file
        specifications.append(book.attachments[attachment.path].obj)
    if specifications:
        book.Root.AF = Array(specifications)
