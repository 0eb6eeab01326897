"""HTML is made again where something is different that it was made from, and only there."""

from pathlib import Path
from typing import Any

import pytest

from chapbook.apparatus.model import Folio, FolioStyle, PageLocation
from chapbook.composition.asked_values import Citations, Locations
from chapbook.composition.fragments import FragmentMaker
from chapbook.composition.model import HtmlFragment
from chapbook.manuscript.book_config import Division
from tests.support.book_project import BookProject
from tests.support.referring_book import referring_book

BOOK = referring_book('front = ["title", "contents"]', pages_between=2)


def at(number: int, style: FolioStyle = FolioStyle.ARABIC) -> PageLocation:
    return PageLocation(number - 1, Folio(number, style))


def test_a_place_of_which_only_the_figures_were_asked_may_be_another() -> None:
    asked = Locations({"a": at(37), "b": at(12)}, lambda _: 1)
    assert asked.figures_at("a") == 2
    assert asked["b"] == at(12)
    assert (asked.places, asked.figures) == ({"b": at(12)}, {"a": 2})

    def would_answer(**places: PageLocation) -> bool:
        return Locations(places, lambda _: 2).answer(asked.places, asked.figures)

    assert would_answer(a=at(99), b=at(12), c=at(1))
    assert would_answer(b=at(12))
    assert not would_answer(a=at(100), b=at(12))
    assert not would_answer(a=at(37, FolioStyle.ROMAN), b=at(12))
    assert not would_answer(a=at(37), b=at(13))
    assert not would_answer(a=at(37))


def test_a_place_that_is_nowhere_is_asked_for_too() -> None:
    asked = Locations({}, lambda _: 3)
    assert asked.get("a") is None
    assert asked.figures_at("b") == 3
    assert Locations({"b": at(123)}, lambda _: 1).answer(asked.places, asked.figures)
    assert not Locations({"a": at(1)}, lambda _: 3).answer(asked.places, asked.figures)


def test_citations_remember_which_were_printed() -> None:
    texts = Citations(("one", "two", "three", "four"))
    assert texts[1] == "two"
    assert texts[2:] == ["three", "four"]
    assert texts.asked == {1: "two", 2: "three", 3: "four"}


def test_chapters_are_written_once_when_pages_become_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    stock = FragmentMaker.make

    def make(maker: FragmentMaker, division: Division, *rest: Any, **named: Any) -> HtmlFragment:
        made.append(division.id)
        return stock(maker, division, *rest, **named)

    monkeypatch.setattr(FragmentMaker, "make", make)
    built = BookProject(tmp_path, BOOK).build()
    assert built.diagnostics == ()
    assert sorted(made) == ["contents", "one", "three", "title", "two"]
