"""Turn plain text into Markdown that says the same: what looks like syntax is none."""

import re
from pathlib import Path

from chapbook.authoring.carried_lines import read_lines
from chapbook.authoring.foreign_documents import ForeignDocument
from chapbook.authoring.foreign_text import in_doubt, read_text

PLAIN = (".txt", ".text")
_SIGNS = re.compile(r"[\\`*_\[\]<>@^~$%{}|]|(?<![\w])&(?=#?\w+;)")
_BEGINNING = re.compile(r"(\s*)(#|[-+]\s|={2,}|-{2,}|:|\d+(?=[.)]\s))")


def read_plain_text(path: Path) -> ForeignDocument:
    """The document; its paragraphs are parted by empty lines, its lines run on."""
    text, doubt = read_text(path)
    words = "\n".join(map(in_plain_words, text.replace("\f", "\n\n").split("\n")))
    return ForeignDocument(path.name, path.parent, in_doubt(read_lines(words), doubt))


def in_plain_words(line: str) -> str:
    """A line in which a backslash takes from each sign what it means."""
    text = _SIGNS.sub(lambda found: "\\" + found[0], line.strip())
    begins = _BEGINNING.match(text)
    if begins is None:
        return text
    if begins[2].isdecimal():
        return f"{begins[2]}\\{text[begins.end() :]}"
    return f"\\{text}"
