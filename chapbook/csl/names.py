"""Turn `cs:names` and the people of an item into inlines, or what substitutes for them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from chapbook.csl import elements as el
from chapbook.csl.conditions import taken
from chapbook.csl.looks import apply
from chapbook.csl.name_lists import name_list, options_of, shown_count
from chapbook.csl.options import NameOptions
from chapbook.csl.person_names import Name
from chapbook.csl.rich import Inline, Span, Text
from chapbook.csl.scene import Scene
from chapbook.csl.variables import NAME_VARIABLES

Render = Callable[[Scene, el.Element], tuple[list[Inline], int]]
NameList = tuple[tuple[str, ...], tuple[Name, ...]]
"""Variables and the people that they have in common."""

ALL_EMPTY, SOME_FILLED = 1, 2
PAIR = ("editor", "translator")
PAIR_TERM = "editortranslator"
NUMBERING = frozenset({"citation-number", "citation-label", "year-suffix"})
"""What may stand before the author of a cite."""


def render_names(scene: Scene, names: el.Names, render: Render) -> tuple[list[Inline], int]:
    """The names of the element's variables, or a substitute (specification, "Names")."""
    if scene.leave_out and scene.inherited is None and NUMBERING.issuperset(scene.used):
        return _left_out(scene, names, render)
    return _rendered(scene, names, render)


def _left_out(scene: Scene, names: el.Names, render: Render) -> tuple[list[Inline], int]:
    """Nothing for the names that a cite without its author would begin with."""
    before = len(scene.used)
    inlines, state = _rendered(scene, names, render)
    if not inlines:
        return inlines, state
    leave_out, scene.leave_out = scene.leave_out, ""
    variables = scene.used[before:]
    if leave_out == "people" and not NAME_VARIABLES.issuperset(variables):
        return inlines, state
    scene.suppressed.update(variables)
    return [], SOME_FILLED


def _rendered(scene: Scene, names: el.Names, render: Render) -> tuple[list[Inline], int]:
    whole = _completed(scene, names)
    lists = _lists(scene, whole)
    if not lists:
        return _substitute(scene, whole, render)
    scene.note_use(*(variable for variables, _ in lists for variable in variables))
    options = options_of(scene, whole)
    if options.form == "count":
        return _counted(scene, options, lists), SOME_FILLED
    shown = _joined(scene, whole, options, lists)
    if not shown:
        return [], ALL_EMPTY
    return apply(whole.look, shown, scene.area.locale.language), SOME_FILLED


def _completed(scene: Scene, names: el.Names) -> el.Names:
    """A names element in a substitute without children has those of the element around it."""
    around = scene.inherited
    if around is None or names.name or names.et_al or names.label:
        return names
    return replace(
        names, name=around.name, et_al=around.et_al, label=around.label,
        label_first=around.label_first,
    )  # fmt: skip


def _lists(scene: Scene, names: el.Names) -> list[NameList]:
    """The people by variable; those who are editors and translators at once only once."""
    item = scene.cite.item
    found = [
        ((variable,), item.names[variable])
        for variable in names.variables
        if variable in item.names and variable not in scene.suppressed
    ]
    if sorted(variable for (variable,), _ in found) == sorted(PAIR):
        (_, editors), (_, translators) = found
        form = names.label.form if names.label else "long"
        if editors == translators and scene.area.locale.term(PAIR_TERM, form):
            return [(PAIR, editors)]
    return list(found)


def _counted(scene: Scene, options: NameOptions, lists: Sequence[NameList]) -> list[Inline]:
    total = sum(shown_count(scene, people, options) for _, people in lists)
    return [Text(str(total) if scene.sort_key is None else f"{total:06d}")]


def _joined(
    scene: Scene, names: el.Names, options: NameOptions, lists: Sequence[NameList]
) -> list[Inline]:
    delimiter = names.delimiter if names.delimiter is not None else options.names_delimiter or ""
    result: list[Inline] = []
    for variables, people in lists:
        shown = _with_label(scene, names, options, variables, people)
        if result and shown and delimiter:
            result.append(Text(delimiter))
        result += shown
    return result


def _with_label(
    scene: Scene,
    names: el.Names,
    options: NameOptions,
    variables: tuple[str, ...],
    people: tuple[Name, ...],
) -> list[Inline]:
    listed = name_list(scene, names, options, people)
    label = names.label
    if label is None or scene.sort_key is not None:
        return listed
    term_name = PAIR_TERM if variables == PAIR else variables[0]
    plural = label.plural == "always" or (label.plural == "contextual" and len(people) > 1)
    term = scene.area.locale.term(term_name, label.form, plural)
    if not term or not listed:
        return listed
    shown = apply(label.look, [Text(term)], scene.area.locale.language)
    return [*shown, *listed] if names.label_first else [*listed, *shown]


def _substitute(scene: Scene, names: el.Names, render: Render) -> tuple[list[Inline], int]:
    """The first alternative that gives anything; its variables are used up by it
    (specification, "Substitute")."""
    around, scene.inherited = scene.inherited, names
    try:
        for element in _alternatives(scene, names.substitute):
            before = frozenset(scene.suppressed)
            inlines, state = render(scene, element)
            if inlines:
                return _substituted(scene, names, element, inlines), max(state, SOME_FILLED)
            scene.suppressed.clear()
            scene.suppressed |= before
    finally:
        scene.inherited = around
    return [], ALL_EMPTY


def _alternatives(scene: Scene, elements: Sequence[el.Element]) -> Iterator[el.Element]:
    """The elements of a substitute; names in a `cs:choose` stand as if they were in its place."""
    for element in elements:
        if isinstance(element, el.Choose) and _chooses_names(element):
            branch = taken(scene, element)
            if branch is not None:
                yield from _alternatives(scene, branch.children)
        else:
            yield element


def _chooses_names(choose: el.Choose) -> bool:
    return all(
        isinstance(child, el.Names) or (isinstance(child, el.Choose) and _chooses_names(child))
        for branch in choose.branches
        for child in branch.children
    )


def _substituted(
    scene: Scene, names: el.Names, element: el.Element, inlines: Sequence[Inline]
) -> list[Inline]:
    shown = apply(names.look, inlines, scene.area.locale.language)
    if isinstance(element, el.Names):
        return shown
    scene.name_lists.append(tuple(shown))
    return [Span(tuple(shown), mark="names")]
