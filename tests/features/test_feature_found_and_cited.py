"""A book is found by the address on its back, and cited by the files beside its PDF."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import segno
import yaml

from chapbook.composition.qr_code import QUIET_MODULES, qr_code, short_address
from tests.support.book_project import BookProject

ADDRESS = "https://www.example.org/books/a-small-one/"
TOML = f"""
    [book]
    title = "Ink & Paper"
    subtitle = "A study"
    authors = ["Ann B. Author", "Plato"]
    editors = ["Ed Itor"]
    publisher = "The Press"
    date = "3 May 2026"
    licence = "CC BY 4.0"
    isbn = "978-0-306-40615-7"
    url = "{ADDRESS}"
    keywords = ["ink", "paper"]

    [divisions]
    front = ["title"]
    body = ["chapters/one.md"]
    back = ["back-cover"]
    """


@pytest.mark.parametrize("address", [ADDRESS, "https://a.b", "https://example.org/" + "x" * 150])
def test_the_drawing_has_the_modules_of_the_code_and_a_quiet_zone(address: str) -> None:
    drawn = qr_code(address)
    matrix = segno.make_qr(address, error="m").matrix
    side = len(matrix) + 2 * QUIET_MODULES
    assert f'viewBox="0 0 {side} {side}"' in drawn
    dark = {
        (int(x) + offset, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawn)
        for offset in range(int(length))
    }
    assert dark == {
        (x + QUIET_MODULES, y + QUIET_MODULES)
        for y, row in enumerate(matrix)
        for x, module in enumerate(row)
        if module
    }


@pytest.mark.parametrize(
    ("address", "short"),
    [
        (ADDRESS, "example.org/books/a-small-one"),
        ("http://a.b/?c=d", "a.b/?c=d"),
        ("https://a.b/", "a.b"),
    ],
)
def test_an_address_is_shown_as_one_types_it(address: str, short: str) -> None:
    assert short_address(address) == short


def test_the_back_cover_has_the_code_as_a_drawing_and_the_address_as_a_link(
    tmp_path: Path,
) -> None:
    built = BookProject(tmp_path, {"book.toml": TOML}).build()
    assert built.diagnostics == ()
    pdf, page = built.pdf, built.pdf.page_count - 1
    (address,) = pdf.find_text("example.org/books/a-small-one")
    assert address.page_index == page
    assert [link.uri for link in pdf.links if link.page_index == page] == [ADDRESS]
    with pikepdf.open(BytesIO(built.book.pdf)) as opened:
        assert len(opened.pages[page].get_images()) == 0


def test_a_book_without_an_address_has_no_code(tmp_path: Path) -> None:
    book = BookProject(tmp_path, {"book.toml": TOML}).change("book.toml", f'url = "{ADDRESS}"', "")
    (html,) = (one.html for one in book.build().book.set_book.html if one.id == "back-cover")
    assert "<svg" not in html
    assert "The Press" in html


def test_files_to_cite_the_book_by_lie_beside_its_pdf(tmp_path: Path) -> None:
    book = BookProject(tmp_path, {"book.toml": TOML})
    assert book.run().code == 0
    cff = yaml.safe_load((book.out / "CITATION.cff").read_text("utf-8"))
    assert cff["title"] == "Ink & Paper: A study"
    assert cff["license"] == "CC-BY-4.0"
    assert cff["authors"] == [
        {"family-names": "Author", "given-names": "Ann B."},
        {"name": "Plato"},
    ]
    cited = cff["preferred-citation"]
    assert (cited["type"], cited["year"], cited["isbn"]) == ("book", 2026, "978-0-306-40615-7")
    assert (book.out / "ink-paper.bib").read_text("utf-8") == (
        "@book{ink-paper,\n"
        "  author = {Ann B. Author and Plato},\n"
        "  editor = {Ed Itor},\n"
        "  title = {Ink \\& Paper},\n"
        "  subtitle = {A study},\n"
        "  publisher = {The Press},\n"
        "  date = {2026},\n"
        "  isbn = {978-0-306-40615-7},\n"
        f"  url = {{{ADDRESS}}},\n"
        "  langid = {en-GB},\n"
        "}\n"
    )
    book.run("clean")
    assert not book.out.exists()


def test_a_book_without_people_is_cited_by_its_publisher_or_its_name(tmp_path: Path) -> None:
    book = BookProject(tmp_path).change("book.toml", 'authors = ["Ann Author"]', "")
    book.run()
    cff = yaml.safe_load((book.out / "CITATION.cff").read_text("utf-8"))
    assert cff["authors"] == [{"name": "A Small Book"}]
