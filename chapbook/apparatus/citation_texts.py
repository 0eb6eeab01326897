"""Turn the book's citations and references into their printed texts, by a CSL style."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from chapbook.apparatus.affix_text import AffixTags
from chapbook.apparatus.citation_style import CitationStyle
from chapbook.apparatus.collation import weights, words_only
from chapbook.apparatus.model import BookCitation, CitedItem, Reference
from chapbook.csl.html import to_html
from chapbook.csl.items import Item, read_item
from chapbook.csl.positions import Citation, with_positions
from chapbook.csl.processor import Processor, Result
from chapbook.csl.rich import Inline, Span, Text
from chapbook.csl.scene import FIRST, SUBSEQUENT, Cite
from chapbook.csl.variables import TITLE_VARIABLES

OF_THE_LANGUAGE = TITLE_VARIABLES | {"publisher", "publisher-place", "genre", "archive"}
"""The variables whose words are in the language of the item."""


SORTED_AS = {"chapbook:sortname": "author", "chapbook:sorttitle": "title"}
"""biblatex's fields for sorting, and the variables that they stand for."""

CLASSES = {
    "font-style:normal": "upright",
    "font-weight:normal": "light",
    "font-variant:small-caps": "smallcaps",
    "font-variant:normal": "no-smallcaps",
    "text-decoration:underline": "underline",
}
"""What the stylesheets call the fonts that CSL asks for: each face is a family of its own."""


@dataclass(frozen=True)
class PrintedEntry:
    """An entry of the printed bibliography: its reference's key and its HTML.

    `label` is what the style sets apart at its beginning ('[1]'), or ''. `whole` is the HTML
    where not the same entry stands before it, so that no dash may stand for its authors.
    """

    key: str
    html: str
    label: str
    whole: str


@dataclass(frozen=True)
class CitationTexts:
    """The HTML of each of the book's citations, and the entries in printing order."""

    citations: tuple[str, ...]
    entries: tuple[PrintedEntry, ...]


def print_citations(
    style: CitationStyle,
    citations: Sequence[BookCitation],
    listed: Sequence[Reference],
    begins_page: Sequence[bool],
    links: Mapping[str, str],
) -> CitationTexts:
    """The texts. `begins_page` says of each citation that the reader does not see the one before
    it, so that no ibid may refer to that; `links` has the anchors of printed entries by key."""
    items = {reference.key: item_of(reference) for reference in listed}
    tags = AffixTags()
    asked = [
        _citation(style, citation, items, tags, new_chapter, no_ibid)
        for citation, new_chapter, no_ibid in zip(
            citations, _chapter_starts(citations), begins_page, strict=True
        )
    ]
    distance = style.style.citation.options.near_note_distance
    processor = Processor(style.style, style.locale, lambda text: weights(words_only(text)))
    result = processor.process(with_positions(asked, distance), items.values())
    printed = {entry.id: links[entry.id] for entry in result.bibliography if entry.id in links}
    return CitationTexts(
        tuple(tags.restored(_html(_linked(text, printed))) for text in result.citations),
        _entries(result),
    )


def _entries(result: Result) -> tuple[PrintedEntry, ...]:
    return tuple(
        PrintedEntry(
            entry.id,
            _html(entry.inlines),
            _html(entry.first_field).strip(),
            _html(entry.whole),
        )
        for entry in result.bibliography
    )


def _html(inlines: Iterable[Inline]) -> str:
    html = to_html(inlines)
    for style, name in CLASSES.items():
        html = html.replace(f'<span style="{style};">', f'<span class="{name}">')
    return html


def _chapter_starts(citations: Sequence[BookCitation]) -> Iterable[bool]:
    yield from [False] * bool(citations)
    for before, here in pairwise(citations):
        yield before.division != here.division


def item_of(reference: Reference) -> Item:
    """The reference's CSL item; its titles carry its language."""
    data = dict(reference.item)
    language = reference.language
    for variable in OF_THE_LANGUAGE & data.keys():
        if language and isinstance(data[variable], str):
            data[variable] = f'<span lang="{language}">{data[variable]}</span>'
    other = {name: data[own] for own, name in SORTED_AS.items() if own in data}
    return replace(read_item(data), sorted_as=read_item({**data, **other}) if other else None)


def _citation(
    style: CitationStyle,
    citation: BookCitation,
    items: Mapping[str, Item],
    tags: AffixTags,
    new_chapter: bool,
    no_ibid: bool,
) -> Citation:
    cites = tuple(_cite(cited, items, tags) for cited in citation.items)
    if citation.name_only:
        position = SUBSEQUENT if style.in_notes else FIRST
        cites = tuple(replace(cite, part="author", position=position) for cite in cites)
    return Citation(
        cites,
        note=citation.note,
        forgets=new_chapter and style.forgets_chapters,
        no_ibid=no_ibid,
        bare=citation.bare,
        begins=citation.begins,
        after=citation.point,
    )


def _cite(cited: CitedItem, items: Mapping[str, Item], tags: AffixTags) -> Cite:
    return Cite(
        items[cited.reference.key],
        locator=tags.rich_text(cited.locator),
        label=cited.label if cited.locator else "page",
        prefix=tags.rich_text(cited.prefix),
        suffix=tags.rich_text(cited.suffix),
        suppress_author=cited.suppress_author,
    )


def _linked(inlines: Iterable[Inline], links: Mapping[str, str]) -> tuple[Inline, ...]:
    """The inlines with each cite leading to its entry."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            result.append(inline)
        else:
            changed = replace(inline, children=_linked(inline.children, links))
            if isinstance(changed, Span) and changed.key in links:
                changed = replace(changed, link=f"chapbook:{links[changed.key]}")
            result.append(changed)
    return tuple(result)
