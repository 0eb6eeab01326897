"""What other tools wrote becomes a book: no word is lost, and what can't be kept is told."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from chapbook.authoring.foreign_documents import read_folder
from chapbook.authoring.imported_book import imported_book
from chapbook.cache import Store
from chapbook.scholarship import read_book
from tests.authoring.foreign_books import (
    FOREIGN,
    run,
    words,
    words_of_book,
    written,
)


def test_a_folder_becomes_a_book(tmp_path: Path) -> None:
    source = written(tmp_path / "source", FOREIGN)
    ran = run("new", "book", "--from", str(source), cwd=tmp_path)
    assert ran.returncode == 0
    folder = tmp_path / "book"
    settings = tomllib.loads((folder / "book.toml").read_text("utf-8"))
    assert settings["book"] == {
        "title": "A Thesis",
        "authors": ["Ann One", "Ben Two"],
        "language": "de",
    }
    assert settings["divisions"]["body"] == [
        "chapters/1-introduction.md",
        "chapters/2-second.md",
        "chapters/3-third.md",
        "chapters/4-fourth.md",
    ]
    assert (folder / "bibliography/references.bib").read_text() == FOREIGN["refs.bib"]
    assert (folder / "chapters/figures/map.svg").read_text() == FOREIGN["pics/map.svg"]
    assert (
        (folder / "chapters/1-introduction.md").read_text("utf-8")
        == """\
# Introduction {#intro}

Text with a note,[^1] <s>struck</s>, H<sub>2</sub>O, 2<sup>nd</sup> and [a link](#more).
%%  Is this
so?  %%

[^1]: The first
    note.

| Right | Left |
| --- | --- |
| 12 | twelve |
: Numbers
"""
    )
    second = (folder / "chapters/2-second.md").read_text("utf-8")
    assert (
        second
        == """\
---
numbered: false
---

# Second

More.[^1] It is `~~code~~` here, and 100\\%% there.

![A map](figures/map.svg){#fig-map}

    indented ~~code~~



```
$$x = 1$$
```

See [@key1990, p. 3] and [](#fig-map).

[^1]: The first
    note.

Going on.[^1-2]

[^1-2]: Another.
"""
    )
    fourth = (folder / "chapters/4-fourth.md").read_text("utf-8")
    assert fourth == "# Fourth\n\n| a | b |\n| --- | --- |\n| c | d e f |\n"


def test_what_is_lost_is_told_with_its_line(tmp_path: Path) -> None:
    source = written(tmp_path / "source", FOREIGN)
    ran = run("new", "book", "--from", str(source), cwd=tmp_path)
    told = (tmp_path / "book" / "not-carried-over.txt").read_text("utf-8").splitlines()
    assert [line for line in told if not line.startswith(" ")] == [
        "warning: an image has lost its size: a figure is as wide as its text [import-lost]",
        "warning: the file 'pics/unused.png' was left out: nothing names it [import-lost]",
        "warning: the setting 'fontsize' of the metadata was left out: 11pt [import-lost]",
        "chapters/2-second.md:9:1: warning: this figure has no alt text [figure-alt]",
        "chapters/2-second.md:13:1: warning: '\\newpage' was left out: it is set by the program"
        " [import-lost]",
        "chapters/2-second.md:15:1: warning: mathematics stands as it was written: '$$x = 1$$'"
        " [import-lost]",
        "chapters/3-third.md:5:1: warning: the image 'http://x.org/a.png' is not on this machine:"
        " save it beside the chapters [import-lost]",
    ]
    assert "chapters/3-third.md:5:1" in ran.stderr
    assert run("--book", "book", cwd=tmp_path).returncode == 0


def test_no_word_is_lost(tmp_path: Path) -> None:
    source = written(tmp_path / "source", FOREIGN)
    run("new", "book", "--from", str(source), cwd=tmp_path)
    after = words_of_book(read_book(tmp_path / "book", Store(tmp_path / "cache")))
    text = "\n".join(FOREIGN[name] for name in ("1-one.md", "2-two.md", "10-ten.md"))
    for syntax in (
        r"<!--.*?-->",
        r"\{[^{}]*\}",
        r"\]\([^()]*\)",
        r"\[\^1\]",
        r"\\newpage",
        r"@\S+",
    ):
        text = re.sub(syntax, "", text, flags=re.DOTALL)
    before = words(re.sub(r"[~^]", "", text)) - Counter(p=1, **{"3": 1})
    assert before - after == Counter()


def test_an_image_outside_what_is_imported_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    source = written(tmp_path / "source", {"a.md": "# A\n\n![x](../secret.png)\n"})
    (source / "link.png").symlink_to(tmp_path / "secret.png")
    book = imported_book(read_folder(source))
    assert b"secret" not in book.files.values()
    assert "is nowhere in what was imported" in book.losses[0].message


def test_another_tools_order_is_kept(tmp_path: Path) -> None:
    files = {"SUMMARY.md": "- [B](b.md)\n- [A](src/a.md)\n", "src/a.md": "# A\n", "b.md": "# B\n"}
    book = imported_book(read_folder(written(tmp_path / "s", files)))
    assert book.chapters == ("chapters/1-b.md", "chapters/2-a.md")


def test_without_pandoc_the_way_to_it_is_told(tmp_path: Path) -> None:
    written(tmp_path, {"a.docx": "x"})
    ran = run("new", "book", "--from", "a.docx", cwd=tmp_path, path="/nowhere")
    assert ran.returncode == 3
    assert "error: reading 'a.docx' takes pandoc, which isn't here [pandoc-missing]" in ran.stderr
    assert "install it by: " in ran.stderr
    assert not (tmp_path / "book").exists()


@pytest.mark.parametrize(
    ("data", "is_guessed"),
    [
        ("# Été\r\rFin.\r".encode(), False),
        ("\ufeff# Été\n\nFin.\n".encode(), False),
        ("# Été\r\n\r\nFin.\r\n".encode("utf-16"), False),
        ("# Été\r\n\r\nFin.\r\n".encode("cp1252"), True),
    ],
)
def test_a_text_is_read_whatever_its_encoding(
    tmp_path: Path, data: bytes, is_guessed: bool
) -> None:
    (tmp_path / "a.md").write_bytes(data)
    ran = run("new", "book", "--from", "a.md", cwd=tmp_path)
    assert ran.returncode == 0
    (chapter,) = (tmp_path / "book" / "chapters").glob("*.md")
    assert chapter.read_text("utf-8").split() == ["#", "Été", "Fin."]
    told = "warning: the text isn't UTF-8 and was read as Windows-1252"
    assert (told in ran.stderr) is is_guessed


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("none.md", "there is no file or folder 'none.md'"),
        ("a.xyz", "'a.xyz' is of a kind that can't be read"),
        ("empty.md", "there is no text in 'empty.md'"),
        ("binary.md", "'binary.md' is no text that can be read"),
        ("undefined.txt", "'undefined.txt' is no text that can be read"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, source: str, message: str) -> None:
    written(tmp_path, {"a.xyz": "x", "empty.md": "\n"})
    (tmp_path / "binary.md").write_bytes(b"# \0\xe9\n")
    (tmp_path / "undefined.txt").write_bytes(b"\x81\n")
    ran = run("new", "book", "--from", source, cwd=tmp_path)
    assert ran.returncode == 2
    assert message in ran.stderr
    assert not (tmp_path / "book").exists()
