"""Write a book that Chapbook has built as one HTML document, for WeasyPrint alone.

python -m bench.peers.one_document BOOK OUT FOLDER, where OUT is what BOOK was built into. The
same markup and the same styles; printed folios become target-counter(), of a range of pages the
first, for CSS can't merge them.
"""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from chapbook.cache import Store
from chapbook.composition.stylesheets import Stylesheet, read_stylesheets
from chapbook.pipeline import BuiltBook, build_book
from chapbook.shipped import shipped_dir

BODY = re.compile(r"<body\b(?P<attributes>[^>]*)>(?P<inside>.*)</body>", re.DOTALL)
FOLIO = re.compile(
    r'data-folio-of="(?P<anchor>[^"]*)"(?P<more>[^>]*)>\s*'
    r'(?:<span class="open-folio"[^>]*>0+</span>|\w+)'
)
URL = re.compile(r"""url\(\s*["']?(?!data:|#)(?P<path>[^"')]+)["']?\s*\)""")
ONE_DOCUMENT_CSS = """
[data-folio-of]::before { content: target-counter(attr(data-folio-of), page); }
body { string-set: none; }
.fragment { break-before: page; string-set: book attr(data-book), head attr(data-head); }
.title-page .publisher, .imprint-page, .back-cover .foot { position: static; }
.fragment.body, .fragment.back { page: main; }
.fragment:not(.body) + .fragment.body { break-before: recto; page: start; }
@page :nth(1 of start) { counter-reset: page 1; }
@page :nth(1 of main) { @top-left { content: none; } @top-center { content: none; }
  @top-right { content: none; } @bottom-center { content: counter(page); } }
"""


def build(book: Path, out: Path) -> BuiltBook:
    """The book from the cache of its last build."""
    return build_book(book, Store(out / ".cache"), lambda _: None)


def one_document(built: BuiltBook) -> str:
    """The book as one HTML document, its styles in it."""
    config = built.manuscript.config
    sheets, _ = read_stylesheets(
        built.manuscript.root, shipped_dir(), config.page, config.output, config.hyphenation
    )
    divisions = "\n".join(_division(html.html) for html in built.set_book.html)
    return (
        f'<!DOCTYPE html>\n<html lang="{config.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{config.title}</title>\n<base href="{built.manuscript.root.as_uri()}/">\n'
        f"<style>\n{_css(sheets)}</style>\n</head>\n<body>\n{divisions}\n</body>\n</html>\n"
    )


def _division(html: str) -> str:
    body = BODY.search(html)
    assert body, "a fragment has a body"
    attributes = body["attributes"].replace('class="', 'class="fragment ')
    inside = body["inside"].replace('href="chapbook:', 'href="#')
    inside = FOLIO.sub(r'data-folio-of="#\g<anchor>"\g<more>>', inside)
    return f"<div{attributes}>{inside}</div>"


def _css(sheets: Sequence[Stylesheet]) -> str:
    """The cascade in one sheet."""
    text = "\n".join(_with_whole_urls(sheet) for sheet in sheets)
    return re.sub(r"\bbody\.(\w+)", r".fragment.\1", text) + ONE_DOCUMENT_CSS


def _with_whole_urls(sheet: Stylesheet) -> str:
    def whole(url: re.Match[str]) -> str:
        return f'url("{(sheet.folder / url["path"]).resolve().as_uri()}")'

    return URL.sub(whole, sheet.text)


def main() -> None:
    """Write FOLDER/book.html."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("book", "out", "folder"):
        parser.add_argument(name, type=Path)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    document = one_document(build(asked.book.resolve(), asked.out.resolve()))
    (asked.folder / "book.html").write_text(document, "utf-8")


if __name__ == "__main__":
    main()
