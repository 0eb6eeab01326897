"""The parts of a book, their folios, running heads, labels and outline."""

import pytest

from tests.support.book_project import BookProject, Built
from tests.support.findings import OutlineLine

WORDS = "Words of a sentence that goes on for a while and then stops. " * 20

FILES = {
    "book.toml": """
        [book]
        title = "A Book of Parts"
        running_title = "Parts"
        subtitle = "With all of them"
        authors = ["Ann Author", "Ben Other"]
        language = "en-GB"
        keywords = ["parts", "books"]
        publisher = "The Press"
        date = "2026"
        licence = "Free to copy"
        summary = "What the book is."

        [divisions]
        front = ["half-title", "title", "imprint", "contents", "chapters/preface.md"]
        body = ["chapters/one.md", "chapters/two.md"]
        back = ["bibliography", "index", "back-cover"]
        chapters_open = "next"

        [page]
        trim = "A6"

        [contents]
        depth = 2
        """,
    "chapters/preface.md": "# Preface\n\nWhy this book.\n",
    "chapters/one.md": f"""---
running_title: First
---

# The first chapter

{WORDS}

{WORDS}

{WORDS}

## A section

{WORDS}[]{{ix="press"}} Says so.[@key]
""",
    "chapters/two.md": "# The second chapter\n\nShort.\n",
    "bibliography/references.bib": """
        @book{key, author = {Doe, Jane}, title = {A Title}, publisher = {P}, location = {L},
          date = {1999}}
        """,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return BookProject(tmp_path_factory.mktemp("parts"), FILES).build()


def test_nothing_is_wrong_with_it(built: Built) -> None:
    assert built.diagnostics == ()


def test_front_matter_is_roman_the_rest_arabic_from_the_first_chapter(built: Built) -> None:
    front = built.pdf.labels.index("1")
    assert built.pdf.labels[:front] == ("i", "ii", "iii", "iv", "v", "vi")
    body = built.pdf.page_count - front
    assert built.pdf.labels[front:] == tuple(str(folio) for folio in range(1, body + 1))
    assert built.pdf.find_text("The first chapter", folio="1")
    assert built.pdf.find_text("Why this book", folio="vi")


@pytest.mark.parametrize(
    ("division", "side"),
    [("half-title", 0), ("title", 0), ("imprint", 1), ("one", 0), ("back-cover", 1)],
)
def test_divisions_begin_on_their_side(built: Built, division: str, side: int) -> None:
    assert built.pdf.destinations[division] % 2 == side


def test_blank_pages_carry_nothing(built: Built) -> None:
    assert built.pdf.page_text(1) == ""
    assert built.pdf.render(1).is_blank


def test_openings_have_a_drop_folio_and_no_running_head(built: Built) -> None:
    opening = built.pdf.destinations["one"]
    assert "Parts" not in built.pdf.page_text(opening)
    (folio,) = [
        found
        for found in built.pdf.find_text("1", folio="1")
        if found.y < 60 and found.page_index == opening
    ]
    assert folio.y < 50


def test_running_heads_are_the_book_on_the_verso_and_the_chapter_on_the_recto(built: Built) -> None:
    verso, recto = built.pdf.page_text(7), built.pdf.page_text(8)
    assert built.pdf.labels[7:9] == ("2", "3")
    assert "Parts" in verso
    assert "First" not in verso
    assert "First" in recto
    assert "Parts" not in recto
    (left,) = [found for found in built.pdf.find_text("2", folio="2") if found.y > 390]
    (right,) = [found for found in built.pdf.find_text("3", folio="3") if found.y > 390]
    assert left.x < 60 < 240 < right.x, "folios stand at the outer edge"


def test_half_title_title_imprint_and_back_cover_have_blind_folios(built: Built) -> None:
    for division in ("half-title", "title", "imprint", "back-cover"):
        index = built.pdf.destinations[division]
        assert "Parts" not in built.pdf.page_text(index).replace("A Book of Parts", "") or (
            division == "half-title"
        )
        label = built.pdf.labels[index]
        assert not [f for f in built.pdf.find_text(label, folio=label) if f.y < 40 or f.y > 400]


def test_contents_print_the_folio_of_each_place_and_link_to_it(built: Built) -> None:
    page = built.pdf.destinations["contents"]
    text = built.pdf.page_text(page)
    for title, anchor in [
        ("Preface", "preface"),
        ("The first chapter", "one"),
        ("A section", "one--a-section"),
        ("The second chapter", "two"),
        ("Bibliography", "bibliography"),
        ("Index", "index"),
    ]:
        target = built.pdf.destinations[anchor]
        line = text[text.index(title) :].split("\n")
        assert built.pdf.labels[target] in "".join(line[:2]), title
        links = [link for link in built.pdf.links if link.page_index == page]
        assert target in {link.target_page_index for link in links if link.destination == anchor}


def test_the_outline_is_the_contents(built: Built) -> None:
    def titles(lines: tuple[OutlineLine, ...]) -> list[object]:
        return [(line.title, line.label, titles(line.children)) for line in lines]

    label = built.pdf.labels
    where = built.pdf.destinations
    assert titles(built.pdf.outline) == [
        ("Preface", "vi", []),
        ("1 The first chapter", "1", [("A section", label[where["one--a-section"]], [])]),
        ("2 The second chapter", label[where["two"]], []),
        ("Bibliography", label[where["bibliography"]], []),
        ("Index", label[where["index"]], []),
    ]


def test_the_file_says_what_it_is(built: Built) -> None:
    assert built.pdf.info["Title"] == "A Book of Parts"
    assert built.pdf.info["Author"] == "Ann Author, Ben Other"
    assert built.pdf.language == "en-GB"


def test_only_shipped_fonts_all_embedded(built: Built) -> None:
    assert built.pdf.fonts
    assert all(font.is_embedded and "EBGaramond" in font.name for font in built.pdf.fonts)
