"""Turn a tree of HTML into its text, as HTML (WHATWG HTML, 13.3) or as XHTML."""

from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
RAW = frozenset(("script", "style"))
PREFIXES = {
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.idpf.org/2007/ops": "epub",
}


def as_html(element: Element) -> str:
    """The element as a part of an HTML document, without what follows it."""
    return "".join(_written(element, is_xml=False, outer=""))


def as_xhtml(element: Element) -> str:
    """The element as a part of an XHTML document that declares the prefixes epub and xlink."""
    return "".join(_written(element, is_xml=True, outer=""))


def _written(element: Element, is_xml: bool, outer: str) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    namespace, name = _divided(element.tag)
    is_foreign = bool(namespace)
    yield f"<{name}{''.join(_attributes(element, is_xml))}"
    if is_foreign and namespace != outer:
        yield f' xmlns="{namespace}"'
    if not len(element) and not element.text and (is_foreign or name in VOID):
        yield "/>" if is_xml or is_foreign else ">"
        return
    yield ">"
    is_raw = name in RAW and not is_xml and not is_foreign
    yield (element.text or "") if is_raw else _text(element.text)
    for child in element:
        yield from _written(child, is_xml, namespace)
        yield _text(child.tail)
    yield f"</{name}>"


def _attributes(element: Element, is_xml: bool) -> Iterator[str]:
    for key, value in element.items():
        namespace, name = _divided(key)
        prefix = PREFIXES.get(namespace, "")
        if namespace and not prefix:
            continue
        full = f"{prefix}:{name}" if prefix else name
        yield f' {full}="{escape(value)}"'
        if is_xml and full == "lang":
            yield f' xml:lang="{escape(value)}"'


def _divided(name: str) -> tuple[str, str]:
    """Namespace and local name."""
    if name.startswith("{"):
        namespace, _, local = name[1:].partition("}")
        return namespace, local
    return "", name


def _text(text: str | None) -> str:
    return escape(text or "", quote=False)
