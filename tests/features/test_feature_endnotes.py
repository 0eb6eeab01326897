"""Notes at the end of the book: their division, its running heads, the links both ways."""

from pathlib import Path

import pytest

from tests.support.book_project import BookProject, Built

BOOK = """
    [book]
    title = "A Small Book"
    running_title = "Small"

    [divisions]
    front = ["title", "contents"]
    body = ["chapters/one.md", "chapters/two.md"]
    back = ["notes", "index"]

    [page]
    trim = "A6"

    [notes]
    place = "end"
    """
FILLING = "Words that fill the page until it is full and another has to be begun behind it. " * 12


def chapter(name: str, notes: int) -> str:
    paragraphs = [
        f"Paragraph {number}.^[Note {name}{number}, of *some* words.] {FILLING}"
        for number in range(1, notes + 1)
    ]
    return f"# Chapter {name}\n\n" + "\n\n".join(paragraphs) + "\n"


FILES = {
    "book.toml": BOOK,
    "chapters/one.md": chapter("A", 14)
    + "\nEnd.[^long]\n\n[^long]: First block [of]{.ix} it.\n\n    > A quotation.\n",
    "chapters/two.md": chapter("B", 14),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return BookProject(tmp_path_factory.mktemp("endnotes"), FILES).build()


def test_nothing_is_wrong(built: Built) -> None:
    assert built.diagnostics == ()


def test_no_note_is_on_the_page_of_its_call(built: Built) -> None:
    notes = built.pdf.find_text("Note A1, of")
    assert [found.page_index for found in notes] == [
        built.pdf.find_text("Notes")[-1].page_index - 1
    ]
    assert notes[0].page_index > built.pdf.find_text("Paragraph 14.")[-1].page_index


def test_the_notes_stand_under_their_chapters_in_order(built: Built) -> None:
    first = built.pdf.find_text("Note A1, of")[0].page_index
    text = " ".join(built.pdf.page_text(page) for page in range(first, first + 3)).split()
    order = [word for word in text if word[0] in "AB" and word[1:2].isdigit()]
    assert order == [f"{name}{number}," for name in "AB" for number in range(1, 15)]
    assert {"Chapter A", "Chapter B"} <= {
        found.text
        for title in ("Chapter A", "Chapter B")
        for found in built.pdf.find_text(title)
        if found.page_index >= first
    }


def test_the_running_heads_name_the_pages_of_the_calls(built: Built) -> None:
    head = built.pdf.find_text("Notes to pages ")[0]
    line = built.pdf.page_text(head.page_index).split("\n")
    said = next(each for each in line if "Notes to pages" in each)
    first, last = said.split("Notes to pages ")[1].split()[0].split("\u2013")
    calls = {found.label for found in built.pdf.find_text("Paragraph ")}
    assert {first, last} <= calls
    assert int(first) < int(last)


def test_calls_and_notes_are_linked_both_ways(built: Built) -> None:
    note_page = built.pdf.find_text("Note A1, of")[0].page_index
    there = [link for link in built.pdf.links if link.target_page_index == note_page]
    back = [link for link in built.pdf.links if link.page_index == note_page]
    assert len(there) >= 10
    assert {link.target_page_index for link in back} <= set(range(note_page))


def test_an_index_mark_in_an_endnote_is_found_in_the_notes(built: Built) -> None:
    page = built.pdf.find_text("First block of")[0]
    (entry,) = built.pdf.find_text("of, ")
    assert f"of, {page.label}n15" in built.pdf.page_text(entry.page_index)


def test_endnotes_need_their_division_and_it_needs_them(tmp_path: Path) -> None:
    project = BookProject(tmp_path, FILES).change("book.toml", '"notes", "index"', '"index"')
    (found,) = project.build().diagnostics
    assert str(found.span) == "book.toml:14:1"
    assert found.message.startswith("the notes are to stand at the end, but no division 'notes'")
    project.change("book.toml", '"index"', '"notes", "index"').change(
        "book.toml", '"end"', '"page"'
    )
    found = project.build().diagnostics[0]
    assert found.message == "'notes' would be empty: the notes stand on the pages"
