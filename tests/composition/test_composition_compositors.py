"""Several processes set what one would have set, and one that ends takes nothing with it."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import active_children
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest

from chapbook.composition import composing_staff, stored_styles
from chapbook.composition import compositors as module
from chapbook.composition.composing_staff import Compositor, Failure, Staff
from chapbook.composition.compositor import READY, Setup, Styles, Work
from chapbook.composition.compositors import Compositors
from chapbook.composition.engine import Typesetter
from chapbook.composition.first_compositor import Twin, begin
from chapbook.composition.model import HtmlFragment, TypesetFragment
from chapbook.composition.open_folios import open_folio
from chapbook.composition.stored_fragments import from_bytes
from chapbook.composition.stylesheets import read_stylesheets
from chapbook.diagnostics import SourceSpan, warning
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

    def typeset(self: Typesetter, fragment: HtmlFragment, *rest: Any) -> TypesetFragment:
        if fragment.id == name:
            what()
        return stock(self, fragment, *rest)

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
    for one in hired._staff.compositors:
        one.process.kill()
        one.process.join()
    assert done(hired, pieces(3)) == expected


@pytest.mark.parametrize(("cores", "has_any"), [(2, False), (3, True)])
def test_who_waits_does_something_where_a_core_is_idle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int, has_any: bool
) -> None:
    monkeypatch.setattr(composing_staff, "jobs_at_hand", lambda: cores)
    done: list[int] = []
    with Compositors(2) as two:
        two.prepare(setup(tmp_path))
        works = pieces(2)

        def has_time() -> bool:
            done.append(len(works))
            return False

        def deliver(work: Work, _: bytes) -> None:
            works[:] = [one for one in works if one is not work]

        two.set_all(tuple(works), deliver, has_time=has_time)
    assert (2 in done) is has_any
    assert done


def test_what_one_says_before_it_is_ready_is_no_answer() -> None:
    ours, theirs = multiprocessing.Pipe()
    staff = Staff(forks=False)
    one = Compositor(Twin(ours), ours)
    staff.compositors.append(one)
    (work,) = pieces(1)
    one.give(work)
    made: list[bytes] = []
    failures: list[Failure] = []
    for said in (Styles((), sides_differ=False), READY, (b"pages", ("", ""))):
        theirs.send(said)
    for _ in range(3):
        staff.collect(lambda _, data: made.append(data), None, failures)
    assert (made, failures, one.work) == ([b"pages"], [], None)


def test_pages_are_known_before_they_are_drawn(hired: Compositors) -> None:
    works = [
        replace(work, html=work.html.replace("<p", f'<p id="p-{work.id}"', 1) + open_folio("p", 2))
        for work in pieces(3)
    ]
    heard: list[str] = []
    early: dict[str, TypesetFragment] = {}
    late: dict[str, TypesetFragment] = {}

    def lay_out(work: Work, made: TypesetFragment) -> None:
        heard.append(f"{work.id} laid out")
        early[work.id] = made

    def keep(work: Work, data: bytes) -> None:
        heard.append(f"{work.id} drawn")
        late[work.id] = from_bytes(data)

    assert hired.set_all(works, keep, lay_out) == ()
    assert early.keys() == {work.id for work in works}
    assert hired.finish(keep) == ()
    assert late.keys() == early.keys()
    for name, made in early.items():
        assert heard.index(f"{name} laid out") < heard.index(f"{name} drawn")
        assert (made.digest, made.page_count) == (late[name].digest, late[name].page_count)
        assert made.anchors == late[name].anchors
        assert f"p-{name}" in made.anchors
        folios = [(each.page, each.anchor) for each in late[name].open_folios]
        assert [(each.page, each.anchor) for each in made.open_folios] == folios
        assert len(folios) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_a_second_one_gets_ready_while_the_only_one_is_at_work(tmp_path: Path) -> None:
    (work,) = pieces(1)
    with Compositors(2, first=begin()) as early:
        early.engine_version()
        early.prepare(setup(tmp_path))
        early.hire_ahead()
        assert len(early._staff.compositors) == 1
        early.begin(work)
        early.hire_ahead()
        early.hire_ahead()
        assert len(early._staff.compositors) == 2
        assert early.begin(replace(work, id="another"))
        assert done(early, [])[0].keys() == {work.id, "another"}


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_a_spare_one_is_hired_before_another_is_made(tmp_path: Path, hired: Compositors) -> None:
    works = pieces(2)
    first, spare = begun = begin(1, spare=1)
    with Compositors(2, first=begun) as early:
        early.engine_version()
        early.prepare(setup(tmp_path))
        assert early.begin(works[1])
        assert not early.begin(works[0])
        early.hire_ahead()
        assert [one.process for one in early._staff.compositors] == [first.process, spare.process]
        assert done(early, works[:1]) == done(hired, works)
    assert not spare.process.is_alive()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_a_spare_one_that_has_ended_is_done_without(tmp_path: Path) -> None:
    works = pieces(2)
    first, spare = begin(1, spare=1)
    with Compositors(2, first=(first, spare)) as early:
        early.engine_version()
        early.prepare(setup(tmp_path))
        (process,) = active_children()
        (twin,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(twin), signal.SIGKILL)
        assert wait([spare.pipe], timeout=60)
        assert done(early, works)[0].keys() == {work.id for work in works}


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_a_twin_that_ends_in_the_midst_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = pieces(3)
    stock = Typesetter.typeset

    def typeset(self: Typesetter, fragment: HtmlFragment, *rest: Any) -> TypesetFragment:
        if fragment.id == "piece-1":
            os.kill(os.getpid(), signal.SIGKILL)
        return stock(self, fragment, *rest)

    monkeypatch.setattr(Typesetter, "typeset", typeset)
    with Compositors(2, first=begin(2)) as early:
        early.engine_version()
        early.prepare(setup(tmp_path))
        assert [early.begin(work) for work in works] == [True, True, False]
        made, failures = done(early, works[2:])
        assert made.keys() == {"piece-0", "piece-2"}
        assert failures == (Failure(works[1], "the process ended"),)


def test_those_who_are_dismissed_are_made_again(hired: Compositors) -> None:
    made, _ = done(hired, pieces(2))
    before = [one.process for one in hired._staff.compositors]
    hired.dismiss()
    assert done(hired, pieces(2)) == (made, ())
    hired.close()
    assert not any(process.is_alive() for process in before)


def test_other_styles_are_set_by_other_processes(tmp_path: Path, hired: Compositors) -> None:
    done(hired, pieces(2))
    processes = [one.process for one in hired._staff.compositors]
    assert len(processes) == 2
    # As each build of a process that stays does.
    hired.engine_version()
    first = hired.prepare(setup(tmp_path))
    assert [one.process for one in hired._staff.compositors] == processes
    assert hired.prepare(replace(setup(tmp_path), environment="other")) is not first
    assert [process.is_alive() for process in processes] == [False, False]


def test_styles_are_the_same_when_they_come_back() -> None:
    found = warning("css-ignored", "ignored", SourceSpan("styles/type.css", 3, 2))
    for styles in (Styles((found,), sides_differ=True), Styles((), sides_differ=False)):
        assert stored_styles.from_bytes(stored_styles.to_bytes(styles)) == styles


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("knows", [False, True], ids=["styles are asked for", "styles are known"])
def test_those_that_were_begun_before_the_book_was_known_set_the_same(
    tmp_path: Path, hired: Compositors, count: int, knows: bool
) -> None:
    works = pieces(3)
    expected, _ = done(hired, works)
    styles = hired.prepare(setup(tmp_path))
    with Compositors(2, first=begin(count)) as early:
        assert early.engine_version() == hired.engine_version()
        assert early.prepare(setup(tmp_path), styles if knows else None) == styles
        begun = tuple(early._staff.compositors)
        assert [early.begin(work) for work in works] == [number < count for number in range(3)]
        assert done(early, works[count:]) == (expected, ())
        assert set(begun) <= set(early._staff.compositors)
    assert not any(one.process.is_alive() for one in begun)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
@pytest.mark.parametrize("said", [False, True], ids=["at once", "after it spoke"])
@pytest.mark.parametrize("knows", [False, True], ids=["styles are asked for", "styles are known"])
def test_one_that_ended_before_the_book_was_known_is_done_without(
    tmp_path: Path, hired: Compositors, said: bool, knows: bool
) -> None:
    styles = hired.prepare(setup(tmp_path))
    first = begin(2)
    with Compositors(2, first=first) as early:
        if said:
            early.engine_version()
        first[0].process.kill()
        first[0].process.join()
        assert early.engine_version() == hired.engine_version()
        assert early.prepare(setup(tmp_path), styles if knows else None) == styles
        assert done(early, pieces(2)) == done(hired, pieces(2))
    assert not any(one.process.is_alive() for one in first)
