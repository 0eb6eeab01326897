"""Turn a template's name and its variables into HTML, by Jinja.

A book's templates/ override the shipped ones file by file. They are untrusted and run in
Jinja's sandbox; an error in one is a Diagnostic at its file and line.
"""

import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import jinja2
from jinja2.debug import rewrite_traceback_stack
from markupsafe import escape

from chapbook.composition.number_ranges import unbroken_ranges
from chapbook.composition.qr_code import qr_code, short_address
from chapbook.composition.sandbox import Sandbox
from chapbook.diagnostics import BookError, SourceSpan, error
from chapbook.manuscript.book_files import book_file, read_book_file


class Templates:
    """The templates of one book, those in the folder `apart` before the others; `texts` has all of
    them as they are now, by their places."""

    def __init__(self, root: Path, shipped: Path, apart: str = "") -> None:
        self._root = root
        self.texts = template_texts(root, shipped)
        self._folders = (f"templates/{apart}", "templates") if apart else ("templates",)
        self._shipped = shipped
        self._environment = Sandbox(
            loader=jinja2.FunctionLoader(self._load),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"qr_code": qr_code, "short_address": short_address}
        self._environment.filters["display"] = lambda text: unbroken_ranges(str(escape(text)))

    def _load(self, name: str) -> tuple[str, str, None] | None:
        """The book's own template where it has one, else the shipped one."""
        for path in (f"{folder}/{name}" for folder in self._folders):
            if (self._root / path).exists():
                found = read_book_file(self._root, path, SourceSpan(path, 1))
                if found.source is None:
                    raise BookError(found.diagnostics)
                return found.source.text, path, None
            if stock := book_file(self._shipped, path):
                return stock.read_text("utf-8"), path, None
        return None

    def render(self, name: str, variables: Mapping[str, object]) -> str:
        """The HTML of template `name`. Raises BookError when the template is wrong."""
        with self._errors_told():
            return self._environment.get_template(name).render(variables)

    def macros(self, name: str, variables: Mapping[str, object]) -> Any:
        """The macros of template `name` as functions; they raise BookError as `render` does."""
        with self._errors_told():
            template = self._environment.get_template(name, globals=dict(variables))
            return Macros(template.make_module(dict(variables)), self._errors_told)

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        """Turns Jinja's exceptions into BookErrors at the template's file and line."""
        try:
            yield
        except jinja2.TemplateNotFound as missing:
            raise BookError(
                [error("template-missing", f"no template '{missing.name}' in templates/")]
            ) from missing
        except jinja2.TemplateSyntaxError as wrong:
            raise self._error_at(wrong.filename, wrong.lineno, str(wrong.message)) from wrong
        except jinja2.TemplateError as wrong:
            filename, line = _last_template_line(rewrite_traceback_stack())
            raise self._error_at(filename, line, str(wrong.message)) from wrong

    def _error_at(self, path: str | None, line: int, message: str) -> BookError:
        return BookError([error("template", message, SourceSpan(path or "templates", line))])


def template_texts(root: Path, shipped: Path) -> dict[str, str]:
    """The texts of a book's own templates and of the shipped ones, by their paths."""
    return {
        str(path): path.read_text("utf-8", errors="replace")
        for folder in (root, shipped)
        for path in sorted((folder / "templates").rglob("*"))
        if path.is_file()
    }


class Macros:
    """The macros of one template; each call tells its errors as rendering does."""

    def __init__(
        self, module: Any, errors_told: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._module = module
        self._errors_told = errors_told

    def __getattr__(self, name: str) -> Callable[..., str]:
        macro = getattr(self._module, name)

        def call(*arguments: object) -> str:
            with self._errors_told():
                return str(macro(*arguments))

        return call


def _last_template_line(wrong: BaseException) -> tuple[str | None, int]:
    """Jinja rewrites tracebacks so that template frames carry the template's own lines."""
    frames = [
        frame
        for frame in traceback.extract_tb(wrong.__traceback__)
        if frame.filename.endswith(".html")
    ]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else (None, 1)
