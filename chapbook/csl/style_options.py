"""Turn the attributes of a style's larger elements and of `cs:name` into options."""

from dataclasses import fields
from typing import Any
from xml.etree.ElementTree import Element as Xml

from chapbook.csl.options import BibliographyOptions, CitationOptions, NameOptions, StyleOptions


def flag(xml: Xml, attribute: str, default: bool = False) -> bool:
    """An attribute that is 'true' or 'false'."""
    return xml.get(attribute, "true" if default else "false") == "true"


def flag_or_none(xml: Xml, attribute: str) -> bool | None:
    """The same; None without one."""
    return flag(xml, attribute) if xml.get(attribute) else None


def number(xml: Xml, attribute: str) -> int | None:
    """An attribute that is a whole number; None without one."""
    value = xml.get(attribute, "").strip()
    return int(value) if value.isdigit() else None


def name_options(xml: Xml) -> NameOptions:
    """The name options that an element sets, under either of their spellings."""
    return NameOptions(
        and_=xml.get("and"),
        delimiter=_of_name(xml, "delimiter"),
        delimiter_precedes_et_al=xml.get("delimiter-precedes-et-al"),
        delimiter_precedes_last=xml.get("delimiter-precedes-last"),
        et_al_min=number(xml, "et-al-min"),
        et_al_use_first=number(xml, "et-al-use-first"),
        et_al_subsequent_min=number(xml, "et-al-subsequent-min"),
        et_al_subsequent_use_first=number(xml, "et-al-subsequent-use-first"),
        et_al_use_last=flag_or_none(xml, "et-al-use-last"),
        initialize=flag_or_none(xml, "initialize"),
        initialize_with=xml.get("initialize-with"),
        name_as_sort_order=xml.get("name-as-sort-order"),
        sort_separator=xml.get("sort-separator"),
        form=_of_name(xml, "form"),
        names_delimiter=xml.get("names-delimiter"),
    )


def _of_name(xml: Xml, attribute: str) -> str | None:
    return xml.get(attribute if str(xml.tag).endswith("}name") else f"name-{attribute}")


def inherited(*options: NameOptions) -> NameOptions:
    """The options of nested elements in one, the last that says something winning."""
    merged: dict[str, Any] = {}
    for given in options:
        for field in fields(given):
            value = getattr(given, field.name)
            if value is not None:
                merged[field.name] = value
    return NameOptions(**merged)


def style_options(xml: Xml) -> StyleOptions:
    """The global options."""
    return StyleOptions(
        initialize_with_hyphen=flag(xml, "initialize-with-hyphen", default=True),
        demote_non_dropping_particle=xml.get("demote-non-dropping-particle", "display-and-sort"),
        page_range_format=xml.get("page-range-format", ""),
    )


def citation_options(xml: Xml) -> CitationOptions:
    """The options of `cs:citation`."""
    distance = number(xml, "near-note-distance")
    grouping = xml.get("cite-group-delimiter")
    return CitationOptions(
        add_givenname=flag(xml, "disambiguate-add-givenname"),
        givenname_rule=xml.get("givenname-disambiguation-rule", "by-cite"),
        add_names=flag(xml, "disambiguate-add-names"),
        add_year_suffix=flag(xml, "disambiguate-add-year-suffix"),
        cite_group_delimiter=grouping,
        collapse=xml.get("collapse", ""),
        year_suffix_delimiter=xml.get("year-suffix-delimiter"),
        after_collapse_delimiter=xml.get("after-collapse-delimiter"),
        near_note_distance=5 if distance is None else distance,
    )


def bibliography_options(xml: Xml) -> BibliographyOptions:
    """The options of `cs:bibliography`."""
    return BibliographyOptions(
        second_field_align=xml.get("second-field-align", ""),
        subsequent_author_substitute=xml.get("subsequent-author-substitute"),
        subsequent_author_substitute_rule=xml.get(
            "subsequent-author-substitute-rule", "complete-all"
        ),
    )
