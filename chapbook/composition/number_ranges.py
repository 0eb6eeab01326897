"""Turn ranges of numbers in display lines into ones that no line break can divide."""

import re

from markupsafe import Markup

RANGE = re.compile(r"\d+[–/-]\d+")


def unbroken_ranges(html: str) -> Markup:
    """`html` with '1936–1938' and the like kept on one line; tags are left as they are."""
    parts = re.split(r"(<[^>]*>)", html)
    parts[::2] = [RANGE.sub(r'<span class="nobreak">\g<0></span>', text) for text in parts[::2]]
    return Markup("".join(parts))
