"""What a build of a book leaves to the next one in the same process.

Printers call it standing type. Nothing in it decides what is made: it only saves the making.
"""

from dataclasses import dataclass, field
from pathlib import Path

from chapbook.composition.converge import SetBook
from chapbook.composition.made_html import KnownHtml
from chapbook.composition.model import HtmlFragment, TypesetFragment
from chapbook.composition.templates import Templates, template_texts


@dataclass
class StandingType:
    """The last HTML of each division by its id, the pages set of it, the last templates."""

    html: dict[str, KnownHtml] = field(default_factory=dict)
    pages: dict[str, tuple[HtmlFragment, TypesetFragment]] = field(default_factory=dict)
    _templates: Templates | None = None

    def keep(self, book: SetBook) -> None:
        """Keep the pages of a book that is set."""
        pairs = zip(book.html, book.fragments, strict=True)
        self.pages = {html.id: (html, made) for html, made in pairs}

    def templates(self, root: Path, shipped: Path) -> Templates:
        """The book's templates, those of the last build if none has changed."""
        if self._templates is None or self._templates.texts != template_texts(root, shipped):
            self._templates = Templates(root, shipped)
        return self._templates
