"""Turn `cs:names` and the people of an item into inlines."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from chapbook.csl import elements as el
from chapbook.csl.person_names import Name
from chapbook.csl.given_names import name_key
from chapbook.csl.looks import apply
from chapbook.csl.name_forms import NameShape, is_cjk, person
from chapbook.csl.rich import Inline, Span, Text
from chapbook.csl.scene import FIRST, Scene
from chapbook.csl.style_options import inherited

Render = Callable[[Scene, el.Element], tuple[list[Inline], int]]
ALL_EMPTY, SOME_FILLED = 1, 2
PAIR = ("editor", "translator")


def render_names(scene: Scene, names: el.Names, render: Render) -> tuple[list[Inline], int]:
    """The names of the first of the element's variables that have any, or a substitute."""
    whole = _completed(scene, names)
    lists = _lists(scene, whole.variables)
    if not lists:
        return _substitute(scene, whole, render)
    if scene.cite.suppress_author and not scene.author_done and _is_author(scene):
        scene.author_done = scene.author_left_out = True
        scene.suppressed |= {variable for variables, _ in lists for variable in variables}
        return [], ALL_EMPTY
    scene.author_done = True
    options = options_of(scene, whole)
    scene.used += [variable for variables, _ in lists for variable in variables]
    if scene.inherited is not None:
        scene.suppressed |= {variable for variables, _ in lists for variable in variables}
    if options.form == "count":
        total = sum(_shown_count(scene, people, options) for _, people in lists)
        shown = str(total) if scene.sort_key is None else f"{total:06d}"
        return [Text(shown)], SOME_FILLED
    delimiter = whole.delimiter if whole.delimiter is not None else options.names_delimiter or ""
    result: list[Inline] = []
    for variables, people in lists:
        shown = _with_label(scene, whole, options, variables, people)
        if result and shown and delimiter:
            result.append(Text(delimiter))
        result += shown
    if not result:
        return [], ALL_EMPTY
    return apply(whole.look, result, scene.area.locale.language), SOME_FILLED


def options_of(scene: Scene, names: el.Names) -> el.NameOptions:
    """The name options in force in an element."""
    return inherited(scene.area.names, names.name.options) if names.name else scene.area.names


def _is_author(scene: Scene) -> bool:
    return scene.area.name == "citation"


def _completed(scene: Scene, names: el.Names) -> el.Names:
    """A names element in a substitute without children has those of the element around it."""
    around = scene.inherited
    if around is None:
        return names
    if names.name is None and names.et_al is None and names.label is None:
        return replace(
            names, name=around.name, et_al=around.et_al, label=around.label,
            label_first=around.label_first,
        )  # fmt: skip
    return names


def _lists(
    scene: Scene, variables: Sequence[str]
) -> list[tuple[tuple[str, ...], tuple[Name, ...]]]:
    item = scene.cite.item
    found = [
        ((variable,), item.names[variable])
        for variable in variables
        if variable in item.names and variable not in scene.suppressed
    ]
    if {variable for (variable, *_), _ in found} >= set(PAIR) and len(found) == 2:
        first, second = found
        if first[1] == second[1] and scene.area.locale.term(_pair_term(scene)):
            return [((*first[0], *second[0]), first[1])]
    return [(names, people) for names, people in found]


def _pair_term(scene: Scene) -> str:
    locale = scene.area.locale
    return "editortranslator" if locale.term("editortranslator") else "editor-translator"


def _substitute(
    scene: Scene, names: el.Names, render: Render
) -> tuple[list[Inline], int]:
    around, scene.inherited = scene.inherited, names
    try:
        for element in names.substitute:
            start = len(scene.used)
            inlines, state = render(scene, element)
            if scene.author_left_out and not inlines:
                scene.author_left_out = False
                return [], ALL_EMPTY
            if inlines:
                scene.suppressed |= set(scene.used[start:])
                shown = apply(names.look, inlines, scene.area.locale.language)
                if not isinstance(element, el.Names):
                    scene.name_lists.append(tuple(shown))
                    shown = [Span(tuple(shown), mark="names")]
                return shown, max(state, SOME_FILLED)
    finally:
        scene.inherited = around
    return [], ALL_EMPTY


def _with_label(
    scene: Scene,
    names: el.Names,
    options: el.NameOptions,
    variables: tuple[str, ...],
    people: tuple[Name, ...],
) -> list[Inline]:
    listed = name_list(scene, names, options, people)
    if names.label is None or scene.sort_key is not None:
        return listed
    label = names.label
    term_name = _pair_term(scene) if len(variables) > 1 else variables[0]
    plural = label.plural == "always" or (label.plural == "contextual" and len(people) > 1)
    term = scene.area.locale.term(term_name, label.form, plural)
    if not term or not listed:
        return listed
    shown = apply(label.look, [Text(term)], scene.area.locale.language)
    return [*shown, *listed] if names.label_first else [*listed, *shown]


def _limits(scene: Scene, options: el.NameOptions) -> tuple[int, int, bool]:
    """From how many names on a list is shortened, to how many, and whether the last is shown."""
    least, first, last = options.et_al_min, options.et_al_use_first, bool(options.et_al_use_last)
    if scene.area.name == "citation" and scene.cite.position != FIRST:
        least = options.et_al_subsequent_min or least
        first = options.et_al_subsequent_use_first or first
    key = scene.sort_key
    if key is not None:
        least = key.names_min if key.names_min is not None else least
        first = key.names_use_first if key.names_use_first is not None else first
        last = last if key.names_use_last is None else key.names_use_last
    if first is None:
        return 0, 0, last
    return least or 0, first, last


