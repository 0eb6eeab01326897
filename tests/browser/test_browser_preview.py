"""What an editor does in the browser: look, click, write, save, and what may go wrong meanwhile."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.books import book_files, write_files
from tests.browser.conftest import Start
from tests.support.book_project import BookProject
from tests.support.preview import (
    PATIENCE_S,
    RunningPreview,
    click_on_text,
    wait_for_pages,
    wait_until_built,
)

BOOK = {
    "book.toml": """
        [book]
        title = "A Small Book"
        authors = ["Ann Author"]
        date = "2026"

        [divisions]
        front = ["title", "contents"]
        body = ["chapters/one.md", "chapters/two.md"]
        back = ["chapters/sources.md", "index"]

        [page]
        trim = "A6"

        [citations]
        bibliography = "bibliography/references.bib"
        """,
    "chapters/one.md": """
        # One

        The first words of the [chapter]{.ix} stand here.[^k]

        A second paragraph with a word that is unique: quixotic.

        [^k]: A note with [@conquest1968, p. 5].
        """,
    "chapters/two.md": "# Two\n\nAnother chapter, of a few words.\n",
    "chapters/sources.md": "# Sources\n\n::: bibliography\n:::\n",
    "bibliography/references.bib": """
        @book{conquest1968,
          author = {Conquest, Robert},
          title = {The Great Terror},
          publisher = {Macmillan},
          address = {London},
          date = {1968},
        }
        """,
}
FIRST, SECOND = "chapters/one.md", "chapters/two.md"
CHAPTER = 4
"""The index of the page on which the first chapter begins."""


@pytest.fixture
def book(tmp_path: Path) -> BookProject:
    return BookProject(tmp_path, BOOK)


@pytest.fixture
def preview(book: BookProject, serve: Start) -> RunningPreview:
    return serve(book.root, book.out)


@pytest.fixture
def page(browser: Browser, preview: RunningPreview) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda told: wrong.append(told.text) if "Policy" in told.text else None)
    opened.goto(preview.url)
    wait_for_pages(opened)
    yield opened
    context.close()
    assert wrong == []


def pictures(page: Page, index: int) -> str:
    found = page.locator(f'.page[data-index="{index}"]').first.get_attribute("data-digest")
    return found or ""


def wait_until_changed(page: Page, index: int, before: str) -> None:
    element = page.locator(f'.page[data-index="{index}"]').first
    expect(element).not_to_have_attribute("data-digest", before, timeout=PATIENCE_S * 1000)


def open_paragraph(page: Page) -> None:
    page.evaluate(
        f"import('/static/pages.js').then((pages) => pages.goTo({CHAPTER}))",
    )
    click_on_text(page, CHAPTER, 0.5, 0.36)
    expect(page.locator("#pane")).to_be_visible()
    expect(page.locator("#place")).to_contain_text("chapters/one.md:")


def write(page: Page, text: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def test_the_token_does_not_stay_in_the_address(page: Page, preview: RunningPreview) -> None:
    assert page.url == f"http://127.0.0.1:{preview.port}/"
    assert page.title() == "A Small Book"


def test_a_save_on_disk_changes_its_page_alone(page: Page, book: BookProject) -> None:
    before = [pictures(page, index) for index in range(8)]
    book.change(FIRST, "quixotic", "quixotic and bold")
    wait_until_changed(page, CHAPTER, before[CHAPTER])
    wait_until_built(page)
    after = [pictures(page, index) for index in range(8)]
    assert [index for index in range(8) if before[index] != after[index]] == [CHAPTER]
    changed = page.locator(f'.page.changed[data-index="{CHAPTER}"]')
    expect(changed).to_be_in_viewport()
    expect(changed.locator("img")).to_be_visible()


def test_a_click_leads_to_the_line_and_the_word(page: Page) -> None:
    open_paragraph(page)
    expect(page.locator(".cm-content")).to_contain_text("words of the")
    expect(page.locator(".written").first).to_be_attached()
    page.locator("[data-extent=file]").click()
    expect(page.locator(".cm-content")).to_contain_text("# One")


def test_what_is_typed_is_saved_and_set(page: Page, book: BookProject) -> None:
    open_paragraph(page)
    page.locator("[data-extent=file]").click()
    write(page, "\n\nTyped in the pane.\n")
    expect(page.locator("#pane-state")).to_have_text("unsaved")
    before = pictures(page, CHAPTER)
    page.keyboard.press("Control+s")
    expect(page.locator("#pane-state")).to_have_text("saved")
    assert (book.root / FIRST).read_text("utf-8").endswith("Typed in the pane.\n")
    wait_until_changed(page, CHAPTER, before)
    page.keyboard.press("Control+z")
    expect(page.locator("#pane-state")).to_have_text("unsaved")


def test_a_paragraph_alone_is_changed_where_it_alone_is_shown(
    page: Page, book: BookProject
) -> None:
    open_paragraph(page)
    before = (book.root / FIRST).read_text("utf-8")
    write(page, " More of it.")
    page.keyboard.press("Control+s")
    expect(page.locator("#pane-state")).to_have_text("saved")
    after = (book.root / FIRST).read_text("utf-8")
    assert after == before.replace("stand here.[^k]", "stand here.[^k] More of it.")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+s")
    expect(page.locator("#pane-state")).to_have_text("saved")
    assert (book.root / FIRST).read_text("utf-8").startswith("# One\n\n\n\nA second paragraph")


def test_keys_of_sources_and_headwords_complete(page: Page) -> None:
    open_paragraph(page)
    page.locator("[data-extent=file]").click()
    write(page, "\n\nAs [@conq")
    expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text("conquest1968")
    page.keyboard.press("Enter")
    page.keyboard.type('] said of [it]{ix="cha')
    expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text("chapter")


def test_two_versions_are_shown_and_none_is_lost(page: Page, book: BookProject) -> None:
    open_paragraph(page)
    page.locator("[data-extent=file]").click()
    write(page, "\n\nMine.\n")
    book.change(FIRST, "# One", "# One of theirs")
    expect(page.locator("#pane-state")).to_contain_text("another program")
    page.keyboard.press("Control+s")
    dialog = page.locator("#conflict")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("One of theirs")
    expect(dialog).to_contain_text("Mine.")
    assert "Mine." not in (book.root / FIRST).read_text("utf-8")
    dialog.get_by_text("Decide later").click()
    expect(page.locator(".cm-content")).to_contain_text("Mine.")
    page.locator("#save").click()
    dialog.get_by_text("Keep mine").click()
    expect(page.locator("#pane-state")).to_have_text("saved")
    assert (book.root / FIRST).read_text("utf-8").endswith("Mine.\n")


def test_text_outlives_the_server_and_the_page(
    page: Page, book: BookProject, preview: RunningPreview, serve: Start
) -> None:
    open_paragraph(page)
    page.locator("[data-extent=file]").click()
    write(page, "\n\nNot lost.\n")
    expect(page.locator("#pane-state")).to_have_text("unsaved")
    preview.end(signal.SIGKILL)
    expect(page.locator(".notice")).to_contain_text("The server has ended")
    page.keyboard.press("Control+s")
    expect(page.locator("#pane-state")).to_contain_text("kept in this browser")
    page.wait_for_timeout(300)
    serve(book.root, book.out, preview.port)
    expect(page.locator(".notice")).to_have_count(0, timeout=PATIENCE_S * 1000)
    page.reload()
    wait_for_pages(page)
    page.get_by_role("button", name="Show it").click()
    expect(page.locator(".cm-content")).to_contain_text("Not lost.")
    page.keyboard.press("Control+s")
    expect(page.locator("#pane-state")).to_have_text("saved")
    assert (book.root / FIRST).read_text("utf-8").endswith("Not lost.\n")


def test_an_error_stands_over_the_pages_until_it_is_mended(page: Page, book: BookProject) -> None:
    good = (book.root / "book.toml").read_text("utf-8")
    book.write("book.toml", good.replace('trim = "A6"', 'trim = "A6'))
    problems = page.locator("#problems")
    expect(problems).to_be_visible()
    expect(problems).to_contain_text("book.toml:")
    expect(problems).to_contain_text('trim = "A6')
    expect(page.locator(".page img").first).to_be_visible()
    book.write("book.toml", good)
    expect(problems).to_be_hidden()
    book.change(FIRST, "quixotic", "[it](#nowhere)")
    expect(problems).to_contain_text("chapters/one.md:5")
    problems.locator(".where").click()
    expect(page.locator("#place")).to_contain_text("chapters/one.md:5")


def test_a_file_that_is_gone_or_no_text_is_told_in_the_pane_until_it_is_back(
    page: Page, book: BookProject
) -> None:
    open_paragraph(page)
    place, state = book.root / FIRST, page.locator("#pane-state")
    good = place.read_bytes()
    place.unlink()
    expect(state).to_have_text("chapters/one.md is not there")
    write(page, " More.")
    page.keyboard.press("Control+s")
    expect(state).to_have_text(
        "not saved: chapters/one.md is not there. The text is kept in this browser."
    )
    place.write_bytes(good)
    expect(state).to_have_text("unsaved")
    page.keyboard.press("Control+s")
    expect(state).to_have_text("saved")
    assert place.read_text("utf-8") == good.decode().replace("here.[^k]", "here.[^k] More.")
    place.write_bytes(b"# One \xe9\n")
    expect(state).to_have_text("chapters/one.md is not UTF-8")


def test_what_is_wrong_stands_beside_the_text_not_over_it(page: Page, book: BookProject) -> None:
    open_paragraph(page)
    book.change(FIRST, "quixotic", "[it](#nowhere)")
    problems = page.locator("#problems")
    expect(problems).to_be_visible()
    over, pane = problems.bounding_box(), page.locator("#pane").bounding_box()
    assert over
    assert pane
    assert over["x"] + over["width"] <= pane["x"]


def test_the_mark_of_the_text_in_the_pane_moves_with_it(page: Page, book: BookProject) -> None:
    open_paragraph(page)
    written = page.locator(".written").first
    expect(written).to_be_attached()
    before = written.evaluate("element => element.style.top")
    book.change(FIRST, "The first words", "A paragraph before.\n\nThe first words")
    book.change(FIRST, "# One", "# One {#one}")
    wait_until_built(page)
    page.wait_for_function(
        "before => parseFloat(document.querySelector('.written').style.top) > parseFloat(before)",
        arg=before,
    )


def test_search_marks_its_hits(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("quixotic")
    expect(page.locator("#found")).to_have_text("1 place")
    page.locator("#hits li").click()
    expect(page.locator(".hit")).to_have_count(1)


def test_nothing_of_the_book_runs_in_the_page(
    browser: Browser, book: BookProject, serve: Start
) -> None:
    attack = "<img src=x onerror=document.title=1><script>document.title=2</script>"
    toml = (book.root / "book.toml").read_text("utf-8")
    book.write("book.toml", toml.replace('"A Small Book"', f"'A Small {attack} Book'"))
    book.write(SECOND, f"# Two {attack}\n\n{attack}\n\n[{attack}](#nowhere)\n")
    page = browser.new_page()
    page.goto(serve(book.root, book.out).url)
    wait_for_pages(page)
    expect(page.locator("#title")).to_have_text(f"A Small {attack} Book")
    expect(page.locator("#problems")).to_contain_text("chapters/two.md")
    assert page.title() == f"A Small {attack} Book"
    own = page.evaluate("[...document.scripts].map((script) => new URL(script.src).pathname)")
    assert own == ["/static/main.js"]
    page.close()


MARKED = """# One

