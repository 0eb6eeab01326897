"""Turn WeasyPrint's layout into one that keeps a note with its call, divides it, and loses none.

When a paragraph's line overflows and can't be pushed on without leaving an orphan, WeasyPrint
70.0 moves the page's notes to the next page to make room (layout/block.py, `_linebox_layout`,
"first try to report footnotes"), then appends the line without laying out its own notes: the
former stand apart from their calls, the latter on no page at all. Near it upstream:
https://github.com/Kozea/WeasyPrint/issues/1564. Here the line is pushed on instead, with as
many lines before it as orphans and widows ask, which is what happens without notes. Before a
line is pushed on for its note's sake, the note is divided if it can be (notes_over_pages.py).
"""

from types import ModuleType

from chapbook.composition.changed_source import with_source_changed
from chapbook.composition.notes_over_pages import NotesOverPages
from chapbook.composition.page_lines import page_lines_px

LINE_CHANGES = {
    "report = not context.in_column and can_break_now and not could_break_before": "report = False",
    """                if overflow:
                    context.report_footnote(footnote)
""": """                if overflow and not context.cut_at_call(
                        box, child, line, resume_at, len(new_children),
                        new_position_y + offset_y + bottom_space):
                    context.report_footnote(footnote)
""",
}
PAGE_CHANGES = {
    "context.page_bottom = page.content_box_y() + page.height": (
        "context.page_bottom = page.content_box_y() + page.height + context.page_lines_px(page)"
    ),
    """    for i, reported_footnote in enumerate(reported_footnotes):
        context.footnotes.append(reported_footnote)
        overflow = context.layout_footnote(reported_footnote)
        if overflow and i != 0:
            context.report_footnote(reported_footnote)
            context.reported_footnotes = reported_footnotes[i:]
            break
""": """    context.carry_footnotes(reported_footnotes, page_type.blank)
""",
    """    footnote_area = build.create_anonymous_boxes(footnote_area.deepcopy())
    footnote_area = block_level_layout(
        context, footnote_area, bottom_space=-inf, skip_stack=None,
        containing_block=footnote_area.page, page_is_empty=True,
        absolute_boxes=positioned_boxes, fixed_boxes=positioned_boxes)[0]
""": """    footnote_area, _ = context.layout_area(
        positioned_boxes, positioned_boxes, may_cut=False)
""",
}


def keep_notes_with_calls(
    document: ModuleType, block: ModuleType, page: ModuleType, inline: ModuleType
) -> None:
    """Change WeasyPrint's modules document, layout.block, layout.page and layout.inline; once
    is enough.

    The functions are long and can't be wrapped at these places, so their source is changed.
    Raises RuntimeError where the source isn't the one that is known.
    """
    line_layout = with_source_changed(block, "_linebox_layout", LINE_CHANGES)
    make_page = with_source_changed(page, "make_page", PAGE_CHANGES)
    vars(block)["_linebox_layout"], vars(page)["make_page"] = line_layout, make_page
    names = vars(document)
    if issubclass(names["LayoutContext"], NotesOverPages):
        return
    functions = {
        "laid_out": staticmethod(block.block_level_layout),
        "anonymous": staticmethod(page.build.create_anonymous_boxes),
        "page_lines_px": staticmethod(page_lines_px),
        "lines_of": staticmethod(inline.iter_line_boxes),
    }
    bases = (NotesOverPages, names["LayoutContext"])
    names["LayoutContext"] = type("LayoutContext", bases, functions)
