"""The sampler: a book in which each thing that can be written is written once."""

import shutil

import pytest

from chapbook.bindery.booklet import PrintJob, make_booklet
from chapbook.cache import Store
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.print_config import PrintSettings
from chapbook.pipeline import BuiltBook, build_book
from chapbook.printing import booklet_source
from tests.support.book_project import CHECKOUT
from tests.support.inspect_pdf import InspectedPdf


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltBook:
    root = tmp_path_factory.mktemp("sampler") / "book"
    shutil.copytree(CHECKOUT / "tests" / "books" / "sampler", root)
    return build_book(root, Store(root.parent / "cache"), lambda _: None)


@pytest.fixture(scope="module")
def pdf(built: BuiltBook) -> InspectedPdf:
    return InspectedPdf(built.pdf)


def words(pdf: InspectedPdf) -> str:
    pages = (pdf.page_text(index) for index in range(pdf.page_count))
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def test_nothing_is_wrong_with_it(built: BuiltBook) -> None:
    assert built.diagnostics == ()


def test_notes_run_through_the_book_each_on_the_page_of_its_call(pdf: InspectedPdf) -> None:
    calls = [name for name in pdf.destinations if "--fnref" in name]
    assert len(calls) == 12
    for call in calls:
        assert pdf.destinations[call] == pdf.destinations[call.replace("--fnref", "--fn")]
    (last,) = pdf.find_text("12. Jane Doe and Juan")
    assert last.page_index == pdf.destinations["tables--fnref3"]


@pytest.mark.parametrize(
    "expected",
    [
        "“a ‘nested’ quotation,” and the ’30s passed",
        "user@example.org and @handle",
        'code = "as is"',
        "3. See Doe and Cruz, A Title, chap. 2; Richárd Roe et al., “On Titles,” Journal of Titles",
        "Journal of Titles 12, no. 3 (2001): vol. 2, p. 45.",
        "then Doe and Cruz,4 who said so",
        "6. Roe et al., “On Titles.”",
        "Doe, Jane, and Juan de la Cruz. A Title: With NASA in It. Acme Press, 1999.",
        "Roe, Richárd, John Q. Public, Ann Smith, et al. “On Titles.” Journal of Titles",
        "Gensfleisch, Johannes. See Gutenberg, Johannes",
        "wooden, 1 See also paper",
    ],
)
def test_it_says(pdf: InspectedPdf, expected: str) -> None:
    assert expected in words(pdf)


def test_an_open_range_spans_its_pages(pdf: InspectedPdf) -> None:
    (opened,), (closed,) = pdf.find_text("open range from"), pdf.find_text("The range of paper")
    assert opened.label != closed.label
    assert f"paper, {opened.label}–{closed.label}" in words(pdf)


def test_a_long_table_repeats_its_head(pdf: InspectedPdf) -> None:
    heads = {found.page_index for found in pdf.find_text("In words")}
    assert len(heads) == 2


def test_its_links_all_lead_somewhere(pdf: InspectedPdf) -> None:
    inside = [link for link in pdf.links if link.uri is None]
    assert inside
    assert all(link.target_page_index is not None for link in inside)
    assert not [link.uri for link in pdf.links if link.uri and link.uri.startswith("chapbook:")]


def test_a_bibliography_written_as_a_chapter_has_sections_and_annotations(
    pdf: InspectedPdf,
) -> None:
    text = words(pdf)
    order = [
        "Works cited",
        "What is good for",
        "Doe, Jane, and",
        "Good for titles.",
        "Roe, Richárd",
    ]
    places = [text.rindex(part) for part in order]
    assert places == sorted(places)
    assert pdf.destinations["ref--doe1999"] == pdf.destinations["bibliography"]


def test_figures_and_tables_are_listed_with_their_folios(pdf: InspectedPdf) -> None:
    (listed,) = (index for index in range(pdf.page_count) if is_list(pdf, index))
    text = " ".join(pdf.page_text(listed).replace("\u00a0", " ").split())
    folio = pdf.labels[pdf.destinations["tables--tbl-long"]]
    assert f"Figure 1 The plan of a sheet: pages 4 and 1 in front {folio}" in text
    assert text.index("Figure 1") < text.index("Table 1 A small table") < text.index("Table 2")


def is_list(pdf: InspectedPdf, index: int) -> bool:
    return pdf.page_text(index).startswith("Figures and tables")


def test_its_booklet_keeps_vectors_and_fonts_and_is_no_larger(
    built: BuiltBook, pdf: InspectedPdf
) -> None:
    booklet = make_booklet(
        booklet_source(built), PrintSettings(paper=PageSize(297, 420)), PrintJob()
    )
    sheets = InspectedPdf(booklet.pdf)
    assert len(booklet.pdf) <= 1.05 * len(built.pdf)
    assert sheets.fonts == pdf.fonts
    assert sheets.font_program_count == pdf.font_program_count
    assert sheets.syntax_problems == ()
    assert sheets.page_count == 2 * booklet.plan.budget.sheets
