"""The pages of a preview: what is shown, what has changed, what is searched, how it is drawn."""

import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from chapbook.composition.source_boxes import NOTHING_WRITTEN
from chapbook.diagnostics import SourceSpan, error
from chapbook.proofing.preview.events import Events
from chapbook.proofing.preview.external_editor import editor_command
from chapbook.proofing.preview.messages import DivisionPlace, Part
from chapbook.proofing.preview.page_list import (
    ShownPage,
    changed_pages,
    newest_page,
    page_list,
    with_proof,
)
from chapbook.proofing.preview.page_search import hits_in
from chapbook.proofing.preview.plain_text import plain
from chapbook.proofing.preview.png import png
from chapbook.proofing.preview.shown_state import problems_state

PLACES = (
    DivisionPlace("title", "", "", 0, ("i",)),
    DivisionPlace("one", "One", "chapters/one.md", 1, ("1", "2")),
)


def part(name: str, *digests: str) -> Part:
    return Part(
        name, b"", digests, b"", ("f",) * len(digests), (0.0,) * len(digests), NOTHING_WRITTEN
    )


def test_the_pages_are_in_order_with_their_blanks() -> None:
    pages = page_list(PLACES, {"title": part("title", "a"), "one": part("one", "b", "c")})
    shown = [(page.division, page.number, page.folio) for page in pages]
    assert shown == [("title", 0, "i"), ("one", -1, ""), ("one", 0, "1"), ("one", 1, "2")]
    assert pages[1].digest == ""
    assert len({page.digest for page in pages}) == 4


def test_a_part_that_has_grown_has_a_page_more() -> None:
    pages = page_list(PLACES, {"title": part("title", "a"), "one": part("one", "b", "c", "d")})
    assert [page.folio for page in pages] == ["i", "", "1", "2", ""]


def test_a_digest_covers_text_furniture_and_place() -> None:
    one = part("title", "a")
    others = (
        replace(one, text_digests=("x",)),
        replace(one, furniture_digests=("x",)),
        replace(one, shifts_pt=(3.5,)),
    )
    digests = {page_list(PLACES, {"title": each})[0].digest for each in (one, *others)}
    assert len(digests) == 4


def test_pages_that_only_moved_have_not_changed() -> None:
    before = [ShownPage(digest, "", "one", at) for at, digest in enumerate("abc")]
    after = [ShownPage(digest, "", "one", at) for at, digest in enumerate(["x", "a", "", "c"])]
    assert changed_pages(before, after) == (0,)


def test_the_newest_page_is_the_first_changed_one_of_the_saved_chapter() -> None:
    pages = page_list(PLACES, {"title": part("title", "a"), "one": part("one", "b", "c")})
    assert newest_page((0, 3), pages, PLACES, ["chapters/one.md"]) == 3
    assert newest_page((0, 3), pages, PLACES, ["chapters/index.toml"]) is None
    assert newest_page((), pages, PLACES, ["chapters/one.md"]) is None


def test_the_newest_page_after_an_entry_is_the_first_changed_one_that_lists_it() -> None:
    index = DivisionPlace("index", "Index", "", 0, ("3",), "chapters/index.toml")
    parts = {"title": part("title", "a"), "one": part("one", "b", "c"), "index": part("index", "d")}
    pages = page_list((*PLACES, index), parts)
    assert newest_page((0, 2, 4), pages, (*PLACES, index), ["chapters/index.toml"]) == 4
    assert newest_page((0, 2, 4), pages, (*PLACES, index), ["book.toml"]) is None


def test_words_are_found_over_lines_and_in_any_case() -> None:
    page = plain("He said\r\n\u2018the trial\u2019 of Mos\ufffecow was\r\nthe TRIAL.")
    assert [hit.found for hit in hits_in(3, page, "the trial")] == ["the trial", "the TRIAL"]
    (divided,) = hits_in(3, page, "moscow was the")
    assert (divided.page_index, divided.found) == (3, "Moscow was the")
    assert [hit.found for hit in hits_in(0, page, "said 'the")] == ["said \u2018the"]
    assert [*hits_in(0, page, "t.e")] == []


