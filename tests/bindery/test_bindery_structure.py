"""The structure trees of the fragments as one."""

from dataclasses import replace

import pytest

from chapbook.bindery.link import link
from chapbook.bindery.model import BoundFragment
from tests.bindery.small_book import FILES, TWO, bind, set_fragment, small_book
from tests.support.inspect_pdf import InspectedPdf


@pytest.fixture(scope="module")
def book() -> InspectedPdf:
    return InspectedPdf(link(small_book(), FILES).pdf)


def test_one_document_holds_what_each_fragment_has_topmost(book: InspectedPdf) -> None:
    [(document, divisions)] = book.structure
    assert document == "Document"
    assert [kind for kind, _ in divisions] == ["Sect", "Sect", "Sect"]
    kinds = [[kind for kind, _ in elements] for _, elements in divisions]
    assert kinds[1] == ["H1", "P", "Table", "H1", "P"]


def test_chapters_of_a_part_stand_in_it() -> None:
    part, one, two, back = (
        set_fragment(name, f'<p id="{name}">{name}</p>') for name in ("p", "one", "two", "back")
    )
    html = '<body class="part" id="p"><p>Part</p></body>'
    part = set_fragment("p", html)
    bound = (
        BoundFragment(part, 0),
        BoundFragment(one, 0, is_in_part=True),
        BoundFragment(two, 0, is_in_part=True),
        BoundFragment(back, 0),
    )
    book = InspectedPdf(link(replace(bind(), fragments=bound), FILES).pdf)
    [(_, divisions)] = book.structure
    paragraph = ("P", ())
    sect = ("Sect", (paragraph,))
    assert divisions == (("Part", (paragraph, sect, sect)), sect)
    assert book.structure_problems == ()


def test_nothing_of_the_fragments_trees_is_lost(book: InspectedPdf) -> None:
    before = sum(
        (InspectedPdf(bound.fragment.pdf).structure_counts for bound in small_book().fragments),
        start=type(book.structure_counts)(),
    )
    before["Document"] = 1
    assert book.structure_counts == before
    assert book.structure_counts["TH"] == 2


def test_parent_tree_fits_pages_links_and_elements(book: InspectedPdf) -> None:
    assert book.structure_problems == ()
    keys = [int(book.page(index).StructParents) for index in (0, 1, 4, 5, 6, 7)]
    # Two pages and two links come before the second fragment, two and four before the third.
    assert keys == [0, 1, 4, 5, 10, 11]


def test_next_key_is_free(book: InspectedPdf) -> None:
    root = book.catalog.StructTreeRoot
    assert int(root.ParentTreeNextKey) == int(root.ParentTree.Nums.as_list()[-2]) + 1


def test_fragment_in_another_language_says_so(book: InspectedPdf) -> None:
    document = book.catalog.StructTreeRoot.K
    languages = [str(part.get("/Lang", "")) for part in document.K.as_list()]
    assert languages == ["", "", "de"]


def test_table_cells_find_their_headers_among_those_of_all_fragments() -> None:
    twins = bind(set_fragment("a", TWO), set_fragment("b", TWO.replace("two", "other")))
    book = InspectedPdf(link(twins, FILES).pdf)
    names = book.catalog.StructTreeRoot.IDTree.Names.as_list()
    ids = [str(name) for name in names[::2]]
    assert [name.split("/")[0] for name in ids] == ["a", "b"]
    assert [str(element.S) for element in names[1::2]] == ["/TH", "/TH"]
    assert [str(element.ID) for element in names[1::2]] == ids
    assert book.headers_of_cells == ((ids[0],), (ids[1],))


def test_untagged_fragments_make_an_untagged_book() -> None:
    bare = set_fragment("one", '<p id="one"><a href="#one">One</a></p>', tagged=False)
    book = InspectedPdf(link(bind(bare), FILES).pdf)
    assert book.structure == ()
    assert "/MarkInfo" not in book.catalog
    assert [found.contents for found in book.links] == ["page 1"]


def test_tagged_book_says_that_it_is(book: InspectedPdf) -> None:
    assert bool(book.catalog.MarkInfo.Marked)
