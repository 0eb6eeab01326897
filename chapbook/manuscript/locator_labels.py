"""Turn a label as an author types it ('chap.', 'S.', 'pg.') into CSL's term for it."""

from collections.abc import Mapping
from functools import cache

from chapbook.manuscript.language_tags import primary_language
from chapbook.manuscript.locator_terms import LOCATOR_TERMS

ENGLISH = "en"
# What people type and the locales lack.
_TYPED = {
    "en": {
        "chapter": "chap, chaps, chapt., ch",
        "figure": "fig, illus., illustration",
        "folio": "f., ff., fo., fos., fol, leaf, leaves",
        "issue": "№, №№, n°, nº, nr., num.",
        "note": "fn., fns., footnote, footnotes, endnote, endnotes",
        "page": "p, pp, pg., pgs., pg, pgs",
        "paragraph": "par., pars.",
        "section": "sec, secs, sect",
        "sub-verbo": "s. v., s. vv., sub voce",
        "verse": "vss.",
        "volume": "vol",
        "appendix": "appx., appendixes",
        "equation": "eqn., eqns., eqs.",
        "table": "tab., tabs.",
        "timestamp": "timestamp, timestamps",
        "title-locator": "tits.",
        "version": "ver.",
    },
    "de": {
        "chapter": "Kapp.",
        "folio": "Bl., Bll.",
        "issue": "Heft, Hefte, H., Nrn.",
        "line": "Zl., Zz.",
        "note": "Fußnote, Fußnoten, Fn.",
        "paragraph": "Randnummer, Rn., Rz.",
        "part": "Tl., Tle.",
        "act": "Aufzug, Aufz.",
        "appendix": "Anhang, Anhänge, Anh.",
        "canon": "Kanon",
        "equation": "Gleichung, Gleichungen, Gl.",
        "scene": "Szene, Szenen, Sz.",
        "supplement": "Beilage, Beilagen, Beil.",
        "table": "Tabelle, Tabellen",
        "title-locator": "Titel",
    },
    "fr": {"book": "liv.", "verse": "vers", "volume": "tome, tomes, t., tt."},
    "es": {
        "chapter": "caps.",
        "issue": "n.°, núm., núms.",
        "page": "pág., págs., pag., pags.",
        "paragraph": "párrs.",
        "part": "pte.",
        "volume": "tomo, tomos, t., tt.",
        "act": "acto, actos",
        "appendix": "apéndice, apéndices",
        "article-locator": "artículo, artículos",
        "equation": "ecuación, ecuaciones, ec.",
        "rule": "regla, reglas",
        "scene": "escena, escenas, esc.",
        "supplement": "suplemento, suplementos, supl.",
        "table": "tabla, tablas",
        "title-locator": "título, títulos",
    },
    "it": {
        "folio": "carta, carte, c., cc.",
        "issue": "numero, numeri",
        "line": "rr.",
        "page": "pag., pagg.",
        "section": "sezz.",
        "volume": "tomo, tomi, t., tt.",
        "supplement": "supplemento, supplementi",
        "table": "tabella, tabelle",
    },
    "ru": {
        "figure": "илл., ил.",
        "issue": "номер, номера",
        "note": "примеч., сноска, сн.",
        "paragraph": "абзац, абз.",
        "act": "акт, действие",
        "appendix": "приложение, приложения, прил.",
        "article-locator": "статья, статьи",
        "scene": "сцена, явление, явл.",
        "table": "таблица, таблицы, табл.",
    },
    "pl": {
        "book": "księga, księgi, ks.",
        "figure": "rysunek, rys., il.",
        "folio": "karta, karty, k., kk.",
        "issue": "zeszyt, zesz., z.",
        "note": "przypis, przypisy, przyp.",
        "page": "str., ss.",
        "paragraph": "ust.",
        "verse": "ww.",
        "volume": "tt.",
    },
    "sv": {
        "issue": "häfte",
        "note": "fotnot, anm.",
        "page": "sid.",
        "part": "d.",
        "section": "avdelning, avd.",
        "volume": "band, bd.",
        "act": "akt",
        "appendix": "bilaga, bilagor, bil.",
        "article-locator": "artikel, artiklar",
        "scene": "scen, scener",
        "table": "tabell, tabeller",
    },
}
# CSL's Russian locale has it for a line; in a book in another language it is a page.
_ABROAD = {"стр.": "page"}


def locator_term(label: str, language: str) -> str:
    """CSL's term for `label`, '' where it is none.

    The language of the book decides, then English. Of other languages an abbreviation is
    known if it can mean one thing only, so that 'S. 12' is a page in an English book and
    the Swedish word 'not' no note.
    """
    spelling = _folded(label)
    own = _terms(primary_language(language)).get(spelling)
    return own or _terms(ENGLISH).get(spelling) or _abroad().get(spelling, "")


@cache
def longest_label(language: str) -> int:
    """The length of the longest label that `language` may have."""
    return max(map(len, [*_terms(primary_language(language)), *_terms(ENGLISH), *_abroad()]))


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


@cache
def _terms(language: str) -> Mapping[str, str]:
    """The labels of one language and their terms."""
    terms: dict[str, str] = {}
    for table in (LOCATOR_TERMS, _TYPED):
        for term, labels in table.get(language, {}).items():
            for label in labels.split(", "):
                terms.setdefault(_folded(label), term)
    return terms


@cache
def _abroad() -> Mapping[str, str]:
    """The abbreviations that are known in a book of any language."""
    meanings: dict[str, list[str]] = {}
    for language in LOCATOR_TERMS:
        for label, term in _terms(language).items():
            if label.endswith("."):
                meanings.setdefault(label, []).append(term)
    clear = {label: terms[0] for label, terms in meanings.items() if _is_clear(label, terms)}
    return clear | _ABROAD


def _is_clear(label: str, terms: list[str]) -> bool:
    """Whether all mean the same; a single Latin letter must do so in several languages."""
    is_long = len(label) > 2 or not label.isascii()
    return len(set(terms)) == 1 and (is_long or len(terms) > 1)
