"""What the CSL processor makes of a case of the official test suite, in the suite's format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
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

POSITIONS = {0: FIRST, 1: SUBSEQUENT, 2: IBID, 3: IBID_WITH_LOCATOR}
NOTHING = "[CSL STYLE ERROR: reference with no printed form.]"


def collate(text: str) -> tuple[object, ...]:
    """The order of the tests: words, without punctuation."""
    return weights(words_only(text))


@dataclass(frozen=True)
class Case:
    """A case of the suite."""

    name: str
    data: Mapping[str, Any]


@cache
def locale_sources(path: Path) -> Mapping[str, str]:
    """The locale files by language tag."""
    files = path.glob("locales-*.xml")
    return {file.stem.removeprefix("locales-"): file.read_text("utf-8") for file in files}


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
    """The citations after the last step; '>>' marks those that it has changed."""
    seen: dict[str, Mapping[str, Any]] = {}
    before: dict[str, str] = {}
    lines: list[str] = []
    for number, (step, earlier, later) in enumerate(data["citations"]):
        key = str(step.get("citationID") or f"#{number}")
        seen[key] = step
        here = (key, step.get("properties", {}).get("noteIndex", 0))
        order = [(str(one), int(note or 0)) for one, note in (*earlier, here, *later)]
        now = _after_step(processor, items, seen, order)
        changed = {one for one in now if before.get(one) != now[one] or one == key}
        lines = [
            f"{'>>' if one in changed else '..'}[{at}] {now[one]}"
            for at, (one, _) in enumerate(order)
        ]
        before = now
    return "\n".join(lines)


def _after_step(
    processor: Processor,
    items: Mapping[str, Item],
    seen: Mapping[str, Mapping[str, Any]],
    order: Sequence[tuple[str, int]],
) -> dict[str, str]:
    citations = [
        Citation(tuple(_cite(one, items) for one in seen[key]["citationItems"]), note=note)
        for key, note in order
    ]
    placed = with_positions(citations, processor.style.citation.options.near_note_distance)
    result = processor.process(placed, _cited(citations))
    texts = [_text(citation) or NOTHING for citation in result.citations]
    return {key: text for (key, _), text in zip(order, texts, strict=True)}


def _cited(citations: Sequence[Citation]) -> list[Item]:
    return list({c.item.id: c.item for one in citations for c in one.cites}.values())


def _bibliography(processor: Processor, items: Mapping[str, Item], data: Mapping[str, Any]) -> str:
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
    entries = list(processor.process(citations, listed).bibliography)
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
            after = (
                "\n" if name in ("block", "indent") else "\n  " if name == "right-inline" else ""
            )
            parts.append(f'{before}<div class="csl-{name}">{inner}</div>{after}')
        else:
            parts.append(
                to_html([inline])
                .replace("&amp;", "&#38;")
                .replace("&lt;", "&#60;")
                .replace("&gt;", "&#62;")
            )
    return "".join(parts)
