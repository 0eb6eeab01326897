"""Turn the markup of an index's heading into HTML, or take it away: `*Pravda*` is italic."""

import html
import re

EMPHASIS = re.compile(r"(?<![\\*])\*(?=\S)([^*]+?)(?<=\S)\*(?!\*)")
ESCAPED = re.compile(r"\\([*\\])")


def heading_html(written: str) -> str:
    """A heading as HTML; nothing but `*…*` is markup."""
    return ESCAPED.sub(r"\1", EMPHASIS.sub(r"<em>\1</em>", html.escape(written, quote=False)))


def plain_heading(written: str) -> str:
    """A heading without its markup."""
    if "*" not in written and "\\" not in written:
        return written
    return ESCAPED.sub(r"\1", EMPHASIS.sub(r"\1", written))
