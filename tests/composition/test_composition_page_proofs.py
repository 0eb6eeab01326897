"""An edited fragment's HTML is cut to the blocks around the edit, from the page before it on."""

from dataclasses import replace

import pytest

from chapbook.apparatus.model import Folio, FolioStyle, PageLocation
from chapbook.composition.model import HtmlFragment, PageOpening, TypesetFragment
from chapbook.composition.page_proofs import Flow, flow_of, order_proof
from chapbook.composition.same_text import letters_before_edit
from chapbook.manuscript.book_config import Opening

HEAD, FOOT = '<html><body id="one"><article>\n', "</article></body></html>"
BLOCKS = tuple(
    f'<p data-line="{number}">{letter * 400}</p>\n' for number, letter in enumerate("abcdefgh")
)
NOTE = '<span class="note"><b>no</b> te</span>'
FOLIO = '<span data-folio-of="x">12</span>'
OPEN = '<span class="open-folio" data-anchor="there">00</span>'


def html(*blocks: str, head: str = HEAD) -> HtmlFragment:
    text = f"{head}{''.join(blocks)}{FOOT}"
    return HtmlFragment("one", text, Opening.NEXT, False, "", (), "", "one.md", "")


MADE = TypesetFragment(
    "one", "", b"", 4, {}, (), page_starts=((0,), None, (3, 0, 17), (6,)),
    page_openings=(None,) * 4,
)  # fmt: skip


def edited(number: int, text: str = "<p>new</p>\n") -> HtmlFragment:
    return html(*BLOCKS[:number], text, *BLOCKS[number + 1 :])


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("<body><article><p>a</p><hr><p>b</p></article></body>", ("<p>a</p>", "<hr>", "<p>b</p>")),
        (
            "<section><div><p>a<br>b</p></div> <p>c</p></section>",
            ("<div><p>a<br>b</p></div> ", "<p>c</p>"),
        ),
        (
            '<article><p title="a > b">c</p><!-- <p> --></article>',
            ('<p title="a > b">c</p><!-- <p> -->',),
        ),
        ("<article><svg><path/></svg><p>a</p></article>", ("<svg><path/></svg>", "<p>a</p>")),
    ],
)
def test_the_blocks_of_a_flow(text: str, flow: tuple[str, ...]) -> None:
    found = flow_of(text)
    assert found is not None
    assert found.blocks == flow
    assert found.before + "".join(found.blocks) + found.behind == text


@pytest.mark.parametrize("text", ["<body><p>a</p></body>", "<article></article>", "<article><p>"])
def test_no_flow(text: str) -> None:
    assert flow_of(text) is None


@pytest.mark.parametrize(
    ("number", "page", "way", "first", "last"),
    [
        (0, 0, (), 0, 4),
        # Page 1 begins nobody knows where, block 3 on page 2 may end elsewhere now.
        (2, 0, (), 0, 6),
        (3, 0, (), 0, 7),
        (4, 2, (0, 0, 0, 0, 17), 3, 8),
        (6, 2, (0, 0, 0, 0, 17), 3, 8),
        (7, 3, (0, 0, 0), 6, 8),
    ],
)
def test_a_proof_begins_on_the_last_page_known_before_the_edit(
    number: int, page: int, way: tuple[int, ...], first: int, last: int
) -> None:
    order = order_proof(html(*BLOCKS), MADE, edited(number), {})
    assert order is not None
    assert (order.first_page, order.way, order.ends) == (page, way, last == len(BLOCKS))
    assert order.last == number - first
    flow = flow_of(order.html)
    now = flow_of(edited(number).html)
    assert flow is not None
    assert now is not None
    ghost = ('<p  style="display: none"></p>',) if page else ()
    assert flow == Flow(now.before, (*ghost, *now.blocks[first:last]), now.behind)


