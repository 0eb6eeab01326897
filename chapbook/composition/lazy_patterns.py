"""Turn a file of hyphenation patterns into a dictionary that reads a pattern when a word has it.

Pyphen takes all patterns apart when it opens a file, in every process: of German, of which a
book may have three words, 78,000 in 0.4 s. The words of a book have a tenth of them.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import pyphen

_BLANKS = re.compile(rb"[ \t\r]+\n\s*|\n\s+")
_REMARK = re.compile(rb"\n(?:[%#]|(?:COMPOUND)?(?:LEFT|RIGHT)HYPHENMIN)[^\n]*")
_SAYS_NOTHING = re.compile(rb"\n[^1-9\n]+(?=\n|\Z)")
_HEXADECIMAL = re.compile(r"\^\^([0-9a-f]{2})")
_DIGIT = re.compile(r"\d")
_PARTS = re.compile(r"(\d?)(\D?)")
_CODEPAGES = {"microsoft-cp1251": "cp1251"}

Levels = tuple[int, Sequence[int]]
"""How far into a pattern its first level stands, and the levels."""


def read_patterns_lazily() -> None:
    """Change Pyphen; once is enough."""
    vars(pyphen)["HyphDict"] = LazyDictionary


class LazyDictionary:
    """Has the places in words that Pyphen's HyphDict has; Pyphen fills `cache`, too."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        head = data.partition(b"\n")[0].decode().strip().lower()
        self._unread = _read(data, _CODEPAGES.get(head, head))
        self._levels: dict[str, Levels] = {}
        self._longest = max(map(len, self._unread), default=0)
        self.cache: dict[str, list[pyphen.DataInt]] = {}

    def positions(self, word: str) -> list[pyphen.DataInt]:
        """Where a word can be divided, by the levels of its patterns (Liang, Word Hy-phen-a-tion by
        Com-put-er, 1983): at odd ones."""
        word = word.lower()
        known = self.cache.get(word)
        if known is None:
            levels = self._levels_of(f".{word}.")
            known = self.cache[word] = [
                pyphen.DataInt(at - 1, reference=level)
                for at, level in enumerate(levels)
                if level % 2
            ]
        return known

    def _levels_of(self, word: str) -> list[int]:
        unread, longest = self._unread, self._longest
        highest = [0] * (len(word) + 1)
        for start in range(len(word) - 1):
            for end in range(start + 1, min(start + longest, len(word)) + 1):
                letters = word[start:end]
                if letters not in unread:
                    continue
                offset, levels = self._read(letters)
                place = slice(start + offset, start + offset + len(levels))
                highest[place] = map(max, levels, highest[place])
        return highest

    def _read(self, letters: str) -> Levels:
        known = self._levels.get(letters)
        if known is None:
            known = self._levels[letters] = _levels(self._unread[letters])
        return known


def _read(data: bytes, encoding: str) -> dict[str, str]:
    """The lines with patterns by the patterns' letters. Where several have the same letters, the
    last that says anything counts."""
    tight = _BLANKS.sub(b"\n", b"\n" + data.partition(b"\n")[2])
    patterns = _SAYS_NOTHING.sub(b"", _REMARK.sub(b"", tight)).strip()
    if b"=" in patterns or b"^^" in patterns:
        lines, letters = _lines_and_letters(patterns.decode(encoding))
    else:
        lines = patterns.decode(encoding).split("\n")
        letters = patterns.translate(None, b"0123456789").decode(encoding).split("\n")
    return dict(zip(letters, lines, strict=True))


def _lines_and_letters(text: str) -> tuple[list[str], list[str]]:
    """The lines of a file with alternative spellings or signs by their numbers, and their
    letters."""
    if "^^" in text:
        text = _HEXADECIMAL.sub(lambda found: chr(int(found[1], 16)), text)
    lines = text.split("\n")
    return lines, _DIGIT.sub("", "\n".join(map(_pattern, lines))).split("\n")


def _pattern(line: str) -> str:
    """The pattern of a line that may have an alternative spelling behind it."""
    return line.split("/", 1)[0] if "/" in line and "=" in line else line


def _levels(line: str) -> Levels:
    pattern = _pattern(line)
    read = int if pattern == line else pyphen.AlternativeParser(*line.split("/", 1))
    levels = [read(digit or "0") for digit, _ in _PARTS.findall(pattern)]
    marked = [at for at, level in enumerate(levels) if level]
    return (marked[0], levels[marked[0] : marked[-1] + 1]) if marked else (0, ())
