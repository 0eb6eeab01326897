"""Turn the blocks of two states into pairs of those that are one another's like."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

ALIKE = 0.4
"""From this likeness on a block is the other one, changed; below it both are shown whole."""
MOST_COMPARED = 40_000
Pairs = list[tuple[int | None, int | None]]


def paired(old: Sequence[str], new: Sequence[str], likeness: Callable[[int, int], float]) -> Pairs:
    """Pairs of indices in order; None stands for no like. `old` and `new` say what blocks hold."""
    pairs: Pairs = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            pairs += _between(range(i1, i2), range(j1, j2), likeness)
    return pairs


def _between(old: range, new: range, likeness: Callable[[int, int], float]) -> Pairs:
    """The pairs of blocks that differ: those in order whose likenesses have the greatest sum."""
    if not old or not new or len(old) * len(new) > MOST_COMPARED:
        return [*((at, None) for at in old), *((None, at) for at in new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[likeness(i, j) for j in new] for i in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            both = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    pairs: Pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] >= ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((old[i], None))
            i += 1
        else:
            pairs.append((None, new[j]))
            j += 1
    return [*pairs, *((at, None) for at in old[i:]), *((None, at) for at in new[j:])]
