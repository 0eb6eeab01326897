"""From a place in the browser to its place in the files, and in an editor outside."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Start
from tests.browser.small_book import FIRST, open_paragraph
from tests.support.book_project import BookProject
from tests.support.preview import PATIENCE_S, wait_for_pages


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