def _shown_count(scene: Scene, people: Sequence[Name], options: el.NameOptions) -> int:
    known = [name for name in people if not name.others]
    least, first, _ = _limits(scene, options)
    if least and len(people) >= least:
        return min(len(known), max(first, scene.difference.names_shown))
    return len(known)


def name_list(
    scene: Scene, names: el.Names, options: el.NameOptions, people: tuple[Name, ...]
) -> list[Inline]:
    """The people of one variable, shortened and joined."""
    known = [name for name in people if not name.others and (name.family or name.given or name.literal)]
    count = _shown_count(scene, people, options)
    cut = count < len(known)
    shape = _shape(scene, names, options)
    shown = [_person(scene, shape, known, at) for at in range(count)]
    inverted = [bool(known[at].family) and _inverts(options, at, scene) for at in range(count)]
    delimiter = options.delimiter if options.delimiter is not None else ", "
    if cut or len(known) < len(people):
        _, _, use_last = _limits(scene, options)
        if use_last and len(known) - count >= 2 and len(known) == len(people):
            last = _person(scene, shape, known, len(known) - 1)
            result = [*_joined(shown, delimiter), Text(f"{delimiter}… "), *last]
        else:
            result = _with_et_al(scene, names, options, _joined(shown, delimiter), inverted)
    else:
        result = _with_and(scene, options, shown, inverted, delimiter)
    look = names.name.look if names.name else el.BARE
    result = apply(look, result, scene.area.locale.language)
    if not result:
        return []
    scene.name_lists.append(tuple(result))
    scene.people.append(tuple(known))
    return [Span(tuple(result), mark="names")]


def _joined(shown: Sequence[list[Inline]], delimiter: str) -> list[Inline]:
    result: list[Inline] = []
    for at, one in enumerate(shown):
        if at:
            result.append(Text(delimiter))
        result += one
    return result


def _inverts(options: el.NameOptions, at: int, scene: Scene) -> bool:
    order = "all" if scene.sort_key is not None else options.name_as_sort_order
    return order == "all" or (order == "first" and at == 0)


def _shape(scene: Scene, names: el.Names, options: el.NameOptions) -> NameShape:
    looks = {part.name: part.look for part in names.name.parts} if names.name else {}
    return NameShape(
        short=options.form == "short",
        initialize_with=options.initialize_with,
        initialize=options.initialize is not False,
        separator=options.sort_separator if options.sort_separator is not None else ", ",
        with_hyphen=scene.area.style.options.initialize_with_hyphen,
        demote=scene.area.style.options.demote_non_dropping_particle,
        family=looks.get("family", el.BARE),
        given=looks.get("given", el.BARE),
        sorting=scene.sort_key is not None,
        order_all=options.name_as_sort_order == "all",
        order_first=options.name_as_sort_order == "first",
        language=scene.area.locale.language,
    )


def _person(scene: Scene, shape: NameShape, people: Sequence[Name], at: int) -> list[Inline]:
    name = people[at]
    inverted = scene.sort_key is not None or shape.order_all or (at == 0 and shape.order_first)
    level = max((level for place, level in scene.difference.given if place == at), default=0)
    if scene.given_of:
        level = max(level, scene.given_of.get((name_key(name), str(at == 0)), 0))
    return person(name, shape, inverted, level)


def _with_et_al(
    scene: Scene,
    names: el.Names,
    options: el.NameOptions,
    shown: list[Inline],
    inverted: Sequence[bool],
) -> list[Inline]:
    element = names.et_al or el.EtAl("et-al", el.BARE)
    term = scene.area.locale.term(element.term.replace(" ", "-")) or scene.area.locale.term(
        element.term
    )
    if not term or not shown or scene.sort_key is not None:
        return shown
    separates = _separates(
        options.delimiter_precedes_et_al or "contextual", len(inverted), 2, inverted[-1]
    )
    delimiter = options.delimiter if options.delimiter is not None else ", "
    between = delimiter if separates else "" if is_cjk(term) else " "
    et_al = apply(element.look, [Text(term)], scene.area.locale.language)
    return [*shown, Text(between), *et_al]


def _separates(rule: str, count: int, many: int, inverted: bool) -> bool:
    if rule == "always":
        return True
    if rule == "never":
        return False
    if rule == "after-inverted-name":
        return inverted
    return count >= many


def _with_and(
    scene: Scene,
    options: el.NameOptions,
    shown: Sequence[list[Inline]],
    inverted: Sequence[bool],
    delimiter: str,
) -> list[Inline]:
    if options.and_ not in ("text", "symbol") or len(shown) < 2 or scene.sort_key is not None:
        return _joined(shown, delimiter)
    word = "&" if options.and_ == "symbol" else scene.area.locale.term("and") or "and"
    separates = _separates(
        options.delimiter_precedes_last or "contextual", len(shown) - 1, 2, inverted[-2]
    )
    before = delimiter if separates else " "
    before = before if before.endswith((" ", "\u00a0")) else f"{before} " if before.strip() else " "
    return [*_joined(shown[:-1], delimiter), Text(f"{before}{word} "), *shown[-1]]
