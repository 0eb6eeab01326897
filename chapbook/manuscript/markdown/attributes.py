"""Turn an attribute list, `{#id .class key="value"}`, into its id, classes and pairs."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.language_tags import is_language_tag
from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.positions import PlacedText
from chapbook.manuscript.markdown.reading import Reading

_ITEM = re.compile(
    r"\s*(?:\#(?P<id>[^\s{}\"'=.\#]+)"
    r"|\.(?P<class>[^\s{}\"'=.\#]+)"
    r"|(?P<key>[\w:][\w:.-]*)=(?P<value>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[^\s{}\"'=]+)"
    r"|(?P<plain>-)(?=[\s}]))",
    re.DOTALL,
)
_END = re.compile(r"\s*\}")
_LOOKS_LIKE_ONE = re.compile(r"\{:?\s*(?:[.#][\w-]|[\w-]+=|\})")
_KEPT = frozenset(("lang", "dir", "title", "width", "height", "alt"))
ADJUSTMENTS = {"tracking": range(-30, 31), "lines": range(-3, 4)}
"""The means to tighten a paragraph or a page, with the values they may have."""
_OURS = frozenset(("line", "number"))
_DATA_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_IDENTIFIER = re.compile(r"[^\W\d_][\w.:-]*")


@dataclass(frozen=True)
class AttributeList:
    """Attributes and the index behind their closing brace. `attributes` is None where the list
    is malformed; `end` is then the offending character's index."""

    attributes: Attributes | None
    end: int


def read_attributes(text: str, start: int, end: int) -> AttributeList:
    """The attribute list whose brace is at `start`; `{: …}` is accepted as `{…}`."""
    at = start + 1
    if text.startswith(":", at):
        at += 1
    identifier = ""
    classes: list[str] = []
    values: list[tuple[str, str]] = []
    while True:
        closing = _END.match(text, at, end)
        if closing:
            attributes = Attributes(identifier, tuple(classes), tuple(values))
            return AttributeList(attributes, closing.end())
        item = _ITEM.match(text, at, end)
        if item is None:
            return AttributeList(None, at)
        if item["id"]:
            identifier = item["id"]
        elif item["class"]:
            classes.append(item["class"])
        elif item["plain"]:
            classes.append("unnumbered")
        else:
            values.append((item["key"], _unquoted(item["value"])))
        at = item.end()


def _unquoted(value: str) -> str:
    if value[:1] in {'"', "'"}:
        value = re.sub(rf"\\({value[0]})", r"\1", value[1:-1])
    return " ".join(value.split())


def looks_like_attributes(text: str, start: int) -> bool:
    """Whether the brace at `start` surely begins an attribute list, though perhaps a bad one."""
    return _LOOKS_LIKE_ONE.match(text, start) is not None


def read_or_report(reading: Reading, placed: PlacedText, start: int, end: int) -> AttributeList:
    """The list at `start`; if it is malformed, an error, and `end` is behind its closing brace."""
    found = read_attributes(placed.text, start, end)
    if found.attributes is not None:
        return found
    close = placed.text.find("}", found.end, end)
    stop = close + 1 if close >= 0 else min(end, found.end + 1)
    if close < 0:
        message, span = "this attribute list is not closed", reading.span(placed, start, start + 1)
    else:
        wrong = " ".join(placed.text[found.end : close].split()) or placed.text[start:stop]
        message = f"'{wrong}' can't stand in an attribute list"
        begin = (
            found.end
            + len(placed.text[found.end : stop])
            - len(placed.text[found.end : stop].lstrip())
        )
        span = reading.span(placed, begin, max(begin + 1, close))
    hint = 'write {#id .class key="value"}'
    reading.error("attributes", message, span, hint)
    return AttributeList(None, stop)


def split_trailing(
    reading: Reading, placed: PlacedText, start: int, end: int
) -> tuple[int, Attributes, int]:
    """The end of the text without the attribute list that closes it, that list, its start."""
    text = placed.text
    stop = start + len(text[start:end].rstrip())
    if stop <= start or text[stop - 1] != "}":
        return stop, Attributes(), stop
    at = text.rfind("{", start, stop)
    candidates: list[int] = []
    while at >= start:
        candidates.append(at)
        found = read_attributes(text, at, stop)
        if found.attributes is not None and found.end == stop:
            if at > start and not text[at - 1].isspace() and text[at - 1] != "#":
                return stop, Attributes(), stop
            return start + len(text[start:at].rstrip()), found.attributes, at
        at = text.rfind("{", start, at)
    wrong = candidates[0] if candidates else stop
    if wrong < stop and looks_like_attributes(text, wrong) and text[wrong - 1].isspace():
        read_or_report(reading, placed, wrong, stop)
        return start + len(text[start:wrong].rstrip()), Attributes(), wrong
    return stop, Attributes(), stop


def _is_whole(value: str, allowed: range) -> bool:
    return re.fullmatch(r"[+-]?\d{1,3}", value) is not None and int(value) in allowed


def apply_attributes(
    reading: Reading, element: Element, attributes: Attributes, span: SourceSpan
) -> str:
    """Set classes and values on `element`, and check them. Returns the id that it claims, or ''.

    Values other than HTML's own become data attributes, as in pandoc.
    """
    if attributes.classes:
        known = element.get("class", "").split()
        element.set("class", " ".join([*known, *attributes.classes]))
    for key, value in attributes.values:
        if key == "lang" and not is_language_tag(value):
            hint = "write it like 'de' or 'en-GB'"
            reading.error("attributes", f"'{value}' is not a language tag", span, hint)
        elif key in _KEPT:
            element.set(key, value)
        elif key in ADJUSTMENTS and not _is_whole(value, ADJUSTMENTS[key]):
            least, most = ADJUSTMENTS[key][0], ADJUSTMENTS[key][-1]
            hint = "tracking counts thousandths of an em, lines those of the page"
            message = f"'{key}' must be a whole number from {least} to {most}"
            reading.error("attributes", message, span, hint)
        elif _DATA_NAME.fullmatch(key) and key.lower().removeprefix("data-") not in _OURS:
            element.set(f"data-{key.lower().removeprefix('data-')}", value)
        else:
            reading.error("attributes", f"'{key}' can't be the name of an attribute", span)
    if attributes.id and not _IDENTIFIER.fullmatch(attributes.id):
        hint = "begin with a letter; letters, digits, '-', '_', '.' and ':'"
        reading.error("attributes", f"'{attributes.id}' can't be an id", span, hint)
        return ""
    if attributes.id and reading.claim_id(attributes.id, span) is not None:
        element.set("id", reading.anchor(attributes.id))
        return attributes.id
    return ""
