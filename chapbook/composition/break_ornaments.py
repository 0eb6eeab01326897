"""Turn the breaks in a text into the ornament that the book sets in them."""

import re

from markupsafe import escape

BREAK = re.compile(r'<hr class="break"([^>]*)>')


def set_breaks(html: str, ornament: str) -> str:
    """`html` with `ornament` in each break; without one a break stays an empty line."""
    if not ornament:
        return html
    shown = str(escape(ornament))
    return BREAK.sub(
        lambda found: f'<div class="ornament" role="separator"{found[1]}>{shown}</div>', html
    )