The {--first --}words of the {++whole ++}chapter {>>which?<<} stand here.[^k]

A second paragraph, {~~quixotic~>sober~~}.

[^k]: A note.
"""


def open_review(page: Page, book: BookProject) -> None:
    book.write(FIRST, MARKED)
    page.keyboard.press("r")
    expect(page.locator("#review-list .item")).to_have_count(4, timeout=PATIENCE_S * 1000)
    wait_until_built(page)


def test_remarks_and_changes_are_listed_and_stand_on_the_page(
    page: Page, book: BookProject
) -> None:
    open_review(page, book)
    expect(page.locator("#review-count")).to_have_text("3 changes, 1 remark")
    expect(page.locator("#problems-count")).to_be_hidden()
    page.keyboard.press("m")
    expect(page.locator(f'.page[data-index="{CHAPTER}"] .card')).to_contain_text("first")
    for kind, count in (("deletion", 1), ("addition", 1), ("substitution", 1), ("comment", 1)):
        expect(page.locator(f".editorial.{kind}:not(.flag)")).to_have_count(count)
    page.locator(".editorial.comment:not(.flag)").click()
    expect(page.locator(".card")).to_contain_text("which?")
    expect(page.locator("#review-list .here")).to_contain_text("which?")
    expect(page.locator("#pane")).to_be_hidden()
    page.locator("[data-review=changes]").click()
    expect(page.locator("#review-list .item")).to_have_count(3)
    page.keyboard.press("2")
    expect(page.locator(".editorial.deletion:not(.flag)")).to_have_count(1)


def test_changes_are_accepted_and_rejected_one_by_one_and_taken_back(
    page: Page, book: BookProject
) -> None:
    open_review(page, book)
    page.keyboard.press("m")
    page.keyboard.press("a")
    expect(page.locator("#review-list .item")).to_have_count(3)
    accepted = MARKED.replace("{--first --}", "")
    assert (book.root / FIRST).read_text("utf-8") == accepted
    expect(page.locator("#review-list .here")).to_contain_text("whole")
    page.locator(".card").get_by_text("Reject").click()
    expect(page.locator("#review-list .item")).to_have_count(2)
    assert (book.root / FIRST).read_text("utf-8") == accepted.replace("{++whole ++}", "")
    page.keyboard.press("u")
    expect(page.locator("#review-list .item")).to_have_count(3)
    page.keyboard.press("u")
    expect(page.locator("#review-list .item")).to_have_count(4)
    assert (book.root / FIRST).read_text("utf-8") == MARKED
    expect(page.locator("#review-undo")).to_be_hidden()


def test_all_changes_of_a_chapter_are_decided_from_the_pane(page: Page, book: BookProject) -> None:
    open_review(page, book)
    page.locator("#review-list .item").first.click()
    open_paragraph(page)
    write(page, " Typed.")
    page.locator("#pane-accept-all").click()
    expect(page.locator("#review-list .item")).to_have_count(1)
    text = (book.root / FIRST).read_text("utf-8")
    assert "The words of the whole chapter {>>which?<<} stand here.[^k] Typed.\n" in text
    assert "A second paragraph, sober.\n" in text
    expect(page.locator("#pane-accept-all")).to_be_hidden()
    page.locator("#pane-review-forth").click()
    page.locator("#pane-done").click()
    expect(page.locator("#review-none")).to_be_visible()
    expect(page.locator("#pane-review")).to_be_hidden()
    assert "which?" not in (book.root / FIRST).read_text("utf-8")


def test_a_decision_is_not_taken_back_over_another_s_work(page: Page, book: BookProject) -> None:
    open_review(page, book)
    page.keyboard.press("m")
    page.keyboard.press("a")
    expect(page.locator("#review-list .item")).to_have_count(3)
    book.change(FIRST, "The words", "The few words")
    book.change(FIRST, "# One", "# One of theirs")
    page.keyboard.press("u")
    dialog = page.locator("#conflict")
    expect(dialog).to_contain_text("One of theirs")
    assert "One of theirs" in (book.root / FIRST).read_text("utf-8")
    dialog.get_by_text("Take the file").click()
    expect(dialog).to_be_hidden()
    assert "One of theirs" in (book.root / FIRST).read_text("utf-8")


def test_decisions_are_taken_back_after_all_was_closed(
    page: Page, browser: Browser, book: BookProject, preview: RunningPreview, serve: Start
) -> None:
    open_review(page, book)
    page.keyboard.press("m")
    page.keyboard.press("a")
    expect(page.locator("#review-list .item")).to_have_count(3)
    page.keyboard.press("x")
    expect(page.locator("#review-list .item")).to_have_count(2)
    page.reload()
    wait_for_pages(page)
    expect(page.locator("#review-undo")).to_have_text("Undo: “whole” rejected")
    page.keyboard.press("u")
    expect(page.locator("#review-list .item")).to_have_count(3)
    preview.end()
    other = browser.new_page(viewport={"width": 1280, "height": 800})
    other.goto(serve(book.root, book.out).url)
    wait_for_pages(other)
    book.change(FIRST, "A second", "Another")
    other.keyboard.press("r")
    expect(other.locator("#review-undo")).to_have_text("Undo: “first” accepted")
    other.locator("#review-undo").click()
    expect(other.locator("#review-list .item")).to_have_count(4)
    assert (book.root / FIRST).read_text("utf-8") == MARKED.replace("A second", "Another")
    expect(other.locator("#review-undo")).to_be_hidden()
    other.close()


def test_a_change_over_paragraphs_is_shown_whole_and_decided_whole(
    page: Page, book: BookProject
) -> None:
    book.write(FIRST, "# One\n\nFirst.\n\n{--Second, {>>odd<<}\nlonger.\n\nThird.--}\n\nFourth.\n")
    page.keyboard.press("r")
    item = page.locator("#review-list .item")
    expect(item).to_have_count(1, timeout=PATIENCE_S * 1000)
    expect(item).to_contain_text("Second, longer.\nThird.", use_inner_text=True)
    wait_until_built(page)
    page.keyboard.press("m")
    expect(page.locator(".editorial.deletion:not(.flag)")).to_have_count(2)
    expect(page.locator(".card")).to_contain_text("Third.")
    page.keyboard.press("Escape")
    click_on_text(page, CHAPTER, 0.15, 0.36)
    expect(page.locator("#pane")).to_be_visible()
    item.click()
    for words in ("Second", "longer", "Third"):
        expect(page.locator(".cm-content .md-struck").filter(has_text=words)).to_have_count(1)
    expect(page.locator(".cm-content")).not_to_contain_text("Fourth")
    page.locator("#pane-accept").click()
    expect(page.locator("#review-none")).to_be_visible()
    assert (book.root / FIRST).read_text("utf-8") == "# One\n\nFirst.\n\nFourth.\n"


def test_the_editor_that_one_has_is_opened_at_the_line(
    browser: Browser,
    book: BookProject,
    serve: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = tmp_path / "told.txt"
    editor = tmp_path / "gvim"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}.part && mv {told}.part {told}\n')
    editor.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(editor))
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(serve(book.root, book.out).url)
    wait_for_pages(page)
    open_paragraph(page)
    page.locator("#open-outside").click()
    expect(page.locator("#pane-state")).to_have_text("opened in your editor")
    until = time.monotonic() + PATIENCE_S
    while not told.exists() and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert told.read_text("utf-8").split("\n") == ["+3", str(book.root / FIRST), ""]
    page.close()


def test_without_an_editor_the_button_leads_to_vs_code(
    browser: Browser, book: BookProject, serve: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(serve(book.root, book.out).url)
    wait_for_pages(page)
    open_paragraph(page)
    with page.expect_response("**/open") as answered:
        page.locator("#open-outside").click()
    answer = answered.value.json()
    assert not answer["isOpened"]
    assert answer["link"].startswith(f"vscode://file{book.root / FIRST}:3:")
    page.close()


@pytest.mark.parametrize(("words", "setting"), [("Small", "title ="), ("Ann", "authors =")])
def test_a_click_on_the_title_page_leads_to_its_setting(
    page: Page, book: BookProject, words: str, setting: str
) -> None:
    text = (book.root / "book.toml").read_text("utf-8").split("\n")
    line = next(number for number, each in enumerate(text, 1) if each.startswith(setting))
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.locator("#hits li").first.click()
    hit = page.locator('.page[data-index="0"] .hit').first
    expect(hit).to_be_visible()
    hit.click(force=True)
    expect(page.locator("#place")).to_have_text(f"book.toml:{line}")


def test_one_escape_leads_from_the_text_to_the_pages(page: Page, book: BookProject) -> None:
    before = (book.root / FIRST).read_text("utf-8")
    open_paragraph(page)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("quixotic")
    expect(page.locator("#found")).to_have_text("1 place")
    expect(page.locator("#pane-state")).to_have_text("")
    assert (book.root / FIRST).read_text("utf-8") == before


def test_lists_are_gone_through_by_keys(page: Page) -> None:
    page.keyboard.press("o")
    page.locator("#review-tab").focus()
    page.keyboard.press("Tab")
    lines = page.locator("#outline li")
    expect(lines.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(lines.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(f'.page[data-index="{CHAPTER}"]')).to_be_in_viewport()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#review-tab")).to_be_focused()


def test_each_view_has_all_pages(page: Page) -> None:
    count = page.locator(".page").count()
    page.keyboard.press("2")
    expect(page.locator(".unit")).to_have_count(count)
    page.keyboard.press("3")
    expect(page.locator(".unit.sheet").first).to_be_visible()
    expect(page.locator(".page")).to_have_count(count)
    page.keyboard.press("1")
    expect(page.locator(".page")).to_have_count(count)


def test_nothing_of_it_is_left_when_it_ends(page: Page, preview: RunningPreview) -> None:
    assert page.title()
    below = preview.children()
    assert below
    assert preview.end() == 0
    left = [pid for pid in below if Path(f"/proc/{pid}").exists() and not _is_dead(pid)]
    assert left == []


def _is_dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.on_request
def test_a_long_book_is_scrolled_through(browser: Browser, tmp_path: Path, serve: Start) -> None:
    write_files(book_files("480"), tmp_path / "book")
    preview = serve(tmp_path / "book", tmp_path / "out")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(preview.url)
    wait_for_pages(page, 300)
    count = page.locator(".page").count()
    assert count > 400
    for index in range(0, count, 40):
        page.evaluate(f"import('/static/pages.js').then((pages) => pages.goTo({index}))")
        expect(page.locator(f'.page[data-index="{index}"] img')).to_be_in_viewport()
    assert page.locator(".page img").count() < 40
    page.close()
