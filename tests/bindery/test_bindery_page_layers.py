"""Pages that are shown before their book is joined: the same, digest by digest, while nothing in
them has changed."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from chapbook.bindery.page_layers import drawing_digests, filled
from chapbook.bindery.page_proofs import PageProof
from chapbook.bindery.page_range import page_range
from chapbook.composition.standing_type import StandingType
from tests.support.book_project import BookProject
from tests.support.inspect_pdf import InspectedPdf

LONG = "\n\n".join(f"Paragraph {number} of some words. " * 12 for number in range(12))
FILES = {"chapters/one.md": f"# One\n\n{LONG}\n\nSee [the place](#place).\n\n[Here]{{#place}}.\n"}


def test_only_changed_pages_have_other_digests(tmp_path: Path) -> None:
    book = BookProject(tmp_path, FILES)
    before = drawing_digests(_chapter(book))
    book.change("chapters/one.md", "Paragraph 0 of some words", "Paragraph 0 of some texts")
    after = drawing_digests(_chapter(book))
    assert len(before) == len(after) > 3
    assert [
        index for index, (one, two) in enumerate(zip(before, after, strict=True)) if one != two
    ] == [0]


def test_open_folios_are_filled_where_they_are_known(tmp_path: Path) -> None:
    built = BookProject(tmp_path, FILES).build().book
    fragment = next(each for each in built.set_book.fragments if each.open_folios)
    anchor = fragment.open_folios[0].anchor
    folio = str(built.set_book.pagination.locations[anchor].folio)
    assert f"p.\xa0{folio})" in _text(filled(fragment, {anchor: folio}))
    assert filled(fragment, {}) == fragment.pdf
    assert filled(fragment, {anchor: "12345"}) == fragment.pdf


def test_a_range_of_pages_is_a_pdf_of_them(tmp_path: Path) -> None:
    whole = BookProject(tmp_path, FILES).build().book.pdf
    some = page_range(whole, range(4, 6))
    with pikepdf.open(BytesIO(some)) as opened:
        assert len(opened.pages) == 2
    assert "Paragraph 0" in _text(some)
    with pytest.raises(ValueError, match="no such pages"):
        page_range(whole, range(900, 901))


def _chapter(book: BookProject) -> bytes:
    fragments = book.build().book.set_book.fragments
    return next(each.pdf for each in fragments if each.id == "one")


def _text(pdf: bytes) -> str:
    opened = InspectedPdf(pdf)
    return " ".join(opened.page_text(index) for index in range(opened.page_count))


def test_a_page_of_a_proof_has_the_digest_of_the_fragment_s(tmp_path: Path) -> None:
    book = BookProject(tmp_path, FILES, StandingType())
    before = drawing_digests(_chapter(book))
    book.change("chapters/one.md", "Paragraph 0 of some words", "Paragraph 0 of some texts")
    proofs: list[PageProof] = []
    built = book.build(shown=proofs.append)
    whole = next(proof for proof in proofs if proof.division == "one" and proof.is_whole)
    digests = drawing_digests(whole.pdf)
    assert digests[1:-1] == before[1:-1]
    assert digests[0] != before[0]
    fragment = next(each for each in built.book.set_book.fragments if each.id == "one")
    assert digests[:-1] == drawing_digests(fragment.pdf)[:-1]
