"""Turn Markdown into the words that its reader sees, short, for what is told of a place in it."""

import re

MOST = 40
"""So many characters of an excerpt at most."""
_SPACES = re.compile(r"\s+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_BLOCK_SIGNS = re.compile(r"^(?:#{1,6}[ \t]+|>[ \t]?|:::.*|\[\^[^\]\s]+\]:[ \t]*)+", re.MULTILINE)
_NOT_READ = re.compile(
    r"\[\^[^\]\s]*\]"  # the call of a note
    r"|\[[^\[\]]*@[^\[\]]*\]"  # a citation
    r"|\[\]\{[^{}]*\}"  # an index mark without words
)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\{[^{}]*\}|\([^()]*\))")
_TORN = re.compile(r"\](?:\{[^{}]*\}|\([^()]*\))|[\[\]]")
_SIGNS = re.compile(r"\\([^\w\s])|\*+|(?<!\w)_+|_+(?!\w)|`+")


def as_read(markdown: str) -> str:
    """The words of a piece of Markdown on one line; what it may have cut in two is left out."""
    text = _BLOCK_SIGNS.sub("", markdown)
    text = _NOT_READ.sub("", text)
    for _ in range(3):
        text = _LINK.sub(r"\1", text)
    text = _TORN.sub("", text)
    return _SPACES.sub(" ", _SIGNS.sub(r"\1", text))


def before(markdown: str) -> str:
    """The last words of the paragraph that is broken off at the end of a text."""
    text = as_read(_PARAGRAPH_END.split(markdown)[-1]).lstrip()
    cut = text[-MOST:]
    return text if cut == text else f"…{cut.partition(' ')[2] or cut}"


def behind(markdown: str) -> str:
    """The first words of the paragraph that goes on at the beginning of a text."""
    text = as_read(_PARAGRAPH_END.split(markdown)[0]).rstrip()
    cut = text[:MOST]
    return text if cut == text else f"{cut.rpartition(' ')[0] or cut}…"
