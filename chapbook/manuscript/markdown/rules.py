"""Turn a placed text into HTML nodes by all the rules that hold inside a block."""

from chapbook.manuscript.markdown.changes import read_change
from chapbook.manuscript.markdown.citations import (
    read_citation,
    read_narrative_citation,
    read_suppressed_citation,
)
from chapbook.manuscript.markdown.code_spans import read_code
from chapbook.manuscript.markdown.delimiter_runs import read_run
from chapbook.manuscript.markdown.escapes import read_escape
from chapbook.manuscript.markdown.images import read_image
from chapbook.manuscript.markdown.inline_html import read_entity, read_html
from chapbook.manuscript.markdown.leftovers import report_leftover
from chapbook.manuscript.markdown.links import read_autolink, read_link, read_web_address
from chapbook.manuscript.markdown.notes import read_inline_note, read_note_call
from chapbook.manuscript.markdown.positions import PlacedText
from chapbook.manuscript.markdown.reading import Reading
from chapbook.manuscript.markdown.remarks import read_comment, read_note
from chapbook.manuscript.markdown.scanner import Rules, Scanner
from chapbook.manuscript.markdown.spaces import read_spaces
from chapbook.manuscript.markdown.spans import read_span

_SPECIAL = (
    r"[\\`*_\[!^<&@]|%%|-(?=@)| {2,}\n|[ \t]+\n|https?://|\]\{|\{(?=[.#]?\w|\+\+|--|~~|>>|==)|:::"
)
RULES = Rules(
    _SPECIAL,
    {
        "\\": (read_escape,),
        "`": (read_code,),
        "*": (read_run,),
        "_": (read_run,),
        "[": (read_note_call, read_link, read_span, read_citation, report_leftover),
        "!": (read_image,),
        "^": (read_inline_note, report_leftover),
        "<": (read_autolink, read_html),
        "&": (read_entity,),
        "@": (read_narrative_citation,),
        "-": (read_suppressed_citation,),
        " ": (read_spaces,),
        "\t": (read_spaces,),
        "h": (read_web_address,),
        "]": (report_leftover,),
        "{": (read_change, read_comment, report_leftover),
        ":": (report_leftover,),
        "%": (read_note,),
    },
)


def scanner_for(reading: Reading, placed: PlacedText) -> Scanner:
    """A scanner of `placed` that knows every rule."""
    return Scanner(reading, placed, RULES)
