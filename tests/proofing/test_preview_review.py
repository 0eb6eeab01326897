"""What editors have marked is listed, found on the pages, and decided in the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.cache import Store
from chapbook.composition.compositors import Compositors
from chapbook.manuscript.editorial_marks import find_marks
from chapbook.proofing.preview.book_sources import BookSources
from chapbook.proofing.preview.builder import Builder
from chapbook.proofing.preview.mark_places import MarkedWords, marked_words, printed_block
from chapbook.proofing.preview.marks_on_pages import MarkFinder
from chapbook.proofing.preview.messages import BookSet, Message
from chapbook.proofing.preview.proof import Proof
from chapbook.proofing.preview.review import Review, ReviewItem, review_items
from tests.support.book_project import MINIMAL, BookProject

PATH = "chapters/one.md"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "chapters").mkdir()
    return tmp_path


def reviewed(book: Path, text: str) -> tuple[Review, BookSources]:
    (book / PATH).write_text(text, "utf-8")
    sources = BookSources(book, book / "build")
    return Review(sources), sources


def items(text: str) -> list[ReviewItem]:
    return list(review_items(text, find_marks(text)))


def test_a_change_has_its_states_and_the_text_around_it() -> None:
    text = "Above.\n\nHe went {~~to Oslo~>to Bergen~~} that\nsummer.\n\nBelow."
    assert items(text) == [
        ReviewItem(
            starts=(16,),
            end=40,
            line=3,
            column=9,
            kind="substitution",
            old="to Oslo",
            new="to Bergen",
            remark="",
            before="He went ",
            after=" that summer.",
        )
    ]


def test_a_comment_behind_highlit_words_is_on_them() -> None:
    text = "{==Some words==}{>>which?<<} and {==others==} {>>alone<<} %% last %%"
    found = [(item.starts, item.kind, item.old, item.remark) for item in items(text)]
    assert found == [
        ((0, 16), "comment", "Some words", "which?"),
        ((33,), "highlight", "others", ""),
        ((46,), "comment", "", "alone"),
        ((58,), "note", "", "last"),
    ]


def test_changes_in_highlit_words_are_decided_apart() -> None:
    found = items("{==Some {++more ++}words==}{>>which?<<}.")
    assert {(item.starts, item.kind) for item in found} == {
        ((0, 27), "comment"),
        ((8,), "addition"),
    }


def test_only_chapters_with_marks_are_listed(book: Path) -> None:
    review, _ = reviewed(book, "A {++new ++}word.")
    (book / "chapters/two.md").write_text("Nothing.", "utf-8")
    found = review.chapters(["chapters/two.md", PATH, PATH, "chapters/none.md"])
    assert [chapter.path for chapter in found] == [PATH]
    (book / PATH).write_text("A word.", "utf-8")
    assert review.chapters([PATH]) == ()


@pytest.mark.parametrize(
    ("accepts", "text"), [(True, "A word {--or two--}."), (False, "An old word {--or two--}.")]
)
def test_one_mark_is_decided_and_the_others_stay(book: Path, accepts: bool, text: str) -> None:
    review, sources = reviewed(book, "A{--n old--} word {--or two--}.")
    digest = sources.read(PATH).digest
    decided = review.decide(PATH, digest, [1], accepts=accepts)
    assert not decided.is_conflict
    assert decided.before == "A{--n old--} word {--or two--}."
    assert (book / PATH).read_text("utf-8") == text
    assert decided.file == sources.read(PATH)
    undone = sources.save(PATH, decided.before, decided.file.digest)
    assert undone.file.digest == digest


def test_all_marks_of_a_chapter_are_decided_at_once(book: Path) -> None:
    review, sources = reviewed(book, "A {++new ++}word {--or two --}{>>why?<<}here.")
    review.decide(PATH, sources.read(PATH).digest, [2, 17], accepts=True)
    assert (book / PATH).read_text("utf-8") == "A new word {>>why?<<}here."


def test_nothing_is_decided_in_a_file_that_another_has_changed(book: Path) -> None:
    review, sources = reviewed(book, "A {++new ++}word.")
    digest = sources.read(PATH).digest
    (book / PATH).write_text("Now a {++new ++}word.", "utf-8")
    decided = review.decide(PATH, digest, [2], accepts=True)
    assert decided.is_conflict
    assert decided.file.text == "Now a {++new ++}word."
    assert (book / PATH).read_text("utf-8") == "Now a {++new ++}word."


@pytest.mark.parametrize("starts", [[], [3], [2, 3]])
def test_a_mark_that_is_not_there_is_not_decided(book: Path, starts: list[int]) -> None:
    review, sources = reviewed(book, "A {++new ++}word.")
    with pytest.raises(ValueError, match="no such mark"):
        review.decide(PATH, sources.read(PATH).digest, starts, accepts=True)
    assert (book / PATH).read_text("utf-8") == "A {++new ++}word."


@pytest.mark.parametrize(
    ("proposed", "printed", "inside"),
    [
        (False, "One two four six.", ["two ", "", "four", "", "six"]),
        (True, "One three five six.", ["", "three ", "five", "", "six"]),
    ],
)
def test_a_block_is_printed_without_its_signs(
    proposed: bool, printed: str, inside: list[str]
) -> None:
    text = "One {--two --}{++three ++}{~~four~>five~~} %%note%%{==six==}."
    block = printed_block(text, 0, len(text), find_marks(text), prints_proposed=proposed)
    assert block.text == printed
    places = {start: block.text[first:last] for start, (first, last) in block.places.items()}
    assert places == dict(zip([4, 14, 26, 43, 51], inside, strict=True))


@given(
    st.lists(
        st.sampled_from(["{++a b++}", "{--c--}", "{~~d~>e~~}", "{==f==}", "%%g%%", " h ", "\n"])
    )
)
def test_what_a_mark_prints_stands_at_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    marks = find_marks(text)
    for proposed in (False, True):
        block = printed_block(text, 0, len(text), marks, prints_proposed=proposed)
        for mark in marks:
            first, last = block.places[mark.span.start]
            assert block.text[first:last] == (mark.new if proposed else mark.old)


def test_marks_stand_at_the_words_of_the_page() -> None:
    text = "The {==cat==} and the {++old ++}dog.{>>cat?<<} {>>first<<}"
    block = printed_block(text, 0, len(text), find_marks(text), prints_proposed=False)
    page = ["head", "The", "cat", "and", "the", "dog"]
    assert marked_words(block, page) == {
        4: MarkedWords((2,)),
        22: MarkedWords((4,), is_behind=True),
        36: MarkedWords((5,), is_behind=True),
        47: MarkedWords((5,), is_behind=True),
    }
    assert marked_words(block, ["nothing", "of", "it"]) == {}


def test_a_mark_before_all_words_stands_before_the_first() -> None:
    text = "%% note %%\n\nSome words."
    block = printed_block(text, 0, len(text), find_marks(text), prints_proposed=False)
    assert marked_words(block, ["Some", "words"]) == {0: MarkedWords((0,), is_before=True)}


CHAPTER = """
# A {++new ++}title

