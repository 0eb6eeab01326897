"""Turn HTML with slots into HTML or plain text that can stand elsewhere in the book."""

import html
import re
from collections.abc import Sequence

from chapbook.manuscript.model import CrossReference, Slot

SLOT = re.compile(r'<cb-slot n="(\d+)"></cb-slot>')
TAG = re.compile(r"<[^<>]*>")
PLACED = re.compile(r'\s(?:id|data-[a-z-]+)="[^"]*"')
LINK_TAG = re.compile(r"</?a(?:\s[^<>]*)?>")
EMPTY_SPAN = re.compile(r"<span(?:\s[^<>]*)?></span>")


def slot_html(number: int) -> str:
    """The slot as it stands in HTML."""
    return f'<cb-slot n="{number}"></cb-slot>'


def slot_numbers(text: str) -> tuple[int, ...]:
    """The numbers of the slots in a text, in their order."""
    return tuple(int(number) for number in SLOT.findall(text))


def plain_text(text: str) -> str:
    """HTML text without its tags and entities."""
    return html.unescape(TAG.sub("", text))


def portable(text: str, slots: Sequence[Slot]) -> str:
    """A title that can be printed again elsewhere: no slots, no ids, no links.

    A cross reference leaves its words; notes and citations go.
    """

    def words(found: re.Match[str]) -> str:
        slot = slots[int(found[1])]
        return SLOT.sub("", slot.html) if isinstance(slot, CrossReference) else ""

    bare = PLACED.sub("", LINK_TAG.sub("", SLOT.sub(words, text)))
    return EMPTY_SPAN.sub("", bare).strip()
