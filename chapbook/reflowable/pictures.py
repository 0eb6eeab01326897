"""Turn a book's pictures into what a screen needs of them: small, and without anything active."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from PIL import Image, ImageOps, UnidentifiedImageError

SVG = "http://www.w3.org/2000/svg"
WIDEST_PX = 1400
"""Two pixels of a screen for each of the widest measure."""
JPEG_QUALITY = 80
SHOWN = ("image/jpeg", "image/png", "image/gif")
"""Core media types of EPUB (3.3, 3.2), which all browsers show too."""
ACTIVE = frozenset(("script", "foreignObject", "iframe", "animate", "set", "handler"))
_REMOTE = re.compile(r"url\(\s*[\"']?(?!#|[\"']?#)[^)]*\)|@import[^;]*;?", re.IGNORECASE)
_LOCAL_URL = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """A picture of pixels as a file."""

    data: bytes
    media_type: str


def for_screen(path: Path) -> Picture | None:
    """A picture no wider than a screen needs, or the file itself where that is smaller and says
    nothing of where and by whom it was taken; None where the file is no picture."""
    data = path.read_bytes()
    try:
        with Image.open(BytesIO(data)) as opened:
            known = Image.MIME.get(opened.format or "", "")
            tells_more = bool(opened.getexif())
            upright = ImageOps.exif_transpose(opened)
            upright.load()
    except (UnidentifiedImageError, OSError):
        return None
    if upright.width > WIDEST_PX:
        height = round(upright.height * WIDEST_PX / upright.width)
        upright = upright.resize((WIDEST_PX, height), Image.Resampling.LANCZOS)
    made = _encoded(upright, known)
    is_good = known in SHOWN and not tells_more and len(data) <= len(made.data)
    return Picture(data, known) if is_good else made


def _encoded(picture: Image.Image, known: str) -> Picture:
    """A photograph as JPEG, anything else as PNG, both without what they say of their makers."""
    out = BytesIO()
    if known == "image/jpeg":
        picture.convert("L" if picture.mode == "L" else "RGB").save(
            out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True
        )
        return Picture(out.getvalue(), known)
    modes = ("1", "L", "LA", "P", "RGB", "RGBA")
    plain = picture if picture.mode in modes else picture.convert("RGB")
    plain.info.clear()
    plain.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), "image/png")


def drawing(text: str, name: str) -> Element | None:
    """An SVG drawing to stand in a text, its ids and styles its own by `name`; None where it isn't
    well-formed. What is active, or would be fetched, is left out."""
    try:
        root = fromstring(text)
    except ParseError:
        return None
    if root.tag != f"{{{SVG}}}svg":
        return None
    _drop_active(root)
    ids = {each.get("id", "") for each in root.iter() if each.get("id")}
    for element in root.iter():
        _make_own(element, name, ids)
    root.set("id", name)
    _make_scalable(root)
    return root


def _drop_active(root: Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or _local(child.tag) in ACTIVE:
                parent.remove(child)


def _make_own(element: Element, name: str, ids: set[str]) -> None:
    for key, value in list(element.items()):
        local = _local(key)
        if local.startswith("on"):
            del element.attrib[key]
        elif local == "id":
            element.set(key, f"{name}-{value}")
        elif local == "href":
            del element.attrib[key]
            if value.startswith("#"):
                element.set("href", f"#{name}-{value[1:]}")
            elif value.startswith("data:image/"):
                element.set("href", value)
        elif "url(" in value:
            element.set(key, _own_urls(_REMOTE.sub("none", value), name))
    if _local(element.tag) == "style":
        element.text = "".join(_own_rules(element.text or "", name, ids))


def _own_urls(value: str, name: str) -> str:
    return _LOCAL_URL.sub(lambda found: f"url(#{name}-{found[1]})", value)


def _own_rules(css: str, name: str, ids: set[str]) -> Iterator[str]:
    """The drawing's rules, for the drawing alone."""
    for rule in _RULE.finditer(_REMOTE.sub("", _COMMENT.sub("", css))):
        selectors = [selector.strip() for selector in rule[1].split(",")]
        if any(selector.startswith("@") for selector in selectors):
            continue
        for known in ids:
            selectors = [
                re.sub(rf"#{re.escape(known)}\b", f"#{name}-{known}", each) for each in selectors
            ]
        scoped = ", ".join(f"#{name} {selector}" for selector in selectors)
        yield f"{scoped} {{{_own_urls(rule[2], name)}}}\n"


def _make_scalable(root: Element) -> None:
    """A drawing without a view box gets that of its measures, so that it may be narrower."""
    width, height = root.get("width", ""), root.get("height", "")
    if not root.get("viewBox"):
        sides = [re.match(r"\d+(?:\.\d+)?", side) for side in (width, height)]
        if sides[0] and sides[1]:
            root.set("viewBox", f"0 0 {sides[0][0]} {sides[1][0]}")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
