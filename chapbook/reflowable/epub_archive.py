"""Turn the files of an EPUB into its archive (OCF 3.3, 4.2): the same files, the same bytes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MEDIA_TYPE = b"application/epub+zip"
FIRST_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""What a ZIP can say."""
PLAIN_FILE = 0o644 << 16
UNIX = 3


def epub_archive(files: Mapping[str, bytes], date: datetime) -> bytes:
    """The archive, the file that says what it is first and uncompressed."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr(_entry("mimetype", date, ZIP_STORED), MEDIA_TYPE)
        for name, data in files.items():
            archive.writestr(_entry(name, date, ZIP_DEFLATED), data, compresslevel=9)
    return packed.getvalue()


def _entry(name: str, date: datetime, method: int) -> ZipInfo:
    entry = ZipInfo(name, max(date, FIRST_DATE).timetuple()[:6])
    entry.compress_type = method
    entry.external_attr = PLAIN_FILE
    entry.create_system = UNIX
    return entry
