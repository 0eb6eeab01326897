"""Turn the cases that are printed by other programs into what Chapbook prints for them.

The cases of a rule (status 'rule') and those that the house's settings already give are used
as they are. Another program's case has its defaults as options here, and its notation, but for
the words and figures, turned into ours.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Marks = Sequence[Mapping[str, object]]


@dataclass(frozen=True)
class Peer:
    """A program's defaults as our options, what its attributes are with us, and its notation."""

    options: Mapping[str, object] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    rewrite: Callable[[str], str] = lambda line: line
    without_locators: bool = False


def _xindy(line: str) -> str:
    """'a: imp{12}, def{13}-def{15}, dfl{13}-dfl{16}': the attribute stands before the locator.

    dfl is the group of all mentions, printed again by the peer; here a page is printed once.
    """
    head, locators = line.split(": ")
    ours = []
    for locator in locators.split(", "):
        if locator.startswith("dfl"):
            continue
        text = re.sub(r"\w*\{(\d+)\}", r"\1", locator).replace("-", "–")
        bold = locator.startswith(("{", "def"))
        stars = "**" if bold else "*" if locator.startswith("imp") else ""
        ours.append(f"{stars}{text}{stars}")
    return ", ".join((head, *ours))


PEERS: Mapping[str, Peer] = {
    # makeindex: word by word unless -l; three pages that follow each other merge.
    "mi-three-consecutive": Peer({"merge": "three"}),
    "mi-roman-before-arabic": Peer({"merge": "three"}),
    "mi-word-by-word": Peer({"order": "word"}),
    "mi-letter-by-letter": Peer({"order": "letter"}),
    # xindy: three pages merge; its attributes are ours by their rank.
    "xindy-ranges1-a": Peer({"merge": "three", "explain": "none"}, rewrite=_xindy),
    "xindy-ranges1-c": Peer(rewrite=_xindy),
    "xindy-attr2-a": Peer(
        {"merge": "three", "explain": "none"}, {"def": "main", "imp": "illus"}, _xindy
    ),
    # Asciidoctor PDF: two pages merge, with a hyphen; see in parentheses.
    "adoc-range-sort": Peer({"merge": "two"}, rewrite=lambda line: line.replace("-", "–")),
    "adoc-see": Peer(rewrite=lambda line: re.sub(r" \(see (.*)\)", r". See \1", line)),
    "adoc-see-also": Peer({"see_also": "first"}),
    # Sphinx: letter heads; its index of a web page has no locators.
    "sphinx-groups": Peer({"letters": True}, without_locators=True),
    "sphinx-pair": Peer({"letters": True}),
}
OURS = Peer()
FLAGS = ("flags", "sequence")


def expected(case: str, lines: Sequence[str]) -> list[str]:
    """What we print for a case's lines."""
    if case == "adoc-see-also":  # The peer has a line for each target; ours are in one.
        candies, cookies, desserts, *_, cakes = lines
        return [candies, cookies, f"{desserts}. See also Candies; Cookies", cakes]
    peer = PEERS.get(case, OURS)
    return [peer.rewrite(line) for line in lines]


def options(case: str, given: Mapping[str, object]) -> dict[str, object]:
    """A case's options, its program's own switches replaced by ours."""
    own = {name: value for name, value in given.items() if name not in FLAGS}
    return {**own, **PEERS.get(case, OURS).options}


def marks(case: str, given: Marks) -> list[Mapping[str, object]]:
    """A case's marks with our names for emphasis."""
    formats = PEERS.get(case, OURS).formats
    return [{**mark, "fmt": formats.get(str(mark.get("fmt")), mark.get("fmt"))} for mark in given]


def printed(case: str, lines: Sequence[str]) -> list[str]:
    """Our lines, without locators where the program has none."""
    bare = PEERS.get(case, OURS).without_locators
    return [line.removesuffix(", 1") if bare else line for line in lines]
