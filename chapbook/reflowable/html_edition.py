"""Turn a text edition into one file of HTML with everything in it."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from xml.etree.ElementTree import Element

from markupsafe import Markup

from chapbook.composition.stylesheets import Stylesheet
from chapbook.composition.templates import Templates
from chapbook.diagnostics import Diagnostic
from chapbook.manuscript.book_config import Matter
from chapbook.reflowable.division_roles import give_role, lower_headings
from chapbook.reflowable.faces import compressed, face_css, faces_of, subset
from chapbook.reflowable.model import TextBook
from chapbook.reflowable.navigation import navigation
from chapbook.reflowable.pictures import Picture
from chapbook.reflowable.screen_styles import screen_styles
from chapbook.reflowable.serialization import as_html
from chapbook.reflowable.shown_pictures import show_pictures
from chapbook.reflowable.text_links import link_text
from chapbook.reflowable.used_faces import characters_of, roles_used

STYLES = ("list-numbers", "screen/text", "screen/html")


def make_html(
    book: TextBook, root: Path, shipped: Path, sheets: Iterable[Stylesheet]
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The file, and what is wrong with its stylesheets. `sheets` are the book's, for their faces.
    Raises BookError when the template is wrong."""
    trees = [_division(book, number, root) for number in range(len(book.divisions))]
    css, found = screen_styles(root, shipped, STYLES)
    text = "\n".join(as_html(tree) for tree in trees)
    fonts = "".join(_fonts(sheets, trees, characters_of(trees, book)))
    body = next(one for one in book.divisions if one.division.matter is Matter.BODY)
    html = Templates(root, shipped, "screen").render(
        "document.html",
        {
            "book": book.config,
            "language": book.config.language,
            "labels": book.labels,
            "date": book.date,
            "css": Markup(fonts + css),
            "navigation": navigation(book.contents, lambda anchor: f"#{anchor}"),
            "body_starts_at": body.division.id,
            "has_title_page": bool(book.of_kind("title")),
            "divisions": Markup(text),
        },
    )
    return html.encode(), found


def _division(book: TextBook, number: int, root: Path) -> Element:
    division = book.divisions[number]
    tree = deepcopy(division.tree)
    give_role(division, tree)
    link_text(tree, lambda anchor: f"#{anchor}" if anchor in book.homes else "")
    show_pictures(tree, root, division.division.id, _data_address)
    _frame_tables(tree)
    if division.division.kind != "title":
        lower_headings(tree)
    return tree


def _data_address(_: str, picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"


def _frame_tables(tree: Element) -> None:
    """What is wider than a small screen is moved to and fro in a frame of its own, by keys, too."""
    for parent in list(tree.iter()):
        for at, child in enumerate(list(parent)):
            if child.tag == "table":
                frame = Element("div", {"class": "table-frame", "tabindex": "0"})
                caption = child.find("caption")
                if caption is not None:
                    name = " ".join("".join(caption.itertext()).split())
                    frame.attrib |= {"role": "group", "aria-label": name}
                frame.tail, child.tail = child.tail, None
                frame.append(child)
                parent[at] = frame


def _fonts(
    sheets: Iterable[Stylesheet], trees: Iterable[Element], characters: frozenset[str]
) -> Iterator[str]:
    for face in faces_of(sheets, roles_used(trees)):
        data = b64encode(compressed(subset(face, characters))).decode()
        yield face_css(face, f"data:font/woff2;base64,{data}")
