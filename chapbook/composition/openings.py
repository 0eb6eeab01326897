"""Turn a chapter's first words into its opening: in small capitals, or behind a drop cap.

A drop cap is a floated span, since WeasyPrint overprints `::first-letter`. All heights that it
needs are in styles/openings.css.
"""

import re

EPIGRAPH = re.compile(r'\s*<div\b[^>]*\bclass="epigraph"')
DIVISION = re.compile(r"<(/?)div\b")
ANCHOR = re.compile(r'<span id="[^"]*"></span>')
FIRST_PARAGRAPH = re.compile(
    r"(?P<before>\s*)<p(?P<attributes>(?![^>]*\bclass=)[^>]*)>"
    rf"(?P<marks>(?:{ANCHOR.pattern})*)"
    r"(?P<quote>[“”‘’„‚«»‹›][\u00a0\u202f]?|)"
    rf"(?P<words>\w(?:[^<&\n]|{ANCHOR.pattern})*)"
)
END = re.compile(r"</p>")
TAG = re.compile(r"<[^<>]*>")
OPENING_WORDS = 3
OPENING_CHARACTERS = 22
SHORTEST_UNDER_DROP_CAP = 210
"""Three lines of 70 characters: a shorter paragraph might end beside its capital."""
TAILED = frozenset("JQÇŞŢĄĘĮŲДЦЩ")
"""Capitals that reach below the line, and so into a fourth."""


def set_opening(html: str, style: str) -> str:
    """`html` with its first paragraph opened as `style` says: 'small-caps', 'drop-cap', 'plain'.

    An epigraph is passed over. A paragraph that begins with no letter, or is too short for a
    drop cap, takes small capitals; one that begins with markup stays as it is.
    """
    first = FIRST_PARAGRAPH.match(html, _end_of_epigraph(html))
    if style == "plain" or not first:
        return html
    head, tail = html[: first.start()] + first["before"], html[first.end() :]
    marks, words = _marks_first(first["words"])
    marks = first["marks"] + marks
    letter, rest = words[0], words[1:]
    if style == "drop-cap" and letter.isalpha() and _is_long(html, first):
        quote = first["quote"].rstrip("\u00a0\u202f")
        mark = f'<span class="mark">{quote}</span>' if quote else ""
        tailed = " tailed" if letter.upper() in TAILED else ""
        cap = f'<span class="drop-cap{tailed}">{mark}{letter.upper()}</span>'
        begun = f"{cap}{_small(rest, first_letters=1)}"
        return f'{head}<p{first["attributes"]} class="dropped">{marks}{begun}{tail}'
    begun = first["quote"] + _small(words, first_letters=0)
    return f"{head}<p{first['attributes']}>{marks}{begun}{tail}"


def _marks_first(text: str) -> tuple[str, str]:
    """The anchors among a text's first letters, and the text without them."""
    marks = ""
    while (anchor := ANCHOR.search(text)) and anchor.start() <= OPENING_CHARACTERS:
        marks += anchor[0]
        text = text[: anchor.start()] + text[anchor.end() :]
    return marks, text


def _end_of_epigraph(html: str) -> int:
    """Where the epigraph ends that `html` begins with, verse and all; 0 where it has none."""
    if not EPIGRAPH.match(html):
        return 0
    depth = 0
    for tag in DIVISION.finditer(html):
        depth += -1 if tag[1] else 1
        if not depth:
            return html.index(">", tag.end()) + 1
    return 0


def _is_long(html: str, first: re.Match[str]) -> bool:
    end = END.search(html, first.end())
    text = html[first.start("words") : end.start() if end else len(html)]
    shortest = SHORTEST_UNDER_DROP_CAP
    if first["words"][0].upper() in TAILED:
        shortest += shortest // 3
    return len(TAG.sub("", text)) >= shortest


def _small(text: str, first_letters: int) -> str:
    """The first words of `text` in `<span class="opening-words">`, never a whole line of them.

    At most three words and 22 characters; `first_letters` of them stand before `text`.
    """
    words = text.split(" ")[:-1][:OPENING_WORDS]
    while words and len(" ".join(words)) + first_letters > OPENING_CHARACTERS:
        words.pop()
    begun = " ".join(words)
    if not begun.strip():
        return text
    space = begun[: len(begun) - len(begun.lstrip(" "))]
    return f'{space}<span class="opening-words">{begun.lstrip(" ")}</span>{text[len(begun) :]}'
