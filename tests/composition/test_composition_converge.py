"""Folios settle in a few runs, or the anchor that moves is named."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from chapbook.apparatus.labels import labels
from chapbook.cache import Store
from chapbook.composition.citation_printing import CitationPrinter
from chapbook.composition.converge import MOST_RUNS, converge
from chapbook.composition.fragments import FragmentMaker
from chapbook.composition.model import AnchorPosition, HtmlFragment, TypesetFragment
from chapbook.composition.paginate import NOWHERE
from chapbook.composition.templates import Templates
from chapbook.scholarship import read_book
from chapbook.shipped import shipped_dir
from tests.support.book_project import BookProject

BOOK = {
    "book.toml": """
        [book]
        title = "Two Chapters"

        [divisions]
        front = ["contents"]
        body = ["chapters/one.md", "chapters/two.md"]
        chapters_open = "next"
        """,
    "chapters/one.md": "# One {#one}\n\nSee [it](#there).\n",
    "chapters/two.md": "# Two\n\n## There {#there}\n\nIt is here.\n",
}


@pytest.fixture
def maker(tmp_path: Path) -> FragmentMaker:
    project = BookProject(tmp_path, BOOK)
    book = read_book(project.root, Store(project.root / "cache"))
    assert book.diagnostics == ()
    return FragmentMaker(
        manuscript=book.manuscript,
        apparatus=book.apparatus,
        labels=labels("en"),
        templates=Templates(project.root, shipped_dir()),
        citations=CitationPrinter(None, book.apparatus, "page", False, lambda _, make: make()),
        images={},
        environment="",
    )


class Setter:
    """Stands for the typesetter: page counts are given by what the HTML says."""

    def __init__(self, pages_by_folio: Mapping[str, int]) -> None:
        self.pages_by_folio = pages_by_folio
        self.set: list[str] = []

    def __call__(self, fragments: Sequence[HtmlFragment]) -> Mapping[str, TypesetFragment]:
        return {fragment.id: self._set(fragment) for fragment in fragments}

    def _set(self, fragment: HtmlFragment) -> TypesetFragment:
        self.set.append(fragment.id)
        printed = re.search(r'<span data-folio-of="[^"]*">(\w+)</span>\)', fragment.html)
        folio = printed[1] if printed else ""
        pages = self.pages_by_folio.get(folio, 1)
        anchors = {
            name: AnchorPosition(0, 0, 0) for name in re.findall(r'id="([^"]+)"', fragment.html)
        }
        return TypesetFragment(fragment.id, fragment.digest, b"", pages, anchors, ())


def test_a_reference_to_a_later_page_settles_in_three_runs(maker: FragmentMaker) -> None:
    setter = Setter({"00": 1, "2": 2, "3": 2})
    book = converge(maker, setter, lambda _: None, NOWHERE)
    assert book.diagnostics == ()
    assert book.runs == 3
    assert str(book.pagination.locations["two--there"].folio) == "3"


def test_contents_wait_until_the_pages_of_the_text_are_known(maker: FragmentMaker) -> None:
    setter = Setter({})
    assert converge(maker, setter, lambda _: None, NOWHERE).diagnostics == ()
    # 'one' refers to 'two', whose page is known then; the second run sets all for real.
    assert setter.set[:2] == ["two", "one"]
    assert setter.set[2:5] == ["one", "two", "contents"]


def test_a_known_pagination_settles_in_one_run(maker: FragmentMaker) -> None:
    known = converge(maker, Setter({}), lambda _: None, NOWHERE).pagination
    assert converge(maker, Setter({}), lambda _: None, known).runs == 1


def test_what_never_settles_is_named_with_its_pages(maker: FragmentMaker) -> None:
    swinging = Setter({"00": 1, "2": 2, "3": 1})
    book = converge(maker, swinging, lambda _: None, NOWHERE)
    assert book.runs == MOST_RUNS
    (found,) = book.diagnostics
    assert found.code == "unsettled"
    assert found.message == (
        "page numbers did not settle in 5 runs; 'two' is at run 1: page 3, run 2: page 2,"
        " run 3: page 3, run 4: page 2, run 5: page 3"
    )


def test_a_digest_covers_text_start_and_environment(maker: FragmentMaker) -> None:
    def digests(changed: FragmentMaker) -> list[str]:
        seen: list[str] = []

        def setter(fragments: Sequence[HtmlFragment]) -> Mapping[str, TypesetFragment]:
            seen.extend(fragment.digest for fragment in fragments)
            return Setter({})(fragments)

        converge(changed, setter, lambda _: None, NOWHERE)
        return seen

    assert digests(maker) == digests(maker)
    assert set(digests(maker)).isdisjoint(digests(replace(maker, environment="other")))
    assert set(digests(maker)).isdisjoint(digests(replace(maker, labels=labels("de")))) is False
