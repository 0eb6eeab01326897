"""Turn sort keys and cites into the order of cites or entries."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from chapbook.csl import elements as el
from chapbook.csl.dates import sort_text
from chapbook.csl.markup import parse
from chapbook.csl.name_lists import name_list
from chapbook.csl.render import render_all
from chapbook.csl.rich import plain
from chapbook.csl.scene import Area, Cite, Difference, Scene
from chapbook.csl.variable_texts import value_of
from chapbook.csl.variables import NUMBER_VARIABLES

Collate = Callable[[str], tuple[object, ...]]
"""A text as something that sorts in the order of the language."""

T = TypeVar("T")
About = Callable[[T], tuple[Cite, Difference]]
"""What is rendered of a thing to sort it."""

Value = tuple[bool, tuple[object, ...]]
"""Whether there is none, and a key of the collation."""


def in_order(
    things: Sequence[T], keys: Sequence[el.SortKey], area: Area, about: About[T], collate: Collate
) -> list[T]:
    """The things in the order of the keys; what lacks a value comes last in either direction
    (specification, "Sorting")."""
    ordered = list(things)
    for key in reversed(keys):
        values = {id(thing): _value(key, area, *about(thing), collate) for thing in ordered}
        if key.descending:
            values = {thing: (not empty, value) for thing, (empty, value) in values.items()}
        ordered.sort(key=lambda thing: values[id(thing)], reverse=key.descending)
    return ordered


def _value(
    key: el.SortKey, area: Area, cite: Cite, difference: Difference, collate: Collate
) -> Value:
    scene = Scene(area=area, cite=cite, difference=difference, sort_key=key)
    text = _variable_text(scene, key) if key.variable else _macro_text(scene, key)
    return (not text, collate(text) if text else ())


def _macro_text(scene: Scene, key: el.SortKey) -> str:
    inlines, _ = render_all(scene, key.macro)
    return plain(inlines).strip()


def _variable_text(scene: Scene, key: el.SortKey) -> str:
    item, variable = scene.cite.item, key.variable
    if variable in item.names:
        names = el.Names((variable,), None, None, None, None, False, (), el.BARE)
        options = replace(scene.area.names, name_as_sort_order="all", form="long")
        return plain(name_list(scene, names, options, item.names[variable]))
    if variable in item.dates:
        return sort_text(item.dates[variable])
    value = value_of(scene, variable)
    if variable in NUMBER_VARIABLES:
        digits = "".join(letter for letter in value if letter.isdigit())
        if value[:1].isdigit() and digits:
            return value.split("–")[0].split("-")[0].zfill(10)
    return plain(parse(value))
