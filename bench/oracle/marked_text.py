"""Text with its fonts in one spelling, so that two programs' output can be compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from chapbook.csl.rich import Inline, Quoted, Span, Text


@dataclass(frozen=True)
class Face:
    """The font of a character."""

    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    vertical: str = ""


Letters = list[tuple[str, Face]]
_TAGS = (("italic", "i"), ("bold", "b"), ("small_caps", "sc"))


def of_ours(inlines: Iterable[Inline], face: Face = Face()) -> Letters:
    """The letters of our inlines."""
    letters: Letters = []
    for inline in inlines:
        if isinstance(inline, Text):
            letters += [(letter, face) for letter in inline.text]
        elif isinstance(inline, Quoted):
            letters += of_ours(inline.children, face)
        else:
            letters += of_ours(inline.children, _within(face, inline))
    return letters


def _within(face: Face, span: Span) -> Face:
    font = span.font
    if font.style:
        face = replace(face, italic=font.style == "italic" and not face.italic)
    if font.weight:
        face = replace(face, bold=font.weight == "bold" and not face.bold)
    if font.variant:
        face = replace(face, small_caps=font.variant == "small-caps" and not face.small_caps)
    if font.vertical:
        face = replace(face, vertical="" if font.vertical == "baseline" else font.vertical)
    return face


def of_pandoc(inlines: Iterable[Mapping[str, Any]], face: Face = Face()) -> Letters:
    """The letters of pandoc's inlines; notes in them are left out."""
    return [letter for inline in inlines for letter in _of_inline(inline, face)]


def _of_inline(inline: Mapping[str, Any], face: Face) -> Letters:
    kind, content = inline["t"], inline.get("c", "")
    match kind:
        case "Str":
            return [(letter, face) for letter in str(content)]
        case "Space" | "SoftBreak":
            return [(" ", face)]
        case "Note":
            return []
        case "Quoted":
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            return [(marks[0], face), *of_pandoc(content[1], face), (marks[1], face)]
        case "Span" | "Link" | "Cite":
            return of_pandoc(content[1], face)
    return of_pandoc(content, _set_by(kind, face))


def _set_by(kind: str, face: Face) -> Face:
    """The font in an inline of pandoc's: italics in italics are upright."""
    changes: Mapping[str, Face] = {
        "Emph": replace(face, italic=not face.italic),
        "Strong": replace(face, bold=not face.bold),
        "SmallCaps": replace(face, small_caps=True),
        "Superscript": replace(face, vertical="sup"),
        "Subscript": replace(face, vertical="sub"),
    }
    return changes[kind]


def written(letters: Letters) -> str:
    """Letters as text with tags. Spaces have no font, and there is one at a time."""
    text, current = "", Face()
    for letter, face in _evened(letters):
        if face != current:
            text += _changed(current, face)
            current = face
        text += letter
    return (text + _changed(current, Face())).strip()


def _evened(letters: Letters) -> Letters:
    """Spaces between letters of one font have it too; others have none."""
    even: Letters = []
    for at, (letter, face) in enumerate(letters):
        if letter != " ":
            even.append((letter, face))
            continue
        if even and even[-1][0] == " ":
            continue
        after = next((one for char, one in letters[at:] if char != " "), Face())
        before = even[-1][1] if even else Face()
        even.append((" ", before if before == after else Face()))
    return even


def _changed(before: Face, after: Face) -> str:
    ends = [f"</{tag}>" for name, tag in reversed(_TAGS) if getattr(before, name)]
    starts = [f"<{tag}>" for name, tag in _TAGS if getattr(after, name)]
    if before.vertical:
        ends.insert(0, f"</{before.vertical}>")
    if after.vertical:
        starts.append(f"<{after.vertical}>")
    return "".join(ends + starts)
