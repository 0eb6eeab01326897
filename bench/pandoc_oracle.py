"""Compare the citations and bibliographies that this program and pandoc make of the same items.

    python -m bench.pandoc_oracle [STYLE …] --pandoc PATH [--differences N] [--explained]

60 entries (oracle/items.json) are cited in 60 situations (oracle/situations.txt) in five styles.
Exits 1 where there is a difference that docs/citations.md doesn't explain.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.oracle.explained import Pair, Texts, reasons
from bench.oracle.marked_text import Face, written
from bench.oracle.situations import Situation, item_places, read_situations
from bench.oracle.with_chapbook import make_processor, set_by_chapbook
from bench.oracle.with_pandoc import HERE, Document, Printed, set_by_pandoc
from chapbook.csl.items import Item, read_item

ROOT = HERE.parent.parent
SPACE = (" ", Face())
STYLES = {
    "chicago-notes-bibliography": "en-US",
    "chicago-notes-bibliography-subsequent-ibid": "en-GB",
    "chicago-author-date": "en-US",
    "mhra-notes": "en-GB",
    "apa": "en-US",
}


def compare(style: str, pandoc: Path, items_file: Path) -> list[Pair]:
    """All citations of all situations, and the bibliography."""
    raw = json.loads(items_file.read_text("utf-8"))
    items = [read_item(one) for one in raw]
    path, language = ROOT / "bibliography" / "styles" / f"{style}.csl", STYLES[style]
    processor = make_processor(path, language)
    situations = read_situations()
    keys = [item.id for item in items]
    with ThreadPoolExecutor(2) as pool:
        theirs = list(
            pool.map(
                lambda one: set_by_pandoc(pandoc, path, language, one, keys, items_file), situations
            )
        )
    pairs: list[Pair] = []
    for situation, their in zip(situations, theirs, strict=True):
        ours = set_by_chapbook(processor, situation, items)
        pairs += _citation_pairs(situation, items, ours, their, processor.style.class_ == "note")
    return [*pairs, *_entry_pairs(set_by_chapbook(processor, situations[0], items), theirs[0])]


def _citation_pairs(
    situation: Situation, items: Sequence[Item], ours: Document, theirs: Document, in_note: bool
) -> Iterator[Pair]:
    asked = (
        (places, citation, len(note) > 1)
        for places in item_places(situation, len(items))
        for note in situation.notes
        for citation in note
    )
    printed = zip(asked, ours.citations, theirs.citations, strict=True)
    for (places, citation, in_words), our, their in printed:
        yield Pair(
            f"{situation.name}: {items[places['A']].id}",
            _texts(our, in_note, in_words),
            _texts(their, in_note, in_words),
            cites=tuple((one, "author" in items[places[one.slot]].names) for one in citation),
            in_words=in_words,
            in_note=in_note,
        )


def _texts(printed: Printed, in_note: bool, in_words: bool) -> Texts:
    """The author in the text and the note; or both together, where there are no notes."""
    if in_note:
        return Texts(_bare(written(printed.rest), in_words), written(printed.author))
    return Texts(written([*printed.author, SPACE, *printed.rest]))


def _bare(text: str, in_words: bool) -> str:
    """The text of a citation that shares its note with words, without what is about those."""
    if not in_words:
        return text
    text = text.removeprefix("(").removesuffix(")") if text.endswith(")") else text
    return text.removesuffix(".")


def _entry_pairs(ours: Document, theirs: Document) -> Iterator[Pair]:
    for key, their in theirs.entries.items():
        our = ours.entries.get(key, [])
        yield Pair(f"bibliography: {key}", Texts(written(our)), Texts(written(their)))
    yield Pair("bibliography: order", _order(ours), _order(theirs))


def _order(document: Document) -> Texts:
    return Texts(" ".join(key for key, text in document.entries.items() if text))


def report(style: str, pairs: Sequence[Pair], most: int, explained: bool) -> int:
    """Print how many are the same, and the differences; return how many have no explanation."""
    different = [(pair, reasons(pair)) for pair in pairs if not pair.same]
    share = 100 * (len(pairs) - len(different)) / len(pairs)
    print(f"{style}: {len(pairs) - len(different)} of {len(pairs)} the same, {share:.2f}%")
    for why, count in Counter(why for _, why in different).most_common():
        print(f"  {count:4} {', '.join(why) if why is not None else 'NOT EXPLAINED'}")
    unexplained = [pair for pair, why in different if why is None]
    shown = [pair for pair, _ in different] if explained else unexplained
    once = {(one.ours, one.theirs): one for one in shown[::-1]}
    for pair in list(once.values())[:most]:
        print(f"  {pair.place}\n    ours:   {pair.ours}\n    pandoc: {pair.theirs}")
    return len(unexplained)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("styles", nargs="*", default=list(STYLES))
    parser.add_argument("--pandoc", type=Path, required=True)
    parser.add_argument("--items", type=Path, default=HERE / "items.json")
    parser.add_argument("--differences", type=int, default=40, help="how many to show a style")
    parser.add_argument("--explained", action="store_true", help="show also what is explained")
    options = parser.parse_args()
    unexplained = sum(
        report(
            style,
            compare(style, options.pandoc, options.items),
            options.differences,
            options.explained,
        )
        for style in options.styles
    )
    return int(unexplained > 0)


if __name__ == "__main__":
    sys.exit(main())
