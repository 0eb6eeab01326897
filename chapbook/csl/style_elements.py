"""Turn the rendering elements of a style's XML into compiled ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element as Xml

from chapbook.csl import elements as el
from chapbook.csl.rich import PLAIN, Font
from chapbook.csl.style_options import flag, name_options

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
DEEPEST = 100
LARGEST = 5_000_000
"""How deep elements may be nested, and how many there may be, with each macro written out where
it is called. Chicago's style has 34 levels and 1,200,000 elements."""

TEST_KINDS = (
    "disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable",
)  # fmt: skip


class StyleError(Exception):
    """The file is no style that can be used; `line` counts from 1, 0 where there is none.

    `place` is text that stands on that line.
    """

    def __init__(self, message: str, line: int = 0, place: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.place = place


def tag(xml: Xml) -> str:
    """The name of an element of CSL."""
    return str(xml.tag).removeprefix(NAMESPACE)


def look(xml: Xml) -> el.Look:
    """The affixes, font, case and display of an element."""
    font = Font(
        style=xml.get("font-style", ""),
        variant=xml.get("font-variant", ""),
        weight=xml.get("font-weight", ""),
        decoration=xml.get("text-decoration", ""),
        vertical=xml.get("vertical-align", ""),
    )
    return el.Look(
        prefix=xml.get("prefix", ""),
        suffix=xml.get("suffix", ""),
        font=PLAIN if font == PLAIN else font,
        quotes=flag(xml, "quotes"),
        strip_periods=flag(xml, "strip-periods"),
        text_case=xml.get("text-case", ""),
        display=xml.get("display", ""),
    )


def read_date_element(xml: Xml) -> el.Date:
    """A `cs:date` of a style or a locale."""
    return el.Date(
        variable=xml.get("variable", ""),
        form=xml.get("form", ""),
        shown=xml.get("date-parts", ""),
        delimiter=xml.get("delimiter", ""),
        parts=tuple(_date_part(part) for part in xml if tag(part) == "date-part"),
        look=look(xml),
    )


def _date_part(xml: Xml) -> el.DatePart:
    return el.DatePart(
        name=xml.get("name", ""),
        form=xml.get("form", ""),
        range_delimiter=xml.get("range-delimiter", ""),
        look=look(xml),
    )


@dataclass
class ElementReader:
    """Rendering elements from their XML; each macro is compiled once, where it is first called."""

    macros: Mapping[str, Xml]
    _done: dict[str, tuple[el.Element, ...]] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _depth: int = 0
    _size: int = 0

    def macro(self, name: str) -> tuple[el.Element, ...]:
        """The elements of a macro. Raises StyleError for one that calls itself, isn't there, or
        is too large with all that it calls."""
        if name not in self._done:
            self._compile(name)
        self._size += self._sizes[name]
        if self._size > LARGEST:
            raise StyleError("this style's macros call each other too often")
        return self._done[name]

    def _compile(self, name: str) -> None:
        if name in self._open:
            raise StyleError(f"the macro '{name}' calls itself", place=f'<macro name="{name}"')
        if name not in self.macros:
            message = f"the macro '{name}' is called and not defined"
            raise StyleError(message, place=f'macro="{name}"')
        self._open.append(name)
        before, self._size = self._size, 0
        self._done[name] = self.children(self.macros[name])
        self._sizes[name], self._size = self._size, before
        self._open.pop()

    def children(self, xml: Iterable[Xml]) -> tuple[el.Element, ...]:
        """The elements in an element. Raises StyleError where they are nested too deeply."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise StyleError("this style's elements are nested too deeply")
        made = [self._element(child) for child in xml]
        self._depth -= 1
        self._size += len(made)
        return tuple(element for element in made if element is not None)

    def _element(self, xml: Xml) -> el.Element | None:
        match tag(xml):
            case "text":
                return self._text(xml)
            case "number":
                return el.Number(xml.get("variable", ""), xml.get("form", "numeric"), look(xml))
            case "label":
                return _label(xml)
            case "date":
                return read_date_element(xml)
            case "names":
                return self._names(xml)
            case "group":
                return el.Group(self.children(xml), xml.get("delimiter", ""), look(xml))
            case "choose":
                return el.Choose(tuple(self._branch(child) for child in xml))
        return None

    def _text(self, xml: Xml) -> el.Text:
        source = next((at for at in ("variable", "macro", "term", "value") if xml.get(at)), "value")
        name = xml.get(source, "")
        return el.Text(
            source=source,
            name=name,
            form=xml.get("form", "long"),
            plural=flag(xml, "plural"),
            look=look(xml),
            macro=self.macro(name) if source == "macro" else (),
        )

    def _branch(self, xml: Xml) -> el.Branch:
        tests = tuple(el.Test(kind, value) for kind in TEST_KINDS for value in _values(xml, kind))
        return el.Branch(tests, xml.get("match", "all"), self.children(xml))

    def _names(self, xml: Xml) -> el.Names:
        children = {tag(child): child for child in xml}
        order = list(children)
        name, label, et_al = children.get("name"), children.get("label"), children.get("et-al")
        both = name is not None and label is not None
        return el.Names(
            variables=tuple(xml.get("variable", "").split()),
            delimiter=xml.get("delimiter"),
            name=None if name is None else _name(name),
            et_al=None if et_al is None else el.EtAl(et_al.get("term", "et-al"), look(et_al)),
            label=None if label is None else _label(label),
            label_first=both and order.index("label") < order.index("name"),
            substitute=self.children(children["substitute"]) if "substitute" in children else (),
            look=look(xml),
        )


def _values(xml: Xml, kind: str) -> list[str]:
    """The values that are tested one by one. An item has one type and a locator one label, so
    that each of several types or labels must do."""
    value = xml.get(kind, "").strip()
    return [value] if value and kind in ("type", "locator") else value.split()


def _name(xml: Xml) -> el.Name:
    parts = tuple(el.NamePart(part.get("name", ""), look(part)) for part in xml)
    return el.Name(name_options(xml), parts, look(xml))


def _label(xml: Xml) -> el.Label:
    return el.Label(
        xml.get("variable", ""), xml.get("form", "long"), xml.get("plural", "contextual"), look(xml)
    )
