"""The lines of the index: what is kept together, what is repeated at the top of a verso."""

from chapbook.apparatus.index_model import Index, IndexEntry, IndexSection
from chapbook.apparatus.model import Folio, FolioStyle, PageLocation
from chapbook.composition.index_layout import continued_headings, lay_out


def entry(heading: str, *below: IndexEntry, also: tuple[str, ...] = ()) -> IndexEntry:
    return IndexEntry(heading, (), (), also, below, f"<i>{heading}</i>")


def index_of(*entries: IndexEntry) -> Index:
    return Index((IndexSection("P", entries),))


def continued(index: Index, pages: dict[str, PageLocation]) -> dict[str, tuple[str, ...]]:
    return dict(continued_headings(lay_out(index, "index"), pages))


def on_pages(pages: dict[tuple[int, ...], int]) -> dict[str, PageLocation]:
    return {
        "-".join(map(str, ("index-", 0, 0, *places))): PageLocation(
            page, Folio(page, FolioStyle.ARABIC)
        )
        for places, page in pages.items()
    }


PRINTING = entry("printing", entry("ink"), entry("presses", entry("iron"), entry("wooden")))


def test_the_heading_of_a_group_that_goes_on_behind_a_leaf_is_repeated() -> None:
    pages = on_pages({(0,): 10, (0, 0): 10, (0, 1): 11, (0, 1, 0): 11, (0, 1, 1): 11})
    found = continued(index_of(PRINTING), pages)
    assert found == {"index--0-0-0-1": ("<i>printing</i>",)}


def test_below_a_subentry_both_headings_are_repeated() -> None:
    pages = on_pages({(0,): 10, (0, 0): 10, (0, 1): 10, (0, 1, 0): 10, (0, 1, 1): 11})
    found = continued(index_of(PRINTING), pages)
    assert found == {"index--0-0-0-1-1": ("<i>printing</i>", "<i>presses</i>")}


def test_nothing_is_repeated_on_a_recto_or_where_pages_are_unknown() -> None:
    pages = on_pages({(0,): 11, (0, 0): 11, (0, 1): 12, (0, 1, 0): 12, (0, 1, 1): 12})
    assert continued(index_of(PRINTING), pages) == {}
    assert continued(index_of(PRINTING), {}) == {}


def test_a_see_also_behind_the_subentries_is_a_line_of_the_group() -> None:
    index = index_of(entry("type", entry("casting"), also=("fonts",)))
    pages = on_pages({(0,): 10, (0, 0): 10, (0, 1): 11})
    assert continued(index, pages) == {"index--0-0-0-1": ("<i>type</i>",)}


def test_an_entry_alone_at_the_top_of_a_verso_continues_nothing() -> None:
    pages = on_pages({(0,): 10, (1,): 11})
    assert continued(index_of(entry("ink"), entry("paper")), pages) == {}


def kept(index: Index) -> list[str]:
    (part,) = lay_out(index, "index")
    return ["+" if line.keeps_with_next else "." for line in part.letters[0].lines]


def test_a_short_group_is_kept_whole_and_a_long_one_at_its_ends() -> None:
    assert kept(index_of(PRINTING, entry("ink"))) == ["+", "+", "+", "+", ".", "."]
    long = entry("type", *(entry(name) for name in "abcdefgh"))
    assert kept(index_of(long)) == ["+", ".", ".", ".", ".", ".", ".", "+", "."]


def test_the_last_line_of_a_letter_ends_it() -> None:
    (part,) = lay_out(index_of(entry("ink"), PRINTING), "index")
    ends = [line.entry.heading for line in part.letters[0].lines if line.ends_letter]
    assert ends == ["wooden"]
