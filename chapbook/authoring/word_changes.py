"""Turn a word processor's tracked changes and comments, as pandoc tells them, into editorial marks.

pandoc writes them as spans (its manual, --track-changes): `[text]{.insertion author="…"}`,
`.deletion`, `[remark]{.comment-start …}` and `[]{.comment-end …}`.
"""

import re
from dataclasses import replace

from chapbook.authoring.carried_lines import read_lines
from chapbook.authoring.foreign_documents import ForeignDocument

_SPAN = re.compile(
    r"\]\{\.(insertion|deletion|comment-start|comment-end|paragraph-insertion|paragraph-deletion)"
    r"((?:\s+[\w-]+=\"[^\"]*\")*)\}"
)
_AUTHOR = re.compile(r"author=\"([^\"]*)\"")
_OPENINGS = {"insertion": "{++", "deletion": "{--"}
_CLOSINGS = {"insertion": "++}", "deletion": "--}"}


def with_editorial_marks(document: ForeignDocument) -> ForeignDocument:
    """The document with `{++…++}`, `{--…--}` and `{>>…<<}` for its spans."""
    text = "\n".join(line.text for line in document.lines)
    marked = marks_for_spans(text)
    return document if marked == text else replace(document, lines=read_lines(marked))


def marks_for_spans(text: str) -> str:
    """The text with marks for the spans. The innermost come first, so that others hold them."""
    while found := _SPAN.search(text):
        start = _opening(text, found.start())
        if start is None:
            text = text[: found.start()] + "]" + text[found.end() :]
            continue
        made = _mark(found[1], found[2], text[start + 1 : found.start()])
        text = text[:start] + made + text[found.end() :]
    return text


def _mark(kind: str, attributes: str, inside: str) -> str:
    if kind in _OPENINGS:
        return _OPENINGS[kind] + inside + _CLOSINGS[kind] if inside else ""
    if kind == "comment-start":
        author = _AUTHOR.search(attributes)
        name = f"{author[1]}: " if author and author[1] else ""
        remark = " ".join(inside.replace("\\\n", " ").split())
        return f"{{>>{name}{remark}<<}}"
    return inside


def _opening(text: str, close: int) -> int | None:
    """Where the bracket opens that closes at `close`."""
    depth = 0
    for at in range(close, -1, -1):
        is_escaped = at > 0 and text[at - 1] == "\\"
        if text[at] == "]" and not is_escaped:
            depth += 1
        elif text[at] == "[" and not is_escaped:
            depth -= 1
            if depth == 0:
                return at
    return None
