"""What every command is told, as data."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chapbook.diagnostics import Severity
from chapbook.manuscript.book_config import Edition

if TYPE_CHECKING:
    from chapbook.composition.first_compositor import FirstCompositor


@dataclass(frozen=True)
class Settings:
    """Where the book is, where its outputs go, how to speak.

    `worst_allowed` is the severity up to which a build still counts as good. `format` is
    'text', 'json', 'sarif' or 'github'. `verbosity`: 0 says nothing but diagnostics, 1 what was
    made, 2 more.
    `edition` is what is made of the book, by at most `jobs` processes; 0: by one a core.
    `first` are those that have been begun already.
    """

    book: Path
    out: Path
    worst_allowed: Severity
    format: str
    verbosity: int
    edition: Edition
    jobs: int = 0
    first: "tuple[FirstCompositor, ...]" = ()

    @property
    def cache(self) -> Path:
        """The folder of the cache."""
        return self.out / ".cache"
