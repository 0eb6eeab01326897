"""Turn captions into numbered captions: 'Figure 3. The three trials.'"""

import re
from collections.abc import Mapping

CAPTION = re.compile(
    r'(<(?:figure|table)\b[^>]*\bid="([^"]+)"[^>]*>(?:(?!<figure|<table).)*?'
    r"<(?:figcaption|caption)\b[^>]*>)",
    re.DOTALL,
)


def set_captions(html: str, captions: Mapping[str, str]) -> str:
    """`html` with what a figure or table is called, by its id, at the head of its caption."""

    def with_number(found: re.Match[str]) -> str:
        name = captions.get(found[2])
        return f'{found[1]}<span class="label">{name}.</span> ' if name else found[0]

    return CAPTION.sub(with_number, html)
