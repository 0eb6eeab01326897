"""Turn the people of one name variable into inlines: how many are shown, and what joins them."""

from collections.abc import Sequence

from chapbook.csl import elements as el
from chapbook.csl.given_names import name_key
from chapbook.csl.looks import apply
from chapbook.csl.name_forms import NameShape, is_cjk, person
from chapbook.csl.options import NameOptions
from chapbook.csl.person_names import Name
from chapbook.csl.rich import Inline, Span, Text
from chapbook.csl.scene import FIRST, NO_DIFFERENCE, Difference, Scene
from chapbook.csl.style_options import inherited


def options_of(scene: Scene, names: el.Names) -> NameOptions:
    """The name options in force in an element."""
    return inherited(scene.area.names, names.name.options) if names.name else scene.area.names


def shown_count(scene: Scene, people: Sequence[Name], options: NameOptions) -> int:
    """How many of the people are shown (specification, "Name", et-al-min and others)."""
    known = sum(not name.others for name in people)
    least, first, _ = _limits(scene, options)
    if least and len(people) >= least:
        return min(known, max(first, _difference(scene).names_shown))
    return known


def _difference(scene: Scene) -> Difference:
    """What is shown of a list to tell cites apart; in an entry only of the first list."""
    in_entry = scene.area.name == "bibliography"
    return NO_DIFFERENCE if in_entry and scene.people else scene.difference


def _limits(scene: Scene, options: NameOptions) -> tuple[int, int, bool]:
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


def name_list(
    scene: Scene, names: el.Names, options: NameOptions, people: tuple[Name, ...]
) -> list[Inline]:
    """The people of one variable, shortened and joined."""
    known = tuple(name for name in people if name.family or name.given or name.literal)
    count = min(len(known), shown_count(scene, people, options))
    shape = _shape(scene, names, options)
    shown = [_person(scene, shape, known, at) for at in range(count)]
    inverted = [bool(known[at].family) and _inverts(shape, at) for at in range(count)]
    hidden = len(known) - count
    use_last = _limits(scene, options)[2] and hidden > 1 and len(known) == len(people)
    if use_last:
        last = _person(scene, shape, known, len(known) - 1)
        result = [*_joined(shown, options), Text(f"{_delimiter(options)}… "), *last]
    elif hidden or len(known) < len(people):
        result = _with_et_al(scene, names, options, shown, inverted)
    else:
        result = _with_and(scene, options, shown, inverted)
    return _remembered(scene, result, known)


def _remembered(scene: Scene, names: list[Inline], people: tuple[Name, ...]) -> list[Inline]:
    if not names:
        return []
    scene.name_lists.append(tuple(names))
    scene.people.append(people)
    return [Span(tuple(names), mark="names")]


def _delimiter(options: NameOptions) -> str:
    return options.delimiter if options.delimiter is not None else ", "


def _joined(shown: Sequence[list[Inline]], options: NameOptions) -> list[Inline]:
    result: list[Inline] = []
    for one in shown:
        if result:
            result.append(Text(_delimiter(options)))
        result += one
    return result


def _inverts(shape: NameShape, at: int) -> bool:
    return shape.sorting or shape.order_all or (at == 0 and shape.order_first)


def _shape(scene: Scene, names: el.Names, options: NameOptions) -> NameShape:
    looks = {part.name: part.look for part in names.name.parts} if names.name else {}
    style = scene.area.style.options
    return NameShape(
        short=options.form == "short",
        initialize_with=options.initialize_with,
        initialize=options.initialize is not False,
        separator=options.sort_separator if options.sort_separator is not None else ", ",
        with_hyphen=style.initialize_with_hyphen,
        demote=style.demote_non_dropping_particle,
        family=looks.get("family", el.BARE),
        given=looks.get("given", el.BARE),
        sorting=scene.sort_key is not None,
        order_all=options.name_as_sort_order == "all",
        order_first=options.name_as_sort_order == "first",
        language=scene.area.locale.language,
        whole=names.name.look if names.name else el.BARE,
    )


def _person(scene: Scene, shape: NameShape, people: Sequence[Name], at: int) -> list[Inline]:
    name = people[at]
    level = max((level for place, level in _difference(scene).given if place == at), default=0)
    if scene.given_of:
        level = max(level, scene.given_of.get((name_key(name), str(at == 0)), 0))
    shown = apply(shape.whole, person(name, shape, _inverts(shape, at), level), shape.language)
    if scene.area.name == "bibliography" and scene.sort_key is None:
        return [Span(tuple(shown), mark="name")]
    return shown


def _with_et_al(
    scene: Scene,
    names: el.Names,
    options: NameOptions,
    shown: Sequence[list[Inline]],
    inverted: Sequence[bool],
) -> list[Inline]:
    result = _joined(shown, options)
    element = names.et_al or el.EtAl("et-al", el.BARE)
    term = _et_al_term(scene, element.term)
    if not term or not result or scene.sort_key is not None:
        return result
    rule = options.delimiter_precedes_et_al or "contextual"
    separates = _separates(rule, len(inverted), inverted[-1])
    between = _delimiter(options) if separates else "" if is_cjk(term) else " "
    return [*result, Text(between), *apply(element.look, [Text(term)], scene.area.locale.language)]


def _et_al_term(scene: Scene, name: str) -> str:
    locale = scene.area.locale
    return locale.term(name.replace(" ", "-")) or locale.term(name) or ""


def _separates(rule: str, count: int, inverted: bool) -> bool:
    """Whether the delimiter stands behind so many names (delimiter-precedes-…)."""
    if rule == "after-inverted-name":
        return inverted
    return rule == "always" or (rule == "contextual" and count > 1)


def _with_and(
    scene: Scene,
    options: NameOptions,
    shown: Sequence[list[Inline]],
    inverted: Sequence[bool],
) -> list[Inline]:
    if options.and_ not in ("text", "symbol") or len(shown) < 2 or scene.sort_key is not None:
        return _joined(shown, options)
    form, default = ("symbol", "&") if options.and_ == "symbol" else ("long", "and")
    word = scene.area.locale.term("and", form) or default
    rule = options.delimiter_precedes_last or "contextual"
    separates = _separates(rule, len(shown) - 1, inverted[-2])
    before = _delimiter(options).rstrip(" ") if separates else ""
    before = before if before.endswith("\u00a0") else f"{before} "
    return [*_joined(shown[:-1], options), Text(f"{before}{word} "), *shown[-1]]
