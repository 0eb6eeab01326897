"""A book of a few pages, and what an editor does with it in the browser."""

from playwright.sync_api import Page, expect

from tests.support.preview import PATIENCE_S, click_on_text

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
