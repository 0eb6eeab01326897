"""Turn a person's name into inlines: order of its parts, particles, initials."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chapbook.csl import elements as el
from chapbook.csl.initials import initials
from chapbook.csl.looks import apply
from chapbook.csl.markup import parse
from chapbook.csl.person_names import Name
from chapbook.csl.rich import Inline, Text, plain

_NOT_ROMANESQUE = re.compile(r"[\u1100-\u11ff\u2e80-\u2fdf\u3040-\ua4cf\uac00-\ud7ff\uf900-\ufaff]")
_ROMANESQUE = re.compile(r"[A-Za-z\u00c0-\u052f\u0590-\u06ff\u1e00-\u1fff]")
ALL = 2


@dataclass(frozen=True, slots=True)
class NameShape:
    """How the names of a list are written; `sorting` for sort keys."""

    short: bool
    initialize_with: str | None
    initialize: bool
    separator: str
    with_hyphen: bool
    demote: str
    family: el.Look
    given: el.Look
    sorting: bool
    order_all: bool
    language: str
    order_first: bool = False
    whole: el.Look = el.BARE


def person(name: Name, shape: NameShape, inverted: bool, level: int) -> list[Inline]:
    """One name. `level` is how much of the given name is shown to tell people apart."""
    if name.literal or not name.family:
        literal = name.literal or name.given
        if shape.sorting and shape.language[:2] == "en":
            literal = re.sub(r"^(?:the|an|a)\s+", "", literal, flags=re.IGNORECASE)
        return apply(shape.family, parse(literal), shape.language)
    if is_family_first(name):
        return _family_first(name, shape)
    long = not shape.short or level
    given = _given(name, shape, level) if long else ""
    if not long:
        return _short(name, shape)
    if name.static:
        return _spaced([_family(name, shape, with_particle=True), _part(shape.given, given, shape)])
    if inverted:
        return _inverted(name, shape, given)
    return _natural(name, shape, given)


def is_cjk(text: str) -> bool:
    """Whether a text begins in Chinese, Japanese or Korean, which have no spaces before words."""
    return bool(_NOT_ROMANESQUE.match(text))


def is_family_first(name: Name) -> bool:
    """Whether the name is written in a script that has the family name first (CJK)."""
    whole = name.family + name.given
    return bool(_NOT_ROMANESQUE.search(whole)) and not _ROMANESQUE.search(whole)


def _family_first(name: Name, shape: NameShape) -> list[Inline]:
    family = apply(shape.family, parse(name.family), shape.language)
    if shape.short:
        return family
    return [*family, *apply(shape.given, parse(name.given), shape.language)]


def _short(name: Name, shape: NameShape) -> list[Inline]:
    if shape.sorting and shape.demote != "never":
        return apply(shape.family, parse(name.family), shape.language)
    return _family(name, shape, with_particle=True)


def _part(look: el.Look, text: str, shape: NameShape) -> list[Inline]:
    return apply(look, parse(text), shape.language) if text else []


def _bare(look: el.Look) -> el.Look:
    """The look without affixes, which surround the whole part."""
    return el.Look(font=look.font, text_case=look.text_case)


def _family(name: Name, shape: NameShape, with_particle: bool) -> list[Inline]:
    look = _bare(shape.family)
    parts = []
    if with_particle and name.non_dropping:
        parts.append(apply(look, parse(name.non_dropping), shape.language))
    if name.family:
        parts.append(apply(look, parse(name.family), shape.language))
    return _affixed(shape.family, _spaced(parts))


def _affixed(look: el.Look, inlines: list[Inline]) -> list[Inline]:
    if not inlines:
        return inlines
    before = [Text(look.prefix)] if look.prefix else []
    after = [Text(look.suffix)] if look.suffix else []
    return [*before, *inlines, *after]


def _spaced(parts: Sequence[list[Inline]]) -> list[Inline]:
    """The parts with spaces between them, but none behind an apostrophe or a hyphen."""
    result: list[Inline] = []
    for part in parts:
        if not part:
            continue
        if result and not _ends_tight(result):
            result.append(Text(" "))
        result += part
    return result


def _ends_tight(inlines: Sequence[Inline]) -> bool:
    last = inlines[-1]
    while not isinstance(last, Text):
        if not last.children:
            return False
        last = last.children[-1]
    return last.text.endswith(("’", "'", "-", "–", "\u00a0"))


def _natural(name: Name, shape: NameShape, given: str) -> list[Inline]:
    looks = _bare(shape.given), _bare(shape.given), _bare(shape.family), _bare(shape.family)
    texts = given, name.dropping, name.non_dropping, name.family
    first, *last = [
        apply(look, parse(text), shape.language) if text else []
        for look, text in zip(looks, texts, strict=True)
    ]
    tail = _spaced(last)
    if name.suffix:
        comma = "," if name.comma_suffix else ""
        tail = [*tail, Text(f"{comma} "), *parse(name.suffix)]
    return _spaced([_affixed(shape.given, first), _affixed(shape.family, tail)])


def _inverted(name: Name, shape: NameShape, given: str) -> list[Inline]:
    demotes = shape.demote == "display-and-sort" or (shape.sorting and shape.demote == "sort-only")
    head = _family(name, shape, with_particle=not demotes)
    own, theirs = _bare(shape.given), _bare(shape.family)
    particle = (theirs, name.non_dropping if demotes else "")
    texts = [(own, given), (own, name.dropping), particle]
    if shape.sorting:
        texts = [(own, name.dropping), particle, (own, given)]
    rest = [apply(look, parse(text), shape.language) for look, text in texts if text]
    result = head
    if rest:
        result = [*result, Text(shape.separator), *_affixed(shape.given, _spaced(rest))]
    if name.suffix:
        result = [*result, Text(shape.separator), *parse(name.suffix)]
    return result


def _given(name: Name, shape: NameShape, level: int) -> str:
    if shape.initialize_with is None or level >= ALL:
        return name.given
    given = plain(parse(name.given)) if "<" in name.given else name.given
    return initials(given, shape.initialize_with, shape.with_hyphen, shape.initialize)
