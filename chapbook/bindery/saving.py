"""Turn an open PDF into bytes that depend on nothing but its content."""

from io import BytesIO

from pikepdf import ObjectStreamMode, Pdf

PDF_VERSION = "1.7"


def saved(pdf: Pdf, version: str = PDF_VERSION) -> bytes:
    """The file, of that version of the format; its ID is made from its content, so that nothing in
    it depends on the day."""
    written = BytesIO()
    pdf.save(
        written,
        force_version=version,
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return written.getvalue()
