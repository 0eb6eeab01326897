"""Turn a fragment into the few of its objects that have a key.

A book has tens of thousands of objects, and looking at each through pikepdf takes longer than
all the rest of the linker's work on them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pikepdf import Dictionary, Object, Pdf, Stream

from chapbook.bindery.collation import CollatedFragment

OBJECT = b" 0 obj"


def dictionaries_with(keys: Sequence[bytes], collated: CollatedFragment) -> Iterator[Object]:
    """The dictionaries that have one of the `keys` ('/ID'), or have it in them; perhaps others.

    Where objects lie in object streams (ISO 32000-1, 7.5.7), as WeasyPrint writes them, the
    streams are searched as text; where there are none, every object is given.
    """
    source = collated.source
    streams = list(_object_streams(collated.fragment.pdf))
    if not streams:
        yield from (each for each in source.objects if isinstance(each, Dictionary))
        return
    pattern = re.compile(b"|".join(re.escape(key) + rb"\b" for key in keys))
    for number in streams:
        holder = source.get_object(number, 0)
        if isinstance(holder, Stream):
            yield from _found_in(source, holder, pattern)


def _object_streams(pdf: bytes) -> Iterator[int]:
    """The numbers of the objects that may be object streams."""
    for found in re.finditer(rb"/ObjStm\b", pdf):
        number = re.search(
            rb"\d+$", pdf[max(0, found.start() - 200) : found.start()].rpartition(OBJECT)[0]
        )
        if number:
            yield int(number[0])


def _found_in(source: Pdf, holder: Stream, pattern: re.Pattern[bytes]) -> Iterator[Object]:
    text, first = holder.read_bytes(), int(holder.First)
    heads = [int(each) for each in text[:first].split()]
    numbers, offsets = heads[::2], heads[1::2]
    places = [
        bisect_right(offsets, found.start() - first) - 1 for found in pattern.finditer(text, first)
    ]
    for place in dict.fromkeys(places):
        found = source.get_object(numbers[place], 0)
        if isinstance(found, Dictionary):
            yield found
