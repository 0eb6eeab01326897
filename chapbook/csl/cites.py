"""Turn one cite and a style into inlines, without the cite's own prefix and suffix."""

from dataclasses import dataclass, replace

from chapbook.csl import elements as el
from chapbook.csl.names import name_list
from chapbook.csl.person_names import Name
from chapbook.csl.render import render_all
from chapbook.csl.rich import Inline, plain
from chapbook.csl.scene import Area, Cite, Scene
from chapbook.csl.told_apart import ToldApart


@dataclass(frozen=True, slots=True)
class RenderedCite:
    """A cite rendered: its inlines without affixes, and its first names as plain text."""

    cite: Cite
    inlines: tuple[Inline, ...]
    names: str
    people: tuple[tuple[Name, ...], ...]
    year_suffix: int


def render_cite(area: Area, cite: Cite, told: ToldApart) -> RenderedCite:
    """One cite, without its prefix and suffix."""
    difference = told.of(cite.item.id)
    scene = Scene(area=area, cite=cite, difference=difference, given_of=told.given_of)
    inlines, _ = render_all(scene, area.style.citation.layout.children)
    names = scene.name_lists[0] if scene.name_lists else ()
    if cite.part == "author":
        inlines = list(names) or _authors(scene) or inlines
    return RenderedCite(
        cite, tuple(inlines), plain(names), tuple(scene.people), difference.year_suffix
    )


def _authors(scene: Scene) -> list[Inline]:
    """The family names of the authors, or editors, where the style's cites name nobody."""
    people = scene.cite.item.names.get("author") or scene.cite.item.names.get("editor")
    if not people:
        return []
    names = el.Names(("author",), None, None, None, None, False, (), el.BARE)
    options = replace(scene.area.names, form="short", and_=scene.area.names.and_ or "text")
    return name_list(scene, names, options, people)
