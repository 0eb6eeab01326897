"""Turn the pictures that a division names into what is shown: drawings in the text, other
pictures by the address that they have in the edition."""

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

from chapbook.reflowable.pictures import Picture, drawing, for_screen

Address = Callable[[str, Picture], str]
"""Keeps a picture, by its path in the book, and tells its address."""


def show_pictures(tree: Element, root: Path, prefix: str, address: Address) -> None:
    """Replace each `<img>` whose file is in the book at `root`; `prefix` begins drawings' ids."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    for number, image in enumerate(list(tree.iter("img")), start=1):
        source = image.get("src", "")
        path = root / source
        if source.startswith("data:") or not path.resolve().is_relative_to(root.resolve()):
            continue
        if not path.is_file():
            continue
        shown = _as_drawing(path, image, f"{prefix}--drawing-{number}")
        if shown is not None:
            _replace(image, shown, parents[image])
        elif picture := for_screen(path):
            image.set("src", address(source, picture))


def _as_drawing(path: Path, image: Element, name: str) -> Element | None:
    if path.suffix.lower() != ".svg":
        return None
    shown = drawing(path.read_text("utf-8", errors="replace"), name)
    if shown is None:
        return None
    shown.set("role", "img")
    shown.set("aria-label", image.get("alt", ""))
    for key in ("style", "class"):
        if value := image.get(key):
            shown.set(key, value)
    return shown


def _replace(old: Element, new: Element, parent: Element) -> None:
    new.tail = old.tail
    parent[list(parent).index(old)] = new
