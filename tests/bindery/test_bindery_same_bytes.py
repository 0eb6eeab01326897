"""The same book, linked and imposed again later, has the same bytes."""

from time import sleep, time

from chapbook.bindery.impose import impose
from chapbook.bindery.imposition import saddle_stitch
from chapbook.bindery.link import link
from chapbook.manuscript.book_config import PageSize
from tests.bindery.small_book import FILES, small_book

PAPER = PageSize(80, 120)


def test_clock_isn_t_in_the_bytes() -> None:
    imposition = saddle_stitch(8, back_cover=True)
    started = int(time())
    linked = link(small_book(), FILES)
    imposed = impose(linked.pdf, imposition, PAPER)
    # File IDs that come from the clock change with its second.
    while int(time()) == started:
        sleep(0.02)
    assert link(small_book(), FILES) == linked
    assert impose(linked.pdf, imposition, PAPER) == imposed
