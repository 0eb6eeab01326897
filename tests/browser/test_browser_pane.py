"""What an editor writes in the pane, and what may go wrong meanwhile."""

import signal

from playwright.sync_api import Page, expect

from tests.browser.conftest import Start
from tests.browser.small_book import (
    CHAPTER,
    FIRST,
    open_paragraph,
    pictures,
    wait_until_changed,
    write,
)
from tests.support.book_project import BookProject
from tests.support.preview import (
    PATIENCE_S,
    RunningPreview,
    wait_for_pages,
    wait_until_built,
)


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


def test_the_mark_of_the_text_in_the_pane_moves_with_it(page: Page, book: BookProject) -> None:
    open_paragraph(page)
    written = page.locator(".written").first
    expect(written).to_be_attached()
    before = written.evaluate("element => element.style.top")
    book.change(FIRST, "The first words", "A paragraph before.\n\nThe first words")
    book.change(FIRST, "# One", "# One {#one}")
    wait_until_built(page)
    page.wait_for_function(
        "before => parseFloat(document.querySelector('.written')?.style.top) > parseFloat(before)",
        arg=before,
    )


def test_one_escape_leads_from_the_text_to_the_pages(page: Page, book: BookProject) -> None:
    before = (book.root / FIRST).read_text("utf-8")
    open_paragraph(page)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("quixotic")
    expect(page.locator("#found")).to_have_text("1 place")
    expect(page.locator("#pane-state")).to_have_text("")
    assert (book.root / FIRST).read_text("utf-8") == before


BEYOND = "# One\n\n{>>😀😀😀<<}The quixotic words {++here++}\n"


def test_places_behind_an_emoji_are_found(page: Page, book: BookProject) -> None:
    book.write(FIRST, BEYOND)
    page.keyboard.press("/")
    page.keyboard.type("quixotic")
    hit = page.locator("#hits li").filter(has_text="The quixotic words")
    expect(hit).to_have_count(1, timeout=PATIENCE_S * 1000)
    wait_until_built(page)
    hit.click()
    page.locator(f'.page[data-index="{CHAPTER}"] .hit').click(force=True)
    expect(page.locator("#place")).to_have_text("chapters/one.md:3")
    assert page.evaluate("getSelection().toString()") == "quixotic"
    expect(page.locator("#pane-review-count")).to_have_text("2 marks")
    page.keyboard.press("Control+End")
    expect(page.locator("#pane-review-count")).to_have_text("2 of 2")
    page.keyboard.type(" More.")
    page.keyboard.press("Control+s")
    expect(page.locator("#pane-state")).to_have_text("saved")
    expect(page.locator("#pane-review-count")).to_have_text("2 marks")
    page.locator("#pane-review-back").click()
    expect(page.locator("#pane-review-count")).to_have_text("2 of 2")
    page.locator("#pane-accept").click()
    expect(page.locator("#pane-review-count")).not_to_have_text("2 of 2")
    assert (book.root / FIRST).read_text("utf-8") == (
        "# One\n\n{>>😀😀😀<<}The quixotic words here More.\n"
    )


def test_what_is_wrong_behind_an_emoji_is_marked(page: Page, book: BookProject) -> None:
    book.write(FIRST, BEYOND.replace("words", "[words](#nowhere)"))
    expect(page.locator("#problems mark")).to_have_text("[words](#nowhere)")


def test_the_paragraph_stays_when_another_program_changes_what_is_around_it(
    page: Page, book: BookProject
) -> None:
    open_paragraph(page)
    place = page.locator("#place")
    expect(place).to_have_text("chapters/one.md:3")
    shown = page.locator(".cm-content .cm-line")
    text = (book.root / FIRST).read_text("utf-8")
    book.write(FIRST, text.replace("# One", "# The first\n\nNew.").replace("quixotic", "odd"))
    expect(page.locator("#pane-state")).to_have_text("read again")
    expect(place).to_have_text("chapters/one.md:5")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("The first words of the")
    page.keyboard.type("Its")
    page.keyboard.press("Control+s")
    expect(page.locator("#pane-state")).to_have_text("saved")
    after = (book.root / FIRST).read_text("utf-8")
    assert after.startswith("# The first\n\nNew.\n\nThe first words of ")
    assert "Its" in after
    assert after.endswith((book.root / FIRST).read_text("utf-8")[-40:])
