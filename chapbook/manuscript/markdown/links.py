"""Turn `[text](address)` into a link, and `[text](#id)` into a cross reference."""

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.attributes import looks_like_attributes, read_or_report
from chapbook.manuscript.markdown.escapes import shelter
from chapbook.manuscript.markdown.nodes import Node, filled
from chapbook.manuscript.markdown.places import add_place
from chapbook.manuscript.markdown.reading import DraftReference

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

_DESTINATION = re.compile(
    r"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))"
    r"(?:\s+(?P<title>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'))?\s*\)",
    re.DOTALL,
)
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]+|mailto:[^\s<>]+|[^\s<>@:/]+@[^\s<>@]+\.[^\s<>@]+)>")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\[\]{}\"]*[^\s<>\[\]{}\"'.,;:!?)*_]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SCHEMES = ("https://", "http://", "mailto:")


@dataclass(frozen=True)
class Destination:
    """Where a link or image points, and where its syntax ends."""

    address: str
    title: str
    end: int


def read_destination(scanner: "Scanner", close: int, end: int) -> Destination | None:
    """What follows the bracket that closes at `close`: '(address "title")' or '[name]'."""
    found = _DESTINATION.match(scanner.text, close + 1, end)
    if found:
        address = found["angled"] if found["angled"] is not None else found["bare"]
        title = (found["title"] or "")[1:-1]
        return Destination(_plain(address), _plain(title), found.end())
    named = _REFERENCE.match(scanner.text, close + 1, end)
    return _referred(scanner, named[1], named.end()) if named and named[1] else None


def _referred(scanner: "Scanner", name: str, end: int) -> Destination | None:
    references = scanner.reading.link_references
    known = references.get(" ".join(name.split()).lower()) if references else None
    return Destination(_plain(known[0]), _plain(known[1] or ""), end) if known else None


def is_reference(scanner: "Scanner", name: str) -> bool:
    """Whether `[name]: address` stands somewhere in the chapter."""
    return _referred(scanner, name, 0) is not None


def _plain(text: str) -> str:
    return html.unescape(_ESCAPED.sub(r"\1", text)).strip()


def read_link(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> "Match | None":
    """A link whose bracket opens at `start`: inline, by reference, or by its text as reference."""
    close = scanner.structure.brackets.get(start)
    if close is None or close >= end:
        return None
    following = scanner.text[close + 1 : close + 2]
    found = read_destination(scanner, close, end)
    if found is None and following != "{":
        stop = close + (3 if scanner.text.startswith("[]", close + 1) else 1)
        found = _referred(scanner, scanner.text[start + 1 : close], stop)
    if found is None:
        if following == "(":
            message = "the address of this link can't be read"
            hint = "it may hold no spaces; write [text](address), or put the address in <…>"
            scanner.error("link-syntax", message, close + 1, close + 2, hint)
        return None
    attributes, stop = _attributes(scanner, found.end, end)
    link = _Link(scanner, start, close, stop, around)
    return scanner.match(link.nodes(found, attributes), stop)


def _attributes(scanner: "Scanner", start: int, end: int) -> tuple[Attributes, int]:
    if not (start < end and looks_like_attributes(scanner.text, start)):
        return Attributes(), start
    found = read_or_report(scanner.reading, scanner.placed, start, end)
    return found.attributes or Attributes(), found.end


@dataclass(frozen=True)
class _Link:
    """The text and place of one link."""

    scanner: "Scanner"
    start: int
    close: int
    end: int
    around: "Surroundings"

    def nodes(self, found: Destination, attributes: Attributes) -> list[Node]:
        address = re.sub(r"[\x00-\x20]", "", found.address)
        if self.around.in_link:
            self._error("link-nested", "a link can't stand inside a link")
            return self._content()
        if address.startswith("#") and len(address) > 1:
            return self._cross_reference(address[1:], attributes)
        if address.lower().startswith(_SCHEMES):
            return [self._web_link(address, found.title, attributes)]
        self._bad_address(address)
        return self._content()

    def _error(self, code: str, message: str, hint: str = "") -> None:
        self.scanner.error(code, message, self.start, self.end, hint)

    def _content(self) -> list[Node]:
        around = replace(self.around, in_link=True)
        return self.scanner.inner(self.start + 1, self.close, around)

    def _element(self, tag: str) -> Element:
        return filled(Element(tag), self._content())

    def _web_link(self, address: str, title: str, attributes: Attributes) -> Element:
        link = self._element("a")
        if not (link.text or len(link)):
            link.text = shelter(address)
        link.set("href", address)
        if title:
            link.set("title", title)
        span = self.scanner.reading.span(self.scanner.placed, self.start, self.end)
        add_place(self.scanner.reading, link, attributes, span)
        return link

    def _cross_reference(self, target: str, attributes: Attributes) -> list[Node]:
        if self.around.in_citation:
            self._error("citation-syntax", "a cross reference can't stand inside a citation")
            return self._content()
        reading = self.scanner.reading
        span = reading.span(self.scanner.placed, self.start, self.end)
        content = self._element("span")
        has_text = bool(content.text or len(content))
        slot = reading.slot(
            DraftReference(
                target=target,
                content=content,
                show_text=has_text or "page" not in attributes.classes,
                show_folio="nopage" not in attributes.classes,
                span=span,
            )
        )
        classes = tuple(name for name in attributes.classes if name not in {"page", "nopage"})
        rest = Attributes(attributes.id, classes, attributes.values)
        if rest == Attributes():
            return [slot]
        wrapper = Element("span")
        wrapper.append(slot)
        add_place(reading, wrapper, rest, span)
        return [wrapper]

    def _bad_address(self, address: str) -> None:
        if not address or address == "#":
            message, hint = "this link has no address", "write [text](#id) or [text](https://…)"
        elif ":" in address.split("/", 1)[0]:
            scheme = address.split(":", 1)[0]
            message = f"a link can't begin with '{scheme}:'"
            hint = "https:, http: and mailto: are allowed"
        else:
            message = f"'{address}' is neither a web address nor a place in the book"
            hint = "refer to a place in the book by its id: [text](#id)"
        self._error("link-address", message, hint)


def read_autolink(
    scanner: "Scanner", start: int, end: int, around: "Surroundings"
) -> "Match | None":
    """`<https://…>` or `<name@example.org>`."""
    found = _AUTOLINK.match(scanner.text, start, end)
    if found is None:
        return None
    address = found[1]
    if around.in_link:
        return scanner.match([shelter(address)], found.end())
    link = Element("a", {"href": address if ":" in address else f"mailto:{address}"})
    link.text = shelter(address.removeprefix("mailto:"))
    return scanner.match([link], found.end())


def read_web_address(
    scanner: "Scanner", start: int, end: int, around: "Surroundings | None"
) -> "Match | None":
    """A bare web address, which stays text, but whose signs are no syntax."""
    del around
    found = _WEB_ADDRESS.match(scanner.text, start, end)
    if found is None or scanner.text[start - 1 : start].isalnum():
        return None
    return scanner.match([shelter(found.group())], found.end())
