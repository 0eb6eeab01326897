"""Read fixtures/*.txt: styles, items and citations, and the text that they give.

A file begins with items, one JSON object a line, which every case of it has. A case is

    === what it shows
    the style: all that is in <style>, or only what is in the layout of its <citation>;
    before it, if they are needed, attributes of <style> in a line that begins with 'style:',
    and in lines of JSON more items
    ---
    citations, one note a line: [see|A, page 3|, passim; -B] // [C]; a note without any is '-'
    --->
    the text of each citation; the entries of the bibliography behind '= '

In a cite, '-' leaves the author out and '+' has the author alone.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chapbook.csl.html import to_html
from chapbook.csl.items import Item, read_item
from chapbook.csl.locale import make_locale
from chapbook.csl.positions import Citation, with_positions
from chapbook.csl.processor import Processor, Result
from chapbook.csl.scene import Cite
from chapbook.csl.style import read_style

FIXTURES = Path(__file__).parent / "fixtures"
LOCALES = Path(__file__).parents[2] / "bibliography" / "locales"
SOURCES = {path.stem[8:]: path.read_text(encoding="utf-8") for path in LOCALES.glob("*.xml")}
_STYLE = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" {}>\n{}\n</style>'
_WHOLE = ("<citation", "<macro", "<locale")
_CITE = re.compile(r"([-+]?)(\w+)(?:, ([a-z-]+) (.+))?")


@dataclass(frozen=True)
class Case:
    """A case: the XML of a style, items as JSON, citations, and what comes of them."""

    title: str
    style: str
    items: tuple[str, ...]
    notes: tuple[str, ...]
    expected: str


def read_cases() -> Iterator[Case]:
    """All cases of all files."""
    for path in sorted(FIXTURES.glob("*.txt")):
        common, *cases = re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))
        items = tuple(line for line in common.splitlines() if line.startswith("{"))
        for case in cases:
            title, rest = case.split("\n", 1)
            given, expected = rest.split("--->\n", 1)
            style, _, notes = given.partition("---\n")
            yield _case(f"{path.stem}: {title}", style, items, notes, expected.strip("\n"))


def _case(title: str, given: str, items: tuple[str, ...], notes: str, expected: str) -> Case:
    lines = given.splitlines()
    own = tuple(line for line in lines if line.startswith("{"))
    attributes = " ".join(line[6:] for line in lines if line.startswith("style:"))
    body = "\n".join(line for line in lines if line[:1] != "{" and not line.startswith("style:"))
    if not body.lstrip().startswith(_WHOLE):
        body = f"<citation><layout>{body}</layout></citation>"
    style = _STYLE.format(attributes or 'class="in-text"', body)
    return Case(title, style, (*items, *own), tuple(notes.splitlines()), expected)


def shown(case: Case) -> str:
    """What comes of a case."""
    style = read_style(case.style)
    locale = make_locale(style.locale or "en-US", SOURCES, style.locale_xml)
    items = {item.id: item for item in (read_item(json.loads(text)) for text in case.items)}
    citations = [
        one for at, note in enumerate(case.notes, 1) for one in _citations(note, at, items)
    ]
    if style.class_ == "in-text":
        citations = [Citation(one.cites) for one in citations]
    placed = with_positions(citations, style.citation.options.near_note_distance)
    cited = {cite.item.id: cite.item for one in citations for cite in one.cites}
    processor = Processor(style, locale, lambda text: tuple(text.casefold()))
    return _lines(processor.process(placed, cited.values()))


def _lines(result: Result) -> str:
    entries = [
        f"= {to_html(entry.first_field)}|{to_html(entry.inlines)}"
        if entry.first_field
        else f"= {to_html(entry.inlines)}"
        for entry in result.bibliography
    ]
    return "\n".join([*map(to_html, result.citations), *entries]).strip("\n")


def _citations(note: str, number: int, items: Mapping[str, Item]) -> Iterator[Citation]:
    if note == "-":
        return
    for at, citation in enumerate(note[1:-1].split("] // [")):
        cites = tuple(_cite(text, items) for text in citation.split("; "))
        yield Citation(cites, note=number, begins=not at)


def _cite(text: str, items: Mapping[str, Item]) -> Cite:
    pieces = text.split("|")
    places = [
        at for at, piece in enumerate(pieces) if (m := _CITE.fullmatch(piece)) and m[2] in items
    ]
    at = places[0]
    found = _CITE.fullmatch(pieces[at])
    assert found is not None
    return Cite(
        items[found[2]],
        locator=found[4] or "",
        label=found[3] or "page",
        prefix=pieces[at - 1] if at else "",
        suffix=pieces[at + 1] if at + 1 < len(pieces) else "",
        suppress_author=found[1] == "-",
        part="author" if found[1] == "+" else "",
    )
