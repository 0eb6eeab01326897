"""Turn items and a style into the entries of a bibliography."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chapbook.csl import elements as el
from chapbook.csl.items import Item
from chapbook.csl.looks import apply_to_layout
from chapbook.csl.options import BibliographyOptions
from chapbook.csl.render import render, render_all
from chapbook.csl.rich import Inline, Span, Text, plain
from chapbook.csl.scene import Area, Cite, Scene
from chapbook.csl.told_apart import ToldApart


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: the item's id and its text. `first_field` is set apart by second-field-align.

    `whole` is the text with all its names, for where another entry stands before it.
    """

    id: str
    inlines: tuple[Inline, ...]
    first_field: tuple[Inline, ...] = ()
    whole: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class _Made:
    item: Item
    inlines: list[Inline]
    first_field: list[Inline]
    names: str
    people: tuple[str, ...]
    """The names one by one; none where something else substitutes for them."""


def make_entries(area: Area, items: Sequence[Item], told: ToldApart) -> tuple[Entry, ...]:
    """The entries of the items, in their order. What tells cites apart is shown here too
    (specification, "Disambiguation")."""
    if area.style.bibliography is None:
        return ()
    options = area.style.bibliography.options
    made = [_make(area, area.style.bibliography, item, told) for item in items]
    entries: list[Entry] = []
    for at, one in enumerate(made):
        inlines = _substituted(one, made[at - 1], options) if at else one.inlines
        if plain(inlines) or one.first_field:
            entry = Entry(one.item.id, tuple(inlines), tuple(one.first_field), tuple(one.inlines))
            entries.append(entry)
    return tuple(entries)


def _make(area: Area, bibliography: el.Bibliography, item: Item, told: ToldApart) -> _Made:
    scene = Scene(area=area, cite=Cite(item), difference=told.of(item.id), given_of=told.given_of)
    layout = bibliography.layout
    first: list[Inline] = []
    children = layout.children
    if bibliography.options.second_field_align and children:
        first, _ = render(scene, children[0])
        children = children[1:]
    inlines, _ = render_all(scene, children, layout.delimiter)
    look = layout.look if not first else replace(layout.look, prefix="")
    if first and layout.look.prefix:
        first = [Text(layout.look.prefix), *first]
    inlines = apply_to_layout(look, inlines, area.locale.language)
    names = plain(scene.name_lists[0]) if scene.name_lists else ""
    return _Made(item, inlines, first, names, tuple(_people(inlines)))


def _substituted(one: _Made, before: _Made, options: BibliographyOptions) -> list[Inline]:
    """The entry with its names replaced as far as they are those of the entry before.

    Specification: "Reference Grouping".
    """
    substitute = options.subsequent_author_substitute
    if substitute is None or not one.names:
        return one.inlines
    rule = options.subsequent_author_substitute_rule if one.people else "complete-all"
    if rule.startswith("complete"):
        many = len(one.people) if rule == "complete-each" else 0
        same = one.names == before.names
        return _replaced(one.inlines, substitute, many)[0] if same else one.inlines
    alike = _common(one.people, before.people)
    many = min(1, alike) if rule == "partial-first" else alike
    return _replaced(one.inlines, substitute, many)[0] if many else one.inlines


def _people(inlines: Sequence[Inline]) -> Iterator[str]:
    """The names in the first list of names."""
    names = next((span for span in _spans(inlines) if span.mark == "names"), None)
    if names is not None:
        yield from (plain(span.children) for span in _spans(names.children) if span.mark == "name")


def _spans(inlines: Sequence[Inline]) -> Iterator[Span]:
    for inline in inlines:
        if isinstance(inline, Span):
            yield inline
        if not isinstance(inline, Text):
            yield from _spans(inline.children)


def _common(people: Sequence[str], others: Sequence[str]) -> int:
    """How many people the lists have in common at their beginning."""
    pairs = enumerate(zip(people, others, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(people), len(others)))


def _replaced(inlines: Sequence[Inline], substitute: str, many: int) -> tuple[list[Inline], bool]:
    """The inlines with the first list of names replaced: so many names, or with 0 all of it."""
    result: list[Inline] = []
    done = False
    for inline in inlines:
        if done or isinstance(inline, Text):
            result.append(inline)
        elif isinstance(inline, Span) and inline.mark == "names":
            shown = (
                _names_replaced(inline.children, substitute, many)[0]
                if many
                else [Text(substitute)]
            )
            result.append(replace(inline, children=tuple(shown)))
            done = True
        else:
            children, done = _replaced(inline.children, substitute, many)
            result.append(replace(inline, children=tuple(children)))
    return result, done


def _names_replaced(
    inlines: Sequence[Inline], substitute: str, many: int
) -> tuple[list[Inline], int]:
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) or not many:
            result.append(inline)
        elif isinstance(inline, Span) and inline.mark == "name":
            result.append(replace(inline, children=(Text(substitute),)))
            many -= 1
        else:
            children, many = _names_replaced(inline.children, substitute, many)
            result.append(replace(inline, children=tuple(children)))
    return result, many
