"""Packed files: the same objects in fewer bytes."""

import re
import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Pdf, String

from chapbook.bindery.packing import packed


def written(texts: list[str]) -> bytes:
    """A PDF that holds these texts, as qpdf writes it for `packed`."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        held = [
            pdf.make_indirect(Dictionary(Text=String(text), Of=Array([0, text]))) for text in texts
        ]
        pdf.Root.Held = Array(held)
        made = BytesIO()
        pdf.save(
            made,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return made.getvalue()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=8))
def test_strings_are_what_they_were(texts: list[str]) -> None:
    with pikepdf.open(BytesIO(packed(written(texts)))) as pdf:
        found = [str(each.Text) for each in pdf.Root.Held.as_list()]
        assert found == [str(String(text)) for text in texts]
        assert [str(each.Of[1]) for each in pdf.Root.Held.as_list()] == found
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize(
    "text", ["a [ b ] / << c >> 7 0 R", "п ] я ( 1 0 R", "\r\n\\ \u0428\u5c28"]
)
def test_what_looks_like_syntax_in_a_string_stays(text: str) -> None:
    with pikepdf.open(BytesIO(packed(written([text])))) as pdf:
        assert str(pdf.Root.Held[0].Text) == text


def test_spaces_that_part_nothing_are_left_out_and_strings_hold_letters() -> None:
    plain = written(["one (two)", "я"])
    assert b"[ 0 (one" in plain
    assert b"/Text <feff044f>" in plain
    made = packed(plain)
    found = re.search(rb"/Type/ObjStm.*?/Length (\d+)>>\nstream\n", made)
    assert found
    objects = zlib.decompress(made[found.end() : found.end() + int(found[1])])
    assert rb"<</Of[0(one \(two\))]/Text(one \(two\))>>" in objects
    assert b"/Text(\xfe\xff\x04O)" in objects
