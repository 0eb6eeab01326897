"""The linked book's pages, labels, links, outline and catalog."""

from dataclasses import replace
from math import ceil

import pypdfium2
import pytest
from pikepdf import Array

from chapbook.bindery.link import link
from chapbook.bindery.model import BoundFragment, LinkedBook, OutlineItem
from tests.bindery.altered_pdf import without_trim_box
from tests.bindery.small_book import FILES, bind, set_fragment, small_book
from tests.support.inspect_pdf import InspectedPdf

MM = 72 / 25.4


@pytest.fixture(scope="module")
def linked() -> LinkedBook:
    return link(small_book(), FILES)


@pytest.fixture(scope="module")
def book(linked: LinkedBook) -> InspectedPdf:
    return InspectedPdf(linked.pdf)


def test_pages_stand_in_order_with_blanks_between(book: InspectedPdf) -> None:
    first_lines = [book.page_text(index).split("\n")[0] for index in range(book.page_count)]
    assert first_lines == ["Contents", "Preface", "", "", "Beginning", "Ending", "Zwölf", "Über"]
    assert book.labels == ("i", "ii", "iii", "iv", "1", "2", "3", "4")


def test_blanks_are_empty_untagged_and_as_large_as_the_rest(book: InspectedPdf) -> None:
    for page_index in (2, 3):
        page = book.page(page_index)
        assert book.render(page_index).is_blank
        assert "/Contents" not in page
        assert "/StructParents" not in page
    assert not book.render(1).is_blank
    assert {boxes.media for boxes in book.boxes} == {book.boxes[0].media}


def test_every_page_has_the_trim(book: InspectedPdf) -> None:
    for boxes in book.boxes:
        assert boxes.trim == pytest.approx((0, 0, 60 * MM, 80 * MM), abs=0.001)


def test_trim_is_centred_on_a_page_that_has_none_of_its_own() -> None:
    fragment = set_fragment("one", "<p>One</p>", style="@page { size: 70mm 100mm }")
    bare = replace(fragment, pdf=without_trim_box(fragment.pdf))
    [boxes] = InspectedPdf(link(bind(bare), FILES).pdf).boxes
    assert boxes.trim == pytest.approx((5 * MM, 10 * MM, 65 * MM, 90 * MM), abs=0.01)


def test_links_to_other_fragments_lead_to_the_anchor_s_page(book: InspectedPdf) -> None:
    targets = {each.destination: each.target_page_index for each in book.links if each.destination}
    assert targets == {"one": 4, "two--über": 7, "two": 6, "one--end": 5}


def test_links_inside_a_fragment_are_named_too(book: InspectedPdf) -> None:
    [inside] = [each for each in book.links if each.page_index == 4 and each.destination]
    assert (inside.destination, inside.target_page_index) == ("one--end", 5)


def test_links_out_of_the_book_stay(book: InspectedPdf) -> None:
    [outside] = [each for each in book.links if each.uri]
    assert (outside.uri, outside.destination) == ("https://example.org/", None)


def test_links_say_where_they_lead_instead_of_the_anchor(book: InspectedPdf) -> None:
    contents = [each.contents for each in book.links if each.uri is None]
    assert contents == [
        "Beginning, page 1",
        "Überblick, page 4",
        "see the end, page 2",
        "Lost",
        "Onwards, page 3",
        "Zurück, page 2",
    ]


def test_links_say_it_in_the_words_of_the_book() -> None:
    french = replace(small_book(), page_term="p.")
    contents = [each.contents for each in InspectedPdf(link(french, FILES).pdf).links]
    assert contents[:2] == ["Beginning, p. 1", "Überblick, p. 4"]


@pytest.mark.parametrize("words", ["1", "2.", "p. 1", "1\u201312"])
def test_a_folio_or_the_number_of_a_note_says_only_where_it_leads(words: str) -> None:
    one = set_fragment("one", f'<p id="one"><a href="chapbook:one">{words}</a></p>')
    [found] = InspectedPdf(link(replace(bind(one), page_term="p."), FILES).pdf).links
    assert (found.destination, found.contents) == ("one", "p. 1")


def test_link_without_target_is_reported_and_does_nothing(
    linked: LinkedBook, book: InspectedPdf
) -> None:
    assert linked.missing_anchors == ("nowhere",)
    [dead] = [each for each in book.links if each.uri is None and each.destination is None]
    assert (dead.page_index, dead.contents) == (5, "Lost")


def test_link_inside_a_fragment_without_its_anchor_is_reported_too() -> None:
    one = replace(set_fragment("one", '<p id="here"><a href="#here">Here</a></p>'), anchors={})
    linked = link(bind(one), FILES)
    assert linked.missing_anchors == ("here",)
    [dead] = InspectedPdf(linked.pdf).links
    assert (dead.destination, dead.contents) == (None, "Here")


def test_destinations_are_the_anchors_where_they_stand(book: InspectedPdf) -> None:
    expected = {
        anchor: (first + place.page, None, ceil(place.y_pt), None)
        for bound, first in zip(small_book().fragments, (0, 4, 6), strict=True)
        for anchor, place in bound.fragment.anchors.items()
    }
    found = {
        anchor: (book.destinations[anchor], *book.destination_view(anchor))
        for anchor in book.destinations
    }
    assert found == expected


def test_destination_stands_at_the_top_of_its_heading(book: InspectedPdf) -> None:
    [heading] = book.find_text("Ending", folio="2")
    _left, y, _zoom = book.destination_view("one--end")
    assert heading.y < y < heading.y + 22


