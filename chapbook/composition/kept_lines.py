"""Turn WeasyPrint's request for a line that was laid out before into a copy of that line.

WeasyPrint lays out a page's notes anew for each of them, columns until they are level, and a
paragraph's end once more where a page ends; its lines stay the same.
"""

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import carries, replaced

PLAIN = frozenset(("LineBox", "InlineBox", "TextBox"))


@dataclass(frozen=True)
class KeptLine:
    """A line with what WeasyPrint returned beside it; where it was, from its block's left, px."""

    line: Any
    resume_at: Any
    indent_px: float


def paragraph_key(linebox: Any) -> tuple[int, str, str] | None:
    """What tells a paragraph of a document from all others, and is the same for its copies.

    None for one that has more than text: what floats or is placed, pictures, leaders. Elements
    live as long as the document, so that their ids are their own.
    """
    attributes = vars(linebox)
    if "paragraph_key" not in attributes:
        attributes["paragraph_key"] = _key(linebox)
    key: tuple[int, str, str] | None = attributes["paragraph_key"]
    return key


def _key(linebox: Any) -> tuple[int, str, str] | None:
    texts = []
    for box in linebox.descendants():
        if type(box).__name__ not in PLAIN or box.is_leader or box.style["float"] != "none":
            return None
        if box.style["position"] != "static":
            return None
        if hasattr(box, "justification_spacing"):
            texts.append(box.text)
    return id(linebox.element), linebox.element_tag, "\0".join(texts)


def keep_lines(inline: ModuleType) -> None:
    """Change WeasyPrint's module layout.inline, over all that changes its lines; once is enough."""
    names = vars(inline)
    inner = names["get_next_linebox"]
    if carries(inner, "keeps_lines"):
        return

    def get_next_linebox(context: Any, linebox: Any, *rest: Any) -> Any:
        position_y, _, skip_stack, block, _, _, first_letter, first_line = rest
        paragraph = None
        if first_letter is None and first_line is None and not context.excluded_shapes:
            paragraph = paragraph_key(linebox)
        if paragraph is None:
            return inner(context, linebox, *rest)
        kept: dict[Any, KeptLine] = vars(context).setdefault("kept_lines", {})
        # Boxes in the margins have no element; what is kept keeps its style.
        style = id(linebox.style) if linebox.element is None else None
        key = (paragraph, style, repr(skip_stack), block.width, linebox.text_indent)
        left_px = block.content_box_x()
        if key in kept:
            return _copy(kept[key], left_px, position_y), kept[key].resume_at
        line, resume_at = inner(context, linebox, *rest)
        if line is not None:
            kept[key] = KeptLine(line, resume_at, line.position_x - left_px)
        return line, resume_at

    vars(get_next_linebox)["keeps_lines"] = True
    names["get_next_linebox"] = replaced(inner, get_next_linebox)


def _copy(kept: KeptLine, left_px: float, position_y: float) -> Any:
    line = kept.line.deepcopy()
    line.translate(left_px + kept.indent_px - line.position_x, position_y - line.position_y)
    line.position_y = position_y
    return line
