"""Turn tables of the class `turned` into pages of their own, on which they lie on their side."""

import re

TABLE = re.compile(
    r'<table\b[^>]*\bclass="(?:[^"]* )?turned(?: [^"]*)?"[^>]*>.*?</table>'
    r'(?:\s*<div class="(?:table-notes|tablenotes)"[^>]*>.*?</div>)?',
    re.DOTALL,
)


def turn_tables(html: str) -> str:
    """`html` with each turned table, and the notes below it, in a sheet that CSS can turn."""
    return TABLE.sub(_turned, html)


def _turned(found: re.Match[str]) -> str:
    return f'<div class="turned-page"><div class="turned-sheet">{found[0]}</div></div>'
