"""Turn what the book says of itself into the PDF's Info dictionary, XMP and catalog."""

from datetime import UTC, datetime
from html import escape

from pikepdf import Dictionary, Name, Pdf, Stream, String

from chapbook import __version__
from chapbook.bindery import claims
from chapbook.bindery.model import DocumentInfo

PROGRAM = f"Chapbook {__version__}"

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""{namespaces}>
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    **claims.NAMESPACES,
}


def describe(book: Pdf, info: DocumentInfo, claimed: tuple[str, ...] = ()) -> None:
    """Write Info, /Metadata, /Lang and the viewer's preferences; `claimed` are the XMP properties
    of the standards that the book keeps.

    A `created` without a time zone is taken as UTC. Nothing else but `info` and this
    program's version goes in, so that the same book has the same bytes.
    """
    for key, value in _info_entries(info).items():
        if value:
            book.docinfo[Name(f"/{key}")] = String(value)
    packet = Stream(book, _xmp(info, claimed).encode())
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    book.Root.Metadata = book.make_indirect(packet)
    book.Root.Lang = String(info.language)
    book.Root.PageLayout = Name.TwoPageRight
    book.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def pdf_date(moment: datetime) -> str:
    """A date as in ISO 32000-1, 7.9.4, in UTC."""
    return _utc(moment).strftime("D:%Y%m%d%H%M%SZ")


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _info_entries(info: DocumentInfo) -> dict[str, str]:
    date = pdf_date(info.created)
    return {
        "Title": info.title,
        "Author": ", ".join(info.authors),
        "Subject": info.subject,
        "Keywords": ", ".join(info.keywords),
        "Language": info.language,
        "Edition": info.edition,
        "ISBN": info.isbn,
        "Licence": info.licence,
        "Creator": PROGRAM,
        "Producer": PROGRAM,
        "CreationDate": date,
        "ModDate": date,
    }


def _xmp(info: DocumentInfo, claims_made: tuple[str, ...]) -> str:
    """The XMP packet (ISO 16684-1), without the instance ids that would never repeat."""
    date = _utc(info.created).strftime("%Y-%m-%dT%H:%M:%SZ")
    properties = [
        _container("dc:title", "Alt", (info.title,)),
        _container("dc:creator", "Seq", info.authors),
        _container("dc:description", "Alt", (info.subject,)),
        _container("dc:subject", "Bag", info.keywords),
        _container("dc:language", "Bag", (info.language,)),
        _container("dc:rights", "Alt", (info.licence,)),
        _simple("dc:identifier", f"urn:isbn:{info.isbn}" if info.isbn else ""),
        "<dc:format>application/pdf</dc:format>",
        _simple("pdf:Keywords", ", ".join(info.keywords)),
        _simple("pdf:Producer", PROGRAM),
        _simple("xmp:CreatorTool", PROGRAM),
        _simple("xmp:CreateDate", date),
        _simple("xmp:ModifyDate", date),
        _simple("prism:edition", info.edition),
        _simple("prism:isbn", info.isbn),
        _simple("xmpRights:Marked", "True" if info.licence else ""),
        *claims_made,
    ]
    names = "".join(f'\n xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return PACKET.format(namespaces=names, properties="\n".join(filter(None, properties)))


def _simple(name: str, value: str) -> str:
    return f"<{name}>{_text(value)}</{name}>" if value else ""


def _container(name: str, kind: str, values: tuple[str, ...]) -> str:
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{_text(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _text(value: str) -> str:
    """Escaped, without the control characters that XML can't hold."""
    printable = "".join(character for character in value if character.isprintable())
    return escape(printable, quote=False)
