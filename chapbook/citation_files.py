"""Turn what book.toml says of a book into files by which others cite it.

CITATION.cff is read by GitHub, Zenodo and Zotero (https://citation-file-format.github.io, 1.2.0),
a .bib by everything else.
"""

import json
import re
from collections.abc import Iterator, Mapping

from chapbook.manuscript.book_config import BookConfig

CFF, BIB = "CITATION.cff", "{}.bib"
_YEAR = re.compile(r"\b\d{4}\b")
_SPECIAL = re.compile(r"([&%$#_{}])")
SPDX = {
    "CC0 1.0": "CC0-1.0", "CC BY 4.0": "CC-BY-4.0", "CC BY-SA 4.0": "CC-BY-SA-4.0",
    "CC BY-NC 4.0": "CC-BY-NC-4.0", "CC BY-ND 4.0": "CC-BY-ND-4.0",
    "CC BY-NC-SA 4.0": "CC-BY-NC-SA-4.0", "CC BY-NC-ND 4.0": "CC-BY-NC-ND-4.0",
}  # fmt: skip
"""Licences as books name them, by their identifiers (https://spdx.org/licenses/)."""


def citation_files(config: BookConfig) -> Mapping[str, bytes]:
    """The files by the patterns of their names ({} is the stem)."""
    return {CFF: citation_cff(config).encode(), BIB: bibtex_entry(config).encode()}


def citation_cff(config: BookConfig) -> str:
    """The book as CITATION.cff: a work of its own kind is cited as the preferred citation."""
    about = [
        ("title", _title(config)),
        ("abstract", config.summary),
        ("url", config.url),
        ("license", SPDX.get(config.licence, "")),
    ]
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this book, please cite it as below.",
        "type: dataset",
        *(f"{key}: {_quoted(value)}" for key, value in about if value),
        *_people(config, ""),
        *_listed("keywords", config.keywords),
        "preferred-citation:",
        "  type: book",
        f"  title: {_quoted(_title(config))}",
        *_people(config, "  "),
        *_editors(config),
        *(f"  {key}: {value}" for key, value in _details(config)),
    ]
    return "\n".join(lines) + "\n"


def bibtex_entry(config: BookConfig) -> str:
    """The book as an entry for a .bib file, its key the book's slug."""
    fields = [
        ("author", _names(config.authors)),
        ("editor", _names(config.editors)),
        ("title", _escaped(config.title)),
        ("subtitle", _escaped(config.subtitle)),
        ("edition", _escaped(config.edition)),
        ("publisher", _escaped(config.publisher)),
        ("location", _escaped(config.place)),
        ("date", year_of(config)),
        ("isbn", config.isbn),
        ("url", config.url),
        ("langid", config.language),
    ]
    lines = [f"  {key} = {{{value}}}," for key, value in fields if value]
    return "\n".join([f"@book{{{config.slug},", *lines, "}"]) + "\n"


def year_of(config: BookConfig) -> str:
    """The year in the book's date, '' where it has none."""
    found = _YEAR.search(config.date)
    return found[0] if found else ""


def _title(config: BookConfig) -> str:
    return f"{config.title}: {config.subtitle}" if config.subtitle else config.title


def _people(config: BookConfig, indent: str) -> Iterator[str]:
    """Authors, who must be given; of a book without any its editors, publisher or name."""
    names = config.authors or config.editors or (config.publisher or config.title,)
    yield f"{indent}authors:"
    for name in names:
        yield from (f"{indent}  {line}" for line in _person(name, bool(config.authors)))


def _person(name: str, is_author: bool) -> Iterator[str]:
    given, _, family = name.rpartition(" ")
    if is_author and given:
        yield f"- family-names: {_quoted(family)}"
        yield f"  given-names: {_quoted(given)}"
    else:
        yield f"- name: {_quoted(name)}"


def _editors(config: BookConfig) -> Iterator[str]:
    if config.editors:
        yield "  editors:"
        for name in config.editors:
            yield from (f"    {line}" for line in _person(name, is_author=True))


def _details(config: BookConfig) -> Iterator[tuple[str, str]]:
    if year := year_of(config):
        yield "year", year
    texts = (("edition", config.edition), ("isbn", config.isbn), ("url", config.url))
    yield from ((key, _quoted(value)) for key, value in texts if value)
    if config.publisher:
        yield "publisher", f"{{name: {_quoted(config.publisher)}}}"
    yield "languages", f"[{_quoted(config.language.split('-')[0])}]"


def _listed(key: str, values: tuple[str, ...]) -> Iterator[str]:
    if values:
        yield f"{key}:"
        yield from (f"  - {_quoted(value)}" for value in values)


def _quoted(text: str) -> str:
    """A string of JSON, which is one of YAML too."""
    return json.dumps(text, ensure_ascii=False)


def _names(names: tuple[str, ...]) -> str:
    return " and ".join(_escaped(name) for name in names)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
