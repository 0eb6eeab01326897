"""Time the index of a large book, without typesetting: python -m bench.index

5,000 marks under 1,500 headwords, a quarter of them with subentries; also with the see, see also
and sort keys that such a book has. CPU seconds, the reading of Unicode's collation among them.
Budget: 0.5 s (issue 5).
"""

import argparse
import cProfile
import pstats
import time
from collections.abc import Mapping
from random import Random

from chapbook.apparatus.authority import HeadingRule, IndexAuthority, SeeRule
from chapbook.apparatus.index import make_index
from chapbook.apparatus.model import Folio, FolioStyle, PageLocation
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.model import IndexMark, MarkRole

MARKS, HEADWORDS, PAGES = 5_000, 1_500, 480
BUDGET_SECONDS = 0.5
SYLLABLES = [
    "ba", "be", "ber", "bru", "cor", "da", "del", "é", "fa", "gor", "ha", "ka", "kov", "la",
    "lin", "ma", "mar", "ni", "ö", "pov", "ra", "ski", "ta", "vo", "zi",
]  # fmt: skip


def headwords(random: Random) -> list[tuple[str, ...]]:
    """Headings as they are in a history: half of them names, some with accents and glosses."""
    heads: dict[tuple[str, ...], None] = {}
    while len(heads) < HEADWORDS:
        word = "".join(random.choices(SYLLABLES, k=random.randint(2, 4)))
        given = "".join(random.choices(SYLLABLES, k=2)).capitalize()
        head = random.choice([f"{word.capitalize()}, {given}", f"{word} {given.lower()}", word])
        below = random.choice(["", "", "", f"and the {given}"])
        heads[(head, below) if below else (head,)] = None
    return list(heads)


def book(random: Random) -> tuple[list[IndexMark], Mapping[str, PageLocation], IndexAuthority]:
    """The marks of a book, their pages and its authority file."""
    heads = headwords(random)
    marks: list[IndexMark] = []
    locations: dict[str, PageLocation] = {}
    while len(marks) < MARKS:
        path, page = random.choice(heads), random.randrange(PAGES - 9)
        ends = [(MarkRole.POINT, page)]
        if random.random() < 0.1:
            ends = [(MarkRole.OPEN, page), (MarkRole.CLOSE, page + random.randint(1, 8))]
        for role, at in ends:
            chapter, line = at // 24, len(marks) + 1
            anchor, span = f"{chapter:02}--ix{line}", SourceSpan(f"chapters/{chapter:02}.md", line)
            marks.append(IndexMark(path, anchor, role, line % 40 == 0, "", None, False, span))
            locations[anchor] = PageLocation(at, Folio(at + 1, FolioStyle.ARABIC))
    span = SourceSpan("chapters/index.toml", 1)
    heads = list(dict.fromkeys(mark.path for mark in marks))
    authority = IndexAuthority(
        headings={head: HeadingRule("", (random.choice(heads),), span) for head in heads[::15]},
        see={(f"{head[0]} (old)",): SeeRule((head,), span) for head in heads[::20]},
    )
    return marks, locations, authority


def main() -> int:
    """Print the time; 1 where it is over the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", action="store_true", help="where the time goes")
    asked = parser.parse_args()
    marks, locations, authority = book(Random(5))
    profile = cProfile.Profile()
    if asked.profile:
        profile.enable()
    seconds = []
    for _ in range(2):
        started = time.process_time()
        index, _ = make_index(marks, authority, locations, "en")
        seconds.append(time.process_time() - started)
    profile.disable()
    entries = sum(len(section.entries) for section in index.sections)
    print(f"{len(marks)} marks, {entries} main headings")
    print(f"{seconds[0]:.2f} s CPU, and {seconds[1]:.2f} s in the next run of the same process")
    if asked.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(15)
    return 0 if seconds[0] <= BUDGET_SECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
