"""The book of everything: parts, verse, letters, tables of all kinds, and the rest, in one book."""

import shutil
from pathlib import Path

import pytest

from chapbook.cache import Store
from chapbook.pipeline import BuiltBook, build_book
from tests.support.book_project import CHECKOUT
from tests.support.findings import FoundText
from tests.support.inspect_pdf import InspectedPdf

LEADING_PT = 13.5
MEASURE_PT = 108 / 25.4 * 72


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltBook:
    root = tmp_path_factory.mktemp("stress") / "book"
    shutil.copytree(CHECKOUT / "tests" / "books" / "stress", root)
    return build_book(root, Store(root.parent / "cache"), lambda _: None)


@pytest.fixture(scope="module")
def pdf(built: BuiltBook) -> InspectedPdf:
    return InspectedPdf(built.pdf)


def only(pdf: InspectedPdf, text: str, page: int) -> FoundText:
    (found,) = [found for found in pdf.find_text(text) if found.page_index == page]
    return found


def text_of(pdf: InspectedPdf, page: int) -> str:
    return " ".join(pdf.page_text(page).replace("\u00a0", " ").split())


def test_nothing_is_wrong_with_it(built: BuiltBook, pdf: InspectedPdf) -> None:
    assert built.diagnostics == ()
    assert pdf.structure_problems == ()
    assert pdf.page_count > 36


@pytest.mark.parametrize(
    ("theme", "trim"), [("classic", "6x9"), ("modern", "A5"), ("modern", "A6")]
)
def test_nothing_is_wrong_with_it_in_other_themes_and_trims(
    tmp_path: Path, theme: str, trim: str
) -> None:
    root = tmp_path / "book"
    shutil.copytree(CHECKOUT / "tests" / "books" / "stress", root)
    settings = (root / "book.toml").read_text("utf-8")
    changed = settings.replace('trim = "A5"', f'trim = "{trim}"\ntheme = "{theme}"')
    assert changed != settings
    (root / "book.toml").write_text(changed, "utf-8")
    assert build_book(root, Store(tmp_path / "cache"), lambda _: None).diagnostics == ()


@pytest.mark.parametrize(("part", "number"), [("part-one", "PART I"), ("part-two", "PART II")])
def test_a_part_has_a_recto_with_a_blind_folio_and_an_empty_back(
    pdf: InspectedPdf, part: str, number: str
) -> None:
    page = pdf.destinations[part]
    assert page % 2 == 0
    assert text_of(pdf, page).upper().startswith(number)
    folio = pdf.labels[page]
    assert not [found for found in pdf.find_text(folio, folio=folio) if not 60 < found.y < 540]
    assert pdf.render(page + 1).is_blank
    assert page + 2 in {pdf.destinations["a-press-is-bought"], pdf.destinations["the-daughters"]}


def test_contents_and_outline_have_parts_above_their_chapters(pdf: InspectedPdf) -> None:
    outline = [(line.title, [below.title for below in line.children]) for line in pdf.outline]
    assert outline[2:] == [
        ("Part\u00a0I. The press", ["1 A press is bought, and then moved", "2 Paper"]),
        (
            "Part\u00a0II. The daughters",
            [
                "3 Three daughters and a steam engine",
                "4 Verse at the author’s cost",
                "5 Long words, long names, and what was done about them",
            ],
        ),
        ("Appendix\u00a0A. The books of the house", []),
        ("Appendix\u00a0B. The rules of the house", []),
        ("Chronology", []),
        ("Glossary", []),
        ("Bibliography", []),
        ("Index", []),
        ("Errors", []),
    ]
    contents = text_of(pdf, pdf.destinations["contents"])
    assert "Appendix A The books of the house" in contents
    assert "Colophon" not in contents


@pytest.mark.parametrize(
    ("chapter", "letter"),
    [("a-press-is-bought", "A"), ("the-daughters", "É"), ("verse-at-cost", "Q"), ("rules", "J")],
)
def test_a_chapter_opens_with_a_capital_of_three_lines(
    pdf: InspectedPdf, chapter: str, letter: str
) -> None:
    page = pdf.destinations[chapter]
    (cap,) = [
        found for found in pdf.find_text(letter) if found.page_index == page and found.size > 40
    ]
    assert cap.size == pytest.approx(52, abs=0.1)


def test_line_numbers_stand_at_the_measures_end_beside_every_fifth_line(pdf: InspectedPdf) -> None:
    page = pdf.destinations["verse-at-cost"]
    line = only(pdf, "Who never of thy labour", page)
    (number,) = [
        found
        for found in pdf.find_text("5")
        if found.page_index == page and found.y == pytest.approx(line.y, abs=0.2)
    ]
    assert number.x > line.x + 0.7 * MEASURE_PT
    assert number.size < line.size


def test_indents_of_verse_are_kept(pdf: InspectedPdf) -> None:
    page = pdf.destinations["verse-at-cost"]
    outer, inner = only(pdf, "O thou that in", page), only(pdf, "And, breathing", page)
    assert inner.x - outer.x == pytest.approx(10.5, abs=0.3)
    assert outer.y - inner.y == pytest.approx(LEADING_PT, abs=0.01)


def test_a_letters_date_and_signature_stand_at_the_right(pdf: InspectedPdf) -> None:
    page = pdf.destinations["paper"]
    date, salutation = only(pdf, "9 November", page), only(pdf, "To the Master", page)
    signature = only(pdf, "Your obedient servant", page + 1)
    body = only(pdf, "Postscript", page + 1)
    assert date.x > salutation.x + MEASURE_PT / 3
    assert signature.x > body.x + MEASURE_PT / 3


