"""Turn WeasyPrint's line breaking, first fit, into optimum fit for justified paragraphs.

WeasyPrint 70.0 fills each line as far as it goes (https://github.com/Kozea/WeasyPrint/issues/189).
Here a paragraph is measured and weighed as a whole (optimum_fit.py), and each line is then given
the room in which WeasyPrint ends it where it should.
"""

from collections.abc import Callable
from functools import lru_cache
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced, with_source_changed
from chapbook.composition.kept_lines import paragraph_key
from chapbook.composition.measured_text import measured_text
from chapbook.composition.optimum_fit import Measure, optimum_fit
from chapbook.composition.paragraph_breaks import Paragraph, read_paragraph

WITH_SLACK = {
    "        max_x = position_x + available_width\n": (
        "        max_x = position_x + available_width + context.line_slack_px\n"
    )
}
RUNT_EM = 2.4
"""A last line that is shorter has three letters or less."""

WidthOf = Callable[[Any, str], float]


class LineFitter:
    """Sets the lines of a process's documents; `width_px` gives the width of a text in a style.

    Paragraphs as measured are kept with their document.
    """

    def __init__(self, line_break: ModuleType, next_line: Any, width_px: WidthOf) -> None:
        self._line_break, self._next_line, self._width_px = line_break, next_line, width_px
        self._can_break = lru_cache(maxsize=4096)(line_break.can_break_text)

    def next_linebox(self, context: Any, linebox: Any, *rest: Any) -> Any:
        """What stands for WeasyPrint's get_next_linebox, and has its arguments."""
        paragraph = self._paragraph(context, linebox, rest)
        if paragraph is None:
            return self._line(context, linebox, rest, 0.0)
        skip_stack, width_px = rest[2], rest[3].width
        start = paragraph.place(skip_stack)
        if (start, width_px) not in paragraph.plans:
            self._plan(paragraph, start, linebox, width_px)
        slack_px, end = paragraph.plans.get((start, width_px), (0.0, None))
        line, resume_at = self._line(context, linebox, rest, slack_px)
        if line is not None and slack_px and paragraph.place_or_none(resume_at) != end:
            line, resume_at = self._line(context, linebox, rest, 0.0)
        return line, resume_at

    def _line(self, context: Any, linebox: Any, rest: Any, slack_px: float) -> Any:
        context.line_slack_px = slack_px
        try:
            return self._next_line(context, linebox, *rest)
        finally:
            context.line_slack_px = 0.0

    def _paragraph(self, context: Any, linebox: Any, rest: Any) -> Paragraph | None:
        """The paragraph, if it is one whose lines can be weighed."""
        if context.in_column or context.excluded_shapes or rest[6] is not None:
            return None
        key = paragraph_key(linebox)
        if key is None:
            return None
        paragraphs: dict[Any, Paragraph | None] = vars(context).setdefault("paragraphs", {})
        if key not in paragraphs:
            paragraphs[key] = self._measured(linebox)
        return paragraphs[key]

    def _measured(self, linebox: Any) -> Paragraph | None:
        style = linebox.style
        if style["text_align_all"] != "justify" or style["white_space"] != "normal":
            return None
        hyphen_px = self._width_px(style, style["hyphenate_character"])
        return read_paragraph(linebox, self._measure, self._can_break, hyphen_px)

    def _measure(self, box: Any) -> Any:
        return measured_text(box, self._line_break)

    def _plan(self, paragraph: Paragraph, start: int, linebox: Any, width_px: float) -> None:
        style = linebox.style
        number = paragraph.number_of(start)
        if number is None:
            return
        zone = style["hyphenate_limit_zone"]
        measure = Measure(
            first_px=width_px - linebox.text_indent,
            width_px=width_px,
            space_px=self._width_px(style, "n n") - self._width_px(style, "nn"),
            zone_px=zone.value * (width_px / 100 if zone.unit == "%" else 1.0),
            runt_px=style["font_size"] * RUNT_EM,
        )
        for line in optimum_fit(paragraph.breaks, number, measure):
            end = None if line.end is paragraph.breaks[-1] else line.end.resume_at
            paragraph.plans[start, width_px] = (line.slack_px, end)
            start = line.end.resume_at


def fit_lines(
    document: ModuleType, inline: ModuleType, line_break: ModuleType, width_px: WidthOf
) -> None:
    """Change WeasyPrint's modules document and layout.inline; once is enough.

    Raises RuntimeError where the source isn't the one that is known.
    """
    names = vars(inline)
    stock = names["get_next_linebox"]
    if is_changed(stock):
        return
    fitter = LineFitter(
        line_break, with_source_changed(inline, "get_next_linebox", WITH_SLACK), width_px
    )
    align = names["text_align"]
    document.LayoutContext.line_slack_px = 0.0

    def get_next_linebox(context: Any, linebox: Any, *rest: Any) -> Any:
        return fitter.next_linebox(context, linebox, *rest)

    def text_align(context: Any, line: Any, available_width: float, last: bool) -> Any:
        if context.line_slack_px > 0 and not last and line.width > available_width:
            names["justify_line"](context, line, available_width - line.width)
            return 0
        return align(context, line, available_width, last)

    names["get_next_linebox"] = replaced(stock, get_next_linebox)
    names["text_align"] = replaced(align, text_align)