Words that {--are to go--} stand here.[^k]

%% Ann: a map here %%

{body} {--the last--} words.

[^k]: A note with {--struck--} words.
"""


def test_marks_are_found_on_the_pages_of_a_set_book(tmp_path: Path) -> None:
    body = " ".join(f"word{number}" for number in range(260))
    project = BookProject(tmp_path, MINIMAL | {PATH: CHAPTER.replace("{body}", body)})
    proof = Proof()

    def hear(message: Message) -> None:
        if isinstance(message, BookSet):
            proof.take_book(message)

    with Compositors(1) as compositors:
        Builder(project.root, Store(tmp_path / "cache"), compositors, hear, lambda: False).build(1)
    sources = BookSources(project.root, project.out)
    review = Review(sources)
    finder = MarkFinder(proof, sources, review)
    text = (project.root / PATH).read_text("utf-8")
    pages = proof.view.pages
    first = next(at for at, page in enumerate(pages) if page.division == "one" and page.digest)
    places = {place.start: place for page in pages for place in finder.on_page(page.digest)}
    proof.close()
    assert finder.pages(PATH) == {
        start: place.boxes[0].page_index for start, place in places.items()
    }
    by_words = {text[start : start + 8]: place for start, place in places.items()}
    title, gone, note, last, struck = (
        by_words[words] for words in ("{++new +", "{--are t", "%% Ann: ", "{--the l", "{--struc")
    )
    assert [place.is_point for place in (title, gone, note, last, struck)] == [
        True, False, True, False, False,
    ]  # fmt: skip
    assert [place.boxes[0].page_index - first for place in (title, gone, note, struck)] == [0] * 4
    assert last.boxes[0].page_index > first
    tops = [place.boxes[0].top_pt for place in (title, gone, struck)]
    assert tops == sorted(tops)
    width_pt = gone.boxes[0].right_pt - gone.boxes[0].left_pt
    assert 25 < width_pt < 45
