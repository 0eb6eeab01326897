"""What editors mark in the browser, and decide on there."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Start
from tests.browser.small_book import CHAPTER, FIRST, open_paragraph, write
from tests.support.book_project import BookProject
from tests.support.preview import (
    PATIENCE_S,
    RunningPreview,
    click_on_text,
    wait_for_pages,
    wait_until_built,
)

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
