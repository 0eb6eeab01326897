"""Turn inlines into HTML, with italics inside italics set upright."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from chapbook.csl.rich import PLAIN, Font, Inline, Quoted, Span, Text

_NORMAL = Font("normal", "normal", "normal", "none", "baseline")
_TAGS = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub"}
_STYLES = {
    "style": "font-style:{}",
    "variant": "font-variant:{}",
    "weight": "font-weight:{}",
    "decoration": "text-decoration:{}",
    "vertical": "vertical-align:{}",
}


def to_html(inlines: Iterable[Inline], around: Font = _NORMAL) -> str:
    """HTML text. `around` is the font in force."""
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(escape(inline.text, quote=False))
        elif isinstance(inline, Quoted):
            parts.append(to_html(inline.children, around))
        else:
            parts.append(_span(inline, around))
    return "".join(parts)


def _span(span: Span, around: Font) -> str:
    opening, closing, inside = "", "", around
    if span.font is not PLAIN:
        for name in ("vertical", "weight", "decoration", "variant", "style"):
            wanted = getattr(span.font, name)
            if not wanted:
                continue
            value = _changed(name, wanted, getattr(inside, name))
            if value:
                before, after = _tags(name, value)
                opening, closing = opening + before, after + closing
                inside = replace(inside, **{name: value})
    content = to_html(span.children, inside)
    if span.language:
        content = f'<span lang="{escape(span.language)}">{content}</span>'
    if span.link:
        content = f'<a href="{escape(span.link)}">{content}</a>'
    return f"{opening}{content}{closing}"


def _changed(name: str, wanted: str, current: str) -> str:
    """What to set: the opposite where the same is in force already, '' for nothing."""
    normal: str = getattr(_NORMAL, name)
    if wanted == current:
        return "" if wanted == normal else normal
    return wanted


def _tags(name: str, value: str) -> tuple[str, str]:
    tag = _TAGS.get(value)
    if tag:
        return f"<{tag}>", f"</{tag}>"
    style = _STYLES[name].format(value)
    return f'<span style="{style};">', "</span>"
