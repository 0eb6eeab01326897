"""The objects that have a key, without looking at all of them."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, ObjectStreamMode

from chapbook.bindery.collation import CollatedFragment, open_fragments
from chapbook.bindery.object_search import dictionaries_with
from tests.bindery.small_book import small_book

KEYS = (b"/ID", b"/Headers")


def having(fragment: CollatedFragment) -> set[tuple[int, int]]:
    """By looking at all: those with the keys, or with a dictionary that has them."""
    return {
        each.objgen
        for each in fragment.source.objects
        if isinstance(each, Dictionary) and ("/ID" in each or "/Headers" in each.get("/A", {}))
    }


@pytest.mark.parametrize("mode", [ObjectStreamMode.generate, ObjectStreamMode.disable])
def test_none_is_missed_however_they_are_stored(mode: ObjectStreamMode) -> None:
    table = small_book().fragments[1]
    written = BytesIO()
    with pikepdf.open(BytesIO(table.fragment.pdf)) as opened:
        opened.save(written, object_stream_mode=mode)
    stored = replace(table, fragment=replace(table.fragment, pdf=written.getvalue()))
    (fragment,) = open_fragments([stored])
    found = {each.objgen for each in dictionaries_with(KEYS, fragment)}
    assert len(having(fragment)) == 3
    assert having(fragment) <= found


def test_as_weasyprint_stores_them_only_those_are_looked_at() -> None:
    for fragment in open_fragments(small_book().fragments):
        found = [each.objgen for each in dictionaries_with(KEYS, fragment)]
        assert len(found) == len(set(found))
        assert set(found) == having(fragment)
