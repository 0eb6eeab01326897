"""Which citations may be an ibid, so that it matters what their readers see."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from chapbook.apparatus.ibid_candidates import ibid_candidates
from chapbook.apparatus.model import BookCitation, CitedItem
from chapbook.csl.items import read_item
from chapbook.csl.positions import Citation, with_positions
from chapbook.csl.scene import Cite
from tests.apparatus.apparatus_builders import reference

SOURCES = {key: reference(key, key.upper(), "") for key in "abc"}
ITEMS = {key: read_item({"id": key, "type": "book"}) for key in SOURCES}
CITED = st.lists(
    st.tuples(
        st.lists(st.sampled_from("abc"), max_size=3),
        st.integers(0, 2),  # 0: in the text, 1: in the next note, 2: in the same again
        st.booleans(),  # the author's name alone
        st.booleans(),  # on another page than the one before
    ),
    max_size=12,
)


def book_citation(keys: Sequence[str], note: int, *, name_only: bool = False) -> BookCitation:
    items = (CitedItem(SOURCES[key], "", "", "", "", suppress_author=False) for key in keys)
    return BookCitation(tuple(items), "01", note, "", name_only)


@given(CITED)
def test_nothing_else_ever_is_one(cited: list[tuple[list[str], int, bool, bool]]) -> None:
    in_book, notes, note = [], [], 1
    for keys, where, name_only, _ in cited:
        note += where == 1
        notes.append(note if where else 0)
        in_book.append(book_citation(keys, notes[-1], name_only=name_only))
    candidates = ibid_candidates(in_book)

    def positions(begins_page: Sequence[bool]) -> list[list[str]]:
        citations = [
            Citation(
                tuple(Cite(ITEMS[key], part="author" if name_only else "") for key in keys),
                note=at,
                no_ibid=no_ibid,
            )
            for (keys, _, name_only, _), at, no_ibid in zip(cited, notes, begins_page, strict=True)
        ]
        return [[cite.position for cite in one.cites] for one in with_positions(citations, 5)]

    flags = [flag for *_, flag in cited]
    asked = [flag and may for flag, may in zip(flags, candidates, strict=True)]
    assert positions(asked) == positions(flags)


def test_most_sources_are_not_those_of_the_note_before() -> None:
    book = [book_citation(keys, note) for note, keys in enumerate(["a", "a", "b", "ab", "a", ""])]
    assert ibid_candidates(book) == (False, False, False, False, True, False)
