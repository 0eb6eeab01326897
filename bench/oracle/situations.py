"""Read situations.txt: the ways in which entries are cited."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parent / "situations.txt"
SLOTS = "ABCZ"
_CITE = re.compile(rf"([-+]?)([{SLOTS}])(?:, ([a-z-]+) (.+))?")
_DISTANCE = {"A": 0, "B": -1, "C": -7}


@dataclass(frozen=True)
class SlotCite:
    """A cite of the entry in a slot. `part` is '', '-' (author left out) or '+' (in the text)."""

    slot: str
    part: str = ""
    label: str = "page"
    locator: str = ""
    prefix: str = ""
    suffix: str = ""


SlotCitation = tuple[SlotCite, ...]
SlotNote = tuple[SlotCitation, ...]


@dataclass(frozen=True)
class Situation:
    """Notes, each of citations; a note without any is there to keep others apart."""

    name: str
    notes: tuple[SlotNote, ...]

    @property
    def in_pairs(self) -> bool:
        """It is of two entries that were not cited before."""
        return any(cite.slot == "Z" for note in self.notes for one in note for cite in one)


def read_situations() -> list[Situation]:
    """The situations of situations.txt."""
    found: list[tuple[str, list[SlotNote]]] = []
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            found.append((line[2:], []))
        elif line and not line.startswith("#"):
            found[-1][1].append(_note(line))
    return [Situation(name, tuple(notes)) for name, notes in found]


def item_places(situation: Situation, entries: int) -> Iterator[dict[str, int]]:
    """The entries for the slots, once for each entry or each pair of entries."""
    half = entries // 2
    for at in range(half if situation.in_pairs else entries):
        places = {slot: (at + away) % entries for slot, away in _DISTANCE.items()}
        if situation.in_pairs:
            places["B"], places["C"] = (at - 1) % half, (at - 7) % half
        yield {**places, "Z": (at + half) % entries}


def _note(line: str) -> SlotNote:
    if line == "-":
        return ()
    return tuple(
        tuple(_cite(cite) for cite in citation.split("; "))
        for citation in line[1:-1].split("] // [")
    )


def _cite(text: str) -> SlotCite:
    pieces = text.split("|")
    at = next(n for n, piece in enumerate(pieces) if _CITE.fullmatch(piece))
    found = _CITE.fullmatch(pieces[at])
    assert found is not None
    part, slot, label, locator = found.groups()
    return SlotCite(
        slot,
        part,
        label or "page",
        locator or "",
        prefix=pieces[at - 1] if at else "",
        suffix=pieces[at + 1] if at + 1 < len(pieces) else "",
    )
