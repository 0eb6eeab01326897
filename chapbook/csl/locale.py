"""Terms, date formats and options of a language, as its locale files and a style define them.

Specification: "Locale Fallback", "Terms", "Ordinal Suffixes", "Localized Date Formats".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as Xml

from chapbook.csl import elements as el
from chapbook.csl.style_elements import NAMESPACE, read_date_element

PRIMARY_DIALECTS = {
    "de": "de-DE", "en": "en-US", "es": "es-ES", "fr": "fr-FR", "no": "nb-NO", "pt": "pt-PT",
    "sr": "sr-Latn-RS", "zh": "zh-CN",
}  # fmt: skip
"""Of languages with several dialects; another language's only dialect is its primary one."""

LAST_RESORT = "en-US"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FORM_FALLBACK = {
    "long": ("long",),
    "short": ("short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
}
_ALIASES = {"sub verbo": "sub-verbo", "editor-translator": "editortranslator"}
_ORDINAL = re.compile(r"ordinal(-[0-9]{2})?")
_XML_EDGES = re.compile(r"^\s*\n\s*|\s*\n\s*$")

_TermKey = tuple[str, str, str]
"""Name, form and gender-form of a term."""


@dataclass(frozen=True, slots=True)
class _Term:
    single: str
    multiple: str
    match: str


@dataclass(frozen=True, eq=False, slots=True)
class _Source:
    """What one `cs:locale` defines. `language` is '' where it is for every language."""

    language: str
    terms: Mapping[_TermKey, _Term]
    genders: Mapping[str, str]
    dates: Mapping[str, el.Date]
    options: Mapping[str, str]
    has_ordinals: bool


@dataclass(frozen=True, eq=False, slots=True)
class Locale:
    """A language's terms, date formats and options, with every fallback already done."""

    language: str
    punctuation_in_quote: bool
    limit_day_ordinals_to_day_1: bool
    _terms: Mapping[_TermKey, _Term] = field(repr=False)
    _genders: Mapping[str, str] = field(repr=False)
    _dates: Mapping[str, el.Date] = field(repr=False)

    def term(self, name: str, form: str = "long", plural: bool = False) -> str | None:
        """A term in a form or in one it falls back to (spec "Terms"); None where undefined.

        '' is a term that is defined to be empty.
        """
        name = _ALIASES.get(name, name)
        for candidate in FORM_FALLBACK.get(form, (form, "long")):
            found = self._terms.get((name, candidate, ""))
            if found is not None:
                return found.multiple if plural else found.single
        return None

    def gender(self, name: str) -> str:
        """The gender of the noun that a term is: 'masculine', 'feminine' or ''."""
        return self._genders.get(_ALIASES.get(name, name), "")

    def ordinal_suffix(self, number: int, gender: str = "") -> str:
        """What makes a number an ordinal, as in '2nd' (spec "Ordinal Suffixes")."""
        default = self._gendered("ordinal", gender) or self._gendered("ordinal", "masculine")
        old = default is None  # CSL 1.0 had no term 'ordinal'; all other numbers were like 4
        for name in () if old and number % 100 in (11, 12, 13) else _ordinal_names(number):
            found = self._gendered(name, gender)
            if found is not None and _matches(name, found.match, number):
                return found.single
        default = default or self._gendered("ordinal-04", gender)
        return default.single if default is not None else ""

    def long_ordinal(self, number: int, gender: str = "") -> str:
        """'second' for 2; above ten the number with its suffix (spec "Long Ordinals")."""
        if 1 <= number <= 10:
            found = self._gendered(f"long-ordinal-{number:02d}", gender)
            if found is not None and found.single:
                return found.single
        return f"{number}{self.ordinal_suffix(number, gender)}"

    def date_format(self, form: str) -> el.Date | None:
        """The language's `cs:date` with the form 'text' or 'numeric'."""
        return self._dates.get(form)

    def _gendered(self, name: str, gender: str) -> _Term | None:
        found = self._terms.get((name, "long", gender))
        return self._terms.get((name, "long", "")) if found is None else found


def make_locale(language: str, sources: Mapping[str, str], overrides: Sequence[str] = ()) -> Locale:
    """The locale of a language from locale files and a style's own `cs:locale` elements.

    `sources` are the XML texts of locale files by language tag. Each localizable unit is
    taken from the first that has it (spec "Locale Fallback"): of `overrides` those for the
    dialect, for the language, for any; of `sources` the dialect, the language's primary
    dialect, en-US. Raises xml.etree.ElementTree.ParseError for what is no XML.
    """
    dialect = _dialect(_canonical(language), sources)
    return _merged(dialect, [*_files(dialect, sources), *_own(dialect, overrides)])


def _merged(language: str, sources: Sequence[_Source]) -> Locale:
    """One locale of sources of which later ones go first."""
    terms: dict[_TermKey, _Term] = {}
    for source in sources:
        if source.has_ordinals:
            terms = {key: term for key, term in terms.items() if not _ORDINAL.fullmatch(key[0])}
        terms.update(source.terms)
    options = {name: value for one in sources for name, value in one.options.items()}
    return Locale(
        language=language,
        punctuation_in_quote=options.get("punctuation-in-quote") == "true",
        limit_day_ordinals_to_day_1=options.get("limit-day-ordinals-to-day-1") == "true",
        _terms=terms,
        _genders={name: gender for one in sources for name, gender in one.genders.items()},
        _dates={form: date for one in sources for form, date in one.dates.items()},
    )


def _files(dialect: str, sources: Mapping[str, str]) -> list[_Source]:
    wanted = [LAST_RESORT, _primary(dialect.partition("-")[0], sources), dialect]
    return [_parsed(sources[tag]) for tag in dict.fromkeys(wanted) if tag in sources]


def _own(dialect: str, overrides: Sequence[str]) -> list[_Source]:
    own = [_parsed(text) for text in overrides]
    return [
        source
        for language in dict.fromkeys(("", dialect.partition("-")[0], dialect))
        for source in own
        if source.language == language
    ]


def _dialect(language: str, sources: Mapping[str, str]) -> str:
    if language in sources or "-" not in language:
        return language if language in sources else _primary(language, sources)
    main, *_, region = language.split("-")
    return f"{main}-{region}" if f"{main}-{region}" in sources else language


def _primary(language: str, sources: Mapping[str, str]) -> str:
    if language in PRIMARY_DIALECTS:
        return PRIMARY_DIALECTS[language]
    dialects = (tag for tag in sources if tag.partition("-")[0] == language)
    return min(dialects, default=language)


def _canonical(tag: str) -> str:
    """A language tag as 'en-US' or 'sr-Latn-RS' without private subtags."""
    main, *rest = tag.strip().replace("_", "-").lower().split("-x-")[0].split("-")
    cased = (part.upper() if len(part) == 2 else part.title() for part in rest)
    return "-".join((main, *cased)) or LAST_RESORT


def _ordinal_names(number: int) -> tuple[str, ...]:
    tens, ones = f"ordinal-{number % 100:02d}", f"ordinal-0{number % 10}"
    return (tens, ones) if tens != ones else (ones,)


def _matches(name: str, match: str, number: int) -> bool:
    value = int(name[-2:])
    if match == "whole-number":
        return number == value
    if value >= 10 or match == "last-two-digits":
        return number % 100 == value
    return number % 10 == value


@cache
def _parsed(text: str) -> _Source:
    root = ElementTree.fromstring(text)
    terms = dict(map(_term, root.iter(f"{NAMESPACE}term")))
    dates = map(read_date_element, root.iter(f"{NAMESPACE}date"))
    options: dict[str, str] = {}
    for xml in root.iter(f"{NAMESPACE}style-options"):
        options.update(xml.attrib)
    return _Source(
        language=_canonical(root.get(XML_LANG, "")) if root.get(XML_LANG) else "",
        terms=terms,
        genders=_genders(root),
        dates={date.form or "text": date for date in dates},
        options=options,
        has_ordinals=any(_ORDINAL.fullmatch(name) for name, *_ in terms),
    )


def _genders(root: Xml) -> dict[str, str]:
    return {
        _name(xml): _neuter(xml.get("gender", ""))
        for xml in root.iter(f"{NAMESPACE}term")
        if xml.get("gender")
    }


def _name(xml: Xml) -> str:
    name = xml.get("name", "")
    return _ALIASES.get(name, name)


def _term(xml: Xml) -> tuple[_TermKey, _Term]:
    single, multiple = xml.find(f"{NAMESPACE}single"), xml.find(f"{NAMESPACE}multiple")
    one = next((child for child in (single, multiple) if child is not None), xml)
    many = next((child for child in (multiple, single) if child is not None), xml)
    key = _name(xml), xml.get("form", "long"), _neuter(xml.get("gender-form", ""))
    return key, _Term(_text(one), _text(many), xml.get("match", ""))


def _text(xml: Xml) -> str:
    """The text as it is written, without the indentation of XML that is around it."""
    written = xml.text or ""
    return _XML_EDGES.sub("", written) if "\n" in written else written


def _neuter(gender: str) -> str:
    return "" if gender == "neuter" else gender
