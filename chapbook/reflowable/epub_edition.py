"""Turn a text edition into an EPUB 3 file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from chapbook.composition.stylesheets import Stylesheet
from chapbook.composition.templates import Templates
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.book_config import Matter
from chapbook.reflowable.division_roles import TYPES
from chapbook.reflowable.epub_archive import epub_archive
from chapbook.reflowable.epub_texts import EpubText, address_in, epub_texts
from chapbook.reflowable.faces import Face, face_css, faces_of, subset
from chapbook.reflowable.model import TextBook
from chapbook.reflowable.navigation import NavigationPoint, navigation
from chapbook.reflowable.pictures import Picture
from chapbook.reflowable.screen_styles import screen_styles
from chapbook.reflowable.serialization import as_xhtml
from chapbook.reflowable.used_faces import characters_of, roles_used

STYLES = ("list-numbers", "screen/text", "screen/epub")
FOLDER = "EPUB"
XHTML = "application/xhtml+xml"
LANDMARKS = ("title", "contents", "illustrations", "notes", "bibliography", "index")
FEATURES = (
    "alternativeText", "displayTransformability", "pageBreakMarkers", "pageNavigation",
    "readingOrder", "structuralNavigation", "tableOfContents",
)  # fmt: skip
"""What of https://www.w3.org/community/reports/a11y-discov-vocab/ is true of each of our books."""


@dataclass(frozen=True)
class Item:
    """A file of the package, as its manifest has it. `is_read`: it is in the reading order."""

    id: str
    href: str
    media_type: str
    data: bytes
    properties: str = ""
    is_read: bool = False


@dataclass(frozen=True)
class Landmark:
    """A place that reading systems have a button for; `title` of a page is its folio."""

    title: str
    href: str
    type: str = ""


