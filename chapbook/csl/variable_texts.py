"""Turn a variable of a cite into its text: from the item, or from where and how it is cited."""

from collections.abc import Callable, Mapping

from chapbook.csl.citation_labels import citation_label
from chapbook.csl.markup import parse
from chapbook.csl.numbers import page_range
from chapbook.csl.rich import Inline, Span, Text
from chapbook.csl.scene import Scene
from chapbook.csl.variables import NUMBER_VARIABLES

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ADDRESSES = frozenset({"URL", "DOI"})


def value_of(scene: Scene, variable: str) -> str:
    """A standard or number variable of the cite; '' where it has none."""
    if variable in scene.suppressed:
        return ""
    of_cite = _OF_CITE.get(variable)
    return (of_cite(scene) if of_cite else "") or _of_item(scene, variable)


def _of_item(scene: Scene, variable: str) -> str:
    return scene.cite.item.texts.get(variable, "") if variable != "locator" else ""


def _locator(scene: Scene) -> str:
    return scene.cite.locator if scene.area.name == "citation" else ""


def _citation_number(scene: Scene) -> str:
    return str(scene.area.number_of.get(scene.cite.item.id) or "")


def _first_note(scene: Scene) -> str:
    return str(scene.cite.first_note or "")


def _year_suffix(scene: Scene) -> str:
    return year_suffix(scene.difference.year_suffix)


def _label(scene: Scene) -> str:
    return _of_item(scene, "citation-label") or citation_label(scene.cite.item)


def _first_page(scene: Scene) -> str:
    pages = _of_item(scene, "page")
    ends = (at for at, letter in enumerate(pages) if letter in "-–,& " and at)
    return _of_item(scene, "page-first") or pages[: next(ends, len(pages))]


_OF_CITE: Mapping[str, Callable[[Scene], str]] = {
    "locator": _locator,
    "citation-number": _citation_number,
    "first-reference-note-number": _first_note,
    "year-suffix": _year_suffix,
    "citation-label": _label,
    "page-first": _first_page,
}


def year_suffix(number: int) -> str:
    """'a' for 1, 'z' for 26, 'aa' for 27, '' for 0."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = _LETTERS[rest] + letters
    return letters


def variable_inlines(scene: Scene, variable: str, form: str) -> list[Inline]:
    """What `cs:text` shows of a variable, in its short form if that is wanted and there."""
    if form == "short" and variable not in scene.suppressed:
        short = value_of(scene, f"{variable}-short")
        if short:
            scene.note_use(variable)
            return list(parse(short))
    value = value_of(scene, variable)
    long = variable.removesuffix("-short")
    if not value or long in scene.suppressed:
        return []
    scene.note_use(long)
    return _shown(scene, variable, value)


def _shown(scene: Scene, variable: str, value: str) -> list[Inline]:
    if variable == "year-suffix":
        scene.year_suffix_done = True
        return [Span((Text(value),), mark="year-suffix")]
    if variable == "citation-label":
        letters = _year_suffix(scene)
        return [Text(value), Span((Text(letters),), mark="year-suffix")]
    if variable in _ADDRESSES:
        return [Text(value, kept=True)]
    if variable in ("page", "locator"):
        value = _pages(scene, variable, value)
    elif variable in NUMBER_VARIABLES and variable != "citation-number":
        value = _dashed(value)
    return list(parse(value))


def _pages(scene: Scene, variable: str, value: str) -> str:
    """Pages in the style's format (specification, "Page Ranges", "Range Delimiters")."""
    if variable == "locator" and scene.cite.label not in ("page", ""):
        return _dashed(value)
    locale = scene.area.locale
    delimiter = locale.term("page-range-delimiter") or "–"
    ampersand = locale.term("and", "symbol") or "&"
    return page_range(value, scene.area.style.options.page_range_format, delimiter, ampersand)


def _dashed(value: str) -> str:
    return page_range(value, "", "–") if "-" in value else value
