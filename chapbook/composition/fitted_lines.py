"""Turn WeasyPrint's line breaking, first fit, into optimum fit for justified paragraphs.

WeasyPrint 70.0 fills each line as far as it goes (https://github.com/Kozea/WeasyPrint/issues/189).
Here a paragraph is measured and weighed as a whole (optimum_fit.py), and each line is then given
the room in which WeasyPrint ends it where it should.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced, with_source_changed
from chapbook.composition.kept_lines import paragraph_key
from chapbook.composition.measured_text import measured_text
from chapbook.composition.optimum_fit import Measure, optimum_fit
from chapbook.composition.paragraph_breaks import Paragraph, PlannedLine, read_paragraph

WITH_SLACK = {
    "        max_x = position_x + available_width\n": (
        "        max_x = position_x + available_width + context.line_slack_px\n"
    )
}
RUNT_EM = 3.2
"""A last line that is shorter is one short word."""

WidthOf = Callable[[Any, str], float]


class LineFitter:
    """Sets the lines of a process's documents; `width_px` gives the width of a text in a style.

    Paragraphs as measured are kept with their document.
    """

    def __init__(
        self, line_break: ModuleType, next_line: Any, split: Any, width_px: WidthOf
    ) -> None:
        self._line_break, self._next_line, self._split = line_break, next_line, split
        self._width_px = width_px
        self._can_break = line_break.can_break_text

    def next_linebox(self, context: Any, linebox: Any, *rest: Any) -> Any:
        """What stands for WeasyPrint's get_next_linebox, and has its arguments."""
        paragraph = self._paragraph(context, linebox, rest)
        if paragraph is None:
            return self._line(context, linebox, rest, None)
        skip_stack, width_px = rest[2], rest[3].width
        start = paragraph.place(skip_stack)
        if (start, width_px) not in paragraph.plans:
            self._plan(paragraph, start, linebox, width_px)
        planned = paragraph.plans.get((start, width_px))
        line, resume_at = self._line(context, linebox, rest, planned)
        if line is not None and planned and paragraph.place_or_none(resume_at) != planned.resume_at:
            line, resume_at = self._line(context, linebox, rest, None)
        return line, resume_at

    def _line(self, context: Any, linebox: Any, rest: Any, planned: PlannedLine | None) -> Any:
        context.planned_line, context.line_slack_px = planned, planned.slack_px if planned else 0.0
        try:
            return self._next_line(context, linebox, *rest)
        finally:
            context.planned_line, context.line_slack_px = None, 0.0

    def split_text_box(
        self, context: Any, box: Any, available_px: float | None, skip: int, *further: Any,
        **named: Any,
    ) -> Any:  # fmt: skip
        """What stands for WeasyPrint's split_text_box: of a planned line the text that is known
        to stand on it, shaped once."""
        planned: PlannedLine | None = context.planned_line
        leaf_at = vars(box).get("leaf_at")
        if planned is None or leaf_at is None or available_px is None:
            return self._split(context, box, available_px, skip, *further, **named)
        text = box.text.encode()
        end, stop = planned.text_end - leaf_at, len(text)
        if end <= skip:
            if planned.resume_at is not None and skip < planned.resume_at - leaf_at <= stop:
                # The line ends before this text, whose first spaces fall away.
                return None, planned.resume_at - leaf_at, False
            return self._split(context, box, available_px, skip, *further, **named)
        resume_at = None
        if planned.resume_at is not None and planned.resume_at - leaf_at < stop:
            stop, resume_at = end, planned.resume_at - leaf_at
        return self._set_text(context, box, text[skip:stop].decode(), resume_at, planned)

    def _set_text(
        self, context: Any, box: Any, text: str, resume_at: int | None, planned: PlannedLine
    ) -> Any:
        if resume_at is not None and planned.is_hyphenated:
            text += box.style["hyphenate_character"]
        whole, _, broken = self._split(context, box.copy_with_text(text), None, 0)
        return whole, resume_at, broken

    def _paragraph(self, context: Any, linebox: Any, rest: Any) -> Paragraph | None:
        """The paragraph, if it is one whose lines can be weighed."""
        if context.in_column or context.excluded_shapes or rest[6] is not None:
            return None
        if linebox.element is None:
            # Boxes in the margins can't be told apart.
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
            end = line.end
            resume_at = None if end is paragraph.breaks[-1] else end.resume_at
            paragraph.plans[start, width_px] = PlannedLine(
                end.end, resume_at, end.is_hyphenated, line.slack_px
            )
            start = end.resume_at


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
    next_line = with_source_changed(inline, "get_next_linebox", WITH_SLACK)
    align, split = names["text_align"], names["split_text_box"]
    fitter = LineFitter(line_break, next_line, split, width_px)
    document.LayoutContext.line_slack_px = 0.0
    document.LayoutContext.planned_line = None

    def get_next_linebox(context: Any, linebox: Any, *rest: Any) -> Any:
        return fitter.next_linebox(context, linebox, *rest)

    def text_align(context: Any, line: Any, available_width: float, last: bool) -> Any:
        if context.line_slack_px > 0 and not last and line.width > available_width:
            names["justify_line"](context, line, available_width - line.width)
            return 0
        return align(context, line, available_width, last)

    def split_text_box(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        return fitter.split_text_box(context, box, *rest, **named)

    names["split_text_box"] = replaced(split, split_text_box)
    names["get_next_linebox"] = replaced(stock, get_next_linebox)
    names["text_align"] = replaced(align, text_align)
