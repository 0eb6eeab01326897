"""Run the CSL processor over the official test suite and say what passes.

    python bench/csl_suite.py PATH [category_ …] [--fail] [--show NAME] [--passing FILE]

PATH is a checkout of github.com/citation-style-language/test-suite, with the locales beside it
in PATH/../locales (github.com/citation-style-language/locales). The cases are not ours to keep;
bench/csl_suite_passing.txt names those that pass, and none of them may fail again (--check).
"""

import argparse
import json
import re
import sys
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chapbook.apparatus.collation import weights, words_only
from chapbook.csl.bibliography import Entry
from chapbook.csl.html import to_html
from chapbook.csl.items import Item, read_item
from chapbook.csl.locale import make_locale
from chapbook.csl.positions import Citation, with_positions
from chapbook.csl.processor import Processor
from chapbook.csl.rich import Inline, Span
from chapbook.csl.scene import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Cite
from chapbook.csl.style import read_style

PASSING = Path(__file__).parent / "csl_suite_passing.txt"
POSITIONS = {0: FIRST, 1: SUBSEQUENT, 2: IBID, 3: IBID_WITH_LOCATOR}
_LOCALES: dict[str, str] = {}


def collate(text: str) -> tuple[object, ...]:
    """The order of the tests: words, without punctuation."""
    return weights(words_only(text))


@dataclass(frozen=True)
class Case:
    """A case of the suite."""

    name: str
    data: Mapping[str, Any]


def locale_sources(path: Path) -> Mapping[str, str]:
    """The locale files by language tag."""
    if not _LOCALES:
        for file in path.glob("locales-*.xml"):
            _LOCALES[file.stem.removeprefix("locales-")] = file.read_text(encoding="utf-8")
    return _LOCALES


def run_case(case: Case, locales: Path) -> str:
    """What the processor makes of the case, in the suite's format."""
    data = case.data
    style = read_style(data["csl"])
    locale = make_locale(style.locale or "en-US", locale_sources(locales), style.locale_xml)
    items = {str(one.get("id", "")): read_item(one) for one in data["input"]}
    processor = Processor(style, locale, collate)
    if data["mode"] == "bibliography":
        return _bibliography(processor, items, data)
    if data["citations"]:
        return _in_steps(processor, items, data)
    groups = data["citation_items"] or [[{"id": key} for key in items]]
    citations = [Citation(tuple(_cite(one, items) for one in group)) for group in groups]
    result = processor.process(citations, items.values())
    return "\n".join(_text(citation) for citation in result.citations)


def _cite(data: Mapping[str, Any], items: Mapping[str, Item]) -> Cite:
    position = data.get("position")
    return Cite(
        item=items[str(data.get("id", ""))],
        locator=str(data.get("locator") or ""),
        label=str(data.get("label") or "page"),
        prefix=str(data.get("prefix") or ""),
        suffix=str(data.get("suffix") or ""),
        suppress_author=bool(data.get("suppress-author")),
        part="author" if data.get("author-only") else "",
        position=POSITIONS[position] if position is not None else FIRST,
        near_note=bool(data.get("near-note")),
        first_note=int(data.get("first-reference-note-number") or 0),
    )


def _in_steps(processor: Processor, items: Mapping[str, Item], data: Mapping[str, Any]) -> str:
    steps = data["citations"]
    seen: dict[str, Mapping[str, Any]] = {}
    before: dict[str, str] = {}
    lines: list[str] = []
    for number, (step, earlier, later) in enumerate(steps):
        key = str(step.get("citationID") or f"#{number}")
        seen[key] = step
        order = [*((str(one), note) for one, note in earlier),
                 (key, step.get("properties", {}).get("noteIndex", 0)),
                 *((str(one), note) for one, note in later)]  # fmt: skip
        citations = [
            Citation(
                tuple(_cite(one, items) for one in seen[one_key]["citationItems"]),
                note=int(note or 0),
            )
            for one_key, note in order
        ]
        distance = processor.style.citation.options.near_note_distance
        placed = with_positions(citations, distance)
        result = processor.process(placed, _cited(citations))
        texts = [_text(citation) or "[CSL STYLE ERROR: reference with no printed form.]" for citation in result.citations]
        now = {one_key: text for (one_key, _), text in zip(order, texts, strict=True)}
        lines = [
            f"{'>>' if before.get(one_key) != now[one_key] or one_key == key else '..'}[{at}] {text}"
            for at, ((one_key, _), text) in enumerate(zip(order, texts, strict=True))
        ]
        before = now
    return "\n".join(lines)


def _cited(citations: Sequence[Citation]) -> list[Item]:
    return list({c.item.id: c.item for one in citations for c in one.cites}.values())


