"""Citations in whole books: styles with and without notes, ibid, where a source is cited."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chapbook.composition.likely_pages import LikelyPages
from tests.support.book_project import BookProject, Built

WORDS = "Words of a sentence that goes on for a while and then stops. " * 60
BIB = """
@book{serge1937, author = {Serge, Victor}, title = {From Lenin to Stalin}, date = {1937},
  publisher = {Pioneer}, location = {New York}}
@book{larina1993, author = {Larina, Anna}, title = {This I Cannot Forget}, date = {1993},
  publisher = {Norton}}
@book{trotsky1937, author = {Trotsky, Leon}, title = {The Revolution Betrayed}, date = {1937},
  publisher = {Doubleday}}
"""
CONFIG = """
[book]
title = "Cited"
language = "en-GB"

[divisions]
body = ["chapters/one.md"]
back = ["bibliography"]
chapters_open = "next"

[page]
trim = "A6"

[citations]
"""


def build(directory: Path, chapter: str, settings: str) -> Built:
    files = {
        "book.toml": f"{CONFIG}{settings}\n",
        "chapters/one.md": f"# One\n\n{chapter}\n",
        "bibliography/references.bib": BIB,
    }
    built = BookProject(directory, files).build()
    assert built.diagnostics == ()
    return built


def text(built: Built, page: int = 0) -> str:
    return " ".join(built.pdf.page_text(page).replace("-\n", "").replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("style", "expected", "entry"),
    [
        (
            "apa",
            "So it was (Serge, 1937, p. 12). As Larina (1993) says, it was “so” "
            "(see Trotsky, 1937).",
            "Larina, A. (1993). This I Cannot Forget. Norton.",
        ),
        (
            "chicago-author-date",
            "So it was (Serge 1937, 12). As Larina (1993) says, it was “so” (see Trotsky 1937).",
            "Larina, Anna. 1993. This I Cannot Forget. Norton.",
        ),
        (
            "ieee",
            "So it was [1, p. 12]. As [2] says, it was “so” see [3].",
            "[1] V. Serge, From Lenin to Stalin. New York: Pioneer, 1937.",
        ),
    ],
)
def test_styles_without_notes(tmp_path: Path, style: str, expected: str, entry: str) -> None:
    chapter = 'So it was [@serge1937, p. 12]. As @larina1993 says, it was "so" [see @trotsky1937].'
    built = build(tmp_path, chapter, f'style = "{style}"')
    assert not [name for name in built.pdf.destinations if "--fn" in name]
    assert expected.replace("“so”", "‘so’") in text(built)
    assert entry in text(built, built.pdf.page_count - 1)
    links = {link.destination for link in built.pdf.links if link.page_index == 0}
    assert {"ref--serge1937", "ref--larina1993", "ref--trotsky1937"} <= links


@pytest.mark.parametrize(
    ("ibid", "expected"), [("page", "3. Serge, From Lenin to Stalin, 2."), ("anywhere", "3. Ibid.")]
)
def test_ibid_only_where_its_reader_sees_what_it_refers_to(
    tmp_path: Path, ibid: str, expected: str
) -> None:
    chapter = f"One.[@serge1937] Two.[@serge1937, p. 2]\n\n{WORDS}\n\nThree.[@serge1937, p. 2]"
    style = 'style = "chicago-notes-bibliography-subsequent-ibid"'
    built = build(tmp_path, chapter, f'{style}\nibid = "{ibid}"')
    assert "2. Ibid., 2." in text(built)
    third = built.pdf.destinations["one--fnref3"]
    assert third > 0
    assert expected in text(built, third)


@pytest.mark.parametrize("guess", [lambda _: None, len, hash], ids=["none", "same", "apart"])
def test_what_is_guessed_of_pages_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guess: Callable[[str], int | None]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    chapter = f"One.[@serge1937] Two.[@serge1937, p. 2]\n\n{WORDS}\n\nThree.[@serge1937, p. 2]"
    style = 'style = "chicago-notes-bibliography-subsequent-ibid"'
    expected = build(tmp_path / "as it is", chapter, style).book.pdf
    monkeypatch.setattr(LikelyPages, "page_index", lambda _self, anchor: guess(anchor))
    assert build(tmp_path / "otherwise", chapter, style).book.pdf == expected


def test_entries_say_where_they_are_cited(tmp_path: Path) -> None:
    chapter = f"One.[@serge1937] Two.[@larina1993]\n\n{WORDS}\n\nThree.[@serge1937]"
    built = build(tmp_path, chapter, "back_references = true")
    folio = built.pdf.labels[built.pdf.destinations["one--fnref3"]]
    last = built.pdf.page_count - 1
    assert f"Pioneer, 1937. (cited 1n1, {folio}n3)" in text(built, last)
    places = {link.destination for link in built.pdf.links if link.page_index == last}
    assert {"one--fnref1", "one--fnref2", "one--fnref3"} <= places


def test_a_style_of_the_books_own(tmp_path: Path) -> None:
    style = """
        <style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
          <info/>
          <citation><layout suffix="!">
            <text variable="title" text-case="uppercase"/>
          </layout></citation>
          <bibliography><layout><text variable="title"/></layout></bibliography>
        </style>"""
    files = {
        "book.toml": f'{CONFIG}style = "bibliography/mine.csl"\n',
        "chapters/one.md": "# One\n\nWords.[@serge1937]\n",
        "bibliography/references.bib": BIB,
        "bibliography/mine.csl": style,
    }
    built = BookProject(tmp_path, files).build()
    assert built.diagnostics == ()
    assert "1. FROM LENIN TO STALIN!" in text(built)


def test_a_style_that_is_not_there_is_an_error_and_the_default_is_taken(tmp_path: Path) -> None:
    files = {
        "book.toml": f'{CONFIG}style = "chicago"\n',
        "chapters/one.md": "# One\n\nWords.[@serge1937]\n",
        "bibliography/references.bib": BIB,
    }
    built = BookProject(tmp_path, files).build()
    (found,) = built.diagnostics
    assert (found.code, str(found.span.path if found.span else "")) == (
        "citation-style",
        "book.toml",
    )
    assert "1. Victor Serge, From Lenin to Stalin (Pioneer, 1937)." in text(built)


def test_an_unchanged_book_prints_its_citations_from_the_cache(tmp_path: Path) -> None:
    project = BookProject(
        tmp_path,
        {
            "book.toml": CONFIG,
            "chapters/one.md": "# One\n\nWords.[@serge1937]\n",
            "bibliography/references.bib": BIB,
        },
    )
    project.build()
    assert project.build().book.set_again == ()


def test_check_says_which_entries_nobody_cites(tmp_path: Path) -> None:
    files = {
        "book.toml": CONFIG,
        "chapters/one.md": '---\nnocite: "@larina1993"\n---\n\n# One\n\nWords.[@serge1937]\n',
        "bibliography/references.bib": BIB,
    }
    ran = BookProject(tmp_path, files).run("check", "--strict")
    assert (ran.code, ran.out.strip()) == (0, "")
    assert "note: 'trotsky1937' is cited nowhere [entry-uncited]" in ran.err


def test_a_dash_stands_for_the_authors_of_the_entry_before_it_in_its_section(
    tmp_path: Path,
) -> None:
    bib = """
        @book{a, author = {Serge, Victor}, title = {Anarchists}, date = {1937}, keywords = {one}}
        @book{b, author = {Serge, Victor}, title = {Bolsheviks}, date = {1938}, keywords = {two}}
        @book{c, author = {Serge, Victor}, title = {Communards}, date = {1939}, keywords = {two}}
        """
    sources = (
        "---\ndivision: bibliography\n---\n\n# Sources\n\n"
        '::: {.references keyword="one"}\n:::\n\n## Two\n\n'
        '::: {.references keyword="two"}\n:::\n'
    )
    settings = CONFIG.replace('"bibliography"', '"chapters/sources.md"', 1)
    style = 'style = "chicago-notes-bibliography-17th-edition"\n'
    files = {
        "book.toml": settings + style,
        "chapters/one.md": "# One\n\nWords.[@a; @b; @c]\n",
        "chapters/sources.md": sources,
        "bibliography/references.bib": bib,
    }
    built = BookProject(tmp_path, files).build()
    assert built.diagnostics == ()
    page = text(built, built.pdf.page_count - 1)
    assert "Serge, Victor. Anarchists. 1937. Two Serge, Victor. Bolsheviks. 1938. ———. Comm" in page
