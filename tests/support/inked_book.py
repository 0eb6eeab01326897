"""A small book with colours of ink."""

from pathlib import Path

from PIL import Image

from tests.support.book_project import MINIMAL, BookProject

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><defs><linearGradient id="g">'
    '<stop offset="0" stop-color="device-cmyk(1 0 0 0)"/><stop offset="1" stop-color="red"/>'
    '</linearGradient></defs><rect width="80" height="40" {}/></svg>'
)
INKED = {
    "text": ("words", ".words p { color: device-cmyk(0 1 0 0) }"),
    "drawing": ("![Art.](figures/art.svg){alt=Art}", ""),
    "photograph": ("![Art.](figures/art.jpg){alt=Art}", ""),
}


def inked_book(root: Path, what: str, toml: str = "") -> BookProject:
    """A book with ink in its text, its drawing or its photograph."""
    text, style = INKED[what]
    chapter = f"# One\n\n::: words\n{text}\n:::\n"
    files = {
        "book.toml": MINIMAL["book.toml"] + toml,
        "chapters/one.md": chapter,
        "chapters/figures/art.svg": SVG.format('fill="device-cmyk(0 1 1 0)"'),
        "styles/book.css": style,
    }
    book = BookProject(root, files)
    picture = Image.new("CMYK", (900, 700), (200, 0, 0, 0))
    picture.save(book.root / "chapters/figures/art.jpg")
    return book
