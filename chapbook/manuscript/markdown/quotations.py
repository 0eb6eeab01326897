"""Find what stands in straight quotation marks among the tokens of a citation."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from chapbook.manuscript.citation_keys import may_begin
from chapbook.manuscript.locator_tokens import Token

_DOUBLE, _SINGLE = '"', "'"


def quotations(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The first and last index of each quotation, those in another left out."""
    closers = {
        mark: [index for index, token in enumerate(tokens) if _closes(text, token, mark)]
        for mark in (_DOUBLE, _SINGLE)
    }
    done = 0
    for index, token in enumerate(tokens[:-1]):
        if index < done or not token.is_sign(_DOUBLE + _SINGLE):
            continue
        ends = closers[token.text]
        after = bisect_right(ends, index + 1)
        is_free = not index or tokens[index - 1].is_opaque or may_begin(text, token.start)
        if after < len(ends) and is_free and not tokens[index + 1].is_space:
            done = ends[after] + 1
            yield index, ends[after]


def _closes(text: str, token: Token, mark: str) -> bool:
    is_end = mark == _DOUBLE or not text[token.end : token.end + 1].isalnum()
    return is_end and token.is_sign(mark)
