"""How an index is set: the choices that style manuals leave to the house.

`[style]` of chapters/index.toml makes them; the defaults are the Chicago Manual's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

CHOICES: Mapping[str, tuple[str, ...]] = {
    "range": ("chicago", "oxford", "mhra", "full"),
    "merge": ("never", "three", "two"),
    "notes": ("chicago", "oxford"),
    "layout": ("indented", "run-in"),
    "order": ("letter", "word"),
    "separator": ("comma", "space"),
    "see_also": ("last", "first"),
    "explain": ("all", "emphasis", "none"),
    "collation": ("", "phonebook"),
}
"""The settings that take one of a few words."""

SWITCHES = ("letters", "figure_colon", "skip_function_words", "mc_as_mac")
"""The settings that are true or false."""

COUNTS: Mapping[str, range] = {"most_locators": range(10_000), "columns": range(1, 4)}
"""The settings that are numbers, with those they may be."""

EN_SPACE = "\u2002"
FIGURE_LAST = re.compile(r"\d\Z")


@dataclass(frozen=True)
class IndexStyle:
    """An index's settings; docs/index.md says what each is for.

    `range` '' stands for the custom of the language. `explain`: what the opening note tells of
    the conventions used. `figure_colon`: a heading that ends in a figure takes a colon.
    `most_locators`: an entry with more bare ones gets a warning, 0 for never. `columns`: of a page.
    """

    range: str = ""
    merge: str = "never"
    notes: str = "chicago"
    layout: str = "indented"
    order: str = "letter"
    separator: str = "comma"
    see_also: str = "last"
    explain: str = "all"
    collation: str = ""
    letters: bool = True
    figure_colon: bool = True
    skip_function_words: bool = True
    mc_as_mac: bool = False
    most_locators: int = 6
    columns: int = 2

    def range_in(self, language: str) -> str:
        """The form of ranges: Chicago's in English, in full in other languages."""
        english = language.split("-")[0].lower() == "en"
        return self.range or ("chicago" if english else "full")

    def separator_after(self, heading: str) -> str:
        """What stands between a heading and its first locator."""
        if self.figure_colon and FIGURE_LAST.search(heading):
            return ": "
        return EN_SPACE if self.separator == "space" else ", "


BOOK_STYLE = IndexStyle()
"""The style of a book that says nothing of it."""
