"""Turn the repository's own chapters into endless English that nobody wrote.

A Markov chain of order 1 over the words of chapters/, punctuation among them: words, sentences
and so divided words and spaces are as long as in real prose.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random

CHECKOUT = Path(__file__).resolve().parent.parent
LEFT_OUT = re.compile(
    r"\A---\n.*?\n---\n"  # metadata
    r"|^(?:#|\||:|!|-|\[\^|    )[^\n]*$"  # headings, tables, figures, notes
    r"|\^\[(?:[^\[\]]|\[[^\[\]]*\])*\]|\[\^[^\]]*\]"
    r"|\[[^\[\]]*@[^\[\]]*\]|@\w+(?: \[[^\]]*\])?"  # citations
    r"|\]\([^)]*\)|\{[^}]*\}",
    re.MULTILINE | re.DOTALL,
)
UNWANTED = str.maketrans(dict.fromkeys('[]*()"‘“”', ""))
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*[.,;:?]?")
SENTENCE_ENDS = (".", "?")
LONGEST_SENTENCE = 45


def plain_words(markdown: str) -> list[str]:
    """The English words of a chapter, each with the sign behind it."""
    text = LEFT_OUT.sub("", markdown).translate(UNWANTED)
    found = (WORD.fullmatch(word.strip("'’—–")) for word in text.split())
    return [word[0].replace("'", "’") for word in found if word]


@cache
def _followers() -> Mapping[str, Sequence[str]]:
    """The words that stand behind each word, as often as they do; '' stands before a sentence."""
    followers: dict[str, list[str]] = defaultdict(list)
    for path in sorted((CHECKOUT / "chapters").glob("*.md")):
        before = ""
        for word in plain_words(path.read_text("utf-8")):
            if before or word[0].isupper():
                followers[before].append(word)
                before = "" if word.endswith(SENTENCE_ENDS) else word
    return followers


@cache
def terms() -> Sequence[str]:
    """Long words in small letters, in the order of the alphabet: to make titles and headwords."""
    words = {word.rstrip(".,;:?") for word in _followers()}
    return sorted(word for word in words if len(word) > 6 and word.isalpha() and word.islower())


class Prose:
    """Text without end; the same seed writes the same."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def sentence(self) -> list[str]:
        """The words of one sentence, the last with its full stop."""
        words = [self._after("")]
        while not words[-1].endswith(SENTENCE_ENDS):
            if len(words) >= LONGEST_SENTENCE or words[-1] not in _followers():
                words[-1] = words[-1].rstrip(",;:") + "."
                break
            words.append(self._after(words[-1]))
        return words if len(words) > 3 else self.sentence()

    def sentences(self, least_words: int) -> list[list[str]]:
        """Sentences until there are so many words."""
        made: list[list[str]] = []
        while sum(map(len, made)) < least_words:
            made.append(self.sentence())
        return made

    def phrase(self, words: int) -> str:
        """Some words without punctuation, the first with a capital: a heading."""
        chosen = [self.term(), *(self._after("").rstrip(".,;:?").lower() for _ in range(words - 2))]
        return " ".join([*chosen, self.term()]).capitalize()

    def term(self) -> str:
        """A long word."""
        return self.one_of(terms())

    def number(self, least: int, most: int) -> int:
        """A number, both ends among them."""
        return least + int(self._random.random() * (most - least + 1))

    def one_of(self, choices: Sequence[str]) -> str:
        """One of them."""
        return choices[self.number(0, len(choices) - 1)]

    def _after(self, word: str) -> str:
        return self.one_of(_followers()[word])
