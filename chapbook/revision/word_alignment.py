"""Turn the atoms of an old and a new line into one line: each is the same, added or struck."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from chapbook.revision.atoms import Atom, Change

Pair = tuple[Atom, Atom]
Span = tuple[int, int, int, int]


def aligned(
    old: Sequence[Atom], new: Sequence[Atom]
) -> tuple[list[tuple[Change, Atom]], list[Pair]]:
    """The atoms of both in one order, and the pairs of those that are the same.

    Places of the old line go; those of the new one stay behind the atom that they follow.
    """
    old = [atom for atom in old if not atom.is_place]
    shown = [atom for atom in new if not atom.is_place]
    behind = _places(new)
    marked: list[tuple[Change, Atom]] = [(Change.SAME, place) for place in behind[0]]
    pairs: list[Pair] = []
    for is_same, (i1, i2, j1, j2) in _runs(old, shown):
        if not is_same:
            marked += [(Change.STRUCK, atom) for atom in old[i1:i2]]
        else:
            pairs += zip(old[i1:i2], shown[j1:j2], strict=True)
        for at in range(j1, j2):
            marked.append((Change.SAME if is_same else Change.ADDED, shown[at]))
            marked += [(Change.SAME, place) for place in behind[at + 1]]
    return marked, pairs


def likeness(old: Sequence[Atom], new: Sequence[Atom]) -> float:
    """How much of both lines' words are the same, from 0 to 1, whatever their order."""
    before, after = (Counter(a.key.casefold() for a in atoms if a.is_word) for atoms in (old, new))
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else float(not old and not new)


def _places(new: Sequence[Atom]) -> list[list[Atom]]:
    """The places behind each atom that shows something; first those before any."""
    behind: list[list[Atom]] = [[]]
    for atom in new:
        if atom.is_place:
            behind[-1].append(atom)
        else:
            behind.append([])
    return behind


def _runs(old: Sequence[Atom], new: Sequence[Atom]) -> list[tuple[bool, Span]]:
    """Runs that are the same and runs that aren't. What two changes have between them must be a
    word or a slot: spaces and signs alone belong to the changes."""
    matcher = SequenceMatcher(None, [a.key for a in old], [a.key for a in new], autojunk=False)
    found = [(tag == "equal", (i1, i2, j1, j2)) for tag, i1, i2, j1, j2 in matcher.get_opcodes()]
    runs: list[tuple[bool, Span]] = []
    for at, (is_same, span) in enumerate(found):
        atoms = old[span[0] : span[1]]
        is_between = 0 < at < len(found) - 1
        has_word = any(atom.is_word or atom.slot is not None for atom in atoms)
        is_same = is_same and (has_word or not is_between)
        if runs and not is_same and not runs[-1][0]:
            i1, _, j1, _ = runs[-1][1]
            runs[-1] = (False, (i1, span[1], j1, span[3]))
        else:
            runs.append((is_same, span))
    return runs
