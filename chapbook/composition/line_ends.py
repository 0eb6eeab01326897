"""Turn the ends of laid-out lines into what a reader who doesn't see the page has to be told.

WeasyPrint drops the space at which a line ends, and draws a hyphen where it divides a word: read
one after the other, lines would run together, and words be torn (ISO 32000-1, 14.8.2.2.3 and
14.8.2.5).
"""

from enum import Enum
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import carries, replaced

SOFT_HYPHEN = "\u00ad"
END = "line_end"
"""What a line, or the last text of it, has its LineEnd under."""


class LineEnd(Enum):
    """What stands, or stood, at the end of a line or of a text in it."""

    SPACE = "a space that isn't drawn"
    HYPHEN = "a hyphen that isn't in the text"


def tell_line_ends(inline: ModuleType) -> None:
    """Change WeasyPrint's module layout.inline, over all that breaks lines; once is enough."""
    names = vars(inline)
    inner = names["get_next_linebox"]
    if carries(inner, "tells_line_ends"):
        return

    def get_next_linebox(context: Any, linebox: Any, *rest: Any) -> Any:
        line, resume_at = inner(context, linebox, *rest)
        if line is not None and resume_at is not None:
            vars(line)[END] = _end_of(line, *_around(linebox, resume_at))
        return line, resume_at

    vars(get_next_linebox)["tells_line_ends"] = True
    names["get_next_linebox"] = replaced(inner, get_next_linebox)


def _end_of(line: Any, before: str, after: str) -> LineEnd | None:
    if before[-1:].isspace() or after[:1].isspace():
        return LineEnd.SPACE
    last = next((text for text in reversed(texts_of(line)) if text.text), None)
    if last is None:
        return None
    hyphen = last.style["hyphenate_character"]
    is_divided = last.text.endswith(hyphen) and not before.endswith(hyphen)
    return LineEnd.HYPHEN if hyphen and is_divided else None


def _around(box: Any, resume_at: Any) -> tuple[str, str]:
    """The text of an inline box before the place where the next line begins, and from there on,
    as far as they stand in one text each; '' where none does."""
    if hasattr(box, "justification_spacing"):
        offset = 0 if resume_at is None else next(iter(resume_at))
        text = box.text.encode()
        return text[:offset].decode(), text[offset:].decode()
    index, inner = next(iter(resume_at.items()))
    before = after = ""
    if index < len(box.children) and inner is not None:
        before, after = _around(box.children[index], inner)
    if not before:
        before = next(filter(None, map(_text, reversed(box.children[:index]))), "")
    if not after:
        following = box.children[index + (inner is not None) :]
        after = next(filter(None, map(_text, following)), "")
    return before, after


def _text(box: Any) -> str:
    return "".join(text.text for text in texts_of(box))


def texts_of(box: Any) -> list[Any]:
    """The text boxes in an inline box, in their order, without what floats or is placed."""
    if hasattr(box, "justification_spacing"):
        return [box]
    if type(box).__name__ == "AbsolutePlaceholder":
        return []
    if box.style["float"] != "none" or box.style["position"] not in ("static", "relative"):
        return []
    return [text for child in box.children for text in texts_of(child)]


def mark_line_ends(line: Any) -> None:
    """Tell each text of a laid-out line whether a space follows that isn't drawn: a text of
    nothing but spaces isn't."""
    last = None
    for text in texts_of(line):
        if text.text.strip():
            last = text
        elif text.text and last is not None:
            vars(last)[END] = LineEnd.SPACE
    if last is not None and (end := vars(line).get(END)):
        vars(last)[END] = end


def mark_drop_cap(text: Any) -> None:
    """Tell the text of a drop cap whether it is a word: it floats, and the line beside it begins
    without the space that is between them."""
    if (text.element.tail or "")[:1].isspace():
        vars(text)[END] = LineEnd.SPACE
