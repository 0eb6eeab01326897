"""Every printed folio is that of its target's page."""

import pytest

from chapbook.apparatus.model import Folio, FolioStyle, PageLocation
from chapbook.composition.folio_audit import audit_folios
from tests.support.set_pages import fragment

LOCATIONS = {
    "one--a": PageLocation(18, Folio(12, FolioStyle.ARABIC)),
    "preface": PageLocation(4, Folio(4, FolioStyle.ROMAN)),
}


def found(anchor: str, printed: str) -> list[str]:
    body = f'<p data-line="7">See <a data-folio-of="{anchor}">{printed}</a>.</p>'
    return [f"{one.span}: {one.message}" for one in audit_folios([fragment(body)], LOCATIONS)]


@pytest.mark.parametrize(
    ("anchor", "printed"),
    [("one--a", "12"), ("one--a", "12\u201314"), ("one--a", "12n3"), ("preface", "iv")],
)
def test_a_right_folio_is_passed(anchor: str, printed: str) -> None:
    assert found(anchor, printed) == []


@pytest.mark.parametrize(
    ("anchor", "printed", "where"),
    [
        ("one--a", "11", "p. 12"),
        ("one--a", "123", "p. 12"),
        ("one--a", "00", "p. 12"),
        ("preface", "4", "p. iv"),
        ("nowhere", "3", "no page"),
    ],
)
def test_a_wrong_folio_is_told(anchor: str, printed: str, where: str) -> None:
    assert found(anchor, printed) == [
        f"chapters/test.md:7:1: '{printed}' is printed for '{anchor}', which is on {where}"
    ]
