"""Turn running text's abbreviations and a chapter's opening words into small capitals.

Bringhurst, 3.2.2: abbreviations of capitals in small capitals with a little letterspace.
The words stay capitals in the text that a reader copies or hears.
"""

import re

ABBREVIATION = re.compile(r"(?<![\w&])(?:[A-ZА-ЯЁ]{3,}(?:s(?!\w))?)(?!\w)")
TAG = re.compile(r"(<[^>]*>)")
OPAQUE = re.compile(r"<(code|pre|h1|h2|th|style|svg)\b")
CLOSED = re.compile(r"</(code|pre|h1|h2|th|style|svg)>")
EPIGRAPH = re.compile(r'\s*<div\b[^>]*\bclass="epigraph"[^>]*>.*?</div>', re.DOTALL)
FIRST_PARAGRAPH = re.compile(r'(\s*<p data-line="\d+">)(\w[^<&\n]*)')
OPENING_WORDS = 3
OPENING_CHARACTERS = 22


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


def set_opening_words(html: str) -> str:
    """`html` with the first words of its first paragraph in `<span class="opening-words">`.

    An epigraph is passed over. At most three words and 22 characters, ending before any tag:
    never a whole line.
    """
    epigraph = EPIGRAPH.match(html)
    start = epigraph.end() if epigraph else 0
    first = FIRST_PARAGRAPH.match(html, start)
    if not first:
        return html
    words = first[2].split(" ")[:-1][:OPENING_WORDS]
    while words and len(" ".join(words)) > OPENING_CHARACTERS:
        words.pop()
    if not words:
        return html
    at = first.start(2)
    end = at + len(" ".join(words))
    return f'{html[:at]}<span class="opening-words">{html[at:end]}</span>{html[end:]}'
