"""The index as data, resolved and in printing order."""

from dataclasses import dataclass

from chapbook.apparatus.index_style import BOOK_STYLE, IndexStyle
from chapbook.diagnostics import SourceSpan


@dataclass(frozen=True, order=True)
class IndexPlace:
    """An index mark behind a locator: where it is written, and its anchor."""

    span: SourceSpan
    anchor: str


@dataclass(frozen=True)
class Locator:
    """A locator as printed ('37', '12–14', '45n3'); it links to `anchor`, its first mark.

    `places` are all marks that it stands for, those that give it its weight first; it may be
    bold (`principal`) or italic (`illustration`). `note`: it is one of notes.
    """

    text: str
    anchor: str
    principal: bool = False
    illustration: bool = False
    note: bool = False
    places: tuple[IndexPlace, ...] = ()


@dataclass(frozen=True)
class IndexEntry:
    """A headword with what is under it, in printing order.

    `heading` may have markup (`*Pravda*`), `html` is the same as HTML; so are `see_html` and
    `see_also_html` to `see` and `see_also`. `separator` stands before the first locator.
    """

    heading: str
    locators: tuple[Locator, ...]
    see: tuple[str, ...]
    see_also: tuple[str, ...]
    subentries: tuple["IndexEntry", ...]
    html: str = ""
    see_html: tuple[str, ...] = ()
    see_also_html: tuple[str, ...] = ()
    separator: str = ", "


@dataclass(frozen=True)
class IndexSection:
    """The entries under one letter. `letter` is '' for symbols and figures.

    `part` is the title of the index that it is in, '' where the book has but one.
    """

    letter: str
    entries: tuple[IndexEntry, ...]
    part: str = ""


@dataclass(frozen=True)
class Index:
    """The whole index in printing order; `note` is its opening note, '' for none."""

    sections: tuple[IndexSection, ...]
    note: str = ""
    style: IndexStyle = BOOK_STYLE

    @property
    def parts(self) -> tuple[tuple[str, tuple[IndexSection, ...]], ...]:
        """The indexes of the book, each with its title ('' where there is one) and letters."""
        titles = dict.fromkeys(section.part for section in self.sections)
        return tuple(
            (title, tuple(section for section in self.sections if section.part == title))
            for title in titles
        )
