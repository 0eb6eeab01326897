"""Books that other tools have written, and what becomes of them."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from chapbook.authoring.foreign_documents import ForeignBook, document_of
from chapbook.authoring.imported_book import ImportedBook, imported_book
from chapbook.manuscript.model import CrossReference
from chapbook.scholarship import Scholarship
from tests.support.book_project import CHECKOUT

FOREIGN = {
    "metadata.yaml": "title: A Thesis\nauthor:\n- Ann One\n- Ben Two\nlang: de\nfontsize: 11pt\n",
    "1-one.md": """\
Introduction {#intro}
============

Text with a note,[^1] ~~struck~~, H~2~O, 2^nd^ and [a link](2-two.md#more).
<!-- Is this
so? -->

[^1]: The first
    note.

  Right   Left
-------   ------
     12   twelve

: Numbers

# Second {-}

More.[^1] It is `~~code~~` here, and 100%% there.

![A map](pics/map.svg){width=5cm #fig-map}

    indented ~~code~~

\\newpage

$$x = 1$$

See [@key1990, p. 3] and @fig-map.
""",
    "2-two.md": "Going on.[^1]\n\n[^1]: Another.\n\n# Third\n\n## More\n\n![Far](http://x.org/a.png)\n",
    "10-ten.md": """\
# Fourth

+---+-----+
| a | b   |
+===+=====+
| c | d e |
|   | f   |
+---+-----+
""",
    "pics/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"/>',
    "pics/unused.png": "x",
    "refs.bib": "@book{key1990, author = {Key, Ann}, title = {T}, date = {1990}}\n",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def run(*arguments: str, cwd: Path, path: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(CHECKOUT / "build.py"), *arguments],
        cwd=cwd,
        env=None if path is None else {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def words_of_book(book: Scholarship) -> Counter[str]:
    html = " ".join(
        [
            *(f"{chapter.title_html} {chapter.body}" for chapter in book.chapters),
            *(
                slot.html
                for chapter in book.chapters
                for slot in chapter.slots
                if isinstance(slot, CrossReference)
            ),
            *(
                block
                for chapter in book.chapters
                for note in chapter.notes
                for block in note.blocks
            ),
        ]
    )
    return words(re.sub(r"<[^<>]*>", " ", re.sub(r"<(/?)(sub|sup|s|em|strong)>", "", html)))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def imported(text: str) -> ImportedBook:
    document = document_of("a.md", Path("/nowhere"), text)
    return imported_book(ForeignBook(Path("/nowhere"), (document,), {}))


def chapter(book: ImportedBook, number: int = 0) -> str:
    return book.files[book.chapters[number]].decode()
