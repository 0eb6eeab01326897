"""Turn the spaces that a line must not be broken at into no-break spaces.

Between initials and a name, after abbreviations that take a number, and between a number
and its month or unit (Hart's Rules, 2.5.4; Duden, R 13). The text keeps its length.
"""

import re

_NO_BREAK = "\u00a0"
_MONTHS = (
    "January February March April May June July August September October November December "
    "Januar Februar März Mai Juni Juli Oktober Dezember "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
).replace(" ", "|")
_UNITS = "km|m|cm|mm|kg|g|mg|t|ha|°C|%|‰|h|min|s|million|billion|Mio\\.|Mrd\\.|млн|г\\.|гг\\."
_ABBREVIATIONS = (
    "p|pp|vol|vols|no|nos|ch|chap|chaps|fig|figs|art|c|ca|fol|n|nn|l|ll|"
    "S|Nr|Bd|Kap|Abb|Anm|с|т|гл|стр"
)
_INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_]\.)[ \n](?=[^\W\d_])")
_RULES = (
    re.compile(rf"(?<!\w)(?:{_ABBREVIATIONS})\.[ \n](?=[\divxlc])", re.IGNORECASE),
    re.compile(r"(?:§§?|№|n°|¶)[ \n](?=\w)"),
    re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|Mme|MM?)\.?[ \n](?=[^\W\d_a-z])"),
    re.compile(rf"(?<![\w.,])\d{{1,2}}(?:\.|st|nd|rd|th|er)?[ \n](?=(?:{_MONTHS})\b)"),
    re.compile(rf"\d[ \n](?=(?:{_UNITS})(?!\w))"),
)


def bind_spaces(text: str) -> str:
    """`text` with no-break spaces where a line break would be wrong; of the same length."""
    if not _has_cause(text):
        return text
    text = _INITIAL.sub(_bound_initial, text)
    for rule in _RULES:
        text = rule.sub(lambda match: match.group()[:-1] + _NO_BREAK, text)
    return text


def _has_cause(text: str) -> bool:
    return re.search(r"[.\d§№°¶][ \n]|\b(?:M|D|P)\w{0,3}[ \n]", text) is not None


def _bound_initial(match: re.Match[str]) -> str:
    text, after = match.group(), match.string[match.end() : match.end() + 1]
    is_name = text[0].isupper() and after.isupper()
    return text[:-1] + _NO_BREAK if is_name else text
