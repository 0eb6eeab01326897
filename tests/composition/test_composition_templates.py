"""A book's own templates: overriding, sandboxed, their mistakes at file and line."""

from pathlib import Path

import pytest

from chapbook.composition.templates import Templates
from chapbook.diagnostics import BookError, SourceSpan
from chapbook.shipped import shipped_dir


def templates(root: Path, **files: str) -> Templates:
    folder = root / "templates"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return Templates(root, shipped_dir())


def wrong(made: Templates, name: str) -> tuple[str, str, SourceSpan | None]:
    with pytest.raises(BookError) as raised:
        made.render(name, {"book": {"title": "T"}})
    (found,) = raised.value.diagnostics
    return found.code, found.message, found.span


def test_a_book_overrides_a_template_by_its_name(tmp_path: Path) -> None:
    made = templates(tmp_path, title="<h1>{{ book.title }} & co</h1>")
    assert made.render("title.html", {"book": {"title": "A < B"}}) == "<h1>A &lt; B & co</h1>"


def test_a_syntax_error_is_told_with_its_line(tmp_path: Path) -> None:
    made = templates(tmp_path, title="<h1>\n{% if %}\n</h1>")
    code, _, span = wrong(made, "title.html")
    assert (code, span) == ("template", SourceSpan("templates/title.html", 2))


def test_an_undefined_variable_is_told_with_its_line(tmp_path: Path) -> None:
    made = templates(tmp_path, title="<h1>\n\n{{ book.title }}{{ author }}</h1>")
    assert wrong(made, "title.html") == (
        "template",
        "'author' is undefined",
        SourceSpan("templates/title.html", 3),
    )


def test_a_template_cannot_reach_python(tmp_path: Path) -> None:
    made = templates(tmp_path, title="{{ ''.__class__.__mro__ }}")
    code, message, _ = wrong(made, "title.html")
    assert code == "template"
    assert "unsafe" in message


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    made = templates(tmp_path, title="{% include 'gone.html' %}")
    assert wrong(made, "title.html")[:2] == (
        "template-missing",
        "no template 'gone.html' in templates/",
    )


def test_a_template_outside_the_book_is_not_read(tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    made = templates(book)
    (tmp_path / "secret.html").write_text("secret")
    (book / "templates" / "title.html").symlink_to(tmp_path / "secret.html")
    assert wrong(made, "title.html")[0] == "file-outside-book"
    steps = "../" * len(shipped_dir().parts)
    assert wrong(made, f"{steps}../etc/hostname")[0] == "template-missing"


def test_an_error_in_a_macro_is_told_with_its_line(tmp_path: Path) -> None:
    made = templates(
        tmp_path, apparatus="{% macro gap(text) -%}\n{{ text }}{{ shade }}\n{% endmacro %}"
    )
    with pytest.raises(BookError) as raised:
        made.macros("apparatus.html", {}).gap("x")
    (found,) = raised.value.diagnostics
    assert (found.message, found.span) == (
        "'shade' is undefined",
        SourceSpan("templates/apparatus.html", 2),
    )
