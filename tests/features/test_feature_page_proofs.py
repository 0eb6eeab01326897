"""Before a book is built again its edited pages are shown as they will be."""

from pathlib import Path

import pytest

from chapbook.bindery.page_proofs import PageProof
from chapbook.composition.standing_type import StandingType
from tests.support.book_project import BookProject, Built
from tests.support.character_places import assert_same_places
from tests.support.inspect_pdf import InspectedPdf

SENTENCES = (
    "The clerk who kept the lists has left no name.",
    "Of the letters that were sent that winter few came back, and none was answered.",
    "Nobody in the town remembered the house[^{n}] by the river, or said so.",
    "It had been raining for a week.",
)


def paragraph(number: int) -> str:
    words = " ".join(SENTENCES[(number + at) % 4] for at in range(3 + number % 4))
    return words.replace("{n}", str(number), 1).replace("[^{n}]", "")


def chapter(title: str) -> str:
    blocks = [f"# {title}"]
    for number in range(24):
        if number % 7 == 3:
            blocks.append(f"## Section {number}")
        text = paragraph(number)
        blocks.append(text)
        if "[^" in text:
            blocks.append(f"[^{number}]: It stood in the third street, as [two](#two) says.")
    return "\n\n".join(blocks) + "\n"


FILES = {
    "book.toml": """
        [book]
        title = "Proofs"

        [divisions]
        front = ["contents"]
        body = ["chapters/one.md", "chapters/two.md"]
        chapters_open = "next"

        [page]
        trim = "A6"
        """,
    "chapters/one.md": chapter("One {#one}"),
    "chapters/two.md": chapter("Two {#two}"),
}


def rebuilt(book: BookProject, change: tuple[str, str]) -> tuple[list[PageProof], Built]:
    proofs: list[PageProof] = []
    text = (book.root / "chapters/two.md").read_text("utf-8")
    before, after = text.split(change[0], 1)
    book.write("chapters/two.md", before + change[1] + after)
    return proofs, book.build(shown=proofs.append)


@pytest.mark.parametrize(
    ("at", "instead"),
    [
        ("It had been raining for a week.", "It had been raining for two weeks, or for three."),
        ("## Section 10", "## Section 10\n\nA paragraph that nobody had written before."),
        ("## Section 17", "A paragraph before it.\n\n## Section 17"),
        ("\n\n## Section 3", "\n\nA short one.\n\n## Section 3"),
    ],
)
def test_the_edited_page_is_shown_first_and_is_the_books(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, instead: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    book = BookProject(tmp_path, FILES, StandingType())
    first = book.build()
    assert first.diagnostics == ()
    proofs, again = rebuilt(book, (at, instead))
    edited, whole, *_ = proofs
    assert (edited.division, edited.is_whole) == ("two", False)
    assert (whole.division, whole.is_whole) == ("two", True)
    words = instead.replace(at.strip(), "").strip() or instead
    assert InspectedPdf(edited.pdf).find_text(words[:20])
    for proof in (edited, whole):
        pages = InspectedPdf(proof.pdf)
        assert pages.page_count == proof.page_count
        for number in range(proof.page_count):
            # It has no tags, which change where moves are rounded.
            expected = again.pdf.characters(proof.first_page_index + number)
            assert_same_places(pages.characters(number), expected, off_pt=0.02)


def test_the_first_build_shows_whole_divisions_only(tmp_path: Path) -> None:
    book = BookProject(tmp_path, FILES, StandingType())
    proofs: list[PageProof] = []
    book.build(shown=proofs.append)
    assert proofs == []
