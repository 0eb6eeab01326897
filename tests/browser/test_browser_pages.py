"""What an editor looks at in the browser: pages, lists, and what is wrong with the book."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.books import book_files, write_files
from tests.browser.conftest import Start
from tests.browser.small_book import (
    CHAPTER,
    FIRST,
    SECOND,
    open_paragraph,
    pictures,
    wait_until_changed,
)
from tests.support.book_project import BookProject
from tests.support.preview import PATIENCE_S, RunningPreview, wait_for_pages, wait_until_built


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


def test_what_is_wrong_stands_beside_the_text_not_over_it(page: Page, book: BookProject) -> None:
    open_paragraph(page)
    book.change(FIRST, "quixotic", "[it](#nowhere)")
    problems = page.locator("#problems")
    expect(problems).to_be_visible()
    over, pane = problems.bounding_box(), page.locator("#pane").bounding_box()
    assert over
    assert pane
    assert over["x"] + over["width"] <= pane["x"]


def test_search_marks_its_hits(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("quixotic")
    expect(page.locator("#found")).to_have_text("1 place")
    page.locator("#hits li").click()
    expect(page.locator(".hit")).to_have_count(1)


def test_the_hit_that_was_gone_to_is_told_from_the_others(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("chapter")
    hits = page.locator("#hits li")
    hits.first.click()
    expect(page.locator(".hit.here")).to_have_count(1)
    page.locator("#desk").focus()
    page.keyboard.press("n")
    expect(hits.nth(1)).to_have_class("here")
    expect(page.locator(".hit.here")).to_have_count(1)
    expect(page.locator(".hit.here")).to_be_in_viewport()


def test_what_is_searched_is_searched_in_the_book_as_it_is_now(
    page: Page, book: BookProject
) -> None:
    page.keyboard.press("/")
    page.keyboard.type("quixotic")
    expect(page.locator("#found")).to_have_text("1 place")
    page.locator("#hits li").click()
    book.change(SECOND, "few words", "few quixotic words")
    expect(page.locator("#found")).to_have_text("2 places", timeout=PATIENCE_S * 1000)
    expect(page.locator("#hits .here")).to_contain_text("unique: quixotic")
    book.change(SECOND, "few quixotic words", "few words")
    expect(page.locator("#found")).to_have_text("1 place", timeout=PATIENCE_S * 1000)


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
