"""Turn a book's stylesheets into what is wrong with the fonts that they name.

WeasyPrint keys a font in the PDF by family, weight and style: two files that share all
three are drawn with each other's glyphs, silently. A family that no @font-face defines is
replaced, or drawn as empty boxes.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2

from chapbook.composition.stylesheets import Stylesheet, rules_of
from chapbook.diagnostics import Diagnostic, SourceSpan, did_you_mean, error

DRAWN_FAMILY = re.compile(
    r"""font-family\s*(?:=\s*(?:"([^"]*)"|'([^']*)')|:\s*([^;}"<]+(?:"[^"]*")?))"""
)
KEYWORDS = {"inherit", "initial", "unset", "revert"}


@dataclass(frozen=True)
class FontFace:
    """An @font-face rule: the three descriptors that tell fonts apart, its file, its place."""

    family: str
    weight: str
    style: str
    file: str
    span: SourceSpan


def audit_fonts(
    sheets: Sequence[Stylesheet], drawings: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """Families without a font, font files that are missing or told apart by nothing.

    `drawings` are the texts of the book's SVG files by their paths.
    """
    faces = [face for sheet in sheets for face in _faces(sheet)]
    known = {face.family for face in faces}
    used = [
        *(use for sheet in sheets for use in _families_used(rules_of(sheet.text), sheet.path)),
        *(use for path, text in drawings.items() for use in _families_drawn(path, text)),
    ]
    hint = "define it by an @font-face in styles/"
    undefined = (
        error(
            "font-undefined",
            f"no font '{family}' is defined",
            span,
            did_you_mean(family, known) or hint,
        )
        for family, span in used
        if family not in known
    )
    return (*_missing_files(sheets), *_clashes(faces), *undefined)


def font_files(sheets: Sequence[Stylesheet]) -> list[Path]:
    """The font files that the stylesheets define, as far as they are there."""
    named = [(sheet.folder / face.file, face.file) for sheet in sheets for face in _faces(sheet)]
    return [path for path, name in named if name and path.is_file()]


def _declarations(rule: Any) -> list[Any]:
    if getattr(rule, "content", None) is None:
        return []
    contents = tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    return list(contents)


def _faces(sheet: Stylesheet) -> Iterator[FontFace]:
    for rule in rules_of(sheet.text):
        if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            values = {
                item.lower_name: item.value
                for item in _declarations(rule)
                if item.type == "declaration"
            }
            files = [token for token in values.get("src", ()) if token.type in ("url", "function")]
            yield FontFace(
                family=", ".join(_names(values.get("font-family", ()))),
                weight=tinycss2.serialize(values.get("font-weight", ())).strip() or "normal",
                style=tinycss2.serialize(values.get("font-style", ())).strip() or "normal",
                file=_url(files[0]) if files else "",
                span=SourceSpan(sheet.path, rule.source_line, rule.source_column),
            )


def _url(token: Any) -> str:
    if token.type == "url":
        return str(token.value)
    return next((str(argument.value) for argument in token.arguments), "")


def _names(tokens: Sequence[Any]) -> list[str]:
    """The families of a font-family value: strings, and runs of identifiers."""
    names: list[str] = []
    words: list[str] = []
    for token in [*tokens, None]:
        if token is not None and token.type == "ident":
            words.append(token.value)
        elif token is not None and token.type == "string":
            names.append(token.value)
        elif (token is None or token.type == "literal") and words:
            names.append(" ".join(words))
            words = []
    return [name for name in names if name.lower() not in KEYWORDS]


def _families_used(rules: Sequence[Any], path: str) -> Iterator[tuple[str, SourceSpan]]:
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            continue
        items = _declarations(rule)
        yield from _families_used([item for item in items if item.type != "declaration"], path)
        for item in items:
            if item.type == "declaration" and item.lower_name == "font-family":
                span = SourceSpan(path, item.source_line, item.source_column, len("font-family"))
                yield from ((name, span) for name in _names(item.value))


def _families_drawn(path: str, text: str) -> Iterator[tuple[str, SourceSpan]]:
    """The families that an SVG drawing names, in attributes and in its styles."""
    for found in DRAWN_FAMILY.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        span = SourceSpan(path, line, column, len("font-family"))
        value = tinycss2.parse_component_value_list(html.unescape(found[1] or found[2] or found[3]))
        yield from ((name, span) for name in _names(value))


def _missing_files(sheets: Sequence[Stylesheet]) -> Iterator[Diagnostic]:
    for sheet in sheets:
        for face in _faces(sheet):
            if not (sheet.folder / face.file).is_file():
                message = f"no font file '{face.file}' for the font '{face.family}'"
                yield error("font-missing", message, face.span)


def _clashes(faces: Sequence[FontFace]) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str, str], FontFace] = {}
    for face in faces:
        other = first.setdefault((face.family, face.weight, face.style), face)
        if other.file != face.file:
            message = f"two font files are called '{face.family}': {other.file} and {face.file}"
            hint = "give each file a family name of its own"
            yield error("font-clash", message, face.span, hint)