def test_a_hit_stands_among_whole_words() -> None:
    page = plain("Begin with more words than are shown before the hit, and more of them behind it.")
    (hit,) = hits_in(0, page, "hit")
    assert (hit.before, hit.after) == (
        "…words than are shown before the ",
        ", and more of them behind it.",
    )
    (first,) = hits_in(0, page, "begin")
    assert (first.before, first.after) == ("", " with more words than are shown…")


def test_a_picture_is_a_png_grey_where_it_has_no_colour() -> None:
    grey = png(2, 2, 8, bytes([9, 9, 9, 200, 200, 200, 0, 0]) * 2)
    opened = Image.open(BytesIO(grey))
    assert (opened.mode, opened.size, opened.tobytes()) == ("L", (2, 2), bytes([9, 200] * 2))
    colour = Image.open(BytesIO(png(1, 1, 3, bytes([1, 2, 3]))))
    assert (colour.mode, colour.getpixel((0, 0))) == ("RGB", (3, 2, 1))
    assert zlib.crc32(grey[12:29]) == int.from_bytes(grey[29:33], "big")


def test_a_problem_has_its_line_of_source_and_none_outside_the_book(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# One\n\nWrong here.\n", "utf-8")
    (tmp_path.parent / "secret.md").write_text("secret\n", "utf-8")
    found = (
        error("x", "it is wrong", SourceSpan("one.md", 3, 7, 4), "mend it"),
        error("y", "outside", SourceSpan("../secret.md", 1)),
        error("z", "nowhere"),
    )
    state = problems_state(tmp_path, found, has_book=False)
    assert state["hasBook"] is False
    problems = state["problems"]
    assert isinstance(problems, list)
    by_code = {each["code"]: each for each in problems}
    assert by_code["x"] == {
        "severity": "error",
        "code": "x",
        "message": "it is wrong",
        "hint": "mend it",
        "path": "one.md",
        "line": 3,
        "column": 7,
        "length": 4,
        "source": "Wrong here.",
    }
    assert by_code["y"]["source"] == ""
    assert by_code["z"]["path"] is None


def test_who_listens_late_gets_the_newest_state_of_each_topic() -> None:
    events = Events()
    events.publish("book", {"revision": 1})
    events.publish("doing", {"text": "a"})
    events.publish("book", {"revision": 2})
    listening = events.listen()
    told = [next(listening), next(listening)]
    assert told == [
        b'event: doing\ndata: {"text":"a"}\n\n',
        b'event: book\ndata: {"revision":2}\n\n',
    ]
    events.end()
    assert [*listening] == []


def test_an_editor_with_a_window_is_opened_at_the_line() -> None:
    def which(name: str) -> str | None:
        return f"/bin/{name}" if name in {"code", "subl"} else None

    place = Path("/book/one.md")
    assert editor_command({"EDITOR": "subl -w"}, which, place, 3, 7) == (
        "/bin/subl",
        "/book/one.md:3:7",
    )
    code = ("/bin/code", "-g", "/book/one.md:3:7")
    assert editor_command({"EDITOR": "vim"}, which, place, 3, 7) == code
    assert editor_command({}, which, place, 3, 7) == code
    assert editor_command({"EDITOR": "vim"}, lambda _: None, place, 3, 7) is None


def test_pages_of_a_proof_stand_in_the_place_of_those_they_show() -> None:
    pages = page_list(PLACES, {"title": part("title", "a"), "one": part("one", "b", "c")})
    edited = with_proof(pages, "one", 1, ["new"], is_whole=False)
    assert [page.digest for page in edited[:3]] == [page.digest for page in pages[:3]]
    assert edited[3] == ShownPage("new", "2", "one", 1)
    beyond = with_proof(pages, "one", 1, ["new", "more"], is_whole=False)
    assert beyond == edited


def test_a_whole_proof_may_have_more_pages_or_fewer() -> None:
    behind = (*PLACES, DivisionPlace("two", "Two", "chapters/two.md", 0, ("3",)))
    parts = {"title": part("title", "a"), "one": part("one", "b", "c"), "two": part("two", "d")}
    pages = page_list(behind, parts)
    longer = with_proof(pages, "one", 0, ["x", "y", "z"], is_whole=True)
    assert [page.digest for page in longer[2:5]] == ["x", "y", "z"]
    assert (longer[:2], longer[5:]) == (pages[:2], pages[4:])
    shorter = with_proof(pages, "one", 0, ["x"], is_whole=True)
    assert [page.division for page in shorter] == ["title", "one", "one", "two"]
