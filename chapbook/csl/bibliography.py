"""Turn items and a style into the entries of a bibliography."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chapbook.csl import elements as el
from chapbook.csl.items import Item
from chapbook.csl.looks import apply_to_layout
from chapbook.csl.render import render, render_all
from chapbook.csl.rich import Inline, Span, Text, plain
from chapbook.csl.scene import NO_DIFFERENCE, Area, Cite, Difference, Scene


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: the item's id and its text. `first_field` is set apart by second-field-align."""

    id: str
    inlines: tuple[Inline, ...]
    first_field: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class _Made:
    item: Item
    inlines: list[Inline]
    first_field: list[Inline]
    names: tuple[tuple[Inline, ...], ...]


def make_entries(
    area: Area, items: Sequence[Item], differences: Mapping[str, Difference]
) -> tuple[Entry, ...]:
    """The entries of the items, in their order."""
    if area.style.bibliography is None:
        return ()
    substitute = area.style.bibliography.options.subsequent_author_substitute
    made = [_make(area, area.style.bibliography, item, differences) for item in items]
    entries: list[Entry] = []
    for at, one in enumerate(made):
        inlines = one.inlines
        if substitute is not None and at:
            rule = area.style.bibliography.options.subsequent_author_substitute_rule
            inlines = _substituted(one, made[at - 1], substitute, rule)
        if plain(inlines) or one.first_field:
            entries.append(Entry(one.item.id, tuple(inlines), tuple(one.first_field)))
    return tuple(entries)


def _make(
    area: Area, bibliography: el.Bibliography, item: Item, differences: Mapping[str, Difference]
) -> _Made:
    told = differences.get(item.id, NO_DIFFERENCE)
    difference = Difference(condition=told.condition, year_suffix=told.year_suffix)
    scene = Scene(area=area, cite=Cite(item), difference=difference)
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
    return _Made(
        item, apply_to_layout(look, inlines, area.locale.language), first, tuple(scene.name_lists)
    )


def _substituted(one: _Made, before: _Made, substitute: str, rule: str) -> list[Inline]:
    """The entry with its names replaced where they are those of the entry before."""
    if not one.names or not before.names:
        return one.inlines
    if plain(one.names[0]) != plain(before.names[0]):
        return one.inlines
    return _replaced(one.inlines, substitute)[0]


def _replaced(inlines: Sequence[Inline], substitute: str) -> tuple[list[Inline], bool]:
    result: list[Inline] = []
    done = False
    for inline in inlines:
        if done or isinstance(inline, Text):
            result.append(inline)
        elif isinstance(inline, Span) and inline.mark == "names":
            result.append(replace(inline, children=(Text(substitute),) if substitute else ()))
            done = True
        else:
            children, done = _replaced(inline.children, substitute)
            result.append(replace(inline, children=tuple(children)))
    return result, done
