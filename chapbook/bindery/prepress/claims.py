"""Turn a PDF of inks into one that claims to be PDF/X-4 (ISO 15930-7:2010), and has no more in it
than that allows."""

import xml.etree.ElementTree as ET
from hashlib import sha256
from uuid import UUID

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from chapbook.bindery.metadata import describe
from chapbook.bindery.model import DocumentInfo
from chapbook.bindery.prepress.condition import PrintingCondition

VERSION = "1.6"
"""Of the PDF format that PDF/X-4 is a part of."""
REGISTRY = "http://www.color.org"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": RDF,
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}
KEPT_NAMESPACES = frozenset(NAMESPACES[name] for name in ("dc", "pdf", "xmp"))
KEPT_IN_CATALOG = frozenset(
    ("/Type", "/Pages", "/Metadata", "/PageLabels", "/PageLayout", "/Lang", "/ViewerPreferences")
)
DROPPED_FROM_PAGES = (
    Name.Annots, Name.StructParents, Name.Tabs, Name.AA, Name.Thumb, Name.PieceInfo, Name.Metadata,
)  # fmt: skip
PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{}\n<?xpacket end="r"?>'


def claim(book: Pdf, info: DocumentInfo, condition: PrintingCondition, content: bytes) -> None:
    """Make the claims; `content` is what the identity of the document is made from."""
    preferences = book.Root.get(Name.ViewerPreferences)
    describe(book, info)
    if preferences is not None:
        book.Root.ViewerPreferences = preferences
    _drop_what_is_not_printed(book)
    book.Root.OutputIntents = Array([_output_intent(book, condition)])
    book.docinfo[Name.Trapped] = Name("/False")
    packet = book.Root.Metadata.read_bytes().decode()
    identity = UUID(bytes=sha256(content).digest()[:16], version=4)
    book.Root.Metadata = _packet(book, _with_claims(packet, identity))


def _drop_what_is_not_printed(book: Pdf) -> None:
    """Links, tags, destinations, attachments: annotations may not stand within the bleed
    (6.17), and the rest says nothing to a press."""
    for key in set(book.Root.keys()) - KEPT_IN_CATALOG:
        del book.Root[key]
    for page in book.pages:
        for name in DROPPED_FROM_PAGES:
            if name in page.obj:
                del page.obj[name]


def _output_intent(book: Pdf, condition: PrintingCondition) -> Object:
    """The printing condition, its profile embedded (6.2.2, 6.2.3)."""
    profile = book.make_stream(condition.profile.data)
    profile.N = 4 if condition.profile.space == "CMYK" else 1
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.identifier),
        Info=String(condition.profile.description or condition.identifier),
        DestOutputProfile=profile,
    )
    if condition.is_registered:
        intent.RegistryName = String(REGISTRY)
    return book.make_indirect(intent)


def _with_claims(packet: str, identity: UUID) -> str:
    """The packet with nothing but what describes the book and the claims of PDF/X-4 (6.6)."""
    for prefix, uri in NAMESPACES.items():
        ET.register_namespace(prefix, uri)
    start, end = packet.index("<x:xmpmeta"), packet.index("<?xpacket end")
    meta = ET.fromstring(packet[start:end])
    rdf = meta.find(f"{{{RDF}}}RDF")
    assert rdf is not None
    created = ""
    for description in list(rdf):
        for property in list(description):
            if property.tag.partition("}")[0].lstrip("{") not in KEPT_NAMESPACES:
                description.remove(property)
            elif property.tag.endswith("}CreateDate"):
                created = property.text or ""
        if not len(description):
            rdf.remove(description)
    claims = ET.SubElement(rdf, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
    for prefix, name, value in (
        ("pdfxid", "GTS_PDFXVersion", "PDF/X-4"),
        ("pdf", "Trapped", "False"),
        ("xmp", "MetadataDate", created),
        ("xmpMM", "DocumentID", f"uuid:{identity}"),
        ("xmpMM", "VersionID", "1"),
        ("xmpMM", "RenditionClass", "default"),
    ):
        ET.SubElement(claims, f"{{{NAMESPACES[prefix]}}}{name}").text = value
    return PACKET.format(ET.tostring(meta, encoding="unicode"))


def _packet(book: Pdf, text: str) -> Object:
    """The metadata, which PDF/X wants to be readable in the file as it is."""
    packet = book.make_stream(text.encode())
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    return packet
