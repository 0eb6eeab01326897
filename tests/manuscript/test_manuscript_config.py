"""book.toml to BookConfig, with defaults, and every mistake in it at its place."""

from pathlib import Path

import pytest

from chapbook.diagnostics import BookError
from chapbook.manuscript.book_config import BookConfig, Matter, Opening
from chapbook.manuscript.config import read_config, slug_of
from chapbook.manuscript.page_sizes import PageSize

TITLE = '[book]\ntitle = "T"\n'


def book(root: Path, toml: str, **chapters: str) -> Path:
    (root / "book.toml").write_text(toml, encoding="utf-8")
    (root / "chapters").mkdir(exist_ok=True)
    for name, text in (chapters or {"a": "# A\n"}).items():
        (root / "chapters" / f"{name}.md").write_text(text, encoding="utf-8")
    return root


def mistakes(root: Path) -> list[str]:
    _, found = read_config(root)
    placed = [(one.span, f"{one.span} {one.code} {one.message}") for one in found if one.span]
    return [shown for _, shown in sorted(placed)]


def good(root: Path) -> BookConfig:
    config, found = read_config(root)
    assert found == ()
    return config


def test_a_whole_book(tmp_path: Path) -> None:
    toml = """\
[book]
title = "The Moscow Trials, 1936–1938"
running_title = "The Moscow Trials"
subtitle = "A history"
authors = ["A. Author", "B. Author"]
editors = ["E. Ditor"]
language = "en-GB"
slug = "moscow-trials"
publisher = "P"
place = "London"
date = 2026-05-01
edition = 2
licence = "CC BY"
isbn = "978-0"
url = "https://x.example/book"
summary = "S"
keywords = ["k"]
[divisions]
front = ["half-title", "title", "imprint", "contents", "chapters/preface.md"]
body = ["chapters/01-october.md", "chapters/02-first.md"]
back = ["bibliography", "index", "back-cover"]
chapters_open = "next"
[page]
trim = "a6"
[print]
paper = [200, 300]
[notes]
numbering = "book"
[contents]
depth = 3
[citations]
bibliography = "refs.bib"
[markdown]
html = "trusted"
"""
    (tmp_path / "refs.bib").write_text("")
    chapters = {"preface": "# P", "01-october": "---\nid: october-17\n---\n", "02-first": "# F"}
    config = good(book(tmp_path, toml, **chapters))
    assert config.title == "The Moscow Trials, 1936–1938"
    assert config.running_title == "The Moscow Trials"
    assert config.authors == ("A. Author", "B. Author")
    assert (config.date, config.edition, config.slug) == ("1 May 2026", "2", "moscow-trials")
    assert (config.page.trim, config.printing.paper) == (PageSize(105, 148), PageSize(200, 300))
    assert (config.notes_numbering, config.contents_depth) == ("book", 3)
    assert (config.bibliography_source, config.html) == ("refs.bib", "trusted")
    assert [
        (one.id, one.kind, one.matter, one.opening, one.source) for one in config.divisions
    ] == [
        ("half-title", "half-title", Matter.FRONT, Opening.RECTO, None),
        ("title", "title", Matter.FRONT, Opening.RECTO, None),
        ("imprint", "imprint", Matter.FRONT, Opening.VERSO, None),
        ("contents", "contents", Matter.FRONT, Opening.NEXT, None),
        ("preface", "chapter", Matter.FRONT, Opening.NEXT, "chapters/preface.md"),
        ("october-17", "chapter", Matter.BODY, Opening.RECTO, "chapters/01-october.md"),
        ("first", "chapter", Matter.BODY, Opening.NEXT, "chapters/02-first.md"),
        ("bibliography", "bibliography", Matter.BACK, Opening.NEXT, None),
        ("index", "index", Matter.BACK, Opening.NEXT, None),
        ("back-cover", "back-cover", Matter.BACK, Opening.VERSO, None),
    ]
    assert str(config.divisions[5].span) == "book.toml:20:9"


def test_a_title_and_chapters_are_enough(tmp_path: Path) -> None:
    book(tmp_path, TITLE, b="# B", a="# A")
    (tmp_path / "chapters" / "index.toml").write_text("")
    (tmp_path / "bibliography").mkdir()
    (tmp_path / "bibliography" / "references.bib").write_text("")
    config = good(tmp_path)
    assert [one.id for one in config.divisions] == [
        *("half-title", "title", "imprint", "contents", "a", "b", "bibliography", "index")
    ]
    assert (config.running_title, config.slug, config.language) == ("T", "t", "en-GB")
    assert (config.page.trim, config.printing.paper) == (PageSize(148, 210), PageSize(210, 297))
    assert config.divisions[5].opening is Opening.RECTO
    assert (config.html, config.notes_numbering, config.contents_depth) == ("safe", "chapter", 1)
    assert config.bibliography_source == "bibliography/references.bib"


def test_no_bibliography_and_no_index_where_there_are_no_files(tmp_path: Path) -> None:
    config = good(book(tmp_path, TITLE))
    assert config.bibliography_source is None
    assert [one.kind for one in config.divisions][-1] == "chapter"


def test_a_markdown_file_may_be_the_imprint_or_back_cover(tmp_path: Path) -> None:
    toml = TITLE + '[divisions]\nfront = ["chapters/i.md"]\nbody = ["chapters/a.md"]\n'
    toml += 'back = ["chapters/c.md"]\n'
    texts = {"i": "---\ndivision: imprint\n---\n", "c": "---\ndivision: back-cover\n---\n"}
    config = good(book(tmp_path, toml, a="# A", **texts))
    assert [(one.id, one.kind, one.opening) for one in config.divisions] == [
        ("i", "imprint", Opening.VERSO),
        ("a", "chapter", Opening.RECTO),
        ("c", "back-cover", Opening.VERSO),
    ]


