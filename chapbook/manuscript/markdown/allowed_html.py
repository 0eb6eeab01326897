"""Turn the tags that an author wrote as raw HTML into those that a book may hold."""

import html
import re
from dataclasses import dataclass

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.language_tags import is_language_tag
from chapbook.manuscript.markdown.html_elements import ALLOWED_BLOCKS, ALLOWED_INLINE
from chapbook.manuscript.markdown.reading import DRAFT, MARKED, SLOT, Reading

_ATTRIBUTES = frozenset(("class", "lang", "title", "dir"))
_CELL_ATTRIBUTES = frozenset(("colspan", "rowspan"))
_TRUSTED_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


@dataclass(frozen=True)
class Tag:
    """A start tag: its name in lower case, and its attributes."""

    name: str
    attributes: tuple[tuple[str, str], ...]


def is_allowed(reading: Reading, name: str, span: SourceSpan) -> bool:
    """Whether an element of that name may stand; if not, an error at `span`."""
    if name == SLOT or (name not in ALLOWED_INLINE | ALLOWED_BLOCKS and reading.html != "trusted"):
        hint = 'book.toml can allow all HTML: [markdown] html = "trusted"'
        if name == SLOT:
            hint = "it is the program's own"
        reading.error("html", f"the HTML element <{name}> is not allowed", span, hint)
        return False
    return True


def allowed_attributes(reading: Reading, tag: Tag, span: SourceSpan) -> dict[str, str]:
    """The attributes that `tag` may keep; an error for each of the others."""
    kept: dict[str, str] = {}
    for name, value in tag.attributes:
        if _may_stay(reading, tag.name, name, value):
            kept[name] = value
        else:
            message = f'the attribute {name}="…" is not allowed on <{tag.name}>'
            reading.error("html", message, span, "allowed: class, lang, title, dir")
    return kept


def _may_stay(reading: Reading, tag: str, name: str, value: str) -> bool:
    if not _TRUSTED_NAME.fullmatch(name) or name in {DRAFT, MARKED}:
        return False
    if reading.html == "trusted":
        return True
    if name == "scope":
        return tag == "th" and value in {"row", "col", "rowgroup", "colgroup"}
    if name in _CELL_ATTRIBUTES:
        return tag in {"td", "th"} and value.isdecimal() and len(value) < 3
    return name in _ATTRIBUTES and (name != "lang" or is_language_tag(value))


_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")


def read_tag(name: str, rest: str) -> Tag:
    """The start tag whose attributes stand in `rest`."""
    attributes: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        attributes.setdefault(match[1].lower(), html.unescape(value))
    return Tag(name.lower(), tuple(attributes.items()))
