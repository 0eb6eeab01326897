"""The rich text that a style produces: text, spans and quotations, not strings with markup."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Font:
    """The formatting attributes of CSL; '' where nothing is said."""

    style: str = ""
    variant: str = ""
    weight: str = ""
    decoration: str = ""
    vertical: str = ""


PLAIN = Font()


@dataclass(frozen=True, slots=True)
class Text:
    """Characters. `kept`: no change of case touches them (`nocase` in an item's text).

    `glued`: it was written together with what is before it, so no punctuation is merged there.
    """

    text: str
    kept: bool = False
    glued: bool = False
    term: bool = False
    """It is a term of the locale."""


@dataclass(frozen=True, slots=True)
class Span:
    """Inlines with a font, a language (BCP 47) or a `display` of their own; `link` is a URL or ''.

    `mark` names what a span is for whoever lays the text out ('year-suffix', 'names', 'cite');
    a cite has its item's id in `key`.
    """

    children: tuple["Inline", ...]
    font: Font = PLAIN
    language: str = ""
    display: str = ""
    link: str = ""
    mark: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Inlines in quotation marks; whether double or single depends on what is around them.

    `marks` are those of the text itself; `stays`: it keeps them unless others are around it.
    """

    children: tuple["Inline", ...]
    marks: tuple[str, str] | None = None
    stays: bool = False


Inline = Text | Span | Quoted


def plain(inlines: Iterable[Inline]) -> str:
    """The characters alone, without quotation marks."""
    return "".join(text.text for text in texts(inlines))


def texts(inlines: Iterable[Inline]) -> Iterator[Text]:
    """The leaves, in order."""
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline
        else:
            yield from texts(inline.children)


def with_texts(inlines: Sequence[Inline], changed: Iterator[str]) -> tuple[Inline, ...]:
    """The same inlines with their leaves' characters replaced, in order."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            result.append(replace(inline, text=next(changed)))
        else:
            result.append(replace(inline, children=with_texts(inline.children, changed)))
    return tuple(result)
