"""Turn links that a book can't have into their words: those inside links, as in a word processor's
table of contents, and those to what is neither on the web nor in the book."""

import re

from chapbook.authoring.carried_lines import Line, outside_code

_WORDS = r"(?:\\.|[^\[\]\\])*"
_ADDRESS = r"\((?:<[^<>]*>|[^()\s]*)(?: \"[^\"]*\")?\)"
_INNER = re.compile(rf"(?<![!\\])\[({_WORDS})\]{_ADDRESS}")
_OUTER = re.compile(rf"\[((?:\\.|[^\[\]\\]|\[{_WORDS}\]{_ADDRESS})*)\](?=\()")
_LINK = re.compile(
    rf"(?<![!\\])\[({_WORDS})\]\(<?([^()<>\s]+)>?(?: \"[^\"]*\")?\)(?:\{{[^{{}}]*\}})?"
)
_KEPT = re.compile(r"#|https?://|mailto:", re.IGNORECASE)


def with_links_that_lead(text: str) -> Line:
    """A text whose links lead to the web or to an id, none inside another; what another led to is
    told."""
    losses: list[str] = []

    def link(found: re.Match[str]) -> str:
        if _KEPT.match(found[2]):
            return found[0]
        where = "neither a web address nor in the book"
        losses.append(f"a link was left out: '{found[2][:60]}' is {where}")
        return found[1]

    def flat(outer: re.Match[str]) -> str:
        return "[" + _INNER.sub(r"\1", outer[1]) + "]"

    def change(piece: str) -> str:
        return _LINK.sub(link, _OUTER.sub(flat, piece))

    return Line(outside_code(text, change), tuple(losses))