def test_all_mistakes_in_one_run_at_their_places(tmp_path: Path) -> None:
    toml = """\
[bok]
[book]
titel = "T"
language = "english!"
authors = ["A", 3]
slug = "../x"
url = "javascript:x"
subtitle = 3
[page]
trim = "A55"
[print]
paper = [300, 200]
[notes]
numbering = "chaptr"
[contents]
depth = 9
[citations]
bibliography = "no.bib"
[divisions]
front = ["title", "indx", "title"]
body = ["chapters/a.md", "chapters/aa.md", "../b.md", "chapters/01-a.md"]
"""
    assert mistakes(book(tmp_path, toml, **{"a": "# A", "01-a": "# B"})) == [
        "book.toml:1:2 config-unknown there is no section [bok] in book.toml",
        "book.toml:2:2 config-value the book has no title",
        "book.toml:3:1 config-unknown [book] has no key 'titel'",
        "book.toml:4:1 config-value 'english!' is not a language tag",
        "book.toml:5:17 config-value 'authors' must hold strings alone",
        "book.toml:6:1 config-value 'slug' may hold lower-case letters, digits and single hyphens",
        "book.toml:7:1 config-value 'url' must begin with https:// or http://",
        "book.toml:8:1 config-value 'subtitle' must be a string",
        "book.toml:10:1 config-value 'trim' can't be 'A55'",
        "book.toml:12:1 config-value 'paper' can't be [300, 200]",
        "book.toml:14:1 config-value 'numbering' must be 'chapter' or 'book', not 'chaptr'",
        "book.toml:16:1 config-value 'depth' must be a whole number from 1 to 6",
        "book.toml:18:1 file-missing there is no file 'no.bib'",
        "book.toml:20:19 division-unknown 'indx' is neither a Markdown file "
        "nor a division that can be generated",
        "book.toml:20:27 division-duplicate 'title' is named twice in [divisions]",
        "book.toml:21:26 file-missing there is no file 'chapters/aa.md'",
        "book.toml:21:44 file-outside-book '../b.md' is outside the book; "
        "it must be a path inside its directory",
        "book.toml:21:55 division-duplicate 'chapters/01-a.md' has the id 'a', "
        "as 'chapters/a.md' has",
    ]


def test_hints_name_the_nearest(tmp_path: Path) -> None:
    toml = '[book]\ntitel = "T"\ntitle = "T"\n[divisions]\nbody = ["chapters/trails.md"]\n'
    _, found = read_config(book(tmp_path, toml, trials="# T"))
    assert [one.hint for one in found] == [
        "did you mean 'title'?",
        "did you mean 'chapters/trials.md'?",
    ]


@pytest.mark.parametrize(
    ("toml", "place", "message"),
    [
        ("[book]\ntitle = \n", "book.toml:2:9", "book.toml is not valid TOML: invalid value"),
        ("[book\n", "book.toml:1:6", "book.toml is not valid TOML: expected ']' at the end"),
        ('[book]\ntitle = "', "book.toml:2:10", "book.toml is not valid TOML: a text has no"),
        ('[book]\ntitle = "A\n', "book.toml:2:11", "book.toml is not valid TOML: a text has no"),
        ("a = " + "[" * 5000, "book.toml:1:1", "book.toml is nested too deeply"),
    ],
)
def test_broken_toml(tmp_path: Path, toml: str, place: str, message: str) -> None:
    with pytest.raises(BookError) as raised:
        read_config(book(tmp_path, toml))
    (found,) = raised.value.diagnostics
    assert str(found.span) == place
    assert found.message.startswith(message)


def test_no_book_toml(tmp_path: Path) -> None:
    with pytest.raises(BookError) as raised:
        read_config(tmp_path)
    (found,) = raised.value.diagnostics
    assert found.message == f"there is no book.toml in '{tmp_path.name}', so it is not a book"


def test_no_directory(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="there is no directory 'nowhere'"):
        read_config(tmp_path / "nowhere")


def test_a_book_needs_chapters(tmp_path: Path) -> None:
    toml = TITLE + '[divisions]\nfront = ["title"]\n'
    assert mistakes(book(tmp_path, toml)) == ["book.toml:3:2 config-value the book has no chapters"]


@pytest.mark.parametrize(
    ("trim", "size"),
    [
        ('"A4"', PageSize(210, 297)),
        ('"B5"', PageSize(176, 250)),
        ('"half-letter"', PageSize(139.7, 215.9)),
        ('"digest"', PageSize(139.7, 215.9)),
        ('"5x8"', PageSize(127, 203.2)),
        ('"6x9"', PageSize(152.4, 228.6)),
        ('"5 × 8"', PageSize(127, 203.2)),
        ('"6x9 in"', PageSize(152.4, 228.6)),
        ('"Half Letter"', PageSize(139.7, 215.9)),
        ("[148, 210.5]", PageSize(148, 210.5)),
    ],
)
def test_trim_sizes(tmp_path: Path, trim: str, size: PageSize) -> None:
    assert good(book(tmp_path, f"{TITLE}[page]\ntrim = {trim}\n")).page.trim == size


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The Moscow Trials, 1936–1938", "the-moscow-trials-1936-1938"),
        ("Über Straßen", "uber-strassen"),
        ("Процессы", "book"),
        ("../../etc", "etc"),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slug_of(title) == slug
