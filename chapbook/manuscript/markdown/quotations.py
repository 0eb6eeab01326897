"""Find what stands in quotation marks among the tokens of a citation."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from chapbook.manuscript.citation_keys import may_begin
from chapbook.manuscript.locator_tokens import Token

_PAIRS = (('"“', '"”'), ("'‘", "'’"))


def quotations(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The first and last index of each quotation, those in another left out."""
    closers = [[i for i, one in enumerate(tokens) if _closes(text, one, pair)] for pair in _PAIRS]
    done = 0
    for index in range(len(tokens)):
        if index < done:
            continue
        for pair, ends in zip(_PAIRS, closers, strict=True):
            after = bisect_right(ends, index + 1)
            if after < len(ends) and _opens(text, tokens, index, pair):
                yield index, ends[after]
                done = ends[after] + 1
                break


def _opens(text: str, tokens: Sequence[Token], at: int, pair: tuple[str, str]) -> bool:
    if not tokens[at].is_sign(pair[0]) or tokens[at + 1].is_space:
        return False
    return "'" not in pair[0] or may_begin(text, tokens[at].start)


def _closes(text: str, token: Token, pair: tuple[str, str]) -> bool:
    is_sign = token.is_sign(pair[1])
    return is_sign and ("'" not in pair[1] or not text[token.end : token.end + 1].isalnum())
