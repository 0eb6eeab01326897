"""Turn `*` and `_` where they stand into runs that may open or close emphasis.

CommonMark 0.31.2, section 6.2: left- and right-flanking runs.
"""

import re
import unicodedata

from chapbook.manuscript.markdown.emphasis import Run
from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

_RUN = re.compile(r"\*+|_+")


def read_run(scanner: Scanner, start: int, end: int, around: Surroundings | None) -> Match | None:
    """The run of delimiters at `start`."""
    del around
    found = _RUN.match(scanner.text, start, end)
    if found is None:
        return None
    before = scanner.text[start - 1] if start else "\n"
    after = scanner.text[found.end()] if found.end() < len(scanner.text) else "\n"
    left_flanking = _flanks(after, before)
    right_flanking = _flanks(before, after)
    can_open, can_close = left_flanking, right_flanking
    if found.group()[0] == "_":
        can_open = left_flanking and (not right_flanking or _is_punctuation(before))
        can_close = right_flanking and (not left_flanking or _is_punctuation(after))
    count = len(found.group())
    run = Run(found.group()[0], count, can_open, can_close, count)
    return scanner.match([run], found.end())


def _flanks(near: str, far: str) -> bool:
    """Whether a run leans on the character `near`, `far` being on its other side."""
    if near.isspace():
        return False
    return not _is_punctuation(near) or far.isspace() or _is_punctuation(far)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS" or ord(character) >= 0x100000
