"""Turn `![words](file)` into an image whose file is in the book."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from chapbook.diagnostics import SourceSpan, did_you_mean
from chapbook.manuscript.book_files import book_file, inside_book
from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.attributes import looks_like_attributes, read_or_report
from chapbook.manuscript.markdown.escapes import shelter
from chapbook.manuscript.markdown.links import read_destination
from chapbook.manuscript.markdown.places import add_place
from chapbook.manuscript.markdown.reading import Reading
from chapbook.manuscript.markdown.serialize import plain_text

if TYPE_CHECKING:
    from chapbook.manuscript.markdown.scanner import Match, Scanner, Surroundings

IMAGE_TYPES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


@dataclass(frozen=True)
class ImageSyntax:
    """An image as written: its words between `words_start` and `words_end`."""

    words_start: int
    words_end: int
    address: str
    title: str
    attributes: Attributes
    end: int


def read_image_syntax(scanner: "Scanner", start: int, end: int) -> ImageSyntax | None:
    """The image whose '!' is at `start`."""
    close = scanner.structure.brackets.get(start + 1)
    if close is None or close >= end or scanner.text[start + 1 : start + 2] != "[":
        return None
    found = read_destination(scanner, close, end)
    if found is None:
        return None
    attributes, stop = Attributes(), found.end
    if stop < end and looks_like_attributes(scanner.text, stop):
        read = read_or_report(scanner.reading, scanner.placed, stop, end)
        attributes, stop = read.attributes or Attributes(), read.end
    return ImageSyntax(start + 2, close, found.address, found.title, attributes, stop)


def read_image(scanner: "Scanner", start: int, end: int, around: "Surroundings") -> "Match | None":
    """An image in a line of text; its words are what it shows, unless `alt` says it."""
    found = read_image_syntax(scanner, start, end)
    if found is None:
        return None
    reading = scanner.reading
    span = reading.span(scanner.placed, start, found.end)
    words = scanner.element("span", found.words_start, found.words_end, around)
    alt = found.attributes.get("alt") or plain_text(words)
    if not alt:
        hint = 'write ![what it shows](file), or {alt="what it shows"}'
        reading.warn("figure-alt", "this image doesn't say what it shows", span, hint)
    image = image_element(reading, found, alt, span)
    values = tuple(pair for pair in found.attributes.values if pair[0] != "alt")
    attributes = Attributes(found.attributes.id, found.attributes.classes, values)
    add_place(reading, image, attributes, span)
    return scanner.match([image], found.end)


def image_element(reading: Reading, found: ImageSyntax, alt: str, span: SourceSpan) -> Element:
    """The img element; where there is no such image, a gap that names it."""
    path = _find_image(reading, found.address, span)
    if path is None:
        gap = Element("span", {"class": "gap"})
        gap.text = shelter(f"[{found.address}]")
        return gap
    image = Element("img", {"src": path, "alt": alt})
    if found.title:
        image.set("title", found.title)
    if path not in reading.images:
        reading.images.append(path)
    return image


def _find_image(reading: Reading, address: str, span: SourceSpan) -> str | None:
    """The image's path from the book's root, where the book has it."""
    if _SCHEME.match(address):
        hint = "put the image into the book's directory"
        reading.error("image-remote", "an image must be a file of the book", span, hint)
        return None
    named = unquote(address)
    folder = PurePosixPath(reading.path).parent.as_posix()
    candidates = (named, f"{folder}/{named}")
    for candidate in candidates:
        path = image_at(reading.root, candidate)
        reading.image_lookups[candidate] = path
        if path is not None:
            return _supported(reading, path, span)
    if named.startswith("/") or all(
        inside_book(reading.root, candidate) is None for candidate in candidates
    ):
        reading.error("image-outside-book", f"the image '{named}' is outside the book", span)
    else:
        hint = did_you_mean(named, _images_near(reading, candidates))
        reading.error("image-missing", f"there is no image '{named}'", span, hint)
    return None


def image_at(root: Path, candidate: str) -> str | None:
    """The path from the book's root of the file at `candidate`, None where there is none."""
    path = book_file(root, candidate)
    return path.relative_to(root.resolve()).as_posix() if path else None


def _supported(reading: Reading, path: str, span: SourceSpan) -> str | None:
    if path.lower().endswith(IMAGE_TYPES):
        return path
    hint = f"known: {', '.join(IMAGE_TYPES)}"
    reading.error("image-type", f"'{path}' is not an image of a known type", span, hint)
    return None


def _images_near(reading: Reading, candidates: tuple[str, ...]) -> list[str]:
    """The images in the folders where the missing one was looked for, as an author names them."""
    names: list[str] = []
    parent = PurePosixPath(candidates[0]).parent.as_posix()
    for candidate in candidates:
        folder = inside_book(reading.root, PurePosixPath(candidate).parent.as_posix())
        if folder is not None and folder.is_dir():
            prefix = "" if parent == "." else f"{parent}/"
            names += [
                f"{prefix}{path.name}"
                for path in sorted(folder.iterdir())
                if path.suffix.lower() in IMAGE_TYPES
            ]
    return names
