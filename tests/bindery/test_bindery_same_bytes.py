"""The same book, linked and imposed again later, has the same bytes."""

from time import sleep, time

from chapbook.bindery.link import link
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.print_config import MARKS
from tests.bindery.press_pages import imposed
from tests.bindery.small_book import FILES, small_book

PAPER = PageSize(100, 140)


def test_clock_isn_t_in_the_bytes() -> None:
    started = int(time())
    linked = link(small_book(), FILES)
    booklet = imposed(linked.pdf, paper=PAPER, marks=frozenset(MARKS))
    # File IDs that come from the clock change with its second.
    while int(time()) == started:
        sleep(0.02)
    assert link(small_book(), FILES) == linked
    assert imposed(linked.pdf, paper=PAPER, marks=frozenset(MARKS)).pdf == booklet.pdf
