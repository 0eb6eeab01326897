"""What other tools wrote becomes a book: no word is lost, and what can't be kept is told."""

import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.authoring.carried_lines import joined, read_lines
from chapbook.authoring.foreign_documents import ForeignBook, document_of, read_folder
from chapbook.authoring.imported_book import ImportedBook, imported_book
from chapbook.authoring.pandoc_inlines import in_our_words
from chapbook.authoring.pandoc_tables import with_pipe_tables
from chapbook.authoring.plain_text import in_plain_words
from chapbook.authoring.word_changes import marks_for_spans
from chapbook.cache import Store
from chapbook.manuscript.model import CrossReference
from chapbook.scholarship import Scholarship, read_book
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


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("a~b~c~~d~~ e^f^", "a<sub>b</sub>c<s>d</s> e<sup>f</sup>"),
        ("~5 and ~6, [^1] and [^2], ^[note] ^[note]", "~5 and ~6, [^1] and [^2], ^[note] ^[note]"),
        ("P~a\\ b~", "P<sub>a\u00a0b</sub>"),
        ("`a~b~` ``c`~d~`` e~f~", "`a~b~` ``c`~d~`` e<sub>f</sub>"),
        ("\\~~a~~", "\\~~a~~"),
        ("<!-- a --> b %% c", "%%  a  %% b \\%% c"),
        ('<img src="a b.png" alt="It"/>', "![It](<a b.png>)"),
        ('<a href="http://x.org">x</a><a id="y"></a>', "[x](http://x.org)[]{#y}"),
        ('<td style="width: 5%" colspan="2">', '<td colspan="2">'),
        ("\\newpage", ""),
        ("It costs $5 and $6.", "It costs $5 and $6."),
        ("Let $x^2_1$ be", "Let `$x^2_1$` be"),
    ],
)
def test_inline_syntax(text: str, ours: str) -> None:
    assert in_our_words(text).text == ours


@pytest.mark.parametrize(
    ("text", "loss"),
    [
        ("a \\textit{b}", "TeX stands as it was written: '\\textit'"),
        ("(@ex) An example", "a numbered example stands as it was written: '(@ex)'"),
        ("`x`{=html}", "what was for one format alone stands as it was written: '{=html}'"),
        ("Let $x$ be", "mathematics stands as it was written: '$x$'"),
    ],
)
def test_what_has_no_like_is_told(text: str, loss: str) -> None:
    assert in_our_words(text).losses == (loss,)


def pipes(text: str) -> str:
    return joined(with_pipe_tables(read_lines(text)))


def test_a_multiline_table() -> None:
    rule = "-" * 24
    head = f"{rule}\nHead    Another\n        head\n------- ---------\n"
    text = f"{head}one     two\n        three\n\nfour    five\n{rule}\n\n: It {{#t}}\n"
    assert pipes(text) == (
        "| Head | Another head |\n| --- | --- |\n| one | two three |\n| four | five |\n: It {#t}\n"
    )


def test_a_caption_before_its_table_goes_behind() -> None:
    assert pipes("Table: It\n\nA   B\n--- ---\n1   2|3\n") == (
        "| A | B |\n| --- | --- |\n| 1 | 2\\|3 |\n: It\n"
    )


def test_a_grid_that_spans_stays_and_is_told() -> None:
    lines = with_pipe_tables(read_lines("+---+---+\n| a | b |\n+---+---+\n| c     |\n+---+---+\n"))
    assert lines[0].losses == ("a table whose cells span others stands as it was written",)
    assert lines[3].text == "| c     |"


def test_a_rule_is_no_table() -> None:
    text = "Text\n\n---\n\nHeading\n-------\n\nMore - and more\n"
    assert pipes(text) == text


def test_notes_and_links_go_where_they_are_called() -> None:
    book = imported(
        "# A\n\nOne[^a] [x][r].\n\n# B\n\nTwo[^a][^b] [r].\n\n"
        "[^a]: Aa.\n\n    More.\n\n[^b]: Bb.\n\n[r]: http://x.org\n"
    )
    assert chapter(book, 0) == (
        "# A\n\nOne[^a] [x][r].\n\n\n[^a]: Aa.\n\n    More.\n\n[r]: http://x.org\n"
    )
    assert chapter(book, 1).count("[^a]: Aa.") == 1
    assert chapter(book, 0).count("Bb.") == 0


def test_a_heading_in_code_or_a_division_begins_no_chapter() -> None:
    book = imported("# A\n\n```\n# no\n```\n\n::: box\n# inside\n:::\n\n    # no\n")
    assert book.chapters == ("chapters/1-a.md",)


def test_parts_and_repeated_titles() -> None:
    book = imported("# (PART) The First {-}\n\n# Same\n\na\n\n# Same\n\nb\n")
    assert book.chapters == (
        "chapters/1-the-first.md",
        "chapters/2-same.md",
        "chapters/3-same-2.md",
    )
    assert chapter(book).startswith("---\ndivision: part\n---\n\n# The First\n")


def test_a_title_block_and_a_text_without_heading() -> None:
    book = imported("% The Title\n% Ann\n\nText.\n")
    assert (book.title, book.authors) == ("The Title", ("Ann",))
    assert chapter(book) == "# The Title\n\nText.\n"


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


def test_plain_text_is_no_syntax(tmp_path: Path) -> None:
    text = "1. One *star* [x] # no\n# A sign\n\n- 5 < 6 & 7\n\nC:\\new `y` @me %% z_z_z\n"
    written(tmp_path / "source", {"my-text.txt": text})
    ran = run("new", "book", "--from", "source/my-text.txt", cwd=tmp_path)
    assert ran.returncode == 0
    book = read_book(tmp_path / "book", Store(tmp_path / "cache"))
    assert book.diagnostics == ()
    (body,) = (one.body for one in book.chapters)
    assert re.sub(r"<[^<>]*>|\s+", " ", body).split() == (
        [
            "1.",
            "One",
            "*star*",
            "[x]",
            "#",
            "no",
            "#",
            "A",
            "sign",
            "-",
            "5",
            "&lt;",
            "6",
            "&amp;",
            "7",
            "C:\\new",
            "`y`",
            "@me",
            "%%",
            "z_z_z",
        ]
    )
    assert book.chapters[0].title_text == "My text"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60))
def test_any_plain_text_keeps_its_words(text: str) -> None:
    escaped = in_plain_words(text)
    assert words(escaped) == words(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == text.strip()


def test_tracked_changes_become_editorial_marks() -> None:
    spans = (
        'I [was [really]{.insertion author="A" date="D"} here]{.deletion author="B" date="D"}'
        '[So?]{.comment-start id="0" author="Ann" date="D"}x[]{.comment-end id="0"}'
        '[]{.paragraph-insertion author="A" date="D"}'
    )
    assert marks_for_spans(spans) == "I {--was {++really++} here--}{>>Ann: So?<<}x"


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
