"""What the editor rules for the index (chapters/index.toml), as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chapbook.apparatus.index_style import BOOK_STYLE, IndexStyle
from chapbook.diagnostics import SourceSpan

HeadingPath = tuple[str, ...]
"""Headword, subentry, sub-subentry as far as given; 'printing > presses' in a file."""


@dataclass(frozen=True)
class HeadingRule:
    """How a heading sorts ('' for as it is spelled) and what it sends to besides.

    `gloss` is printed behind it in parentheses; `html` is how it is printed, with `*…*` for
    italics; `section` names the index that it is in, where there are several.
    """

    sort: str
    see_also: tuple[HeadingPath, ...]
    span: SourceSpan
    gloss: str = ""
    html: str = ""
    section: str = ""


@dataclass(frozen=True)
class SeeRule:
    """Where a heading without locators sends to."""

    targets: tuple[HeadingPath, ...]
    span: SourceSpan


@dataclass(frozen=True)
class MergeRule:
    """The heading that takes another's place, with all that is below it."""

    into: HeadingPath
    span: SourceSpan


@dataclass(frozen=True)
class SectionRule:
    """One of a book's indexes. `names`: it has the main heads with an inverting comma."""

    title: str
    names: bool
    span: SourceSpan


@dataclass(frozen=True)
class IndexAuthority:
    """What the editor rules for the index. `note` begins its opening note.

    `double` has headings that print another's locators as well ('Orel' those of 'Oryol').
    `ignored` has the headings that are never to be suggested.
    """

    headings: Mapping[HeadingPath, HeadingRule] = field(default_factory=dict)
    see: Mapping[HeadingPath, SeeRule] = field(default_factory=dict)
    merge: Mapping[HeadingPath, MergeRule] = field(default_factory=dict)
    note: str = ""
    double: Mapping[HeadingPath, MergeRule] = field(default_factory=dict)
    sections: Mapping[str, SectionRule] = field(default_factory=dict)
    style: IndexStyle = BOOK_STYLE
    ignored: Mapping[str, SourceSpan] = field(default_factory=dict)


NO_AUTHORITY = IndexAuthority()
"""The rules of a book that has no authority file."""


def heading_path(written: str) -> HeadingPath:
    """'printing > presses' as a path."""
    return tuple(part for level in written.split(">") if (part := " ".join(level.split())))
