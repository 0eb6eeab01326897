"""Turn one cite and a style into inlines, without the cite's own prefix and suffix."""

from dataclasses import dataclass, replace

from chapbook.csl.number_labels import split_locator
from chapbook.csl.person_names import Name
from chapbook.csl.render import render_all
from chapbook.csl.rich import Inline, plain
from chapbook.csl.scene import IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Area, Cite, Scene
from chapbook.csl.told_apart import ToldApart


@dataclass(frozen=True, slots=True)
class RenderedCite:
    """A cite rendered: its inlines without affixes, and its first names as plain text."""

    cite: Cite
    inlines: tuple[Inline, ...]
    names: str
    people: tuple[tuple[Name, ...], ...]
    year_suffix: int


def render_cite(
    area: Area, cite: Cite, told: ToldApart, without_names: bool = False
) -> RenderedCite:
    """One cite, without its prefix and suffix. `without_names`: also without what substitutes for
    them, as in a group of cites of the same names."""
    cite = _prepared(area, cite)
    difference = told.of(cite.item.id)
    scene = Scene(area=area, cite=cite, difference=difference, given_of=told.given_of)
    if without_names or cite.suppress_author:
        in_text = area.style.class_ == "in-text"
        scene.leave_out = "names" if without_names or in_text else "people"
    inlines, _ = render_all(scene, area.style.citation.layout.children)
    names = scene.name_lists[0] if scene.name_lists else ()
    if cite.part == "author":
        inlines = list(names) or _nameless(area, cite, told)
    people = tuple(scene.people)
    return RenderedCite(cite, tuple(inlines), plain(names), people, difference.year_suffix)


def _prepared(area: Area, cite: Cite) -> Cite:
    """The cite with a position that has names, if these are wanted alone, and with the label that
    its locator is written with."""
    if cite.part == "author" and cite.position in (IBID, IBID_WITH_LOCATOR):
        cite = replace(cite, position=SUBSEQUENT)
    if cite.locator and cite.label == "page":
        term, rest = split_locator(cite.locator, area.locale)
        return replace(cite, label=term, locator=rest) if term else cite
    return cite


def _nameless(area: Area, cite: Cite, told: ToldApart) -> list[Inline]:
    """What stands for the author in the text where a cite has no names: in a style with notes
    the work's short form; else nothing, for the cite that follows tells the title."""
    if area.style.class_ == "in-text":
        return []
    short = replace(cite, part="", position=SUBSEQUENT, near_note=True, locator="")
    return list(render_cite(area, short, told).inlines)
