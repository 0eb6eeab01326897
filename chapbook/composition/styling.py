"""Turn a book's settings into the stylesheets and fonts that it is set with."""

from dataclasses import dataclass
from pathlib import Path

from chapbook.composition.compositor import Setup
from chapbook.composition.environment import environment_digest
from chapbook.composition.font_audit import font_files
from chapbook.composition.stylesheets import Stylesheet, read_stylesheets
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.book_config import BookConfig
from chapbook.manuscript.model import Manuscript
from chapbook.shipped import shipped_dir


@dataclass(frozen=True)
class Styling:
    """The stylesheets of a book of that `config`, the font files that they name, what
    compositors have to know, and what is wrong."""

    config: BookConfig
    sheets: tuple[Stylesheet, ...]
    fonts: tuple[Path, ...]
    setup: Setup
    diagnostics: tuple[Diagnostic, ...]


def styling_of(manuscript: Manuscript) -> Styling:
    """How a manuscript is set."""
    config = manuscript.config
    sheets, wrong = read_stylesheets(
        manuscript.root, shipped_dir(), config.page, config.output, config.hyphenation
    )
    fonts = tuple(font_files(sheets))
    digest = environment_digest(f"{config.hyphenation}, {config.output}", sheets, fonts)
    setup = Setup(manuscript.root, shipped_dir(), sheets, config.hyphenation, digest, config.output)
    return Styling(config, sheets, fonts, setup, wrong)
