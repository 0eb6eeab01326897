"""Turn a language tag into what a book in that language prints of itself, and how it is set.

Each language is a TOML file beside this one; all have the same keys.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from chapbook.locales.printer_words import PrinterWords

FOLDER = Path(__file__).parent
FALLBACK = "en-US"
REGIONS_OF = {"en": "en-US"}
"""The file of a language that has one for each region only."""


@dataclass(frozen=True)
class Labels:
    """The program's own words in one language.

    `note_short` is what stands between a page and a note's number: '14n3';
    `notes_page` heads an empty page to write on, `errata` a slip on which it
    says, page and `line` by page and line, `instead_of` what to `read` what.
    `skip_to_text` and what follows are words of the text editions.
    """

    contents: str
    illustrations: str
    bibliography: str
    index: str
    chapter: str
    part: str
    appendix: str
    figure: str
    table: str
    note: str
    notes: str
    see: str
    see_also: str
    page: str
    pages: str
    editor: str
    editors: str
    cited: str
    note_short: str
    continued: str
    endnotes: str
    notes_to_page: str
    notes_to_pages: str
    notes_page: str
    errata: str
    line: str
    instead_of: str
    read: str
    skip_to_text: str
    printed_pages: str
    cover: str
    landmarks: str
    accessibility: str


@dataclass(frozen=True)
class IndexWords:
    """What stands between a page and the number of a note, and of several, in two styles; and
    the sentences of an opening note, in which `{n}` and `{nn}` are those."""

    chicago: tuple[str, str]
    oxford: tuple[str, str]
    bold: str
    italic: str
    bold_and_italic: str
    note: str
    notes: str
    merged: str


@dataclass(frozen=True)
class Quotes:
    """A language's quotation marks: the outer pair, the inner pair, with the spaces that stand
    inside them. `is_primary_single`: a lone pair typed as single takes the outer marks."""

    primary: tuple[str, str]
    secondary: tuple[str, str]
    is_primary_single: bool


@dataclass(frozen=True)
class Spaces:
    """The spaces before ; ! ? and before a colon, '' for none; abbreviations with thin spaces
    between their parts ('z. B.'); words that don't end a line."""

    before_high: str
    before_colon: str
    thin: tuple[str, ...]
    short_words: tuple[str, ...]


@dataclass(frozen=True)
class Bindings:
    """What a line break keeps together: abbreviations before a number, titles before a name,
    units behind a number (regular expressions, for a point behind some)."""

    before_number: tuple[str, ...]
    titles: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True)
class Dates:
    """The months as they stand behind a day, and alone; the forms of dates."""

    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    day: str
    month: str


@dataclass(frozen=True)
class Hyphenation:
    """The shortest word that is divided, the fewest letters before and after its hyphen."""

    chars: int
    before: int
    after: int


@dataclass(frozen=True)
class Locale:
    """A language of the program. `tag` is the name of its file."""

    tag: str
    labels: Labels
    index: IndexWords
    quotes: Quotes
    spaces: Spaces
    bindings: Bindings
    dates: Dates
    hyphenation: Hyphenation
    printer: PrinterWords


@cache
def known_languages() -> tuple[str, ...]:
    """The tags that have a file."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def nearest(language: str) -> str | None:
    """The file for a tag: 'de' for 'de-AT', 'en-US' for 'en-AU'; None where there is none."""
    by_folded_tag = {tag.lower(): tag for tag in known_languages()}
    primary = language.lower().split("-")[0]
    return by_folded_tag.get(language.lower()) or by_folded_tag.get(
        REGIONS_OF.get(primary, primary).lower()
    )


def locale_of(language: str) -> Locale:
    """The locale of a tag, American English where its language has none."""
    return read_locale(nearest(language) or FALLBACK)


@cache
def all_locales() -> tuple[Locale, ...]:
    """Every locale, in the order of their tags."""
    return tuple(read_locale(tag) for tag in known_languages())


@cache
def read_locale(tag: str) -> Locale:
    """The locale in the file of that name. Raise ValueError where a key is missing or unknown."""
    data = tomllib.loads((FOLDER / f"{tag}.toml").read_text("utf-8"))
    parts = {
        "labels": Labels, "index": IndexWords, "quotes": Quotes, "spaces": Spaces,
        "bindings": Bindings, "dates": Dates, "hyphenation": Hyphenation,
        "printer": PrinterWords,
    }  # fmt: skip
    _check(tag, data, set(parts))
    made: dict[str, Any] = {
        name: part(**_values(f"{tag} [{name}]", data[name], {field.name for field in fields(part)}))
        for name, part in parts.items()
    }
    return Locale(tag=tag, **made)


def _values(place: str, table: Mapping[str, Any], wanted: set[str]) -> dict[str, Any]:
    _check(place, table, wanted)
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _check(place: str, table: Mapping[str, Any], wanted: set[str]) -> None:
    if set(table) != wanted:
        raise ValueError(f"{place}: {', '.join(sorted(set(table) ^ wanted))}")
