"""Compare the citations and bibliographies that this program and pandoc make of the same items.

    python -m bench.pandoc_oracle [STYLE …] [--differences N] [--pandoc PATH]

60 entries (oracle/items.json) are cited in 60 situations (oracle/situations.txt) in five styles.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.oracle.marked_text import Face, Letters, written
from bench.oracle.situations import Situation, item_places, read_situations
from bench.oracle.with_chapbook import make_processor, set_by_chapbook
from bench.oracle.with_pandoc import HERE, Document, set_by_pandoc
from chapbook.csl.items import read_item

ROOT = HERE.parent.parent
STYLES = {
    "chicago-notes-bibliography": "en-US",
    "chicago-notes-bibliography-subsequent-ibid": "en-GB",
    "chicago-author-date": "en-US",
    "mhra-notes": "en-GB",
    "apa": "en-US",
}


@dataclass(frozen=True)
class Pair:
    """What both programs made of the same. `place` says of what."""

    place: str
    ours: str
    theirs: str


def compare(style: str, pandoc: Path) -> list[Pair]:
    """All citations of all situations, and the bibliography."""
    raw = json.loads((HERE / "items.json").read_text("utf-8"))
    items, keys = [read_item(one) for one in raw], [str(one["id"]) for one in raw]
    path, language = ROOT / "bibliography" / "styles" / f"{style}.csl", STYLES[style]
    processor = make_processor(path, language)
    situations = read_situations()
    with ThreadPoolExecutor(2) as pool:
        theirs = list(
            pool.map(lambda one: set_by_pandoc(pandoc, path, language, one, keys), situations)
        )
    pairs: list[Pair] = []
    for number, situation in enumerate(situations):
        ours = set_by_chapbook(processor, situation, items)
        pairs += _citation_pairs(situation, keys, ours, theirs[number])
        if number == 0:
            pairs += _entry_pairs(ours, theirs[number])
    return pairs


def _citation_pairs(
    situation: Situation, keys: Sequence[str], ours: Document, theirs: Document
) -> Iterator[Pair]:
    places = [
        (places, len(note) > 1)
        for places in item_places(situation, len(keys))
        for note in situation.notes
        for _ in note
    ]
    for (place, shared), our, their in zip(places, ours.citations, theirs.citations, strict=True):
        name = f"{situation.name}: {keys[place['A']]}"
        yield Pair(
            name,
            _bare(written([*our.author, (" ", Face()), *our.rest]), shared),
            _bare(written([*their.author, (" ", Face()), *their.rest]), shared),
        )


def _bare(text: str, shared: bool) -> str:
    """The text of a citation that shares its note with words, without what is about those."""
    if not shared:
        return text
    text = text.removeprefix("(").removesuffix(")") if text.endswith(")") else text
    return text.removesuffix(".")


def _entry_pairs(ours: Document, theirs: Document) -> Iterator[Pair]:
    for key in theirs.entries:
        our: Letters = ours.entries.get(key, [])
        yield Pair(f"bibliography: {key}", written(our), written(theirs.entries[key]))
    order = [" ".join(key for key, text in document.entries.items() if text) for document in (ours, theirs)]
    yield Pair("bibliography: order", *order)


def _report(style: str, pairs: Sequence[Pair], most: int) -> None:
    different = [pair for pair in pairs if pair.ours != pair.theirs]
    share = 100 * (len(pairs) - len(different)) / len(pairs)
    print(f"{style}: {len(pairs) - len(different)} of {len(pairs)} the same, {share:.2f}%")
    texts = Counter((pair.ours, pair.theirs) for pair in different)
    seen: set[tuple[str, str]] = set()
    for pair in different:
        text = (pair.ours, pair.theirs)
        if text not in seen and len(seen) < most:
            seen.add(text)
            print(f"  {pair.place} ({texts[text]} times)\n    ours:   {pair.ours}\n    pandoc: {pair.theirs}")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("styles", nargs="*", default=list(STYLES))
    parser.add_argument("--differences", type=int, default=40, help="how many to show a style")
    parser.add_argument("--pandoc", type=Path, required=True)
    options = parser.parse_args()
    for style in options.styles:
        _report(style, compare(style, options.pandoc), options.differences)
    return 0


if __name__ == "__main__":
    sys.exit(main())
