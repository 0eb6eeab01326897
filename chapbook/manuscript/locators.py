"""Turn the text after a citation's key into a CSL locator and what follows it.

The grammar is pandoc's: an optional comma, then a labelled or bare number ('chap. 2',
'pp. 12–14, 17', '33'), or anything in braces. A bare number is a page. Labels are terms
of CSL 1.0.2, appendix IV.
"""

import re
from dataclasses import dataclass

_LABELS = {
    "book": ("bk.", "bks.", "book", "books"),
    "chapter": ("ch.", "chap.", "chaps.", "chapter", "chapters", "Kap.", "Kapitel", "гл."),
    "column": ("col.", "cols.", "column", "columns", "Sp."),
    "figure": ("fig.", "figs.", "figure", "figures", "Abb."),
    "folio": ("fol.", "fols.", "folio", "folios", "ff."),
    "issue": ("no.", "nos.", "issue", "issues", "number", "numbers", "Nr.", "n°", "№"),
    "line": ("l.", "ll.", "line", "lines", "Z."),
    "note": ("n.", "nn.", "note", "notes", "Anm."),
    "opus": ("op.", "opp.", "opus"),
    "page": ("p.", "pp.", "page", "pages", "pg.", "S.", "с.", "стр.", "págs.", "pág."),
    "paragraph": ("para.", "paras.", "par.", "paragraph", "paragraphs", "¶", "¶¶", "Abs."),
    "part": ("pt.", "pts.", "part", "parts", "Teil", "ч."),
    "section": ("sec.", "secs.", "sect.", "section", "sections", "§", "§§", "Abschn."),
    "sub-verbo": ("s.v.", "s.vv.", "sub verbo"),
    "verse": ("v.", "vv.", "verse", "verses"),
    "volume": ("vol.", "vols.", "volume", "volumes", "Bd.", "Bde.", "т."),
}
_TERM_OF_LABEL = {label.lower(): term for term, labels in _LABELS.items() for label in labels}
_LABEL = re.compile(
    "(?:"
    + "|".join(sorted(map(re.escape, _TERM_OF_LABEL), key=len, reverse=True))
    + r")(?:(?<=\W)|(?!\w))[ \n\u00a0]*",
    re.IGNORECASE,
)
_NUMBER = r"[(\[]?\w*\d\w*(?:(?<=\df)\.|(?<=ff)\.)?[)\]]?(?:[.:/]\w*\d\w*)*(?: ?ff?\b\.?)?"
_ROMAN = r"[(]?(?:[ivxlcdm]+|[IVXLCDM]+)\b[)]?"
_DASH = r" ?(?:---?|[-–—]) ?"
_ARABIC_RANGE = f"{_NUMBER}(?:{_DASH}(?:{_NUMBER}|{_ROMAN}))?"
_ROMAN_RANGE = f"{_ROMAN}(?:{_DASH}(?:{_ROMAN}|{_NUMBER}))?"
_MORE = f"(?:(?:, ?| ?& ?| and )(?:{_ARABIC_RANGE}|{_ROMAN_RANGE}))*"
_BARE = re.compile(_ARABIC_RANGE + _MORE)
_LABELLED = re.compile(f"(?:{_ARABIC_RANGE}|{_ROMAN_RANGE}){_MORE}")
_LEAD = re.compile(r"[ \n]*,?[ \n]*")


@dataclass(frozen=True)
class LocatorText:
    """A locator: its CSL term ('' without one), its text, and where in the text it ends."""

    label: str
    locator: str
    end: int


def parse_locator(text: str) -> LocatorText:
    """The locator at the beginning of `text`; without one, an empty one that ends at 0.

    Line breaks count as spaces. Hyphens between numbers become en dashes in page locators.
    """
    plain = text.replace("\n", " ")
    start = _end_of(_LEAD, plain, 0)
    if plain.startswith("{", start):
        return _braced(plain, start)
    label = _LABEL.match(plain, start)
    if label:
        value = _LABELLED.match(plain, label.end())
        if value:
            term = _TERM_OF_LABEL[label.group().rstrip(" \u00a0").lower()]
            return LocatorText(term, _dashes(value.group(), term), value.end())
    bare = _BARE.match(plain, start)
    if bare and bare.group()[:1] not in "[":
        return LocatorText("page", _dashes(bare.group(), "page"), bare.end())
    return LocatorText("", "", 0)


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _braced(text: str, start: int) -> LocatorText:
    """'{…}' as a locator whatever it holds, with a label where it begins with one."""
    depth = 0
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            inner = text[start + 1 : index].strip()
            break
    else:
        return LocatorText("", "", 0)
    label = _LABEL.match(inner)
    term = _TERM_OF_LABEL[label.group().rstrip(" \u00a0").lower()] if label else "page"
    value = inner[label.end() :] if label else inner
    return LocatorText(term if value else "", _dashes(value, term), index + 1)


def _dashes(value: str, term: str) -> str:
    value = value.replace("---", "—").replace("--", "–")
    return re.sub(r"(?<=[\dA-Za-z]) ?- ?(?=[\dA-Za-z])", "–", value) if term == "page" else value
