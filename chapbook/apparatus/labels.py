"""Turn a language into the words that the program itself sets."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Labels:
    """The program's own words in one language.

    `note_short` is what stands between a page and a note's number: '14n3'.
    """

    contents: str
    illustrations: str
    bibliography: str
    index: str
    chapter: str
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


def labels(language: str) -> Labels:
    """The words of a language (BCP 47; its first part counts), English where it is not known."""
    return LABELS.get(language.split("-")[0].lower(), LABELS["en"])


ENGLISH = Labels(
    contents="Contents",
    illustrations="Figures and tables",
    bibliography="Bibliography",
    index="Index",
    chapter="Chapter",
    figure="Figure",
    table="Table",
    note="note",
    notes="notes",
    see="see",
    see_also="see also",
    page="p.",
    pages="pp.",
    editor="ed.",
    editors="eds",
    cited="cited",
    note_short="n",
    continued="continued",
    endnotes="Notes",
    notes_to_page="Notes to page",
    notes_to_pages="Notes to pages",
)  # fmt: skip

GERMAN = Labels(
    contents="Inhalt",
    illustrations="Abbildungen und Tabellen",
    bibliography="Literatur",
    index="Register",
    chapter="Kapitel",
    figure="Abbildung",
    table="Tabelle",
    note="Anmerkung",
    notes="Anmerkungen",
    see="siehe",
    see_also="siehe auch",
    page="S.",
    pages="S.",
    editor="Hg.",
    editors="Hg.",
    cited="zitiert",
    note_short="A",
    continued="Fortsetzung",
    endnotes="Anmerkungen",
    notes_to_page="Anmerkungen zu Seite",
    notes_to_pages="Anmerkungen zu den Seiten",
)  # fmt: skip

FRENCH = Labels(
    contents="Table des matières",
    illustrations="Figures et tableaux",
    bibliography="Bibliographie",
    index="Index",
    chapter="Chapitre",
    figure="Figure",
    table="Tableau",
    note="note",
    notes="notes",
    see="voir",
    see_also="voir aussi",
    page="p.",
    pages="p.",
    editor="éd.",
    editors="éd.",
    cited="cité",
    note_short="n",
    continued="suite",
    endnotes="Notes",
    notes_to_page="Notes de la page",
    notes_to_pages="Notes des pages",
)  # fmt: skip

RUSSIAN = Labels(
    contents="Содержание",
    illustrations="Рисунки и таблицы",
    bibliography="Библиография",
    index="Указатель",
    chapter="Глава",
    figure="Рисунок",
    table="Таблица",
    note="примечание",
    notes="примечания",
    see="см.",
    see_also="см. также",
    page="с.",
    pages="с.",
    editor="ред.",
    editors="ред.",
    cited="цит.",
    note_short="п",
    continued="продолжение",
    endnotes="Примечания",
    notes_to_page="Примечания к странице",
    notes_to_pages="Примечания к страницам",
)  # fmt: skip

LABELS: Mapping[str, Labels] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "ru": RUSSIAN}
