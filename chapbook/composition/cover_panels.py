"""Turn a book and its back cover's fragment into what the templates of a wrap take."""

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from chapbook.composition.model import HtmlFragment
from chapbook.manuscript.book_config import BookConfig

SPINE_RUNS_UP = frozenset(("de", "fr", "es", "it", "ru", "pl", "pt", "cs", "hu", "ro", "el"))
"""Languages whose books have the title up the spine, by custom; ISO 6357 and all others: down."""
_BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.DOTALL)


def cover_variables(config: BookConfig, fragments: Iterable[HtmlFragment]) -> Mapping[str, object]:
    """The variables of cover.html, but for its geometry."""
    language = config.language.split("-")[0].lower()
    return {
        "book": config,
        "language": config.language,
        "back": _back(config, fragments),
        "spine_runs": "up" if language in SPINE_RUNS_UP else "down",
    }


def _back(config: BookConfig, fragments: Iterable[HtmlFragment]) -> Markup:
    """What the back cover's page has; nothing for a book without one."""
    ids = {division.id for division in config.divisions if division.kind == "back-cover"}
    for fragment in fragments:
        body = _BODY.search(fragment.html) if fragment.id in ids else None
        if body:
            return Markup(body[1])
    return Markup("")
