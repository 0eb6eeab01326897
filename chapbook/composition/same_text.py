"""Turn two states of a block's HTML into how much of its text comes before where they differ."""

import re
from collections.abc import Iterator
from html import unescape

from chapbook.composition.counted_text import FOLIO_OF, UNCOUNTED, counted

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track")
) | {"wbr"}
"""Elements without an end (HTML, 13.1.2)."""
TAG = re.compile(
    r"""<!--.*?-->|<(/?)([A-Za-z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)(/?)>""", re.DOTALL
)
CLASS = re.compile(r"""\bclass=("[^"]*"|'[^']*')""")
_TORN_TAG = re.compile(r"<[^>]*\Z")


def letters_before_edit(was: str, now: str) -> int:
    """How many letters and figures, as counted_text.py counts them, two states of a block have
    before the first difference of their HTML."""
    pairs = enumerate(zip(was, now, strict=False))
    shorter = min(len(was), len(now))
    end = next((at for at, (one, other) in pairs if one != other), shorter)
    return sum(counted(unescape(text)) for text in _texts(_TORN_TAG.sub("", now[:end])))


def _texts(html: str) -> Iterator[str]:
    """The texts of the beginning of a block, without those that aren't counted."""
    at, depth, hidden_from = 0, 0, 0
    for tag in TAG.finditer(html):
        if not hidden_from:
            yield html[at : tag.start()]
        at = tag.end()
        if tag[1]:
            hidden_from = 0 if depth == hidden_from else hidden_from
            depth -= 1
        elif tag[2] and not tag[4] and tag[2] not in VOID:
            depth += 1
            if not hidden_from and _is_uncounted(tag[3]):
                hidden_from = depth
    if not hidden_from:
        yield html[at:]


def _is_uncounted(attributes: str) -> bool:
    found = CLASS.search(attributes)
    classes = found[1][1:-1].split() if found else []
    return FOLIO_OF in attributes or not UNCOUNTED.isdisjoint(classes)
