"""Turn an imported book and wishes into all files of its folder, book.toml among them."""

from chapbook.authoring.imported_book import BIBLIOGRAPHY, ImportedBook
from chapbook.authoring.sample_book import sample_book, toml_text
from chapbook.authoring.wishes import Wishes

_KEPT = ("README.md", ".gitignore")


def imported_folder(book: ImportedBook, wishes: Wishes, program: str) -> dict[str, bytes]:
    """The files by their paths. `program` is what one types to build the book."""
    sample = sample_book(wishes, program)
    return {
        **{name: sample[name] for name in _KEPT},
        "book.toml": _settings(book, wishes).encode(),
        **book.files,
    }


def _settings(book: ImportedBook, wishes: Wishes) -> str:
    chapters = "".join(f"  {toml_text(name)},\n" for name in book.chapters)
    has_sources = BIBLIOGRAPHY in book.files
    back = '["bibliography"]' if has_sources else "[]"
    authors = ", ".join(toml_text(name) for name in book.authors or (wishes.author,))
    more = "".join(f"{key} = {toml_text(value)}\n" for key, value in book.more.items())
    citations = f'\n[citations]\nbibliography = "{BIBLIOGRAPHY}"\n' if has_sources else ""
    return (
        f"[book]\ntitle = {toml_text(wishes.title)}\n{more}authors = [{authors}]\n"
        f"language = {toml_text(wishes.language)}\n\n"
        f'[divisions]\nfront = ["half-title", "title", "imprint", "contents"]\n'
        f"body = [\n{chapters}]\nback = {back}\n"
        f'chapters_open = "next"\n\n'
        f"[page]\ntrim = {toml_text(wishes.trim)}\n\n[print]\npaper = {toml_text(wishes.paper)}\n"
        f"{citations}"
    )
