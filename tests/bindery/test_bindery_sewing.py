"""Fragments that were sewn before the others were there, by right and by wrong guesses."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from chapbook.bindery.directory import Directory
from chapbook.bindery.link import link
from chapbook.bindery.model import Binding, BoundFragment
from chapbook.bindery.sewing import Sewing
from tests.bindery.small_book import FILES, bind, set_fragment, small_book

PLACES = {
    "front": 0, "front--preface": 1, "one": 4, "one--note": 4, "th": 4, "one--end": 5,
    "two": 6, "two--über": 7,
}  # fmt: skip
LIKELY = Directory(PLACES, small_book().page_labels, "page", frozenset(), {})


@pytest.fixture
def sewing() -> Iterator[Sewing]:
    binding = small_book()
    with Sewing(binding.trim, binding.info.language, FILES) as made:
        yield made


def linked(sewing: Sewing | None, binding: Binding | None = None) -> bytes:
    return link(binding or small_book(), FILES, sewing).pdf


@pytest.mark.parametrize("places", [(0,), (2, 0), (1,), (2, 1, 0), (0, 1, 2)])
def test_the_order_of_sewing_changes_no_byte(sewing: Sewing, places: tuple[int, ...]) -> None:
    for place in places:
        sewing.sew(place, small_book().fragments[place], LIKELY)
    assert linked(sewing) == linked(None)


def test_what_is_right_is_not_sewn_again(sewing: Sewing) -> None:
    for place, bound in enumerate(small_book().fragments):
        sewing.sew(place, bound, LIKELY)
    before = [each.pages for each in sewing._sewn.values()]
    sewn = sewing.sewn(small_book().fragments, LIKELY)
    assert all(one.pages is other for one, other in zip(sewn, before, strict=True))


@pytest.mark.parametrize(
    "likely",
    [
        replace(LIKELY, page_indices={**PLACES, "one--end": 6}),
        replace(LIKELY, page_indices={}),
        replace(LIKELY, page_term="leaf"),
        replace(LIKELY, unnamed=frozenset({"one--end"})),
        replace(LIKELY, page_labels=()),
    ],
    ids=["moved", "nowhere", "another word", "unnamed", "no labels"],
)
def test_what_was_guessed_wrong_is_sewn_again(sewing: Sewing, likely: Directory) -> None:
    for place, bound in enumerate(small_book().fragments):
        sewing.sew(place, bound, likely)
    assert linked(sewing) == linked(None)


def test_blanks_and_parts_are_those_of_the_book(sewing: Sewing) -> None:
    for place, bound in enumerate(small_book().fragments):
        sewing.sew(place, replace(bound, blanks_before=1, is_in_part=True), LIKELY)
    assert linked(sewing) == linked(None)


def test_other_and_fewer_fragments_than_were_sewn(sewing: Sewing) -> None:
    for place, bound in enumerate(small_book().fragments):
        sewing.sew(place, bound, LIKELY)
    front, one, _ = small_book().fragments
    other = BoundFragment(set_fragment("other", '<h1 id="two">Other</h1>'), 0)
    changed = replace(small_book(), fragments=(front, other), outline=())
    assert linked(sewing, changed) == linked(None, changed)
    assert one.fragment.page_count == 2


def test_a_fragment_that_cannot_be_sewn_is_left(sewing: Sewing) -> None:
    front, one, _ = small_book().fragments
    lying = replace(one, fragment=replace(one.fragment, page_count=7))
    sewing.try_to_sew(1, lying, LIKELY)
    sewing.try_to_sew(0, front, LIKELY)
    assert linked(sewing) == linked(None)
    with pytest.raises(ValueError, match="fragment 'one' has 2 pages, not 7"):
        link(replace(bind(), fragments=(lying,)), FILES)


def test_fonts_that_disagree_are_told_apart() -> None:
    # One glyph stands for '2' and for '²': that takes two fonts of one file.
    raised = "<style>sup { font-feature-settings: 'sups'; font-size: inherit }</style>"
    one = set_fragment("one", "<p>²</p>")
    two = set_fragment("two", f"{raised}<p><sup>2</sup></p>")
    for order in ((one, two), (two, one)):
        binding = bind(*order)
        nowhere = replace(LIKELY, page_indices={}, page_labels=())
        with Sewing(binding.trim, binding.info.language, FILES) as early:
            early.sew(1, binding.fragments[1], nowhere)
            early.sew(0, binding.fragments[0], nowhere)
            assert linked(early, binding) == linked(None, binding)
