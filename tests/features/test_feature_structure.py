"""The structure tree has what the manuscript has, and is read as the manuscript is."""

import itertools
import shutil
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Object, Pdf

from chapbook.cache import Store
from chapbook.pipeline import BuiltBook, build_book
from tests.support.book_project import CHECKOUT, BookProject
from tests.support.html_words import ReadHtml, plain_words
from tests.support.structure_text import StructureText, elements_of, type_of
from tests.support.structure_tree import decorated_texts, unmarked_drawings

SHIPPED = ("book.toml", "chapters", "bibliography")
TOPMOST = ("Document", "Part")
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@pytest.fixture(scope="module", params=["shipped", "stress", "sampler"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltBook:
    root = tmp_path_factory.mktemp("book") / "book"
    source = CHECKOUT if request.param == "shipped" else CHECKOUT / "tests/books" / request.param
    root.mkdir()
    for name in SHIPPED:
        if (source / name).is_dir():
            shutil.copytree(source / name, root / name)
        elif (source / name).exists():
            shutil.copy(source / name, root / name)
    return build_book(root, Store(root.parent / "cache"), lambda _: None)


@pytest.fixture(scope="module")
def pdf(built: BuiltBook) -> Iterator[Pdf]:
    with pikepdf.open(BytesIO(built.pdf)) as opened:
        yield opened


@pytest.fixture(scope="module")
def counts(built: BuiltBook) -> Counter[str]:
    return sum((ReadHtml(each.html).counts for each in built.set_book.html), start=Counter())


def divisions(pdf: Pdf) -> list[Object]:
    """The topmost element of each fragment, in the book's order."""
    document = pdf.Root.StructTreeRoot.K
    return [each for each in elements_of(document, "Sect", "Part") if type_of(each.P) in TOPMOST]


def test_words_are_those_of_the_chapters_in_their_order(built: BuiltBook, pdf: Pdf) -> None:
    reader = StructureText(pdf)
    tops = divisions(pdf)
    assert len(tops) == len(built.set_book.html)
    for html, top in zip(built.set_book.html, tops, strict=True):
        inner = [kid for kid in elements_of(top) if kid in tops]
        assert plain_words(reader.of(top, leaving=inner)) == ReadHtml(html.html).words, html.id


def test_there_are_as_many_as_in_the_source(pdf: Pdf, counts: Counter[str]) -> None:
    found = Counter(map(type_of, elements_of(pdf.Root.StructTreeRoot)))
    notes = counts["span.note"] + counts["p.endnote"] + counts["a.table-marker"]
    assert found["Note"] == notes
    in_contents = counts["span.entry-title"] + counts["span.folio"]
    assert found["Reference"] == counts["a.call"] + counts["a.table-call"] + in_contents
    headings = sum(counts[f"h{level}"] for level in range(1, 7)) - counts["section.half-title"]
    assert sum(found[each] for each in HEADINGS) == headings
    assert found["Link"] == counts["a"]
    assert found["Table"] == counts["table"]
    assert (found["TR"], found["TH"], found["TD"]) == (counts["tr"], counts["th"], counts["td"])
    assert found["Figure"] == counts["img"]
    assert found["TOCI"] == counts["p.contents-entry"]
    assert found["BibEntry"] == counts["p.entry"]
    quotations = counts["blockquote"] + counts["div.epigraph"] + counts["span.note-quote"]
    assert found["BlockQuote"] == quotations


def test_headings_leave_out_no_level(pdf: Pdf) -> None:
    levels = [int(type_of(each)[1]) for each in elements_of(pdf.Root.StructTreeRoot, *HEADINGS)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_each_note_has_an_id_of_its_own_and_stands_behind_its_reference(pdf: Pdf) -> None:
    notes = list(elements_of(pdf.Root.StructTreeRoot, "Note"))
    ids = [str(note.ID) for note in notes]
    assert len(set(ids)) == len(ids)
    for note in notes:
        siblings = [each for each in note.P.K.as_list() if isinstance(each, pikepdf.Dictionary)]
        before = siblings[[each.objgen for each in siblings].index(note.objgen) - 1]
        if "fn" in str(note.ID):
            assert type_of(before) == "Reference", str(note.ID)


def test_each_link_says_where_it_leads_and_belongs_to_one_element(pdf: Pdf) -> None:
    annotations = [each for page in pdf.pages for each in page.obj.get("/Annots", ())]
    assert all(len(str(each.Contents)) > 1 and "chapbook:" not in str(each.Contents)
               for each in annotations)  # fmt: skip
    referred = [
        kid.Obj.objgen
        for link in elements_of(pdf.Root.StructTreeRoot, "Link")
        for kid in (link.K.as_list() if isinstance(link.K, pikepdf.Array) else [link.K])
        if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid
    ]
    assert sorted(referred) == sorted(each.objgen for each in annotations)


def test_cells_have_headers_and_figures_words(pdf: Pdf) -> None:
    root = pdf.Root.StructTreeRoot
    ids = {str(each.ID) for each in elements_of(root, "TH")}
    assert all(str(each.A.Scope) in ("/Row", "/Column") for each in elements_of(root, "TH"))
    for cell in elements_of(root, "TD"):
        assert {str(each) for each in cell.A.get("/Headers", ())} <= ids
    assert all(str(each.Alt) for each in elements_of(root, "Figure"))


def test_what_a_line_s_end_divides_is_read_whole(tmp_path: Path) -> None:
    words = "incomprehensibility internationalisation representation "
    files = {
        "chapters/one.md": f"# One\n\n{words * 40}well-known ones.[^a]\n\n[^a]: {words * 20}\n"
    }
    built = BookProject(tmp_path, files).build()
    with pikepdf.open(BytesIO(built.book.pdf)) as pdf:
        text = StructureText(pdf).of(pdf.Root.StructTreeRoot.K)
    assert "\u00ad" in text
    assert set(plain_words(text)) >= {*words.split(), "well-known"}
    assert text.replace("\u00ad", "").split().count("internationalisation") == 60


def test_a_paragraph_a_list_and_a_table_over_pages_are_one_element_each(tmp_path: Path) -> None:
    rows = "".join(f"| {row} | word |\n" for row in range(120))
    items = "".join(f"{row}. item\n" for row in range(1, 100))
    text = f"# One\n\n{'word ' * 3000}\n\n{items}\n\n| A | B |\n|---|---|\n{rows}"
    built = BookProject(tmp_path, {"chapters/one.md": text}).build()
    with pikepdf.open(BytesIO(built.book.pdf)) as pdf:
        chapter = divisions(pdf)[-1]
        kinds = [type_of(each) for each in elements_of(chapter)]
        assert kinds.count("P") <= 2
        assert (kinds.count("L"), kinds.count("LI"), kinds.count("Lbl")) == (1, 99, 99)
        assert (kinds.count("Table"), kinds.count("THead"), kinds.count("TH")) == (1, 1, 2)
        assert kinds.count("TR") == 121
        numbering = next(elements_of(chapter, "L")).A.ListNumbering
        assert str(numbering) == "/Decimal"


def test_a_foreign_span_has_its_language(tmp_path: Path) -> None:
    files = {"chapters/one.md": "# One\n\nHe said [doch]{lang=de} and [no]{lang=en}.\n"}
    built = BookProject(tmp_path, files).build()
    with pikepdf.open(BytesIO(built.book.pdf)) as pdf:
        spans = [
            (str(each.Lang), StructureText(pdf).of(each))
            for each in elements_of(pdf.Root.StructTreeRoot, "Span")
        ]
    assert ("de", "doch") in spans


def test_a_line_through_a_space_is_no_part_of_the_text(tmp_path: Path) -> None:
    book = BookProject(
        tmp_path, {"chapters/one.md": "# One\n\nHe {--said--}{-- --}*no* and went.\n"}
    )
    assert book.run("draft").code == 0
    with pikepdf.open(book.out / "a-small-book-draft.pdf") as pdf:
        assert unmarked_drawings(pdf) == ()
        assert ("LineThrough", "said") in decorated_texts(pdf)