def make_epub(
    book: TextBook, root: Path, shipped: Path, sheets: Iterable[Stylesheet], cover: bytes
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The file, and what is wrong with its stylesheets. `sheets` are the book's, for their faces;
    `cover` is a PNG. Raises BookError when a template is wrong."""
    templates = Templates(root, shipped, "screen")
    pictures: dict[str, Picture] = {}

    def keep(path: str, picture: Picture) -> str:
        pictures[path] = picture
        return _picture_name(list(pictures).index(path), picture)

    texts = epub_texts(book, root, keep)
    css, found = screen_styles(root, shipped, STYLES)
    fonts = tuple(_fonts(sheets, book, texts))
    rules = "".join(face_css(face, f"../{item.href}") for face, item in fonts)
    items = (
        Item("nav", "nav.xhtml", XHTML, _navigation(templates, book).encode(), "nav"),
        Item("cover-image", "cover.png", "image/png", cover, "cover-image"),
        _cover_page(templates, book),
        *(_text(templates, text) for text in texts),
        Item("styles", "styles/book.css", "text/css", (rules + css).encode()),
        *(item for _, item in fonts),
        *_licences(face for face, _ in fonts),
        *(
            Item(f"picture-{at + 1}", _picture_name(at, one), one.media_type, one.data)
            for at, one in enumerate(pictures.values())
        ),
    )
    has_pictures = bool(pictures) or any(text.has_drawings for text in texts)
    package = templates.render("epub-package.html", _package(book, items, has_pictures))
    files = {
        "META-INF/container.xml": templates.render("epub-container.html", {}).encode(),
        f"{FOLDER}/package.opf": package.encode(),
        **{f"{FOLDER}/{item.href}": item.data for item in items},
    }
    return epub_archive(files, book.date), found


def _picture_name(number: int, picture: Picture) -> str:
    return f"pictures/{number + 1:03}.{picture.media_type.rpartition('/')[2]}"


def _text(templates: Templates, text: EpubText) -> Item:
    variables = {
        "language": text.division.language,
        "title": text.division.title,
        "type": f"{text.division.division.matter.value}matter",
        "body": Markup(as_xhtml(text.tree)),
    }
    page = templates.render("epub-text.html", variables)
    name = text.name.removesuffix(".xhtml")
    properties = "svg" if text.has_drawings else ""
    return Item(f"text-{name}", text.name, XHTML, page.encode(), properties, is_read=True)


def _cover_page(templates: Templates, book: TextBook) -> Item:
    image = Markup(
        '<section class="cover" epub:type="cover"><img src="cover.png" alt="{}"/></section>'
    )
    variables = {
        "language": book.config.language,
        "title": book.labels.cover,
        "type": "",
        "body": image.format(book.config.title),
    }
    page = templates.render("epub-text.html", variables)
    return Item("cover", "cover.xhtml", XHTML, page.encode(), is_read=True)


def _navigation(templates: Templates, book: TextBook) -> str:
    address = address_in(book)
    variables = {
        "language": book.config.language,
        "labels": book.labels,
        "navigation": _points(book),
        "landmarks": tuple(_landmarks(book)),
        "page_list": [Landmark(mark.folio, address(mark.anchor)) for _, mark in book.page_marks],
    }
    return templates.render("epub-navigation.html", variables)


def _points(book: TextBook) -> Sequence[NavigationPoint]:
    """The contents; of a book whose contents would be empty, its divisions."""
    address = address_in(book)
    return navigation(book.contents, address) or tuple(
        NavigationPoint("", one.title, address(one.division.id), ()) for one in book.divisions
    )


def _landmarks(book: TextBook) -> Iterator[Landmark]:
    address = address_in(book)
    yield Landmark(book.labels.cover, "cover.xhtml", "cover")
    is_in_body = False
    for one in book.divisions:
        if one.division.matter is Matter.BODY and not is_in_body:
            is_in_body = True
            yield Landmark(one.title, address(one.division.id), "bodymatter")
        if one.division.kind in LANDMARKS:
            yield Landmark(one.title, address(one.division.id), TYPES[one.division.kind])


def _fonts(
    sheets: Iterable[Stylesheet], book: TextBook, texts: Sequence[EpubText]
) -> Iterator[tuple[Face, Item]]:
    trees = [text.tree for text in texts]
    for face in faces_of(sheets, roles_used(trees)):
        data = subset(face, characters_of(trees, book))
        kind = "otf" if data.startswith(b"OTTO") else "ttf"
        yield face, Item(f"font-{face.stem}", f"fonts/{face.stem}.{kind}", f"font/{kind}", data)


def _licences(faces: Iterable[Face]) -> Iterator[Item]:
    """The licences that lie beside the fonts' files, as they lie there."""
    named = {face.path.with_name(f"{face.path.name.partition('-')[0]}-OFL.txt") for face in faces}
    for path in sorted(named):
        if path.is_file():
            yield Item(
                f"licence-{path.stem}", f"fonts/{path.name}", "text/plain", path.read_bytes()
            )


def _package(book: TextBook, items: Sequence[Item], has_pictures: bool) -> Mapping[str, object]:
    config = book.config
    year = config.date if config.date.isdecimal() and len(config.date) == 4 else f"{book.date:%Y}"
    known = config.url or f"chapbook:{config.slug}:{config.title}"
    languages = dict.fromkeys([config.language, *(one.language for one in book.divisions)])
    parts = (config.title, config.edition, config.publisher, config.date)
    printed = f"urn:isbn:{config.isbn}" if config.isbn else ", ".join(filter(None, parts))
    features = (*FEATURES, *(["index"] if book.of_kind("index") else []))
    return {
        "book": config,
        "language": config.language,
        "languages": tuple(languages),
        "identifier": f"urn:uuid:{uuid5(NAMESPACE_URL, known)}",
        "year": year,
        "printed": printed,
        "modified": f"{book.date:%Y-%m-%dT%H:%M:%SZ}",
        "has_pictures": has_pictures,
        "features": sorted(features),
        "accessibility": book.labels.accessibility,
        "has_cover": True,
        "direction": "rtl" if config.printing.binding_side == "right" else "ltr",
        "items": items,
    }
