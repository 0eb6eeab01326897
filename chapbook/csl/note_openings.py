"""Set capitals where a citation or a cite begins a sentence of a note: 'Ibid.', 'See', 'Van Gogh'.

Specification, "Citation": the first character of a note style's citation should be uppercased
when there is no text before it in the note; elsewhere the citation is printed as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from chapbook.csl.cites import RenderedCite
from chapbook.csl.markup import parse
from chapbook.csl.rich import Inline, Text, plain

_FIRST_WORD = re.compile(r"[\W\d_]*?([^\W\d_]+)")


def open_note(inlines: Sequence[Inline]) -> list[Inline]:
    """The inlines with a capital at the beginning, if the first word is in small letters."""
    if not inlines:
        return []
    first, *rest = inlines
    if not isinstance(first, Text):
        return [replace(first, children=tuple(open_note(first.children))), *rest]
    word = _FIRST_WORD.match(first.text)
    if first.kept or word is None or not word[1].islower():
        return list(inlines)
    at = word.start(1)
    return [replace(first, text=_capital(first.text, at)), *rest]


def open_sentence(one: RenderedCite, opens: bool) -> RenderedCite:
    """The cite with a capital on a term that it begins with ('ibid.'), if it begins a sentence.

    `opens`: no text is before the citation. Else its prefix may end a sentence.
    """
    prefix = plain(parse(one.cite.prefix)).rstrip().rstrip("”’\"'»)")
    sentence = prefix.endswith((".", "!", "?")) and " " in prefix
    if sentence or (opens and not prefix):
        return replace(one, inlines=_term_capitalised(one.inlines))
    return one


def _term_capitalised(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if not inlines:
        return inlines
    first, *rest = inlines
    if not isinstance(first, Text):
        return (replace(first, children=_term_capitalised(first.children)), *rest)
    return (replace(first, text=_capital(first.text, 0)), *rest) if first.term else inlines


def _capital(text: str, at: int) -> str:
    return text[:at] + text[at].upper() + text[at + 1 :]
