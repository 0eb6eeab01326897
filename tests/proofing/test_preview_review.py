"""What editors have marked is listed, found on the pages, and decided in the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.cache import Store
from chapbook.composition.compositors import Compositors
from chapbook.manuscript.editorial_marks import find_marks
from chapbook.proofing.preview.book_sources import BookSources
from chapbook.proofing.preview.builder import Builder
from chapbook.proofing.preview.click import Clicked, PageBox, boxes_on_pages, clicked
from chapbook.proofing.preview.decision_history import Decision
from chapbook.proofing.preview.mark_places import MarkedWords, marked_words, printed_block
from chapbook.proofing.preview.marks_on_pages import MarkFinder
from chapbook.proofing.preview.messages import BookSet, Message, ProofPulled
from chapbook.proofing.preview.proof import Proof
from chapbook.proofing.preview.review import Review, Reviewed, ReviewItem, review_items
from chapbook.proofing.preview.shown_state import review_state
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
            last_line=3,
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


@pytest.mark.parametrize(("proposed", "on"), [(False, "Some words"), (True, "Some more words")])
def test_the_words_of_a_remark_are_those_of_the_page(proposed: bool, on: str) -> None:
    text = "{==Some {++more ++}*words*==}{>>which?<<}."
    found = review_items(text, find_marks(text), prints_proposed=proposed)
    assert {item.old for item in found if item.remark} == {on}


@pytest.mark.parametrize(
    ("proposed", "before", "after"),
    [(False, "He wrote to Rome ", " some day."), (True, "He wrote to Bern ", " some fine day.")],
)
def test_around_a_change_stands_what_the_book_prints(
    proposed: bool, before: str, after: str
) -> None:
    text = (
        "Above.\n\n# He *wrote*[^k] {>>when?<<} to {~~[Rome]{.ix}~>Bern~~} {++or Oslo++} "
        "{==some==} {++fine ++}day[@key, p. 3].\n\nBelow."
    )
    found = review_items(text, find_marks(text), prints_proposed=proposed)
    (item,) = (item for item in found if item.new == "or Oslo")
    assert (item.before, item.after) == (before, after)


def test_what_is_cut_off_around_a_change_is_told() -> None:
    (item,) = items(f"{'begin ' * 9}{{++new ++}}{'end ' * 11}.")
    assert item.before == "…begin begin begin begin begin begin "
    assert item.after == "end end end end end end end end end end…"


def test_a_change_over_paragraphs_is_one_item() -> None:
    text = "One.\n\n{++First, of which\nthere is more.\n\nSecond.++}\n\nThree.\n"
    (item,) = items(text)
    assert (item.line, item.last_line) == (3, 6)
    assert item.new == "First, of which\nthere is more.\n\nSecond."
    assert (item.before, item.after) == ("", "")


def test_an_item_is_on_the_page_where_its_first_mark_is() -> None:
    (item,) = items("{==Some words==}{>>which?<<}")
    reviewed = Reviewed(PATH, "d1", (item,))
    decision = Decision("n", PATH, "1 change accepted", "before", 0, 6, "after")
    state = review_state([reviewed], {PATH: {0: 4, 16: 5}}, decision)
    assert state == {
        "chapters": [{"path": PATH, "digest": "d1", "items": [{**asdict(item), "page": 4}]}],
        "undo": {"name": "n", "path": PATH, "told": "1 change accepted"},
    }
    assert review_state([], {}, None) == {"chapters": [], "undo": None}


def test_marks_in_a_change_are_not_shown() -> None:
    (item,) = items("{--Some {>>odd<<}{++new ++}words--}")
    assert item.old == "Some words"


def test_changes_in_highlit_words_are_decided_apart() -> None:
    found = items("{==Some {++more ++}words==}{>>which?<<}.")
    assert {(item.starts, item.kind) for item in found} == {
        ((0, 27), "comment"),
        ((8,), "addition"),
    }


def test_only_chapters_with_marks_are_listed(book: Path) -> None:
    review, _ = reviewed(book, "A {++new ++}word.")
    (book / "chapters/two.md").write_text("Nothing.", "utf-8")
    paths = ["chapters/two.md", PATH, PATH, "chapters/none.md"]
    found = review.chapters(paths, prints_proposed=False)
    assert [chapter.path for chapter in found] == [PATH]
    (book / PATH).write_text("A word.", "utf-8")
    assert review.chapters([PATH], prints_proposed=False) == ()


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


@contextmanager
def shown(project: BookProject, folder: Path) -> Iterator[tuple[Proof, MarkFinder]]:
    """A book as the preview shows it, and what finds its marks."""
    proof = Proof()

    def hear(message: Message) -> None:
        if isinstance(message, BookSet):
            proof.take_book(message)

    with Compositors(1) as compositors:
        Builder(project.root, Store(folder / "cache"), compositors, hear, lambda: False).build(1)
    sources = BookSources(project.root, project.out)
    yield proof, MarkFinder(proof, sources, Review(sources))
    proof.close()


PARAGRAPHS = """
# A title