def _bibliography(
    processor: Processor, items: Mapping[str, Item], data: Mapping[str, Any]
) -> str:
    groups = data["citation_items"] or []
    citations = [Citation(tuple(_cite(one, items) for one in group)) for group in groups]
    if data["citations"]:
        citations = [
            Citation(tuple(_cite(one, items) for one in step[0]["citationItems"]))
            for step in data["citations"]
        ]
    listed = list(items.values())
    if data["bibentries"]:
        listed = [items[str(key)] for key in data["bibentries"][-1]]
    if not citations:
        citations = [Citation((Cite(item),)) for item in listed]
    entries = [e for e in processor.process(citations, listed).bibliography]
    if data["bibsection"]:
        entries = [e for e in entries if _selected(data, e.id)]
    body = "\n".join(f'  <div class="csl-entry">{_entry(entry)}</div>' for entry in entries)
    return f'<div class="csl-bib-body">\n{body}\n</div>'


def _selected(data: Mapping[str, Any], key: str) -> bool:
    raw = next(one for one in data["input"] if str(one["id"]) == key)
    section = data["bibsection"]

    def match(test: Mapping[str, str]) -> bool:
        value = raw.get(test["field"])
        values = value if isinstance(value, list) else [value]
        return (test["value"] in values) if test["value"] else not value

    if section.get("quash") and all(match(test) for test in section["quash"]):
        return False
    if section.get("include"):
        return any(match(test) for test in section["include"])
    if section.get("exclude"):
        return not any(match(test) for test in section["exclude"])
    if section.get("select"):
        return all(match(test) for test in section["select"])
    return True


def _entry(entry: Entry) -> str:
    if entry.first_field:
        return (
            f'\n    <div class="csl-left-margin">{_text(entry.first_field)}</div>'
            f'<div class="csl-right-inline">{_text(entry.inlines)}</div>\n  '
        )
    return _text(entry.inlines)


DISPLAY = {"block": "block", "left-margin": "left-margin", "right-inline": "right-inline",
           "indent": "indent"}  # fmt: skip


def _text(inlines: Sequence[Inline]) -> str:
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Span) and inline.display:
            inner = _text(inline.children)
            name = DISPLAY[inline.display]
            before = "\n\n    " if name == "block" else "\n    " if name == "left-margin" else ""
            after = "\n" if name in ("block", "indent") else "\n  " if name == "right-inline" else ""
            parts.append(f'{before}<div class="csl-{name}">{inner}</div>{after}')
        else:
            parts.append(to_html([inline]).replace("&amp;", "&#38;").replace("&lt;", "&#60;").replace("&gt;", "&#62;"))
    return "".join(parts)


SECTION = re.compile(r">>=+ ([A-Z-]+) =+>>\n(.*?)\n?<<=+ \1 =+<<", re.DOTALL)


def read_cases(path: Path, prefixes: Sequence[str]) -> list[Case]:
    """The cases whose names begin with one of the prefixes, or all.

    The suite has them as JSON, and as text, which is what its authors edit and is newer.
    """
    folder = path / "processor-tests"
    names = sorted(file.stem for file in (folder / "machines").glob("*.json"))
    return [
        Case(name, _read_case((folder / "humans" / f"{name}.txt").read_text(encoding="utf-8")))
        for name in names
        if not prefixes or any(name.startswith(prefix) for prefix in prefixes)
    ]


def _read_case(text: str) -> Mapping[str, Any]:
    parts = {found[1].lower().replace("-", "_"): found[2] for found in SECTION.finditer(text)}
    read = {
        key: json.loads(parts[key]) if key in parts else False
        for key in ("input", "citations", "citation_items", "bibentries", "bibsection")
    }
    return {**read, "mode": parts["mode"].strip(), "csl": parts["csl"], "result": parts["result"]}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("prefixes", nargs="*")
    parser.add_argument("--fail", action="store_true", help="name the failing cases")
    parser.add_argument("--show", action="store_true", help="show what is wrong with them")
    parser.add_argument("--check", action="store_true", help="compare with the passing list")
    parser.add_argument("--write", action="store_true", help="write the passing list")
    options = parser.parse_intermixed_args()
    locales = options.path.parent / "locales"
    passed: list[str] = []
    counts: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for case in read_cases(options.path, options.prefixes):
        category = case.name.partition("_")[0]
        totals[category] += 1
        wanted = case.data["result"].strip()
        try:
            got = run_case(case, locales).strip()
        except Exception:  # a crash is a failing case
            got = traceback.format_exc() if options.show else "crash"
        if got == wanted:
            passed.append(case.name)
            counts[category] += 1
        elif options.fail or options.show:
            print(case.name)
            if options.show:
                print(f"  wanted: {wanted}\n  got:    {got}")
    for category in sorted(totals):
        print(f"{category:14} {counts[category]:4} of {totals[category]}")
    share = 100 * len(passed) / max(1, sum(totals.values()))
    print(f"passed {len(passed)} of {sum(totals.values())}, {share:.1f}%")
    if options.write:
        PASSING.write_text("\n".join(passed) + "\n", encoding="utf-8")
    if options.check:
        lost = set(PASSING.read_text(encoding="utf-8").split()) - set(passed)
        print("\n".join(f"failed and passed before: {name}" for name in sorted(lost)))
        return bool(lost)
    return 0


if __name__ == "__main__":
    sys.exit(main())
