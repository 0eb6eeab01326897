"""What an editor decides is saved, kept, and taken back; never over another's work."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.proofing.preview.book_sources import BookSources
from chapbook.proofing.preview.decision_history import (
    MOST_DECISIONS,
    DecisionHistory,
    decision,
)
from chapbook.proofing.preview.decisions import Decided, Decisions
from chapbook.proofing.preview.review import Review

PATH = "chapters/one.md"


class Desk:
    """A book with one chapter, and what decides on its marks."""

    def __init__(self, root: Path, text: str) -> None:
        self.root = root / "book"
        (self.root / "chapters").mkdir(parents=True)
        self.history = root / "history"
        self.write(text)
        self.restart()

    def restart(self) -> None:
        """The server is another."""
        self.sources = BookSources(self.root, self.root / "build")
        history = DecisionHistory(self.history)
        self.decisions = Decisions(self.sources, Review(self.sources), history)

    def write(self, text: str) -> None:
        (self.root / PATH).write_text(text, "utf-8")

    def text(self) -> str:
        return (self.root / PATH).read_text("utf-8")

    def decide(self, *starts: int, accepts: bool = True) -> Decided:
        digest = self.sources.read(PATH).digest
        return self.decisions.decide(PATH, digest, starts, accepts=accepts)

    def take_back(self) -> Decided:
        newest = self.decisions.newest
        assert newest
        return self.decisions.take_back(newest.name)

    def told(self) -> str | None:
        newest = self.decisions.newest
        return newest.told if newest else None


@pytest.mark.parametrize(
    ("accepts", "text", "told"),
    [
        (True, "A word {--or two--}.", "“n old” accepted"),
        (False, "An old word {--or two--}.", "“n old” rejected"),
    ],
)
def test_one_mark_is_decided_and_the_others_stay(
    tmp_path: Path, accepts: bool, text: str, told: str
) -> None:
    desk = Desk(tmp_path, "A{--n old--} word {--or two--}.")
    decided = desk.decide(1, accepts=accepts)
    assert not decided.is_conflict
    assert desk.text() == text
    assert decided.file == desk.sources.read(PATH)
    assert desk.told() == told
    desk.take_back()
    assert desk.text() == "A{--n old--} word {--or two--}."
    assert desk.told() is None


def test_all_marks_of_a_chapter_are_decided_at_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "A {++new ++}word {--or two --}{>>why?<<}here.")
    desk.decide(2, 17)
    assert desk.text() == "A new word {>>why?<<}here."
    assert desk.told() == "2 changes accepted"


def test_a_change_over_paragraphs_is_decided_as_a_whole(tmp_path: Path) -> None:
    text = "One.\n\n{--Two.\n\nThree.--}\n\nFour.\n"
    desk = Desk(tmp_path, text)
    desk.decide(6)
    assert desk.text() == "One.\n\nFour.\n"
    assert desk.told() == "“Two. Three.” accepted"
    desk.take_back()
    assert desk.text() == text


def test_a_remark_is_taken_away_with_its_highlight(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "Of {==some==}{>>which?<<} words.")
    desk.decide(3, 13)
    assert desk.text() == "Of some words."
    assert desk.told() == "remark taken away"


def test_nothing_is_decided_in_a_file_that_another_has_changed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "A {++new ++}word.")
    digest = desk.sources.read(PATH).digest
    desk.write("Now a {++new ++}word.")
    decided = desk.decisions.decide(PATH, digest, [2], accepts=True)
    assert decided.is_conflict
    assert decided.file.text == "Now a {++new ++}word."
    assert desk.text() == "Now a {++new ++}word."
    assert desk.told() is None


@pytest.mark.parametrize("starts", [[], [3], [2, 3]])
def test_a_mark_that_is_not_there_is_not_decided(tmp_path: Path, starts: list[int]) -> None:
    desk = Desk(tmp_path, "A {++new ++}word.")
    with pytest.raises(ValueError, match="no such mark"):
        desk.decide(*starts)
    assert desk.text() == "A {++new ++}word."


def test_decisions_outlive_the_server(tmp_path: Path) -> None:
    text = "A {++new ++}word {--or two--}."
    desk = Desk(tmp_path, text)
    desk.decide(2)
    desk.decide(11)
    assert desk.text() == "A new word."
    desk.restart()
    desk.take_back()
    assert desk.text() == "A new word {--or two--}."
    desk.restart()
    desk.take_back()
    assert desk.text() == text
    desk.restart()
    assert desk.told() is None


def test_a_decision_is_taken_back_where_others_wrote_elsewhere(tmp_path: Path) -> None:
    far = "Words between. " * 10
    desk = Desk(tmp_path, f"One. {far}A {{++new ++}}word. {far}End.")
    desk.decide(desk.text().index("{"))
    desk.write(desk.text().replace("One.", "One of theirs.").replace("End", "The end"))
    assert not desk.take_back().is_conflict
    assert desk.text() == f"One of theirs. {far}A {{++new ++}}word. {far}The end."


@pytest.mark.parametrize(
    "theirs",
    ["A newer word.", "A new word. A new word.", "", "Nothing of it."],
)
def test_a_decision_is_not_taken_back_over_another_s_work(tmp_path: Path, theirs: str) -> None:
    desk = Desk(tmp_path, "A {++new ++}word.")
    desk.decide(2)
    desk.write(theirs)
    found = desk.take_back()
    assert found.is_conflict
    assert (found.file.text, found.wanted) == (theirs, "A {++new ++}word.")
    assert desk.text() == theirs
    assert desk.told() == "“new” accepted"
    newest = desk.decisions.newest
    assert newest
    desk.decisions.forget(newest.name)
    assert desk.told() is None


def test_only_the_newest_decision_is_taken_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "A {++new ++}word {--or two--}.")
    desk.decide(2)
    older = desk.decisions.newest
    desk.decide(11)
    assert older
    with pytest.raises(ValueError, match="meanwhile"):
        desk.decisions.take_back(older.name)
    assert desk.text() == "A new word."


def test_a_decision_waits_for_a_file_that_is_gone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "A {++new ++}word.")
    desk.decide(2)
    place = desk.root / PATH
    place.rename(place.with_suffix(".away"))
    assert desk.told() is None
    place.with_suffix(".away").rename(place)
    assert desk.told() == "“new” accepted"


def test_line_ends_are_what_they_were(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "")
    data = b"One.\r\n\r\nA {++new ++}word.\r\n"
    (desk.root / PATH).write_bytes(data)
    desk.decide(8)
    assert (desk.root / PATH).read_bytes() == b"One.\r\n\r\nA new word.\r\n"
    desk.take_back()
    assert (desk.root / PATH).read_bytes() == data


def test_the_oldest_decisions_go_and_what_is_torn_is_passed_over(tmp_path: Path) -> None:
    history = DecisionHistory(tmp_path / "history")
    for number in range(MOST_DECISIONS + 3):
        history.add(decision(PATH, str(number), "a", "b"))
    assert len(list((tmp_path / "history").iterdir())) == MOST_DECISIONS
    first, second, *_ = sorted((tmp_path / "history").iterdir())
    first.write_text('{"name": "torn', "utf-8")
    second.write_text(second.read_text("utf-8").replace(second.stem, "../elsewhere"), "utf-8")
    found = DecisionHistory(tmp_path / "history").decisions
    assert [made.told for made in found] == [str(n) for n in range(5, MOST_DECISIONS + 3)]


def test_decisions_are_for_the_user_alone(tmp_path: Path) -> None:
    DecisionHistory(tmp_path / "history").add(decision(PATH, "told", "a", "b"))
    (kept,) = (tmp_path / "history").iterdir()
    assert kept.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_kept_decisions_are_taken_back_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "history").write_text("a file", "utf-8")
    desk = Desk(tmp_path, "A {++new ++}word.")
    desk.decide(2)
    desk.take_back()
    assert desk.text() == "A {++new ++}word."


@given(*[st.text("ab \n", max_size=12)] * 4)
def test_what_is_taken_back_leaves_the_rest(before: str, after: str, head: str, tail: str) -> None:
    made = decision(PATH, "", before, after)
    assert made.after == after
    assert made.taken_back(after) == before
    found = made.taken_back(head + after + tail)
    assert found in (None, head + before + tail)
