"""Time the CSL processor: 400 citations of 200 entries in Chicago notes.

python -m bench.citations [--style NAME] [--profile]
"""

import argparse
import cProfile
import pstats
import random
import time
from pathlib import Path

from chapbook.apparatus.collation import weights, words_only
from chapbook.csl.items import Item, read_item
from chapbook.csl.locale import make_locale
from chapbook.csl.positions import Citation, with_positions
from chapbook.csl.processor import Processor
from chapbook.csl.scene import Cite
from chapbook.csl.style import read_style

SHIPPED = Path(__file__).resolve().parent.parent / "bibliography"
TYPES = ("book", "article-journal", "chapter", "report", "thesis", "webpage", "article-newspaper")


def make_items(count: int, chance: random.Random) -> list[Item]:
    """Items of several types with one to four authors."""
    names = [{"family": f"Family{n}", "given": f"Given{n} M."} for n in range(count // 2)]
    return [
        read_item({
            "id": f"item{n}",
            "type": TYPES[n % len(TYPES)],
            "title": f"The Title of Work {n}: A Subtitle with <i>Italics</i>",
            "title-short": f"Work {n}",
            "author": chance.sample(names, 1 + n % 4),
            "editor": chance.sample(names, 1) if n % 3 == 0 else [],
            "container-title": "Journal of Examples",
            "volume": str(n % 40), "issue": str(n % 12), "page": f"{n}-{n + 20}",
            "publisher": "Example Press", "publisher-place": "London",
            "issued": {"date-parts": [[1900 + n % 120, 1 + n % 12]]},
        })
        for n in range(count)
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--style", default="chicago-notes-bibliography")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    chance = random.Random(1)
    items = make_items(200, chance)
    sources = {p.stem[8:]: p.read_text("utf-8") for p in (SHIPPED / "locales").glob("*.xml")}
    cites = [
        Citation((Cite(chance.choice(items), locator=str(n) if n % 2 else ""),), note=n)
        for n in range(1, 401)
    ]
    profile = cProfile.Profile()
    if options.profile:
        profile.enable()
    started = time.process_time()
    style = read_style((SHIPPED / "styles" / f"{options.style}.csl").read_text("utf-8"))
    read = time.process_time()
    locale = make_locale("en-GB", sources, style.locale_xml)
    processor = Processor(style, locale, lambda text: weights(words_only(text)))
    result = processor.process(with_positions(cites, 5), items)
    done = time.process_time()
    if options.profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    print(f"{options.style}: style read in {read - started:.2f} s CPU, "
          f"{len(result.citations)} citations and {len(result.bibliography)} entries "
          f"in {done - read:.2f} s CPU")  # fmt: skip


if __name__ == "__main__":
    main()
