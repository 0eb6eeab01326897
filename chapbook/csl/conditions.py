"""Turn a branch of `cs:choose` and a scene into whether the branch is taken."""

from chapbook.csl import elements as el
from chapbook.csl.numbers import is_numeric
from chapbook.csl.scene import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Scene


def taken(scene: Scene, choose: el.Choose) -> el.Branch | None:
    """The first branch whose tests hold (specification, "Choose")."""
    return next((branch for branch in choose.branches if holds(scene, branch)), None)


def holds(scene: Scene, branch: el.Branch) -> bool:
    """Whether all, any or none of the branch's tests are true; `cs:else` has none and is taken."""
    if not branch.tests:
        return True
    results = (_true(scene, test) for test in branch.tests)
    if branch.match == "any":
        return any(results)
    if branch.match == "none":
        return not any(results)
    return all(results)


def _true(scene: Scene, test: el.Test) -> bool:
    item, value = scene.cite.item, test.value
    match test.kind:
        case "type":
            return item.type in value.split()
        case "variable":
            return _has(scene, value)
        case "is-numeric":
            return _numeric(scene, value)
        case "is-uncertain-date":
            date = item.dates.get(value)
            return date is not None and date.circa
        case "locator":
            return bool(scene.cite.locator) and scene.cite.label in value.split()
        case "position":
            return scene.area.name == "citation" and _at(scene, value)
        case "disambiguate":
            return scene.difference.condition == (value == "true")
    return False


def _has(scene: Scene, variable: str) -> bool:
    item = scene.cite.item
    if variable == "locator":
        return bool(scene.cite.locator) and scene.area.name == "citation"
    if variable == "citation-number":
        return item.id in scene.area.number_of
    if variable == "first-reference-note-number":
        return bool(scene.cite.first_note)
    if variable == "year-suffix":
        return bool(scene.difference.year_suffix) or variable in item.texts
    if variable == "page-first":
        return variable in item.texts or "page" in item.texts
    return variable in item.texts or variable in item.names or variable in item.dates


def _numeric(scene: Scene, variable: str) -> bool:
    if variable == "locator":
        return is_numeric(scene.cite.locator)
    if variable == "citation-number":
        return True
    if variable in scene.cite.item.dates:
        return not scene.cite.item.dates[variable].literal
    return is_numeric(scene.cite.item.texts.get(variable, ""))


def _at(scene: Scene, position: str) -> bool:
    here = scene.cite.position
    match position:
        case "first":
            return here == FIRST
        case "subsequent":
            return here in (SUBSEQUENT, IBID, IBID_WITH_LOCATOR)
        case "ibid":
            return here in (IBID, IBID_WITH_LOCATOR)
        case "ibid-with-locator":
            return here == IBID_WITH_LOCATOR
        case "near-note":
            return scene.cite.near_note
        case "far-note":
            return here != FIRST and not scene.cite.near_note
    return False
