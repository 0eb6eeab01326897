"""What the other programs are given: the same book in their own languages."""

from pathlib import Path

import pytest

from bench.as_markdown import markdown_files
from bench.bench_book import make_book
from bench.book_model import (
    Book,
    Chapter,
    Cite,
    CrossReference,
    Figure,
    Heading,
    ListBlock,
    Mark,
    Note,
    Paragraph,
    Quotation,
    Role,
    Source,
    Table,
    Words,
)
from bench.peers.as_latex import latex_files
from bench.peers.as_pandoc import for_latex, for_typst
from bench.peers.as_typst import typst_files
from bench.peers.one_document import one_document
from tests.support.book_project import BookProject

FIXTURES = Path(__file__).with_name("fixtures")
TEXT = Paragraph(
    (
        Words("Of 5 % and "),
        Mark(("Hof, Johann",), "Hof", Role.PRINCIPAL),
        Words(" his"),
        Mark(("press", "of iron"), "", Role.OPEN),
        Words(" "),
        Words("press", emphasised=True),
        Words("."),
        Note((Words("Not sure. See "), Cite("hof1844", ""), Words("."))),
        Words(" Sold."),
        Cite("hof1844", "7"),
        Mark(("press", "of iron"), "", Role.CLOSE),
        Words(" "),
        CrossReference("See below", "s-2"),
        Words("."),
    )
)
BLOCKS = (
    Heading(2, "Iron", "s-1"),
    TEXT,
    ListBlock((Paragraph((Words("One."),)), Paragraph((Words("Two."),))), numbered=True),
    Quotation(Paragraph((Words("Said."),))),
    Heading(3, "Wood", "s-2"),
    Table((("Year", "What", "Thalers"), ("1801", "A press", "12")), "Bought.", "tbl-1"),
    Figure("press", "A press.", "fig-1"),
)
BOOK = Book(
    "Presses",
    "A. Hof",
    (Chapter("one", "Presses of iron", BLOCKS),),
    (Source("hof1844", "book", (("author", "Hof, A."), ("title", "Presses"))),),
)


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("chapters/01-one.md", markdown_files(BOOK)),
        ("book.tex", latex_files(BOOK)),
        ("book.md", for_latex(BOOK)),
        ("book.typ", typst_files(BOOK)),
    ],
    ids=["chapbook", "latex", "pandoc", "typst"],
)
def test_a_chapter_in_each_language(name: str, files: dict[str, str]) -> None:
    expected = (FIXTURES / f"{Path(name).name}.txt").read_text("utf-8")

    assert files[name][files[name].index("Presses of iron") :] == expected
    assert "author = {Hof, A.}" in "".join(files.values())


def test_pandoc_prints_pages_in_the_language_of_what_follows() -> None:
    assert "(p.\u00a0`\\pageref{s-2}`{=latex})" in for_latex(BOOK)["book.md"]
    assert (
        "(p.\u00a0`#context counter(page).at(<s-2>).first()`{=typst})" in for_typst(BOOK)["book.md"]
    )


def test_typst_reads_the_drawing_itself() -> None:
    files = for_typst(BOOK)

    assert "![A press.](figures/press.svg){#fig-1" in files["book.md"]
    assert files["figures/press.svg"].startswith("<svg")


def test_every_program_has_every_word() -> None:
    book = make_book(1)
    last = [block for block in book.chapters[0].blocks if isinstance(block, Paragraph)][-1]
    words = "".join(run.text for run in last.runs[-1:] if isinstance(run, Words))
    assert len(words) > 10
    for files in (latex_files(book), for_latex(book), for_typst(book), typst_files(book)):
        assert words in next(text for name, text in files.items() if name.startswith("book."))


def test_one_document_has_the_books_divisions_and_no_folio_as_text(tmp_path: Path) -> None:
    project = BookProject(
        tmp_path,
        {
            "book.toml": """
                [book]
                title = "A Small Book"
                running_title = "Small"
                date = "2026"

                [divisions]
                front = ["title", "contents"]
                body = ["chapters/one.md"]
                back = ["index"]
                """,
            "chapters/one.md": "# One {#one}\n\nA [press]{.ix}, see [it](#one).\n",
        },
    )
    document = one_document(project.build().book)

    assert document.count('class="fragment ') == 4
    assert "chapbook:" not in document
    assert '(p.\u00a0<span data-folio-of="#one"></span>)' in document.replace("&nbsp;", "\u00a0")
    assert '<a href="#one--ix1" data-folio-of="#one--ix1"></a>' in document
    assert 'url("file:///' in document
    assert "body.front" not in document