def test_an_extract_is_smaller_and_keeps_the_measure_a_quotation_is_indented(
    pdf: InspectedPdf,
) -> None:
    page = pdf.destinations["paper"] + 1
    text, extract = only(pdf, "The mill’s answer", page), only(pdf, "Paper is the buyer", page)
    quotation = only(pdf, "My husband has", page)
    assert extract.x == pytest.approx(text.x, abs=0.1)
    assert extract.size < text.size == quotation.size
    assert quotation.x > text.x + LEADING_PT


def test_figures_of_a_column_stand_under_each_other_at_the_decimal(pdf: InspectedPdf) -> None:
    page = pdf.destinations["a-press-is-bought--tbl-first"]
    places = {}
    for number in ("−112.5", "3.25", "40.125"):
        found = only(pdf, number, page)
        places[number] = only_at(pdf, "." + number.split(".")[1], page, found.y).x
    assert max(places.values()) - min(places.values()) < 0.05


def only_at(pdf: InspectedPdf, text: str, page: int, y: float) -> FoundText:
    found = [f for f in pdf.find_text(text) if f.page_index == page and abs(f.y - y) < 0.2]
    return found[0]


def test_notes_to_a_table_have_letters_below_it_and_dont_count_with_the_others(
    pdf: InspectedPdf,
) -> None:
    page = pdf.destinations["a-press-is-bought--tbl-first"]
    assert pdf.destinations["a-press-is-bought--tn1a"] == page
    total, note = only(pdf, "In all", page), only(pdf, "The cart was bought", page)
    after = only(pdf, "The sum below the line", page)
    assert total.y > note.y > after.y
    assert "see Wuttke, Paper and Patience, 22" in text_of(pdf, page)
    calls = [name for name in pdf.destinations if name.startswith("a-press-is-bought--fnref")]
    assert len(calls) == 4


def test_a_turned_table_has_a_page_of_its_own_with_its_head_at_the_left(pdf: InspectedPdf) -> None:
    page = pdf.destinations["paper--tbl-drying"]
    head, row = only(pdf, "Way of drying", page), only(pdf, "Line, cellar", page)
    note = only(pdf, "A fine.", page)
    assert head.x < row.x < note.x
    assert head.y == pytest.approx(row.y, abs=1.5)
    last = pdf.find_text("Days, rain")
    assert last[0].page_index == page
    assert last[0].y > head.y + 300


def test_a_full_page_figure_has_nothing_but_its_caption_and_credit(pdf: InspectedPdf) -> None:
    page = pdf.destinations["the-daughters--fig-press"]
    words = text_of(pdf, page)
    assert "FIGURE 3. The press as it stood" in words.replace("Figure", "FIGURE")
    assert "Pen drawing, society’s collec" in words
    assert "The engine" not in words


def test_panels_stand_side_by_side_under_one_number(pdf: InspectedPdf) -> None:
    page = pdf.destinations["the-daughters--fig-marks"]
    left, right = only(pdf, "The ship of 1801", page), only(pdf, "Three ships", page)
    assert left.y == pytest.approx(right.y, abs=0.1)
    assert right.x > left.x + MEASURE_PT / 3
    assert only(pdf, "The marks of the house", page).y < left.y


def test_lists_have_the_figures_that_they_were_written_with(pdf: InspectedPdf) -> None:
    page = pdf.destinations["rules"]
    items = [
        ("II.", "A letter that has"),
        ("III.", "Nobody reads"),
        ("(2)", "his own name"),
        ("b)", "for the words"),
        ("V.", "What is wrong"),
    ]
    for figure, words in items:
        item = only(pdf, words, page)
        marker = only_at(pdf, figure, page, item.y)
        assert item.x - 30 < marker.x < item.x


def test_a_chronology_has_dates_beside_what_happened(pdf: InspectedPdf) -> None:
    page = pdf.destinations["chronology"]
    for date, event in [
        ("1801", "Johann Hof comes"),
        ("1844", "Hof’s memoirs"),
        ("1871", "The house is"),
    ]:
        left, right = only(pdf, date, page), only(pdf, event, page)
        assert left.y == pytest.approx(right.y, abs=0.1)
        assert right.x > left.x + 60


def test_ornaments_stand_in_the_breaks_and_every_note_near_its_call(pdf: InspectedPdf) -> None:
    assert len(pdf.find_text("❦")) == 3
    calls = [name for name in pdf.destinations if "--fnref" in name]
    assert len(calls) == 25
    for call in calls:
        assert pdf.destinations[call] == pdf.destinations[call.replace("--fnref", "--fn")], call


def test_the_errata_print_the_folios_of_what_they_name(pdf: InspectedPdf) -> None:
    text = text_of(pdf, pdf.destinations["errata"])
    for chapter, line in [("paper", "3 wet wet"), ("the-daughters", "14 ‘Which spring?’")]:
        assert f"{pdf.labels[pdf.destinations[chapter]]} {line}" in text


def test_the_colophon_is_last_at_the_foot_with_a_blind_folio(pdf: InspectedPdf) -> None:
    page = pdf.page_count - 1
    assert pdf.destinations["colophon"] == page
    folio = pdf.labels[page]
    assert not [found for found in pdf.find_text(folio, folio=folio) if found.y < 50]
    assert only(pdf, "No paper has been", page).y < 120


def test_index_marks_are_found_in_verse_lists_captions_and_notes(pdf: InspectedPdf) -> None:
    page = pdf.destinations["index"]
    text = text_of(pdf, page)
    verse = pdf.labels[pdf.destinations["verse-at-cost"]]
    note = pdf.labels[pdf.destinations["paper"]]
    assert f"rage, put in by the shovel, {verse}" in text
    table = pdf.labels[pdf.destinations["accounts--cost"] + 1]
    assert f"raft, share in the cost of a book, {table}" in text
    assert f"Wasserpapier, {note}n1" in text + text_of(pdf, page + 1)
