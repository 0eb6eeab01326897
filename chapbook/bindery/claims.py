"""Turn a linked book into one that says which standards it keeps: PDF/UA-1 and PDF/A-3a.

ISO 14289-1, 5 and ISO 19005-3, 6.6.4. What the standards ask of pages, fonts and tags is seen to
where these are made; `make validate` has it checked.
"""

from pikepdf import Array, Dictionary, Name, Pdf, String

from chapbook.bindery.model import DocumentInfo
from chapbook.bindery.srgb_profile import DESCRIPTION, srgb_profile

NAMESPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
}
"""Those of the claims, and of what a book says of itself beyond the schemas of XMP."""

_PROPERTY = (
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
    "<pdfaProperty:valueType>{type}</pdfaProperty:valueType>"
    "<pdfaProperty:category>{category}</pdfaProperty:category>"
    "<pdfaProperty:description>{description}</pdfaProperty:description></rdf:li>"
)
_SCHEMA = (
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{schema}</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
)


def claim(book: Pdf, info: DocumentInfo) -> tuple[str, ...]:
    """The XMP properties that claim both standards, with what the catalog has to say for them;
    none for a book without tags, which keeps neither."""
    if Name.StructTreeRoot not in book.Root:
        return ()
    _declare_colours(book)
    return _claimed_properties(info)


def _claimed_properties(info: DocumentInfo) -> tuple[str, ...]:
    """The XMP properties of both claims, and the description of the schemas that PDF/A doesn't
    know (ISO 19005-3, 6.6.2.3.3), as far as the book uses them; all for one rdf:Description."""
    ua = _property("part", "Integer", "internal", "The part of ISO 14289 that the file conforms to")
    book = "".join(
        _property(name, "Text", "external", f"The {words} of the book")
        for name, words, value in (
            ("edition", "edition", info.edition),
            ("isbn", "ISBN", info.isbn),
        )
        if value
    )
    schemas = _schema("PDF/UA identification", "pdfuaid", ua)
    schemas += _schema("PRISM", "prism", book) if book else ""
    return (
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        f"<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>",
    )


def _property(name: str, type_: str, category: str, description: str) -> str:
    return _PROPERTY.format(name=name, type=type_, category=category, description=description)


def _schema(schema: str, prefix: str, properties: str) -> str:
    uri = NAMESPACES[prefix]
    return _SCHEMA.format(schema=schema, prefix=prefix, uri=uri, properties=properties)


def _declare_colours(book: Pdf) -> None:
    """Write the output intent that says what the colours of pages are: sRGB (ISO 19005-3,
    6.2.3)."""
    profile = book.make_stream(srgb_profile())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(DESCRIPTION),
        Info=String(DESCRIPTION),
        DestOutputProfile=book.make_indirect(profile),
    )
    book.Root.OutputIntents = Array([intent])
