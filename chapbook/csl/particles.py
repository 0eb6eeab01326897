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
    given, suffix, comma = name.given, name.suffix, name.comma_suffix
    found = _SUFFIX.match(given)
    if found and not suffix:
        given, suffix, comma = found["given"], found["suffix"], found["mark"] == ",!"
    family, non_dropping = name.family, name.non_dropping
    if family.startswith('"') and family.endswith('"') and len(family) > 2:
        family = family[1:-1]
    elif not non_dropping:
        end = _leading(family)
        non_dropping, family = family[:end].strip(), family[end:]
    dropping = name.dropping
    if not dropping:
        words = given.split(" ")
        at = len(words)
        while at > 1 and words[at - 1][:1].islower():
            at -= 1
        given, dropping = " ".join(words[:at]), " ".join(words[at:])
    return replace(
        name, family=family, given=given, suffix=suffix, comma_suffix=comma,
        non_dropping=non_dropping, dropping=dropping,
    )  # fmt: skip


def _leading(family: str) -> int:
    end = 0
    while found := _PARTICLE.match(family, end):
        if found.end() >= len(family):
            break
        end = found.end()
    return end
