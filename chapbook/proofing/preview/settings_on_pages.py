"""Turn a word on a page that the program makes of book.toml into the setting it comes from."""

import tomllib

from chapbook.manuscript.toml_places import find_places
from chapbook.proofing.preview.word_in_source import line_and_column

FROM_SETTINGS = frozenset(("half-title", "title", "imprint", "colophon", "back-cover"))
"""What the program makes of book.toml alone, where it has no chapter."""
PRINTED = {"half-title": ("running_title", "title")}
"""What a page prints, where that isn't the title first of all."""


def setting_place(toml: str, division: str, page_text: str, at: int) -> tuple[int, int]:
    """The line and column, from 1, of the word of `page_text` at character `at`: in the title, else
    wherever the file has it; a word that it hasn't leads to the title, or to the file's start."""
    try:
        tomllib.loads(toml)
    except tomllib.TOMLDecodeError:
        return 1, 1
    places = find_places(toml)
    known = (places.get(("book", key)) for key in PRINTED.get(division, ("title",)))
    title = next((place for place in known if place), None)
    if title:
        found = line_and_column(toml, title[0], title[0], page_text, at)
        if found:
            return found
    last = toml.count("\n") + 1
    return line_and_column(toml, 1, last, page_text, at) or title or (1, 1)
