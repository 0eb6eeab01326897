"""Turn citations and a style into the text of each citation and of each bibliography entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chapbook.csl import elements as el
from chapbook.csl.bibliography import Entry, make_entries
from chapbook.csl.citations import render_citation
from chapbook.csl.disambiguation import told_apart
from chapbook.csl.items import Item
from chapbook.csl.locale import Locale
from chapbook.csl.positions import Citation
from chapbook.csl.punctuation import merged
from chapbook.csl.quotation import Marks, with_marks
from chapbook.csl.rich import Inline
from chapbook.csl.scene import NO_DIFFERENCE, Area, Cite
from chapbook.csl.sorting import Collate, in_order
from chapbook.csl.style_options import inherited
from chapbook.csl.told_apart import ToldApart


@dataclass(frozen=True, slots=True)
class Result:
    """What a style makes of a document: its citations in order, its bibliography in order."""

    citations: tuple[tuple[Inline, ...], ...]
    bibliography: tuple[Entry, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Processor:
    """A style in a locale. `collate` gives the order of the language."""

    style: el.Style
    locale: Locale
    collate: Collate

    def process(self, citations: Sequence[Citation], listed: Iterable[Item]) -> Result:
        """The citations' texts, and the entries of the items listed (cited or not).

        The cites have their positions already (`with_positions`).
        """
        document = self.document(
            (cite.item for citation in citations for cite in citation.cites), listed
        )
        return Result(tuple(map(document.text, citations)), document.bibliography)

    def document(self, cited: Iterable[Item], listed: Iterable[Item]) -> "Document":
        """What can be said before citations have their positions; the items in the order in
        which they are cited."""
        cited, entries = _unique(cited), _unique(listed)
        known = _unique((*cited, *entries))
        ordered = self._sorted_items(known)
        numbers = {item.id: at for at, item in enumerate(ordered, 1)}
        area = self.area("citation", numbers)
        told = told_apart(area, cited, ordered)
        listed_ids = {item.id for item in entries}
        listed_order = [item for item in ordered if item.id in listed_ids]
        return Document(self, area, told, self._entries(listed_order, numbers, told))

    def area(self, name: str, numbers: Mapping[str, int]) -> Area:
        """`cs:citation` or `cs:bibliography` with what it inherits."""
        part = self.style.citation if name == "citation" else self.style.bibliography
        if part is None:
            return Area(self.style, self.locale, name, self.style.names, numbers)
        own = any(
            isinstance(one, el.Text) and one.name == "year-suffix"
            for one in el.descendants(part.layout.children)
        )
        names = inherited(self.style.names, part.names)
        return Area(self.style, self.locale, name, names, numbers, own)

    def finished(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """The inlines with punctuation merged and quotation marks set."""
        return with_marks(merged(inlines, self.locale.punctuation_in_quote), self._marks())

    def _marks(self) -> Marks:
        names = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
        found = [self.locale.term(name) for name in names]
        defaults = ("“", "”", "‘", "’")
        return Marks(*(term or default for term, default in zip(found, defaults, strict=True)))

    def in_order(self, area: Area, citation: Citation, told: ToldApart) -> Citation:
        """The citation with its cites as the style sorts them."""
        keys = self.style.citation.sort
        if not keys or len(citation.cites) < 2:
            return citation
        cites: list[Cite] = []
        for run in _movable(citation.cites):
            cites += in_order(
                run, keys, area, lambda cite: (cite, told.of(cite.item.id)), self.collate
            )
        return replace(citation, cites=tuple(cites))

    def _sorted_items(self, items: Sequence[Item]) -> list[Item]:
        bibliography = self.style.bibliography
        if bibliography is None or not bibliography.sort:
            return list(items)
        return in_order(
            items,
            bibliography.sort,
            self.area("bibliography", {}),
            lambda item: (Cite(item.sorted_as or item), NO_DIFFERENCE),
            self.collate,
        )

    def _entries(
        self, items: Sequence[Item], numbers: Mapping[str, int], told: ToldApart
    ) -> tuple[Entry, ...]:
        area = self.area("bibliography", numbers)
        return tuple(
            replace(
                entry,
                inlines=self.finished(entry.inlines),
                first_field=self.finished(entry.first_field),
                whole=self.finished(entry.whole),
            )
            for entry in make_entries(area, items, told)
        )


@dataclass(frozen=True, eq=False, slots=True)
class Document:
    """What a style makes of items: their bibliography, and what tells cites of them apart."""

    processor: Processor
    area: Area
    told: ToldApart
    bibliography: tuple[Entry, ...]

    def text(self, citation: Citation) -> tuple[Inline, ...]:
        """The text of a citation whose cites have their positions."""
        ordered = self.processor.in_order(self.area, citation, self.told)
        return self.processor.finished(render_citation(self.area, ordered, self.told))


def _unique(items: Iterable[Item]) -> list[Item]:
    return list({item.id: item for item in items}.values())


def _movable(cites: Iterable[Cite]) -> list[list[Cite]]:
    """The cites in runs that may be sorted: words before or after a cite keep it in its place."""
    runs: list[list[Cite]] = []
    bare = False
    for cite in cites:
        was_bare, bare = bare, not (cite.prefix or cite.suffix)
        if bare and was_bare:
            runs[-1].append(cite)
        else:
            runs.append([cite])
    return runs
