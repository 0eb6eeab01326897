"""Turn an EPUB into what a reading program finds in it: files, links, pages, notes."""

import re
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZIP_STORED, ZipFile

XHTML, OPF = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}"
TYPE = "{http://www.idpf.org/2007/ops}type"
DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True)
class FoundPoint:
    """A line of a navigation list, with those below it."""

    title: str
    href: str
    below: tuple["FoundPoint", ...] = ()


class InspectedEpub:
    """An EPUB opened for assertions."""

    def __init__(self, data: bytes) -> None:
        """Open `data`. Raises BadZipFile where it isn't an archive."""
        with ZipFile(BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.files = {name: archive.read(name) for name in archive.namelist()}

    @property
    def says_what_it_is(self) -> bool:
        """Whether the first file is the media type, uncompressed (OCF 3.3, 4.3)."""
        first = self.entries[0]
        is_plain = first.filename == "mimetype" and first.compress_type == ZIP_STORED
        return is_plain and self.files["mimetype"] == b"application/epub+zip"

    @cached_property
    def package(self) -> Element:
        """The package document."""
        return fromstring(self.files["EPUB/package.opf"])

    @cached_property
    def manifest(self) -> dict[str, str]:
        """The files of the package by their ids."""
        items = self.package.iter(f"{OPF}item")
        return {item.get("id", ""): f"EPUB/{item.get('href')}" for item in items}

    @cached_property
    def texts(self) -> dict[str, Element]:
        """The XHTML files by their names, those of the spine first and in its order."""
        read = [self.manifest[one.get("idref", "")] for one in self.package.iter(f"{OPF}itemref")]
        return {name: fromstring(self.files[name]) for name in [*read, "EPUB/nav.xhtml"]}

    def metadata(self, name: str) -> list[str]:
        """The texts of a Dublin Core element, or of the metas with a property."""
        found = self.package.iter(f"{DC}{name}")
        metas = (one for one in self.package.iter(f"{OPF}meta") if one.get("property") == name)
        return [one.text or "" for one in (*found, *metas)]

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """The ids of each file."""
        return {
            name: [one.get("id", "") for one in text.iter() if one.get("id")]
            for name, text in self.texts.items()
        }

    @property
    def broken_links(self) -> list[str]:
        """Links, pictures, styles and fonts that lead nowhere, or out of the book."""
        return [
            f"{name}: {href}"
            for name, text in self.texts.items()
            for one in text.iter()
            for href in (one.get("href"), one.get("src"))
            if href and not self._leads_somewhere(name, href)
        ] + [
            f"book.css: {url}"
            for url in re.findall(r"url\(([^)]*)\)", self.files["EPUB/styles/book.css"].decode())
            if normpath(join("EPUB/styles", url)) not in self.files
        ]

    def place(self, name: str, href: str) -> tuple[str, str]:
        """The file and the id that a link of the file `name` leads to."""
        path, _, anchor = href.partition("#")
        return normpath(join(dirname(name), path)) if path else name, anchor

    def _leads_somewhere(self, name: str, href: str) -> bool:
        if re.match(r"https?:|mailto:", href):
            return True
        file, anchor = self.place(name, href)
        return file in self.files and (not anchor or anchor in self.ids.get(file, ()))

    def element(self, name: str, href: str) -> Element:
        """What a link of the file `name` leads to. Raises StopIteration where that is nothing."""
        file, anchor = self.place(name, href)
        return next(one for one in self.texts[file].iter() if one.get("id") == anchor)

    def of_type(self, kind: str) -> list[tuple[str, Element]]:
        """The elements of an EPUB type, with their files."""
        return [
            (name, one)
            for name, text in self.texts.items()
            for one in text.iter()
            if kind in one.get(TYPE, "").split() and name != "EPUB/nav.xhtml"
        ]

    def navigation(self, kind: str) -> tuple[FoundPoint, ...]:
        """The list of that type: toc, landmarks, page-list."""
        nav = self.texts["EPUB/nav.xhtml"]
        (found,) = (one for one in nav.iter(f"{XHTML}nav") if one.get(TYPE) == kind)
        return _points(found)


def _points(parent: Element) -> tuple[FoundPoint, ...]:
    points = []
    for item in parent.findall(f"{XHTML}ol/{XHTML}li"):
        (link,) = item.findall(f"{XHTML}a")
        title = " ".join("".join(link.itertext()).split())
        points.append(FoundPoint(title, link.get("href", ""), _points(item)))
    return tuple(points)
