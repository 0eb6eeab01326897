"""A browser for all tests, and a preview for each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.small_book import BOOK
from tests.support.book_project import BookProject
from tests.support.preview import RunningPreview, chromium, wait_for_pages


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium without a window."""
    if not chromium():
        pytest.skip("there is no Chromium on this machine: apt-get install chromium")
    from tests.support.preview import browser as opened

    with opened() as found:
        yield found


Start = Callable[..., RunningPreview]


@pytest.fixture
def serve() -> Iterator[Start]:
    """Starts previews, and ends them."""
    running: list[RunningPreview] = []

    def start(root: Path, out: Path, port: int = 0) -> RunningPreview:
        running.append(RunningPreview(root, out, port))
        return running[-1]

    yield start
    for one in running:
        one.end()


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
