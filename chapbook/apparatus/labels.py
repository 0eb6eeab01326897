"""Turn a language into the words that the program itself sets."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Labels:
    """The program's own words in one language.

    `locators` has the short forms, singular and plural, by CSL's locator terms.
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
    translator: str
    others: str
    conjunction: str
    no_date: str
    in_work: str
    locators: Mapping[str, tuple[str, str]]


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
    translator="trans.",
    others="et al.",
    conjunction="and",
    no_date="n.d.",
    in_work="in",
    locators={
        "act": ("act", "acts"), "appendix": ("app.", "apps"), "article": ("art.", "arts"),
        "book": ("bk", "bks"), "chapter": ("chap.", "chaps"), "column": ("col.", "cols"),
        "figure": ("fig.", "figs"), "folio": ("fol.", "fols"), "issue": ("no.", "nos"),
        "line": ("l.", "ll."), "note": ("n.", "nn."), "number": ("no.", "nos"),
        "page": ("p.", "pp."), "paragraph": ("para.", "paras"), "part": ("pt", "pts"),
        "section": ("sec.", "secs"), "table": ("table", "tables"), "verse": ("v.", "vv."),
        "volume": ("vol.", "vols"),
    },
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
    translator="Übers.",
    others="u.\u202fa.",
    conjunction="und",
    no_date="o.\u202fJ.",
    in_work="in",
    locators={
        "act": ("Akt", "Akte"), "appendix": ("Anh.", "Anh."), "article": ("Art.", "Art."),
        "book": ("B.", "B."), "chapter": ("Kap.", "Kap."), "column": ("Sp.", "Sp."),
        "figure": ("Abb.", "Abb."), "folio": ("Fol.", "Fol."), "issue": ("Nr.", "Nr."),
        "line": ("Z.", "Z."), "note": ("Anm.", "Anm."), "number": ("Nr.", "Nr."),
        "page": ("S.", "S."), "paragraph": ("Abs.", "Abs."), "part": ("Teil", "Teile"),
        "section": ("Abschn.", "Abschn."), "table": ("Tab.", "Tab."), "verse": ("V.", "V."),
        "volume": ("Bd.", "Bde."),
    },
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
    translator="trad.",
    others="et al.",
    conjunction="et",
    no_date="s. d.",
    in_work="dans",
    locators={
        "act": ("acte", "actes"), "appendix": ("app.", "app."), "article": ("art.", "art."),
        "book": ("liv.", "liv."), "chapter": ("chap.", "chap."), "column": ("col.", "col."),
        "figure": ("fig.", "fig."), "folio": ("fᵒ", "fᵒˢ"), "issue": ("nᵒ", "nᵒˢ"),
        "line": ("l.", "l."), "note": ("n.", "n."), "number": ("nᵒ", "nᵒˢ"),
        "page": ("p.", "p."), "paragraph": ("§", "§§"), "part": ("part.", "part."),
        "section": ("sect.", "sect."), "table": ("tabl.", "tabl."), "verse": ("v.", "v."),
        "volume": ("vol.", "vol."),
    },
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
    translator="пер.",
    others="и др.",
    conjunction="и",
    no_date="б. г.",
    in_work="в",
    locators={
        "act": ("действ.", "действ."), "appendix": ("прил.", "прил."), "article": ("ст.", "ст."),
        "book": ("кн.", "кн."), "chapter": ("гл.", "гл."), "column": ("стб.", "стб."),
        "figure": ("рис.", "рис."), "folio": ("л.", "лл."), "issue": ("№", "№"),
        "line": ("стр.", "стр."), "note": ("прим.", "прим."), "number": ("№", "№"),
        "page": ("с.", "с."), "paragraph": ("абз.", "абз."), "part": ("ч.", "ч."),
        "section": ("разд.", "разд."), "table": ("табл.", "табл."), "verse": ("стих", "стихи"),
        "volume": ("т.", "тт."),
    },
)  # fmt: skip

LABELS: Mapping[str, Labels] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "ru": RUSSIAN}
