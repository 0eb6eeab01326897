"""Turn a place in a text into whether it is in a formula of TeX, whose signs are no punctuation."""

import re

_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_DOLLARS = re.compile(r"\$+")


def is_formula(text: str, at: int) -> bool:
    """Whether a place stands between dollar signs, or in a text with commands of TeX."""
    if "$" not in text and "\\" not in text:
        return False
    return len(_DOLLARS.findall(text, 0, at)) % 2 == 1 or _COMMAND.search(text) is not None
