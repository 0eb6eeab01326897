"""Turn the XML of a .csl file into a compiled Style, so that rendering sees no XML."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as Xml

from chapbook.csl import elements as el
from chapbook.csl.rich import PLAIN, Font
from chapbook.csl.style_options import (
    bibliography_options,
    citation_options,
    flag,
    name_options,
    number,
    style_options,
)

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SIZE_LIMIT = 2_000_000
TEST_KINDS = (
    "disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable",
)  # fmt: skip


class StyleError(Exception):
    """The file is no style that can be used; `line` counts from 1, 0 where there is none."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def read_style(text: str) -> el.Style:
    """The style in the text of a .csl file.

    Raises StyleError where it is no XML, no independent CSL style, calls a macro that is not
    defined or calls itself.
    """
    root = _parse(text)
    if root.tag != f"{NAMESPACE}style":
        raise StyleError("this is no CSL style: its root is not <style>")
    children = {_tag(child): child for child in root}
    info = children.get("info")
    if "citation" not in children:
        raise StyleError(_no_citation(info))
    macros = {child.get("name", ""): child for child in root if _tag(child) == "macro"}
    return _Compiler(macros, name_options(root)).style(root, children, _title(info))


def _parse(text: str) -> Xml:
    if len(text) > SIZE_LIMIT:
        raise StyleError("this file is too large to be a style")
    if "<!ENTITY" in text:
        raise StyleError("a style may define no entities")
    try:
        return ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as problem:
        reason = str(problem).partition(":")[0]
        raise StyleError(f"this is not well-formed XML: {reason}", problem.position[0]) from None


def _title(info: Xml | None) -> str:
    return (info.findtext(f"{NAMESPACE}title") or "").strip() if info is not None else ""


def _no_citation(info: Xml | None) -> str:
    links = info.findall(f"{NAMESPACE}link") if info is not None else []
    for link in links:
        if link.get("rel") == "independent-parent":
            return f"this style only points to another; take that one: {link.get('href', '')}"
    return "this style has no <citation>"


def _tag(xml: Xml) -> str:
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
    parts = tuple(
        el.DatePart(
            name=part.get("name", ""),
            form=part.get("form", ""),
            range_delimiter=part.get("range-delimiter", ""),
            look=look(part),
        )
        for part in xml
        if _tag(part) == "date-part"
    )
    return el.Date(
        variable=xml.get("variable", ""),
        form=xml.get("form", ""),
        shown=xml.get("date-parts", ""),
        delimiter=xml.get("delimiter", ""),
        parts=parts,
        look=look(xml),
    )


@dataclass(frozen=True)
class _Compiler:
    """Compiles elements; macros are compiled where they are called, each only once."""

    macros: dict[str, Xml]
    names: el.NameOptions

    def style(self, root: Xml, children: dict[str, Xml], title: str) -> el.Style:
        compiled = _Elements(self.macros, {}, [])
        bibliography = children.get("bibliography")
        return el.Style(
            title=title,
            class_=root.get("class", "in-text"),
            locale=root.get("default-locale", ""),
            citation=self._citation(children["citation"], compiled),
            bibliography=None
            if bibliography is None
            else self._bibliography(bibliography, compiled),
            options=style_options(root),
            names=self.names,
            locale_xml=tuple(
                ElementTree.tostring(child, encoding="unicode")
                for child in root
                if _tag(child) == "locale"
            ),
        )

    def _citation(self, xml: Xml, compiled: "_Elements") -> el.Citation:
        return el.Citation(
            layout=_layout(xml, compiled),
            sort=_sort(xml, compiled),
            options=citation_options(xml),
            names=name_options(xml),
        )

    def _bibliography(self, xml: Xml, compiled: "_Elements") -> el.Bibliography:
        return el.Bibliography(
            layout=_layout(xml, compiled),
            sort=_sort(xml, compiled),
            options=bibliography_options(xml),
            names=name_options(xml),
        )


def _layout(xml: Xml, compiled: "_Elements") -> el.Layout:
    layout = next((child for child in xml if _tag(child) == "layout"), None)
    if layout is None:
        raise StyleError(f"its <{_tag(xml)}> has no <layout>")
    return el.Layout(compiled.children(layout), layout.get("delimiter", ""), look(layout))


def _sort(xml: Xml, compiled: "_Elements") -> tuple[el.SortKey, ...]:
    keys = [key for child in xml if _tag(child) == "sort" for key in child]
    return tuple(
        el.SortKey(
            variable=key.get("variable", ""),
            macro=compiled.macro(key.get("macro", "")) if key.get("macro") else (),
            descending=key.get("sort") == "descending",
            names_min=number(key, "names-min"),
            names_use_first=number(key, "names-use-first"),
            names_use_last=flag(key, "names-use-last") if key.get("names-use-last") else None,
        )
        for key in keys
        if _tag(key) == "key"
    )


@dataclass(frozen=True)
class _Elements:
    """Rendering elements from their XML. `done` are macros compiled, `open` those under way."""

    macros: dict[str, Xml]
    done: dict[str, tuple[el.Element, ...]]
    open: list[str]

    def macro(self, name: str) -> tuple[el.Element, ...]:
        if name not in self.done:
            if name in self.open:
                raise StyleError(f"the macro '{name}' calls itself")
            if name not in self.macros:
                raise StyleError(f"the macro '{name}' is called and not defined")
            self.open.append(name)
            self.done[name] = self.children(self.macros[name])
            self.open.pop()
        return self.done[name]

    def children(self, xml: Iterable[Xml]) -> tuple[el.Element, ...]:
        made = (self._element(child) for child in xml)
        return tuple(element for element in made if element is not None)

    def _element(self, xml: Xml) -> el.Element | None:
        match _tag(xml):
            case "text":
                return self._text(xml)
            case "number":
                return el.Number(
                    xml.get("variable", ""), xml.get("form", "numeric"), look(xml)
                )
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
        tests = tuple(
            el.Test(kind, value) for kind in TEST_KINDS for value in xml.get(kind, "").split()
        )
        return el.Branch(tests, xml.get("match", "all"), self.children(xml))

    def _names(self, xml: Xml) -> el.Names:
        children = {_tag(child): child for child in xml}
        order = [_tag(child) for child in xml]
        name, label, et_al = children.get("name"), children.get("label"), children.get("et-al")
        first = label is not None and (
            name is None or order.index("label") < order.index("name")
        )
        return el.Names(
            variables=tuple(xml.get("variable", "").split()),
            delimiter=xml.get("delimiter"),
            name=None if name is None else _name(name),
            et_al=None if et_al is None else el.EtAl(et_al.get("term", "et-al"), look(et_al)),
            label=None if label is None else _label(label),
            label_first=first and name is not None,
            substitute=self.children(children["substitute"]) if "substitute" in children else (),
            look=look(xml),
        )


def _name(xml: Xml) -> el.Name:
    parts = tuple(el.NamePart(part.get("name", ""), look(part)) for part in xml)
    return el.Name(name_options(xml), parts, look(xml))


def _label(xml: Xml) -> el.Label:
    return el.Label(
        xml.get("variable", ""), xml.get("form", "long"), xml.get("plural", "contextual"), look(xml)
    )