@pytest.mark.parametrize(
    ("at", "first_page", "is_alone"),
    [(20, 0, True), (181, 0, True), (182, 0, False), (254, 0, False), (255, 1, False)],
)
def test_of_a_paragraph_over_two_pages_the_edited_one_is_set(
    at: int, first_page: int, is_alone: bool
) -> None:
    openings = (PageOpening("", 0), PageOpening("3.1", 200), PageOpening("6.1", 0))
    made = replace(MADE, page_count=3, page_starts=((0,), (3, 0, 17), (6,)), page_openings=openings)
    paragraph = f'<p data-line="3">{"d" * at}! {"d" * (400 - at)}</p>\n'
    order = order_proof(html(*BLOCKS), made, edited(3, paragraph), {})
    assert order is not None
    assert order.first_page == first_page
    assert order.last == (-1 if is_alone else 3 - 3 * first_page)


@pytest.mark.parametrize(
    ("number", "text", "last"),
    [
        # Page 3 began with block 6, which fills a third of a page.
        (4, BLOCKS[4].replace("eee", "xxx"), 7),
        (5, BLOCKS[5].replace("fff", "xxx"), 7),
        # There is room for what has been taken out,
        (4, "<p>new</p>\n", 8),
        # and blocks that were put in are counted.
        (4, 2 * BLOCKS[4].replace("eee", "xxx"), 8),
        # Nothing is known of a page behind the last one.
        (6, BLOCKS[6].replace("ggg", "xxx"), 8),
    ],
)
def test_no_more_text_is_set_than_fills_the_page_for_certain(
    number: int, text: str, last: int
) -> None:
    order = order_proof(html(*BLOCKS), MADE, edited(number, text), {})
    assert order is not None
    flow, now = flow_of(order.html), flow_of(edited(number, text).html)
    assert flow is not None
    assert now is not None
    assert flow.blocks[-1] == now.blocks[last - 1]


@pytest.mark.parametrize(
    ("was", "now", "letters"),
    [
        ("<p>One two.</p>", "<p>One three.</p>", 4),
        ("<p>One two.</p>", "<p>One <em>two</em>.</p>", 3),
        ("<p>A &amp; b c</p>", "<p>A &amp; b d</p>", 2),
        (f"<p>A{NOTE} b c</p>", f"<p>A{NOTE} b d</p>", 2),
        (f"<p>A{FOLIO}<br> b c</p>", f"<p>A{FOLIO}<br> b</p>", 2),
        ("<p>Same</p>", "<p>Same</p>", 4),
    ],
)  # fmt: skip
def test_letters_before_an_edit_are_those_of_the_text(was: str, now: str, letters: int) -> None:
    assert letters_before_edit(was, now) == letters


def test_lines_that_moved_are_no_edit() -> None:
    moved = [block.replace('data-line="', 'data-line="1') for block in BLOCKS]
    assert order_proof(html(*BLOCKS), MADE, html(*moved), {}) is None
    order = order_proof(html(*BLOCKS), MADE, html(*moved[:7], "<p>new</p>"), {})
    assert order is not None
    assert order.first_page == 3


@pytest.mark.parametrize(
    "changed",
    [
        html(*BLOCKS[:-1], "<p>new</p>", head=HEAD.replace("one", "two")),
        replace(edited(4), with_margins=True),
        replace(edited(4), starts_on=Opening.VERSO),
        replace(edited(4), html="<p>no flow</p>"),
        html(*BLOCKS[:-1]),
    ],
)
def test_what_is_more_than_text_has_no_proof(changed: HtmlFragment) -> None:
    assert order_proof(html(*BLOCKS), MADE, changed, {}) is None


def test_a_proof_prints_the_folios_that_are_known() -> None:
    changed = html(*BLOCKS[:4], f"<p>{OPEN} {OPEN.replace('there', 'else')}</p>")
    there = PageLocation(40, Folio(37, FolioStyle.ARABIC))
    order = order_proof(html(*BLOCKS), MADE, changed, {"there": there})
    assert order is not None
    assert ">37</span>" in order.html
    assert ">00</span>" in order.html
