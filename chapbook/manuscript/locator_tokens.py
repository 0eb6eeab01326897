"""Turn the text after a citation's key into the words, spaces and signs of its grammar."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

SPACE = " "
_TOKEN = re.compile(r"(?P<space>\s+)|(?:[^\W_]|[:\u0300-\u036f])+|---?|\.\.\.|.", re.DOTALL)
_PRINTED = {"--": "–", "---": "—", "...": "…"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or a space at `start` of a text. Markup with all in it is one opaque
    token, whose `text` is plain."""

    text: str
    start: int
    end: int
    is_opaque: bool = False

    @property
    def is_space(self) -> bool:
        """Whether it is white space, and no markup that holds nothing else."""
        return self.text == SPACE and not self.is_opaque

    def is_sign(self, signs: str) -> bool:
        """Whether it is one of `signs`."""
        return len(self.text) == 1 and self.text in signs and not self.is_opaque

    @property
    def is_punctuation(self) -> bool:
        """Whether it is a single sign of punctuation in Unicode's sense."""
        return len(self.text) == 1 and self.begins_with_punctuation

    @property
    def begins_with_punctuation(self) -> bool:
        """Whether its first character is punctuation, as in ':x'."""
        return not self.is_opaque and unicodedata.category(self.text[0])[0] == "P"


def plain_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of `text[start:end]`, which holds no markup."""
    for found in _TOKEN.finditer(text, start, end):
        printed = SPACE if found["space"] else _PRINTED.get(found.group(), found.group())
        yield Token(printed, found.start(), found.end())