def test_links_to_unnamed_anchors_lead_to_their_places() -> None:
    named, unnamed = (
        InspectedPdf(link(replace(small_book(), unnamed=anchors), FILES).pdf)
        for anchors in (frozenset[str](), frozenset({"one--end"}))
    )
    assert set(named.destinations) - set(unnamed.destinations) == {"one--end"}
    targets = [each.target_page_index for each in named.links]
    assert [each.target_page_index for each in unnamed.links] == targets
    assert [each.contents for each in unnamed.links] == [each.contents for each in named.links]
    places = [
        each.Dest.as_list()[1:]
        for page in unnamed.catalog.Pages.Kids.as_list()
        for each in page.get("/Annots", [])
        if isinstance(each.get("/Dest"), Array)
    ]
    _left, y, _zoom = named.destination_view("one--end")
    assert [[str(each) for each in place] for place in places] == [
        ["/XYZ", "None", f"{y:.0f}", "None"]
    ] * 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Robert Conquest, The Great Terror (1990)", "Robert Conquest, The Great Terror (1990)"),
        (
            "Robert Conquest, The Great Terror: A Reassessment",
            "Robert Conquest, The Great Terror: A…",
        ),
        ("Beck and Godin, Purge and Extract: (London", "Beck and Godin, Purge and Extract…"),
        ("Donaudampfschifffahrtsgesellschaftskapitän", "Donaudampfschifffahrtsgesellschaftskapit…"),
    ],
)
def test_a_long_link_says_its_first_words(words: str, said: str) -> None:
    one = set_fragment("one", f'<p id="one"><a href="chapbook:one">{words}</a></p>')
    found = {each.contents for each in InspectedPdf(link(bind(one), FILES).pdf).links}
    assert found == {f"{said}, page 1"}


def test_destinations_are_sorted_bytewise() -> None:
    # In PDFDocEncoding the euro sign comes before ü; what it lacks is in UTF-16, after both.
    one = set_fragment("one", "".join(f'<p id="{name}">One</p>' for name in ("ü", "€", "я", "a")))
    book = InspectedPdf(link(bind(one), FILES).pdf)
    assert list(book.destinations) == ["a", "€", "ü", "я"]
    names = [bytes(name) for name in book.catalog.Names.Dests.Names.as_list()[::2]]
    assert names == sorted(names)


def test_repeated_anchor_is_reported_and_the_first_one_counts() -> None:
    first = set_fragment("first", '<p id="same">First</p>')
    second = set_fragment("second", '<p id="same">Second</p>')
    linked = link(bind(first, second), FILES)
    assert linked.repeated_anchors == ("same",)
    assert InspectedPdf(linked.pdf).destinations == {"same": 0}


def test_outline_nests_and_shows_its_first_level(book: InspectedPdf) -> None:
    contents, beginning, last = book.outline
    assert (contents.title, contents.label, contents.children) == ("Contents", "i", ())
    assert (beginning.title, beginning.label, beginning.is_open) == ("Beginning", "1", False)
    assert [(line.title, line.label) for line in beginning.children] == [("Ending", "2")]
    assert (last.title, last.label) == ("Zwölf & Über", "3")


def test_outline_reads_the_same_to_another_program(linked: LinkedBook) -> None:
    toc = list(pypdfium2.PdfDocument(linked.pdf).get_toc())
    assert [(line.level, line.get_title(), line.get_count()) for line in toc] == [
        (0, "Contents", 0),
        (0, "Beginning", -1),
        (1, "Ending", 0),
        (0, "Zwölf & Über", 0),
    ]
    assert [line.get_dest().get_index() for line in toc] == [0, 4, 5, 6]


def test_outline_is_chained_both_ways_and_counted(book: InspectedPdf) -> None:
    root = book.catalog.Outlines
    assert int(root.Count) == 3
    assert str(root.Last.Prev.Title) == "Beginning"
    assert str(root.Last.Prev.Prev.Title) == "Contents"
    assert "/Prev" not in root.First


def test_outline_item_without_its_anchor_is_reported_and_keeps_its_title() -> None:
    lost = (OutlineItem("Lost", "gone", (OutlineItem("Found", "one", ()),)),)
    linked = link(replace(small_book(), outline=lost), FILES)
    assert linked.missing_anchors == ("gone", "nowhere")
    [line] = InspectedPdf(linked.pdf).outline
    assert (line.title, line.label, line.children[0].label) == ("Lost", "", "1")


def test_book_without_outline_or_labels_has_neither() -> None:
    book = InspectedPdf(link(bind(set_fragment("one", "<p>One</p>")), FILES).pdf)
    assert book.outline == ()
    assert book.labels == ("",)
    assert "/PageMode" not in book.catalog


def test_catalog_asks_for_spreads_the_outline_and_the_title(book: InspectedPdf) -> None:
    assert str(book.catalog.PageMode) == "/UseOutlines"
    assert str(book.catalog.PageLayout) == "/TwoPageRight"
    assert bool(book.catalog.ViewerPreferences.DisplayDocTitle)
    assert book.language == "en"


def test_file_is_sound_and_pdf_1_7(linked: LinkedBook, book: InspectedPdf) -> None:
    assert linked.pdf.startswith(b"%PDF-1.7\n")
    assert book.syntax_problems == ()


def test_other_title_has_another_file_id(linked: LinkedBook) -> None:
    other = replace(small_book(), info=replace(small_book().info, title="Another"))
    assert InspectedPdf(link(other, FILES).pdf).file_id != InspectedPdf(linked.pdf).file_id


def test_fragment_that_hasn_t_the_pages_it_claims_is_refused() -> None:
    one = replace(set_fragment("one", "<p>One</p>"), page_count=2)
    with pytest.raises(ValueError, match="fragment 'one' has 1 pages, not 2"):
        link(replace(bind(), fragments=(BoundFragment(one, 0),)), FILES)
