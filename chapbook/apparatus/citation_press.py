"""Turn the book's citations and references into their printed texts, by a CSL style."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from chapbook.apparatus.affix_text import AffixTags
from chapbook.apparatus.citation_style import CitationStyle
from chapbook.apparatus.citation_texts import CitationTexts, PrintedEntry
from chapbook.apparatus.collation import weights, words_only
from chapbook.apparatus.model import BookCitation, CitedItem, Reference
from chapbook.csl.bibliography import Entry
from chapbook.csl.html import to_html
from chapbook.csl.items import Item, read_item
from chapbook.csl.positions import Citation, with_positions
from chapbook.csl.processor import Processor
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


class CitationPress:
    """Prints the texts of a book's citations, again and again while pages move.

    `links` has the anchors of printed entries by key.
    """

    def __init__(
        self,
        style: CitationStyle,
        citations: Sequence[BookCitation],
        listed: Sequence[Reference],
        links: Mapping[str, str],
    ) -> None:
        items = {reference.key: item_of(reference) for reference in listed}
        self._tags = AffixTags()
        self._asked = [
            _citation(style, citation, items, self._tags, new_chapter)
            for citation, new_chapter in zip(citations, _chapter_starts(citations), strict=True)
        ]
        compiled = style.compiled
        self._distance = compiled.style.citation.options.near_note_distance
        processor = Processor(
            compiled.style, compiled.locale, lambda text: weights(words_only(text))
        )
        cited = (cite.item for citation in self._asked for cite in citation.cites)
        self._document = processor.document(cited, items.values())
        self._entries = _entries(self._document.bibliography)
        self._links = {entry.key: links[entry.key] for entry in self._entries if entry.key in links}
        self._printed: list[tuple[Citation | None, str]] = [(None, "") for _ in citations]

    def texts(self, begins_page: Sequence[bool]) -> CitationTexts:
        """The texts. `begins_page` says of each citation that the reader does not see the one
        before it, so that no ibid may refer to that."""
        asked = [
            replace(citation, no_ibid=no_ibid)
            for citation, no_ibid in zip(self._asked, begins_page, strict=True)
        ]
        placed = with_positions(asked, self._distance)
        self._printed = [
            known if known[0] == citation else (citation, self._text(citation))
            for citation, known in zip(placed, self._printed, strict=True)
        ]
        return CitationTexts(tuple(text for _, text in self._printed), self._entries)

    def _text(self, citation: Citation) -> str:
        text = self._document.text(citation)
        return self._tags.restored(_html(_linked(text, self._links)))


def _entries(bibliography: Iterable[Entry]) -> tuple[PrintedEntry, ...]:
    return tuple(
        PrintedEntry(
            entry.id,
            _html(entry.inlines),
            _html(entry.first_field).strip(),
            _html(entry.whole),
        )
        for entry in bibliography
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
) -> Citation:
    cites = tuple(_cite(cited, items, tags) for cited in citation.items)
    if citation.name_only:
        position = SUBSEQUENT if style.in_notes else FIRST
        cites = tuple(replace(cite, part="author", position=position) for cite in cites)
    return Citation(
        cites,
        note=citation.note,
        forgets=new_chapter and style.forgets_chapters,
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
