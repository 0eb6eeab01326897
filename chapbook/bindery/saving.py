"""Turn an open PDF into bytes that depend on nothing but its content."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pikepdf import ObjectStreamMode, Pdf, StreamDecodeLevel

from chapbook.bindery.packing import packed

PDF_VERSION = "1.7"

_STREAMS = {True: ObjectStreamMode.generate, False: ObjectStreamMode.disable}
"""`packed` makes its own."""


def saved(pdf: Pdf, version: str = PDF_VERSION) -> bytes:
    """The file, of that version of the format; its ID is made from its content, so that nothing in
    it depends on the day."""
    return packed(written(pdf, version))


def written(pdf: Pdf, version: str = PDF_VERSION, *, is_linearised: bool = False) -> bytes:
    """The same, to be packed, or linearised: such a one (ISO 32000-1, annex F) shows its first
    page while the others are on their way."""
    with TemporaryDirectory() as folder:
        # qpdf writes to a stream of Python's in so many pieces that it takes twice the time.
        made = Path(folder, "book.pdf")
        pdf.save(
            made,
            force_version=version,
            object_stream_mode=_STREAMS[is_linearised],
            compress_streams=is_linearised,
            stream_decode_level=StreamDecodeLevel.none,
            deterministic_id=True,
            fix_metadata_version=False,
            linearize=is_linearised,
        )
        return made.read_bytes()
