"""Turn running text's abbreviations into small capitals.

Bringhurst, 3.2.2: abbreviations of capitals in small capitals with a little letterspace.
The words stay capitals in the text that a reader copies or hears.
"""

import re

ABBREVIATION = re.compile(r"(?<![\w&])(?:[A-ZА-ЯЁ]{3,}(?:s(?!\w))?)(?!\w)")
TAG = re.compile(r"(<[^>]*>)")
OPAQUE = re.compile(r"<(code|pre|h1|h2|th|style|svg)\b")
CLOSED = re.compile(r"</(code|pre|h1|h2|th|style|svg)>")


def set_abbreviations(html: str) -> str:
    """`html` with abbreviations of three letters or more in `<span class="capitals">`."""
    depth = 0
    parts = TAG.split(html)
    for index, part in enumerate(parts):
        if index % 2:
            depth += bool(OPAQUE.match(part)) - bool(CLOSED.match(part))
        elif depth == 0:
            parts[index] = ABBREVIATION.sub(_as_capitals, part)
    return "".join(parts)


def _as_capitals(found: re.Match[str]) -> str:
    letters, plural = (found[0][:-1], "s") if found[0].endswith("s") else (found[0], "")
    return f'<span class="capitals">{letters}</span>{plural}'
