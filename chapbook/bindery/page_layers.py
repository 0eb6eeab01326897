"""Turn a fragment, not yet part of a book, into pages that can be shown: its folios filled in,
and a digest for each page.

The digests are of what is drawn, as it is stored: those of `page_digests` look deeper, and take
a hundred times as long.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Stream

from chapbook.bindery.collation import CollatedFragment
from chapbook.bindery.folio_filling import fill_folios
from chapbook.bindery.furnishing import AFTER, BEFORE
from chapbook.composition.model import TypesetFragment

_PLACING = re.compile(
    b"|".join((re.escape(BEFORE), re.escape(AFTER), rb"1 0 0 1 -?[0-9.]+ 0 cm")), re.DOTALL
)
"""What linking puts before and behind a page's drawing."""


def filled(fragment: TypesetFragment, folios: Mapping[str, str]) -> bytes:
    """The fragment's PDF with the open folios that `folios` has, by anchor. Where a figure lacks,
    or they are of another width than was left open, it stays as it was set."""
    if not fragment.open_folios:
        return fragment.pdf
    with pikepdf.open(BytesIO(fragment.pdf)) as source:
        try:
            fill_folios([CollatedFragment(fragment, source, 0, None, ())], folios)
        except (LookupError, ValueError):
            return fragment.pdf
        made = BytesIO()
        source.save(made)
    return made.getvalue()


def drawing_digests(pdf: bytes) -> tuple[str, ...]:
    """A digest for each page: its drawing, and the pictures and forms that this names.

    What moves it to its side, and the furniture laid over it, is left out: a page of a fragment
    and the same page in a proof have one digest.
    """
    with pikepdf.open(BytesIO(pdf)) as opened:
        return tuple(_digest(page) for page in opened.pages)


def _digest(page: Page) -> str:
    digest = sha256(" ".join(map(str, page.mediabox.as_list())).encode())
    streams = [stream.read_bytes() for stream in _streams(page.obj.get(Name.Contents))]
    drawing = b"\n".join(each for each in streams if not _PLACING.fullmatch(each))
    digest.update(drawing)
    words = frozenset(drawing.split())
    forms = page.obj.get(Name.Resources, Dictionary()).get(Name.XObject, Dictionary())
    for name, form in sorted(forms.items()):
        if name.encode() in words and isinstance(form, Stream):
            digest.update(form.read_raw_bytes())
    return digest.hexdigest()


def _streams(contents: Object | None) -> list[Object]:
    if contents is None:
        return []
    return list(contents.as_list()) if isinstance(contents, Array) else [contents]
