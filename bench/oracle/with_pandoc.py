"""Situations as pandoc sets them: written as Markdown, read back from its JSON."""

import hashlib
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.oracle.marked_text import Letters, of_pandoc
from bench.oracle.situations import Situation, SlotCite, SlotNote, item_places

HERE = Path(__file__).resolve().parent
CACHE = HERE.parent.parent / "build" / "oracle"
_LABELS = {"sub-verbo": "sub verbo"}


@dataclass(frozen=True)
class Printed:
    """What became of a citation: the author in the text, and the rest (in a note)."""

    author: Letters
    rest: Letters


@dataclass(frozen=True)
class Document:
    """A document's citations in order, and its bibliography."""

    citations: list[Printed]
    entries: dict[str, Letters]


def set_by_pandoc(
    pandoc: Path,
    style: Path,
    language: str,
    situation: Situation,
    keys: Sequence[str],
    items: Path,
) -> Document:
    """The situation with every entry. What pandoc made of it before is in build/oracle."""
    source = markdown(situation, keys, in_notes='class="note"' in style.read_text("utf-8")[:600])
    parts = [source, language, items.read_text("utf-8"), style.read_text("utf-8"), str(pandoc)]
    cached = CACHE / f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:24]}.json"
    if not cached.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        cached.write_bytes(_run(pandoc, style, language, source, items))
    return _read(json.loads(cached.read_text("utf-8")))


def _run(pandoc: Path, style: Path, language: str, source: str, items: Path) -> bytes:
    command = [
        str(pandoc), "--from=markdown", "--to=json", "--citeproc", f"--csl={style}",
        f"--bibliography={items}", f"--metadata=lang:{language}",
        "--metadata=link-bibliography:false", "--metadata=nocite:@*",
    ]  # fmt: skip
    return subprocess.run(command, input=source.encode(), capture_output=True, check=True).stdout


def markdown(situation: Situation, keys: Sequence[str], in_notes: bool) -> str:
    """The situation for each entry, a paragraph a note."""
    return "\n\n".join(
        _paragraph(note, {slot: keys[at] for slot, at in places.items()}, in_notes)
        for places in item_places(situation, len(keys))
        for note in situation.notes
    )


def _paragraph(note: SlotNote, keys: Mapping[str, str], in_notes: bool) -> str:
    if not note:
        return "Words.^[A note.]" if in_notes else "Words."
    written = [_citation(citation, keys) for citation in note]
    if len(note) > 1 and in_notes:
        return f"Words.^[{'; but also '.join(written)}.]"
    return f"Words {' and also '.join(written)} here."


def _citation(citation: Sequence[SlotCite], keys: Mapping[str, str]) -> str:
    first = citation[0]
    if first.part == "+":
        return f"@{keys[first.slot]}" + (f" [{{{_locator(first)}}}]" if first.locator else "")
    return f"[{'; '.join(_cite(cite, keys) for cite in citation)}]"


def _cite(cite: SlotCite, keys: Mapping[str, str]) -> str:
    prefix = f"{_marked(cite.prefix)} " if cite.prefix else ""
    locator = f"{{{_locator(cite)}}}" if cite.locator else ""
    spaced = " " if cite.suffix[:1] in ("[", "(") or cite.suffix[:1].isalnum() else ""
    return f"{prefix}{cite.part}@{keys[cite.slot]}{locator}{spaced}{_marked(cite.suffix)}"


def _locator(cite: SlotCite) -> str:
    return f"{_LABELS.get(cite.label, cite.label)} {cite.locator}"


def _marked(text: str) -> str:
    return text.replace("<i>", "*").replace("</i>", "*")


def _read(document: Mapping[str, Any]) -> Document:
    blocks = document["blocks"]
    refs = next(block["c"] for block in blocks if block["t"] == "Div")
    entries = {
        entry["c"][0][0].removeprefix("ref-"): of_pandoc(
            inline for block in entry["c"][1] for inline in _inlines(block)
        )
        for entry in refs[1]
    }
    citations = [
        _printed(cite) for block in blocks if block["t"] == "Para" for cite in _cites(block["c"])
    ]
    return Document(citations, entries)


def _inlines(block: Mapping[str, Any]) -> list[Any]:
    if block["t"] == "Div":
        return [inline for inner in block["c"][1] for inline in _inlines(inner)]
    content: list[Any] = block["c"]
    return content


def _cites(inlines: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for inline in inlines:
        if inline["t"] == "Cite":
            yield inline
        elif inline["t"] == "Note":
            for block in inline["c"]:
                yield from _cites(block["c"])


def _printed(cite: Mapping[str, Any]) -> Printed:
    inlines = cite["c"][1]
    note = next((one for one in inlines if one["t"] == "Note"), None)
    if note is None:
        return Printed([], of_pandoc(inlines))
    inside = [inline for block in note["c"] for inline in block["c"]]
    return Printed(of_pandoc(inlines), of_pandoc(inside))
