"""Folios settle in a few runs, or the anchor that moves is named."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from chapbook.apparatus.index_style import IndexStyle
from chapbook.apparatus.labels import labels
from chapbook.apparatus.model import Index, PageLocation
from chapbook.cache import Store
from chapbook.composition.citation_printing import CitationPrinter
from chapbook.composition.converge import MOST_RUNS, converge
from chapbook.composition.fragments import FragmentMaker
from chapbook.composition.model import (
    AnchorPosition,
    HtmlFragment,
    OpenFolio,
    TypesetFragment,
)
from chapbook.composition.open_folios import WRITTEN
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


EMPTY = Index((), "", IndexStyle())


@pytest.fixture
def maker(tmp_path: Path) -> FragmentMaker:
    return maker_of(tmp_path, BOOK)


def maker_of(root: Path, files: Mapping[str, str]) -> FragmentMaker:
    project = BookProject(root, files)
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
    """Stands for the typesetter: page counts are given by what the HTML says. `leaves_open`: the
    figures are of one width."""

    def __init__(self, pages_by_folio: Mapping[str, int], leaves_open: bool = False) -> None:
        self.pages_by_folio, self.leaves_open = pages_by_folio, leaves_open
        self.set: list[str] = []

    def __call__(self, fragments: Iterable[HtmlFragment]) -> Mapping[str, TypesetFragment]:
        return {fragment.id: self._set(fragment) for fragment in fragments}

    def _set(self, fragment: HtmlFragment) -> TypesetFragment:
        self.set.append(fragment.id)
        printed = re.search(r'<span data-folio-of="[^"]*">(\w+)</span>\)', fragment.html)
        folio = printed[1] if printed else ""
        pages = self.pages_by_folio.get(folio, 1)
        anchors = {
            name: AnchorPosition(0, 0, 0) for name in re.findall(r'id="([^"]+)"', fragment.html)
        }
        opened = WRITTEN.findall(fragment.html) if self.leaves_open else ()
        return TypesetFragment(
            fragment.id, fragment.digest, b"", pages, anchors, (),
            open_folios=tuple(OpenFolio(0, anchor, ()) for anchor, _ in opened),
        )  # fmt: skip


def test_a_reference_to_a_later_page_is_left_open(maker: FragmentMaker) -> None:
    setter = Setter({}, leaves_open=True)
    book = converge(maker, setter, lambda _: None, NOWHERE)
    assert book.diagnostics == ()
    assert book.runs == 3
    assert len({html.html for html in book.html if html.id == "one"}) == 1
    assert ">0</span>" in book.html[1].html


def test_a_reference_in_figures_of_many_widths_settles_in_four_runs(maker: FragmentMaker) -> None:
    setter = Setter({"0": 1, "2": 2, "3": 2})
    book = converge(maker, setter, lambda _: None, NOWHERE)
    assert book.diagnostics == ()
    assert book.runs == 4
    assert str(book.pagination.locations["two--there"].folio) == "3"


def test_contents_wait_until_the_pages_of_the_text_are_known(maker: FragmentMaker) -> None:
    setter = Setter({}, leaves_open=True)
    assert converge(maker, setter, lambda _: None, NOWHERE).diagnostics == ()
    assert setter.set[:2] == ["one", "two"]
    assert setter.set[2:5] == ["one", "two", "contents"]


def test_the_index_is_rehearsed_while_the_text_is_set(tmp_path: Path) -> None:
    toml = BOOK["book.toml"].replace("chapters_open", 'back = ["index"]\n        chapters_open')
    made = maker_of(tmp_path, {**BOOK, "book.toml": toml})
    setter = Setter({}, leaves_open=True)
    known = converge(made, setter, lambda _: EMPTY, NOWHERE).pagination
    done: list[str] = []
    tasks: list[Callable[[], None]] = []

    def typeset(html: Iterable[HtmlFragment]) -> Mapping[str, TypesetFragment]:
        fragments = [*html]
        done.extend(fragment.id for fragment in fragments)
        while tasks:
            tasks.pop()()
        return setter(fragments)

    def index_of(locations: Mapping[str, PageLocation]) -> Index:
        assert locations == known.locations
        done.append("made")
        return EMPTY

    converge(made, typeset, index_of, known, meanwhile=tasks.append)
    assert done == ["one", "two", "made", "contents", "made", "index"]


def test_a_known_pagination_settles_in_one_run(maker: FragmentMaker) -> None:
    known = converge(maker, Setter({}, leaves_open=True), lambda _: None, NOWHERE).pagination
    assert converge(maker, Setter({}, leaves_open=True), lambda _: None, known).runs == 1


def test_what_never_settles_is_named_with_its_pages(maker: FragmentMaker) -> None:
    swinging = Setter({"0": 1, "2": 2, "3": 1})
    book = converge(maker, swinging, lambda _: None, NOWHERE)
    assert book.runs == MOST_RUNS
    (found,) = book.diagnostics
    assert found.code == "unsettled"
    assert found.message == (
        "page numbers did not settle in 5 runs; 'two' is at run 1: page 2, run 2: page 2,"
        " run 3: page 3, run 4: page 2, run 5: page 3"
    )


def test_a_digest_covers_text_start_and_environment(maker: FragmentMaker) -> None:
    def digests(changed: FragmentMaker) -> list[str]:
        seen: list[str] = []

        def setter(fragments: Iterable[HtmlFragment]) -> Mapping[str, TypesetFragment]:
            wanted = list(fragments)
            seen.extend(fragment.digest for fragment in wanted)
            return Setter({})(wanted)

        converge(changed, setter, lambda _: None, NOWHERE)
        return seen

    assert digests(maker) == digests(maker)
    assert set(digests(maker)).isdisjoint(digests(replace(maker, environment="other")))
    assert set(digests(maker)).isdisjoint(digests(replace(maker, labels=labels("de")))) is False
