"""Turn inlines into inlines with the affixes, font, case and quotation marks of an element."""

from collections.abc import Sequence

from chapbook.csl import elements as el
from chapbook.csl.rich import PLAIN, Inline, Quoted, Span, Text, texts, with_texts
from chapbook.csl.text_case import change_case


def apply_to_layout(look: el.Look, inlines: Sequence[Inline], language: str) -> list[Inline]:
    """As `apply`, but the font is that of the affixes too, as the spec has it for `cs:layout`."""
    if not inlines:
        return []
    bare = el.Look(prefix=look.prefix, suffix=look.suffix)
    around = el.Look(font=look.font, text_case=look.text_case, display=look.display)
    return apply(around, apply(bare, inlines, language), language)


def apply(look: el.Look, inlines: Sequence[Inline], language: str) -> list[Inline]:
    """The inlines as the look has them; nothing stays nothing. `language` decides title case."""
    if look is el.BARE or not inlines:
        return list(inlines)
    result = _in_case(look, inlines, language)
    if look.quotes:
        result = [Quoted(tuple(result))]
    if look.font is not PLAIN:
        result = [Span(tuple(result), look.font)]
    if look.prefix:
        result.insert(0, Text(look.prefix))
    if look.suffix:
        result.append(Text(look.suffix))
    return [Span(tuple(result), display=look.display)] if look.display else result


def _in_case(look: el.Look, inlines: Sequence[Inline], language: str) -> list[Inline]:
    if look.strip_periods:
        inlines = with_texts(inlines, (text.text.replace(".", "") for text in texts(inlines)))
    if look.text_case:
        inlines = change_case(inlines, look.text_case, language)
    return list(inlines)
