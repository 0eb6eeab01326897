"""Positions of cites, whatever is cited where."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from chapbook.csl.items import read_item
from chapbook.csl.positions import Citation, with_positions
from chapbook.csl.scene import FIRST, IBID, SUBSEQUENT, Cite

ITEMS = {key: read_item({"id": key, "type": "book"}) for key in "abc"}


def citations(keys: Sequence[Sequence[str]], notes: Sequence[int] = ()) -> list[Citation]:
    numbers = notes or range(1, len(keys) + 1)
    return [
        Citation(tuple(Cite(ITEMS[key]) for key in citation), note=note)
        for citation, note in zip(keys, numbers, strict=True)
    ]


def positions(cited: Sequence[Citation]) -> list[list[str]]:
    return [[cite.position for cite in one.cites] for one in with_positions(cited, 5)]


CITED = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), max_size=8)


@given(CITED)
def test_the_first_cite_of_a_work_is_first_and_no_other(cited: list[list[str]]) -> None:
    seen: set[str] = set()
    for citation in with_positions(citations(cited), 5):
        for cite in citation.cites:
            assert (cite.position == FIRST) == (cite.item.id not in seen)
            assert bool(cite.first_note) == (cite.item.id in seen)
            seen.add(cite.item.id)


@given(CITED)
def test_ibid_refers_to_the_same_work_in_the_note_before_or_the_same(
    cited: list[list[str]],
) -> None:
    for at, citation in enumerate(placed := with_positions(citations(cited), 5)):
        for number, cite in enumerate(citation.cites):
            if cite.position == IBID:
                before = citation.cites[number - 1] if number else placed[at - 1].cites[-1]
                assert before.item.id == cite.item.id
                assert number or len(placed[at - 1].cites) == 1


@given(CITED, st.integers(0, 7))
def test_a_new_chapter_forgets(cited: list[list[str]], at: int) -> None:
    split = citations(cited)
    fresh = [Citation(one.cites, one.note, forgets=n == at) for n, one in enumerate(split)]
    assert positions(fresh)[at:] == positions(split[at:])


def test_a_new_page_takes_no_ibid_but_remembers() -> None:
    first, second = citations([["a"], ["a"]])
    apart = Citation(second.cites, second.note, no_ibid=True)
    assert positions([first, apart]) == [[FIRST], [SUBSEQUENT]]


def test_notes_that_are_counted_anew_are_not_near() -> None:
    placed = with_positions(citations([["a"], ["a"]], notes=[12, 1]), 5)
    assert not placed[1].cites[0].near_note


def test_citations_in_the_text_are_near_no_note() -> None:
    placed = with_positions(citations([["a"], ["a"]], notes=[0, 0]), 5)
    assert [cite.near_note for one in placed for cite in one.cites] == [False, False]
    assert positions(citations([["a"], ["a"]], notes=[0, 0])) == [[FIRST], [IBID]]


def test_a_name_alone_has_a_place_and_takes_none() -> None:
    name = Citation((Cite(ITEMS["a"], part="author"),))
    first, second = citations([["a"], ["a"]])
    assert positions([name, first, name, second]) == [[FIRST], [FIRST], [SUBSEQUENT], [IBID]]
