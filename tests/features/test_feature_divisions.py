"""Parts, appendices and breaks as book.toml says: their names, and where they begin."""

from pathlib import Path

import pytest

from tests.support.book_project import BookProject, Built

TOML = """
[book]
title = "A Small Book"
running_title = "Small"
language = "LANGUAGE"
date = "2026"

[divisions]
front = ["contents"]
body = ["chapters/one.md", "chapters/part.md", "chapters/two.md"]
back = ["chapters/a.md"]

[page]
trim = "A6"

[notes]
numbering = "book"
"""
FILES = {
    "chapters/one.md": "# Before\n\nWords of the first chapter, which are few.\n",
    "chapters/part.md": "---\ndivision: part\n---\n\n# The part {#the-part}\n\nOf it.^[A note.]\n",
    "chapters/two.md": "# Within\n\nSee [](#the-part), and.^[More.]\n\n* * *\n\nBehind.\n",
    "chapters/a.md": "---\ndivision: appendix\n---\n\n# More\n\nWords.\n",
}


def built(root: Path, more: str = "", language: str = "en-GB") -> Built:
    toml = TOML.replace("LANGUAGE", language) + more
    book = BookProject(root, {"book.toml": toml, **FILES}).build()
    assert book.diagnostics == ()
    return book


def spoken(book: Built, division: str) -> str:
    text = book.pdf.page_text(book.pdf.destinations[division])
    return " ".join(text.replace("\u00a0", " ").split())


def test_a_part_and_the_chapter_behind_it_open_on_rectos(tmp_path: Path) -> None:
    pdf = built(tmp_path).pdf
    assert [pdf.destinations[name] % 2 for name in ("part", "two")] == [0, 0]
    assert pdf.destinations["two"] == pdf.destinations["part"] + 2


def test_a_chapter_behind_a_part_is_in_it_for_who_goes_by_the_structure(tmp_path: Path) -> None:
    ((_, tops),) = built(tmp_path).pdf.structure
    assert [kind for kind, _ in tops] == ["Sect", "Sect", "Part", "Sect"]
    (part,) = (kids for kind, kids in tops if kind == "Part")
    assert [kind for kind, _ in part][-1] == "Sect"


def test_parts_open_where_the_text_before_them_ends_if_told_so(tmp_path: Path) -> None:
    pdf = built(tmp_path, '[parts]\nopen = "next"\n').pdf
    one = pdf.destinations["one"]
    assert [pdf.destinations[name] - one for name in ("part", "two")] == [1, 2]


@pytest.mark.parametrize(
    ("numbers", "language", "expected"),
    [
        ("roman", "en-GB", "Part I The part"),
        ("arabic", "de", "Teil 1 The part"),
        ("none", "en-GB", "The part Of it"),
        ("roman", "ru", "Часть I The part"),
    ],
)
def test_the_number_of_a_part(tmp_path: Path, numbers: str, language: str, expected: str) -> None:
    book = built(tmp_path, f'[parts]\nnumbers = "{numbers}"\n', language)
    assert spoken(book, "part").startswith(expected)


def test_chapters_count_through_parts_and_a_single_appendix_has_no_letter(tmp_path: Path) -> None:
    book = built(tmp_path)
    assert spoken(book, "two").startswith("2 Within")
    assert spoken(book, "a").startswith("Appendix More")
    assert [line.title for line in book.pdf.outline] == [
        "1 Before",
        "Part\u00a0I. The part",
        "Appendix. More",
    ]


def test_notes_of_a_part_count_with_the_others(tmp_path: Path) -> None:
    book = built(tmp_path)
    assert "1. A note." in spoken(book, "part")
    assert "2. More." in spoken(book, "two")
    assert "See The part (p. 3)" in spoken(book, "two")


def test_errata_without_errors_are_told(tmp_path: Path) -> None:
    files = {"book.toml": TOML.replace("LANGUAGE", "en"), **FILES}
    book = BookProject(tmp_path, files)
    book.write("chapters/a.md", "---\ndivision: errata\n---\n\n# Errors\n\nNone.\n")
    (found,) = book.build().diagnostics
    assert found.message == "there are no errors in these errata"
    assert str(found.span and found.span.path) == "chapters/a.md"


@pytest.mark.parametrize("ornament", ["* * *", "❦", "§"])
def test_an_ornament_stands_in_the_middle_of_a_break(tmp_path: Path, ornament: str) -> None:
    pdf = built(tmp_path, f'[breaks]\nornament = "{ornament}"\n').pdf
    (sign,), (behind,) = pdf.find_text(ornament), pdf.find_text("Behind.")
    assert sign.y - behind.y == pytest.approx(11.5, abs=0.6)
    assert 130 < sign.x < 160


def test_a_break_without_an_ornament_is_an_empty_line(tmp_path: Path) -> None:
    pdf = built(tmp_path).pdf
    (before,), (behind,) = pdf.find_text("See The"), pdf.find_text("Behind.")
    lines = (before.y - behind.y) / 11.5
    assert lines == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            '[parts]\nnumbers = "greek"\n',
            "'numbers' must be 'roman' or 'arabic' or 'none', not",
        ),
        ('[openings]\nstyle = "dropcap"\n', "'style' must be 'small-caps' or 'drop-cap' or"),
        ("[breaks]\nornament = 3\n", "'ornament' must be a string"),
        ('[tables]\nnotes = "side"\n', "'notes' must be 'foot' or 'below', not 'side'"),
    ],
)
def test_a_wrong_setting_is_told_at_its_line(tmp_path: Path, more: str, message: str) -> None:
    book = BookProject(tmp_path, {"book.toml": TOML.replace("LANGUAGE", "en") + more, **FILES})
    (found,) = book.build().diagnostics
    assert found.message.startswith(message)
    assert found.span is not None
    assert (found.span.path, found.span.line) == ("book.toml", 18)
