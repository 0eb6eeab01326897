"""What the linked PDF says of itself."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest

from chapbook import __version__
from chapbook.bindery.link import link
from chapbook.bindery.metadata import pdf_date
from chapbook.bindery.model import DocumentInfo
from tests.bindery.small_book import FILES, INFO, small_book
from tests.support.inspect_pdf import InspectedPdf

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


def book_with(info: DocumentInfo) -> InspectedPdf:
    return InspectedPdf(link(replace(small_book(), info=info), FILES).pdf)


@pytest.fixture(scope="module")
def book() -> InspectedPdf:
    return book_with(INFO)


def texts(xmp: str, path: str) -> list[str | None]:
    return [found.text for found in ElementTree.fromstring(xmp).findall(f".//{path}", NAMES)]


def test_info_dictionary(book: InspectedPdf) -> None:
    assert book.info == {
        "Title": "Trials & <Errors>",
        "Author": "Ada Ör, Б. Автор",
        "Subject": "A small book",
        "Keywords": "trial, error",
        "Language": "en",
        "Creator": f"Chapbook {__version__}",
        "Producer": f"Chapbook {__version__}",
        "CreationDate": "D:20240229123000Z",
        "ModDate": "D:20240229123000Z",
    }


def test_xmp_says_the_same(book: InspectedPdf) -> None:
    assert texts(book.xmp, "dc:title/rdf:Alt/rdf:li") == ["Trials & <Errors>"]
    assert texts(book.xmp, "dc:creator/rdf:Seq/rdf:li") == ["Ada Ör", "Б. Автор"]
    assert texts(book.xmp, "dc:description/rdf:Alt/rdf:li") == ["A small book"]
    assert texts(book.xmp, "dc:subject/rdf:Bag/rdf:li") == ["trial", "error"]
    assert texts(book.xmp, "dc:language/rdf:Bag/rdf:li") == ["en"]
    assert texts(book.xmp, "pdf:Keywords") == ["trial, error"]
    assert texts(book.xmp, "pdf:Producer") == [f"Chapbook {__version__}"]
    assert texts(book.xmp, "xmp:CreateDate") == ["2024-02-29T12:30:00Z"]
    assert texts(book.xmp, "xmp:ModifyDate") == ["2024-02-29T12:30:00Z"]


def test_xmp_is_marked_as_such_and_not_compressed_away(book: InspectedPdf) -> None:
    packet = book.catalog.Metadata
    assert (str(packet.Type), str(packet.Subtype)) == ("/Metadata", "/XML")
    assert book.xmp.startswith('<?xpacket begin="\ufeff"')


def test_what_is_unknown_is_left_out() -> None:
    bare = book_with(replace(INFO, authors=(), subject="", keywords=()))
    assert {"Author", "Subject", "Keywords"}.isdisjoint(bare.info)
    assert "dc:creator" not in bare.xmp
    assert "pdf:Keywords" not in bare.xmp


def test_control_characters_don_t_break_the_xml() -> None:
    odd = book_with(replace(INFO, title="One\x0b\x00two"))
    assert texts(odd.xmp, "dc:title/rdf:Alt/rdf:li") == ["Onetwo"]


def test_dates_are_in_utc() -> None:
    in_moscow = datetime(1938, 3, 2, 1, 5, 9, tzinfo=timezone(timedelta(hours=3)))
    assert pdf_date(in_moscow) == "D:19380301220509Z"


def test_date_without_a_zone_is_taken_as_utc() -> None:
    assert pdf_date(datetime(2024, 1, 2, 3, 4, 5)) == "D:20240102030405Z"


def test_a_tagged_book_claims_both_standards_once(book: InspectedPdf) -> None:
    assert book.xmp.count("<rdf:RDF") == 1
    for claim in ("<pdfaid:part>3", "<pdfaid:conformance>A", "<pdfuaid:part>1"):
        assert book.xmp.count(claim) == 1
    assert str(book.catalog.OutputIntents[0].S) == "/GTS_PDFA1"


def test_edition_licence_and_isbn_are_said() -> None:
    told = book_with(replace(INFO, edition="Second", licence="CC BY 4.0", isbn="978-3-16-148410-0"))
    assert (told.info["Edition"], told.info["Licence"]) == ("Second", "CC BY 4.0")
    assert "<prism:edition>Second</prism:edition>" in told.xmp
    assert "urn:isbn:978-3-16-148410-0" in told.xmp
    assert texts(told.xmp, "dc:rights/rdf:Alt/rdf:li") == ["CC BY 4.0"]