{--All of this

goes, and this too--}

But not {++any of ++}this.
"""


def test_a_change_over_paragraphs_stands_at_all_of_them(tmp_path: Path) -> None:
    project = BookProject(tmp_path, MINIMAL | {PATH: PARAGRAPHS})
    with shown(project, tmp_path) as (proof, finder):
        pages = proof.view.pages
        places = [place for page in pages for place in finder.on_page(page.digest)]
    struck, added = places
    assert len(struck.boxes) == 2
    assert struck.boxes[0].bottom_pt < struck.boxes[1].top_pt < added.boxes[0].top_pt
    assert added.is_point


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
    text = (project.root / PATH).read_text("utf-8")
    with shown(project, tmp_path) as (proof, finder):
        pages = proof.view.pages
        first = next(at for at, page in enumerate(pages) if page.division == "one" and page.digest)
        places = {place.start: place for page in pages for place in finder.on_page(page.digest)}
        on_pages = finder.pages(PATH)
    assert on_pages == {start: place.boxes[0].page_index for start, place in places.items()}
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


BEGUN_ON_A_VERSO = """
    [book]
    title = "A Small Book"

    [divisions]
    body = ["chapters/zero.md", "chapters/one.md"]
    chapters_open = "next"

    [page]
    trim = "A6"
    """


def test_marks_and_clicks_on_a_proof_are_where_they_are_on_the_page_that_follows(
    tmp_path: Path,
) -> None:
    body = "\n\n".join(f"Paragraph {number} has {{--some--}} words." for number in range(60))
    files = {"book.toml": BEGUN_ON_A_VERSO, "chapters/zero.md": "# Zero\n\nA page.\n"}
    project = BookProject(tmp_path, files | {PATH: f"# One\n\n{body}\n"})
    sources = BookSources(project.root, project.out)
    proof = Proof()
    finder = MarkFinder(proof, sources, Review(sources))
    edited = 3
    found: list[tuple[bool, list[PageBox], Clicked | None]] = []

    def look() -> None:
        page = proof.view.pages[edited]
        boxes = [box for place in finder.on_page(page.digest) for box in place.boxes]
        place = clicked(proof, sources, page.digest, boxes[0].left_pt + 2, boxes[0].top_pt + 3)
        found.append((proof.view.is_exact, boxes, place))

    def hear(message: Message) -> None:
        if isinstance(message, BookSet):
            proof.take_book(message)
            look()
        elif isinstance(message, ProofPulled):
            proof.take_proof(message)
            look()

    with Compositors(1) as compositors:
        store = Store(tmp_path / "cache", remembers=True)
        builder = Builder(project.root, store, compositors, hear, lambda: False)
        builder.build(1)
        first = found[0][2]
        assert first
        was = f"Paragraph {first.line // 2 - 1} has"
        project.change(PATH, was, f"{was} got")
        builder.build(2)
    # One that has seen no proof.
    finder = MarkFinder(proof, sources, Review(sources))
    look()
    proof.close()
    assert [is_exact for is_exact, _, _ in found] == [True, False, False, True, True]
    text = sources.read(PATH).text.split("\n")
    for _, boxes, place in found[1:]:
        assert place
        assert text[place.at_line - 1][place.column - 1 :].startswith("some--}")
        assert place == found[-1][2]
        for box, other in zip(boxes, found[-1][1], strict=True):
            assert astuple(box) == pytest.approx(astuple(other), abs=0.5)


ENTRIES = """@book{ann2001,
  author = {Ann, A.},
  title = {First Book},
}

@book{bob2002,
  author = {Bob, B.},
  title = {Second Book},
}
"""


def test_an_entry_of_the_bibliography_is_marked_on_its_page_and_its_words_are_found(
    tmp_path: Path,
) -> None:
    toml = MINIMAL["book.toml"].replace(
        "        [page]", '        back = ["bibliography"]\n\n        [page]'
    )
    toml += '\n        [citations]\n        bibliography = "refs.bib"\n'
    text = "# One\n\nSaid of it [@ann2001; @bob2002].\n"
    project = BookProject(tmp_path, {"book.toml": toml, PATH: text, "refs.bib": ENTRIES})
    sources = BookSources(project.root, project.out)
    with shown(project, tmp_path) as (proof, _):
        first, second = (boxes_on_pages(proof, sources, "refs.bib", line) for line in (2, 8))
        places = [
            clicked(proof, sources, page.digest, box.left_pt + 4, box.bottom_pt - 3)
            for box in second
            for page in (proof.view.pages[box.page_index],)
        ]
    assert {box.page_index for box in first} == {box.page_index for box in second}
    assert max(box.bottom_pt for box in first) <= min(box.top_pt for box in second)
    assert {(place.path, place.line, place.last_line) for place in places if place} == {
        ("refs.bib", 6, 9)
    }
    lines = ENTRIES.split("\n")
    found = [lines[at.at_line - 1][at.column - 1 :].split(" ")[0] for at in places if at]
    assert found[:2] == ["Bob,", "Second"]
