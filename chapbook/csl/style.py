"""Turn the XML of a .csl file into a compiled Style, so that rendering sees no XML."""

from collections.abc import Mapping
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as Xml

from chapbook.csl import elements as el
from chapbook.csl.style_elements import NAMESPACE, ElementReader, StyleError, look, tag
from chapbook.csl.style_options import (
    bibliography_options,
    citation_options,
    flag_or_none,
    name_options,
    number,
    style_options,
)

__all__ = ["StyleError", "read_style"]

SIZE_LIMIT = 2_000_000


@lru_cache(maxsize=8)
def read_style(text: str) -> el.Style:
    """The style in the text of a .csl file.

    Raises StyleError where it is no XML, no independent CSL style, calls a macro that is not
    defined or calls itself, or is too large.
    """
    try:
        return _compiled(_parsed(text))
    except StyleError as problem:
        if problem.place and problem.place in text:
            problem.line = text[: text.index(problem.place)].count("\n") + 1
        raise


def _parsed(text: str) -> Xml:
    if len(text) > SIZE_LIMIT:
        raise StyleError("this file is too large to be a style")
    if "<!ENTITY" in text:
        raise StyleError("a style may define no entities", place="<!ENTITY")
    try:
        return ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as problem:
        reason = str(problem).partition(":")[0]
        raise StyleError(f"this is not well-formed XML: {reason}", problem.position[0]) from None


def _compiled(root: Xml) -> el.Style:
    if root.tag != f"{NAMESPACE}style":
        raise StyleError("this is no CSL style: its root is not <style>")
    children = {tag(child): child for child in root}
    if "citation" not in children:
        raise StyleError(_no_citation(children.get("info")))
    macros = {child.get("name", ""): child for child in root if tag(child) == "macro"}
    reader = ElementReader(macros)
    locales = [child for child in root if tag(child) == "locale"]
    return el.Style(
        title=_title(children.get("info")),
        class_=root.get("class", "in-text"),
        locale=root.get("default-locale", ""),
        citation=_citation(children["citation"], reader),
        bibliography=_bibliography(children, reader),
        options=style_options(root),
        names=name_options(root),
        locale_xml=tuple(ElementTree.tostring(xml, encoding="unicode") for xml in locales),
    )


def _title(info: Xml | None) -> str:
    return (info.findtext(f"{NAMESPACE}title") or "").strip() if info is not None else ""


def _no_citation(info: Xml | None) -> str:
    links = info.findall(f"{NAMESPACE}link") if info is not None else []
    for link in links:
        if link.get("rel") == "independent-parent":
            return f"this style only points to another; take that one: {link.get('href', '')}"
    return "this style has no <citation>"


def _citation(xml: Xml, reader: ElementReader) -> el.Citation:
    return el.Citation(
        layout=_layout(xml, reader),
        sort=_sort(xml, reader),
        options=citation_options(xml),
        names=name_options(xml),
    )


def _bibliography(children: Mapping[str, Xml], reader: ElementReader) -> el.Bibliography | None:
    xml = children.get("bibliography")
    if xml is None:
        return None
    return el.Bibliography(
        layout=_layout(xml, reader),
        sort=_sort(xml, reader),
        options=bibliography_options(xml),
        names=name_options(xml),
    )


def _layout(xml: Xml, reader: ElementReader) -> el.Layout:
    layout = next((child for child in xml if tag(child) == "layout"), None)
    if layout is None:
        raise StyleError(f"its <{tag(xml)}> has no <layout>", place=f"<{tag(xml)}")
    return el.Layout(reader.children(layout), layout.get("delimiter", ""), look(layout))


def _sort(xml: Xml, reader: ElementReader) -> tuple[el.SortKey, ...]:
    keys = [key for child in xml if tag(child) == "sort" for key in child]
    return tuple(
        el.SortKey(
            variable=key.get("variable", ""),
            macro=reader.macro(key.get("macro", "")) if key.get("macro") else (),
            descending=key.get("sort") == "descending",
            names_min=number(key, "names-min"),
            names_use_first=number(key, "names-use-first"),
            names_use_last=flag_or_none(key, "names-use-last"),
        )
        for key in keys
        if tag(key) == "key"
    )
