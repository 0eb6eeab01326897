"""Turn a URL, DOI or file name of the bibliography into HTML text."""

import html
import re


def verbatim(value: str) -> str:
    """A URL, DOI or file name as HTML text: only the escapes that LaTeX asks for are undone."""
    bare = re.sub(r"^\s*\\url\s*\{(.*)\}\s*$", r"\1", value, flags=re.DOTALL)
    bare = re.sub(r"\\~\{\}|\{\\textasciitilde\}|\\textasciitilde(\{\}|\s)?", "~", bare)
    bare = re.sub(r"\\([%#&_{}~$])", r"\1", bare)
    return html.escape("".join(bare.split()), quote=False)
