"""The opening note of an index: it explains the conventions that this index uses, no others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chapbook.apparatus.index_model import IndexEntry, IndexSection, Locator
from chapbook.apparatus.index_style import IndexStyle
from chapbook.apparatus.locator_forms import note_forms


@dataclass(frozen=True)
class NoteWords:
    """The sentences of an opening note. `{n}` is what stands before the number of a note."""

    bold: str
    italic: str
    bold_and_italic: str
    note: str
    notes: str
    merged: str


NOTE_WORDS: Mapping[str, NoteWords] = {
    "en": NoteWords(
        bold="Page numbers in bold refer to the principal discussion.",
        italic="Page numbers in italic refer to illustrations.",
        bold_and_italic="Page numbers in bold refer to the principal discussion; "
        "those in italic, to illustrations.",
        note="The letter {n} before a number refers to a note.",
        notes="The letters {n} and {nn} before a number refer to notes.",
        merged="A range of pages may stand for separate mentions.",
    ),
    "de": NoteWords(
        bold="Fett gesetzte Seitenzahlen verweisen auf die Hauptstelle.",
        italic="Kursiv gesetzte Seitenzahlen verweisen auf Abbildungen.",
        bold_and_italic="Fett gesetzte Seitenzahlen verweisen auf die Hauptstelle, "
        "kursiv gesetzte auf Abbildungen.",
        note="{n} vor einer Zahl verweist auf eine Anmerkung.",
        notes="{n} und {nn} vor einer Zahl verweisen auf Anmerkungen.",
        merged="Zusammengefasste Seiten können auch einzelne Erwähnungen meinen.",
    ),
    "fr": NoteWords(
        bold="Les numéros de page en gras renvoient au passage principal.",
        italic="Les numéros de page en italique renvoient aux illustrations.",
        bold_and_italic="Les numéros de page en gras renvoient au passage principal, "
        "ceux en italique aux illustrations.",
        note="La lettre {n} devant un numéro renvoie à une note.",
        notes="Les lettres {n} et {nn} devant un numéro renvoient à des notes.",
        merged="Une suite de pages peut réunir des mentions distinctes.",
    ),
    "ru": NoteWords(
        bold="Полужирным выделены страницы, где о предмете говорится подробно.",
        italic="Курсивом выделены страницы с иллюстрациями.",
        bold_and_italic="Полужирным выделены страницы, где о предмете говорится подробно, "
        "курсивом — страницы с иллюстрациями.",
        note="{n} перед числом отсылает к примечанию.",
        notes="{n} и {nn} перед числом отсылают к примечаниям.",
        merged="Диапазон страниц может объединять отдельные упоминания.",
    ),
}


def opening_note(
    sections: Sequence[IndexSection], style: IndexStyle, language: str, merged: bool
) -> str:
    """What must be explained, '' for nothing; `merged`: a setting made ranges of pages."""
    if style.explain == "none":
        return ""
    words = NOTE_WORDS.get(language.split("-")[0].lower(), NOTE_WORDS["en"])
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


def _emphasis(locators: Sequence[Locator], words: NoteWords) -> str:
    bold = any(locator.principal for locator in locators)
    italic = any(locator.illustration for locator in locators)
    if bold and italic:
        return words.bold_and_italic
    return words.bold if bold else words.italic if italic else ""


def _notes(locators: Sequence[Locator], words: NoteWords, one: str, several: str) -> str:
    """Several notes are told of where the index has them, and the language another form."""
    in_notes = [locator.text for locator in locators if locator.note]
    if not in_notes:
        return ""
    n, nn = one.strip(), several.strip()
    uses_several = n != nn and any(several in text for text in in_notes)
    return (words.notes if uses_several else words.note).format(n=n, nn=nn)
