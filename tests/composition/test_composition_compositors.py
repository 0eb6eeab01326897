"""Several processes set what one would have set, and one that ends takes nothing with it."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chapbook.composition import compositors as module
from chapbook.composition.compositor import Setup, Work
from chapbook.composition.compositors import Compositors, Failure
from chapbook.composition.engine import Typesetter
from chapbook.composition.first_compositor import begin
from chapbook.composition.model import HtmlFragment, TypesetFragment
from chapbook.composition.stylesheets import read_stylesheets
from chapbook.manuscript.book_config import Hyphenation
from chapbook.shipped import shipped_dir
from tests.support.set_pages import A5, fragment

WORDS = "Words of incomprehensible counterrevolutionaries, for the lines of a paragraph. " * 9


def pieces(count: int) -> list[HtmlFragment]:
    """Fragments of different lengths, in a language with exceptions to hyphenation."""
    return [
        replace(
            fragment(f"<article>{f'<p data-line=1>{number} {WORDS}</p>' * (number + 1)}</article>"),
            id=f"piece-{number}",
            source=f"chapters/{number}.md",
        )
        for number in range(count)
    ]


def setup(root: Path) -> Setup:
    sheets, _ = read_stylesheets(root, shipped_dir(), A5)
    hyphenation = Hyphenation(words=(("en", ("in-comprehensible",)),))
    return Setup(root, shipped_dir(), sheets, hyphenation, "environment")


def done(
    hired: Compositors, works: list[HtmlFragment]
) -> tuple[dict[str, bytes], tuple[Failure, ...]]:
    made: dict[str, bytes] = {}

    def keep(work: Work, data: bytes) -> None:
        made[work.id] = data

    failures = hired.set_all(works, keep)
    return made, failures


@pytest.fixture(autouse=True)
def every_piece_is_worth_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORTH_A_PROCESS", 0)


@pytest.fixture
def hired(tmp_path: Path) -> Iterator[Compositors]:
    with Compositors(2) as made:
        made.prepare(setup(tmp_path))
        yield made


def test_the_bytes_are_those_of_one_process_in_any_order(
    tmp_path: Path, hired: Compositors
) -> None:
    works = pieces(5)
    with Compositors(1) as alone:
        alone.prepare(setup(tmp_path))
        expected, _ = done(alone, works)
    assert done(hired, works) == (expected, ())
    assert done(hired, works[::-1]) == (expected, ())
    assert done(hired, works[2:3]) == ({"piece-2": expected["piece-2"]}, ())


def test_processes_that_are_spawned_set_the_same(tmp_path: Path, hired: Compositors) -> None:
    works = pieces(2)
    with Compositors(2, method="spawn") as spawned:
        spawned.prepare(setup(tmp_path))
        assert done(spawned, works) == done(hired, works)


def breaking(monkeypatch: pytest.MonkeyPatch, name: str, what: Any) -> None:
    stock = Typesetter.typeset

    def typeset(self: Typesetter, fragment: HtmlFragment) -> TypesetFragment:
        if fragment.id == name:
            what()
        return stock(self, fragment)

    monkeypatch.setattr(Typesetter, "typeset", typeset)


def test_a_process_that_is_killed_is_told_and_the_rest_is_set(
    monkeypatch: pytest.MonkeyPatch, hired: Compositors
) -> None:
    breaking(monkeypatch, "piece-3", lambda: os.kill(os.getpid(), signal.SIGKILL))
    made, (failure,) = done(hired, pieces(6))
    assert failure.work.id == "piece-3"
    assert failure.reason == "the process was ended by SIGKILL"
    assert sorted(made) == ["piece-0", "piece-1", "piece-2", "piece-4", "piece-5"]


def test_an_exception_is_told_with_its_traceback(
    monkeypatch: pytest.MonkeyPatch, hired: Compositors
) -> None:
    def fail() -> None:
        raise ZeroDivisionError("by nought")

    breaking(monkeypatch, "piece-1", fail)
    made, (failure,) = done(hired, pieces(3))
    assert failure.reason == "ZeroDivisionError: by nought"
    assert 'raise ZeroDivisionError("by nought")' in failure.details
    assert sorted(made) == ["piece-0", "piece-2"]


def test_processes_that_ended_between_two_builds_are_replaced(hired: Compositors) -> None:
    expected = done(hired, pieces(3))
    for one in hired._compositors:
        one.process.kill()
        one.process.join()
    assert done(hired, pieces(3)) == expected


def test_other_styles_are_set_by_other_processes(tmp_path: Path, hired: Compositors) -> None:
    done(hired, pieces(2))
    processes = [one.process for one in hired._compositors]
    assert len(processes) == 2
    first = hired.prepare(setup(tmp_path))
    assert [one.process for one in hired._compositors] == processes
    assert hired.prepare(replace(setup(tmp_path), environment="other")) is not first
    assert [process.is_alive() for process in processes] == [False, False]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
@pytest.mark.parametrize("count", [1, 2])
def test_those_that_were_begun_before_the_book_was_known_set_the_same(
    tmp_path: Path, hired: Compositors, count: int
) -> None:
    works = pieces(3)
    expected, _ = done(hired, works)
    styles = hired.prepare(setup(tmp_path))
    with Compositors(2, first=begin(count)) as early:
        assert early.engine_version() == hired.engine_version()
        assert early.prepare(setup(tmp_path)) == styles
        begun = tuple(early._compositors)
        assert [early.begin(work) for work in works] == [number < count for number in range(3)]
        assert done(early, works[count:]) == (expected, ())
        assert set(begun) <= set(early._compositors)
    assert not any(one.process.is_alive() for one in begun)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
@pytest.mark.parametrize("said", [False, True], ids=["at once", "after it spoke"])
def test_one_that_ended_before_the_book_was_known_is_done_without(
    tmp_path: Path, hired: Compositors, said: bool
) -> None:
    first = begin(2)
    with Compositors(2, first=first) as early:
        if said:
            early.engine_version()
        first[0].process.kill()
        first[0].process.join()
        assert early.engine_version() == hired.engine_version()
        early.prepare(setup(tmp_path))
        assert done(early, pieces(2)) == done(hired, pieces(2))
    assert not any(one.process.is_alive() for one in first)
