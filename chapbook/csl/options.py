"""The options of a style: what the attributes of its larger elements say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameOptions:
    """The inheritable name attributes, after inheritance. None where nobody says anything."""

    and_: str | None = None
    delimiter: str | None = None
    delimiter_precedes_et_al: str | None = None
    delimiter_precedes_last: str | None = None
    et_al_min: int | None = None
    et_al_use_first: int | None = None
    et_al_subsequent_min: int | None = None
    et_al_subsequent_use_first: int | None = None
    et_al_use_last: bool | None = None
    initialize: bool | None = None
    initialize_with: str | None = None
    name_as_sort_order: str | None = None
    sort_separator: str | None = None
    form: str | None = None
    names_delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class CitationOptions:
    """The attributes of `cs:citation`."""

    add_givenname: bool = False
    givenname_rule: str = "by-cite"
    add_names: bool = False
    add_year_suffix: bool = False
    cite_group_delimiter: str | None = None
    collapse: str = ""
    year_suffix_delimiter: str | None = None
    after_collapse_delimiter: str | None = None
    near_note_distance: int = 5


@dataclass(frozen=True, slots=True)
class BibliographyOptions:
    """The attributes of `cs:bibliography`, but for its indents and spacing: the book's stylesheets
    say how a list looks."""

    second_field_align: str = ""
    subsequent_author_substitute: str | None = None
    subsequent_author_substitute_rule: str = "complete-all"


@dataclass(frozen=True, slots=True)
class StyleOptions:
    """The attributes of `cs:style`."""

    initialize_with_hyphen: bool = True
    demote_non_dropping_particle: str = "display-and-sort"
    page_range_format: str = ""
