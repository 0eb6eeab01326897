"""The opening note of an index: it explains the conventions that this index uses, no others."""

from collections.abc import Iterator, Sequence

from chapbook.apparatus.index_model import IndexEntry, IndexSection, Locator
from chapbook.apparatus.index_style import IndexStyle
from chapbook.apparatus.locator_forms import note_forms
from chapbook.locales import IndexWords, locale_of


def opening_note(
    sections: Sequence[IndexSection], style: IndexStyle, language: str, merged: bool
) -> str:
    """What must be explained, '' for nothing; `merged`: a setting made ranges of pages."""
    if style.explain == "none":
        return ""
    words = locale_of(language).index
    entries = [entry for section in sections for entry in section.entries]
    locators = [locator for entry in entries for locator in _locators(entry)]
    said = [_emphasis(locators, words)]
    if style.explain == "all":
        said += [_notes(locators, words, *note_forms(language, style.notes))]
        said += [words.merged] if merged else []
    return " ".join(sentence for sentence in said if sentence)


def _locators(entry: IndexEntry) -> Iterator[Locator]:
    yield from entry.locators
    for subentry in entry.subentries:
        yield from _locators(subentry)


def _emphasis(locators: Sequence[Locator], words: IndexWords) -> str:
    bold = any(locator.principal for locator in locators)
    italic = any(locator.illustration for locator in locators)
    if bold and italic:
        return words.bold_and_italic
    return words.bold if bold else words.italic if italic else ""


def _notes(locators: Sequence[Locator], words: IndexWords, one: str, several: str) -> str:
    """Several notes are told of where the index has them, and the language another form."""
    in_notes = [locator.text for locator in locators if locator.note]
    if not in_notes:
        return ""
    n, nn = one.strip(), several.strip()
    uses_several = n != nn and any(several in text for text in in_notes)
    return (words.notes if uses_several else words.note).format(n=n, nn=nn)
