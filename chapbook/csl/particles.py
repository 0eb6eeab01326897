"""Turn names whose particles and suffix stand in the given and family name into their parts."""

import re
from dataclasses import replace

from chapbook.csl.person_names import Name

_SUFFIX = re.compile(r"^(?P<given>[^,!]*?)\s*(?P<mark>,!?|!)\s*(?P<suffix>[^,]+)$")
_PARTICLE = re.compile(
    r"(?:[^\s’'\-A-ZÀ-Þ][^\sA-ZÀ-Þ]*\s+|[’'][a-z]\s+|[^\s’'A-ZÀ-Þ]+[’']|[a-zʾʿ]{2,3}-(?=[A-ZʾʿÀ-Þ]))"
)


def parse_particles(name: Name) -> Name:
    """The name with 'van' of 'van Gogh' as its non-dropping particle and 'von' of 'Alexander von'
    as its dropping one, and 'Jr.' of 'John, Jr.' as its suffix."""
    return _with_non_dropping(_with_dropping(_with_suffix(name)))


def _with_suffix(name: Name) -> Name:
    found = None if name.suffix else _SUFFIX.match(name.given)
    if found is None:
        return name
    comma = found["mark"] == ",!"
    return replace(name, given=found["given"], suffix=found["suffix"], comma_suffix=comma)


def _with_dropping(name: Name) -> Name:
    words = name.given.split(" ")
    at = len(words)
    while at > 1 and words[at - 1][:1].islower():
        at -= 1
    if name.dropping or at == len(words):
        return name
    return replace(name, given=" ".join(words[:at]), dropping=" ".join(words[at:]))


def _with_non_dropping(name: Name) -> Name:
    family = name.family
    if family.startswith('"') and family.endswith('"') and len(family) > 2:
        return replace(name, family=family[1:-1])
    end = 0 if name.non_dropping else _leading(family)
    return replace(name, family=family[end:], non_dropping=family[:end].strip()) if end else name


def _leading(family: str) -> int:
    end = 0
    while found := _PARTICLE.match(family, end):
        if found.end() >= len(family):
            break
        end = found.end()
    return end
