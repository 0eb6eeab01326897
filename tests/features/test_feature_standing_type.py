"""Whatever changes, a process that stays builds the book that a new one builds."""

from pathlib import Path

import pytest

from chapbook.composition.standing_type import StandingType
from tests.support.book_project import BookProject

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M 1 1 h 7"/></svg>'
FILES = {
    "book.toml": """
        [book]
        title = "Two Chapters"

        [divisions]
        front = ["contents"]
        body = ["chapters/one.md", "chapters/two.md"]
        back = ["bibliography", "index"]
        chapters_open = "next"
        """,
    "chapters/one.md": """
        # One {#one}

        A [word]{.ix} as in @a, and [the other](#two).

        ![A line](line.svg){alt="a line"}
        """,
    "chapters/two.md": "# Two {#two}\n\nAnother [word]{.ix}.[^n]\n\n[^n]: A note.\n",
    "chapters/index.toml": '[headings.word]\nsort = "word"\n',
    "line.svg": SVG,
    "bibliography/references.bib": "@book{a, author={Ann Author}, title={Words}, year={1999}}\n",
    "templates/title.html": "{% extends 'base.html' %}{% block main %}<p>Mine</p>{% endblock %}",
}
CHAPTER = """{% extends "base.html" %}
{% block main %}<article><h1>{{ title }}!</h1>{{ body }}</article>{% endblock %}"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("chapters/two.md", FILES["chapters/two.md"].replace("Another", "Not another")),
        ("chapters/two.md", FILES["chapters/two.md"].replace("# Two", "# Second")),
        ("chapters/two.md", "# Two {#two}\n\n" + "Another word. " * 900),
        ("chapters/one.md", FILES["chapters/one.md"].replace("@a", "@b")),
        ("line.svg", SVG.replace("h 7", "v 7")),
        ("templates/chapter.html", CHAPTER),
        ("bibliography/references.bib", FILES["bibliography/references.bib"].replace("W", "S")),
        ("chapters/index.toml", '[headings.word]\nsort = "zebra"\nsee_also = ["line"]\n'),
        ("book.toml", FILES["book.toml"] + '\n        [page]\n        trim = "A6"\n'),
    ],
)
def test_a_change_of_any_file_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    staying = BookProject(tmp_path / "staying", FILES, StandingType())
    before = staying.build()
    after = staying.write(name, text).build()
    anew = BookProject(tmp_path / "anew", {**FILES, name: text}).build()
    assert after.book.pdf == anew.book.pdf
    assert after.book.pdf != before.book.pdf
    assert after.diagnostics == anew.diagnostics
