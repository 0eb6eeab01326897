"""Turn a cite and the elements of a style into inlines."""

from collections.abc import Iterable, Sequence

from chapbook.csl import elements as el
from chapbook.csl import names as names_
from chapbook.csl.conditions import taken
from chapbook.csl.dates import parts_shown, render_date, sort_text
from chapbook.csl.looks import apply
from chapbook.csl.markup import parse
from chapbook.csl.numbers import format_number, is_plural
from chapbook.csl.rich import Inline, Span, Text
from chapbook.csl.scene import Scene
from chapbook.csl.variable_texts import value_of, variable_inlines, year_suffix

Rendered = tuple[list[Inline], int]
"""What was rendered, and what became of the variables that were called."""

NONE_CALLED, ALL_EMPTY, SOME_FILLED = 0, 1, 2


def render_all(scene: Scene, elements: Sequence[el.Element], delimiter: str = "") -> Rendered:
    """The elements one after the other, with the delimiter between those that give anything.

    What a `cs:choose` holds counts as standing in its place (specification, "Choose").
    """
    result: list[Inline] = []
    state = NONE_CALLED
    for element in elements:
        if isinstance(element, el.Choose):
            inlines, called = _choose(scene, element, delimiter)
        else:
            inlines, called = render(scene, element)
        state = max(state, called)
        if inlines:
            if delimiter and result:
                result.append(Text(delimiter))
            result += inlines
    return result, state


def render(scene: Scene, element: el.Element) -> Rendered:
    """One element."""
    match element:
        case el.Text():
            return _text(scene, element)
        case el.Group():
            return _group(scene, element)
        case el.Choose():
            return _choose(scene, element, "")
        case el.Names():
            return names_.render_names(scene, element, render)
        case el.Date():
            return _date(scene, element)
        case el.Number():
            return _number(scene, element)
        case el.Label():
            return _label(scene, element)


def _look(scene: Scene, look: el.Look, inlines: Iterable[Inline]) -> list[Inline]:
    return apply(look, list(inlines), scene.cite.item.language or scene.area.locale.language)


def _group(scene: Scene, group: el.Group) -> Rendered:
    inlines, state = render_all(scene, group.children, group.delimiter)
    if state == ALL_EMPTY or not inlines:
        return [], state
    return _look(scene, group.look, inlines), SOME_FILLED


def _choose(scene: Scene, choose: el.Choose, delimiter: str) -> Rendered:
    branch = taken(scene, choose)
    return render_all(scene, branch.children, delimiter) if branch else ([], NONE_CALLED)


def _text(scene: Scene, text: el.Text) -> Rendered:
    match text.source:
        case "macro":
            return _macro(scene, text)
        case "value":
            return _look(scene, text.look, parse(text.name)), NONE_CALLED
        case "term":
            term = scene.area.locale.term(text.name, text.form, text.plural)
            shown = [Text(term, term=True)] if term else []
            return _look(scene, text.look, shown), NONE_CALLED
    inlines = variable_inlines(scene, text.name, text.form)
    if not inlines:
        return [], NONE_CALLED if text.name == "year-suffix" else ALL_EMPTY
    return _look(scene, text.look, inlines), SOME_FILLED


def _macro(scene: Scene, text: el.Text) -> Rendered:
    """A macro is a group of its own, and one that gives anything is a filled variable to others
    (specification, "Group")."""
    inlines, state = render_all(scene, text.macro)
    if state == ALL_EMPTY or not inlines:
        return [], state
    return _look(scene, text.look, inlines), SOME_FILLED


def _date(scene: Scene, date: el.Date) -> Rendered:
    item = scene.cite.item
    value = None if date.variable in scene.suppressed else item.dates.get(date.variable)
    if value is None:
        return [], ALL_EMPTY
    if scene.sort_key is not None:
        return [Text(sort_text(value, parts_shown(date, scene.area.locale)))], SOME_FILLED
    language = item.language or scene.area.locale.language
    inlines = render_date(
        date, value, scene.area.locale, lambda look, found: apply(look, found, language)
    )
    if not inlines:
        return [], ALL_EMPTY
    scene.note_use(date.variable)
    suffixed = scene.difference.year_suffix and not scene.area.own_year_suffix
    if date.variable == "issued" and suffixed and not scene.year_suffix_done:
        inlines = _with_year_suffix(scene, inlines)
    return inlines, SOME_FILLED


def _with_year_suffix(scene: Scene, inlines: Sequence[Inline]) -> list[Inline]:
    """The date with the suffix directly behind its (last) year."""
    result: list[Inline] = []
    for inline in reversed(inlines):
        if isinstance(inline, Span) and not scene.year_suffix_done:
            children = inline.children
            if inline.mark == "year":
                letters = year_suffix(scene.difference.year_suffix)
                children = (*children, Span((Text(letters),), mark="year-suffix"))
                scene.year_suffix_done = True
            else:
                children = tuple(_with_year_suffix(scene, children))
            inline = Span(
                children, inline.font, inline.language, inline.display, inline.link, inline.mark
            )
        result.insert(0, inline)
    return result


def _number(scene: Scene, number: el.Number) -> Rendered:
    value = value_of(scene, number.variable)
    if not value:
        return [], ALL_EMPTY
    scene.note_use(number.variable)
    if scene.sort_key is not None:
        return [Text(value.zfill(10) if value.isdigit() else value)], SOME_FILLED
    locale = scene.area.locale
    variable = scene.cite.label if number.variable == "locator" else number.variable
    shown = format_number(value, number.form, locale, locale.gender(variable))
    return _look(scene, number.look, parse(shown)), SOME_FILLED


def _label(scene: Scene, label: el.Label) -> Rendered:
    value = value_of(scene, label.variable)
    if not value and scene.inherited is not None:  # a substitution may have used up the number
        value = scene.cite.item.texts.get(label.variable, "")
    if not value:
        return [], ALL_EMPTY
    term_name = scene.cite.label if label.variable == "locator" else label.variable
    if not term_name:
        return [], NONE_CALLED
    plural = label.plural == "always" or (
        label.plural == "contextual" and is_plural(value, label.variable, scene.area.locale)
    )
    term = scene.area.locale.term(term_name, label.form, plural)
    return _look(scene, label.look, [Text(term)] if term else []), NONE_CALLED
