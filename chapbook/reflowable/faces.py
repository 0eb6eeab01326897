"""Turn the faces of a theme into font files with the characters of one book alone."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from chapbook.composition.stylesheets import FONTS, Stylesheet

FEATURES = (
    "calt", "c2sc", "ccmp", "clig", "dnom", "frac", "kern", "liga", "lnum", "locl", "mark", "mkmk",
    "numr", "onum", "pnum", "smcp", "sups", "tnum",
)  # fmt: skip
"""What the stylesheets of text editions ask of a font, and what any text does."""
_FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
_DESCRIPTOR = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")


@dataclass(frozen=True)
class Face:
    """A face by the name of its role ('Text Italic'), and its file."""

    role: str
    style: str
    weight: str
    path: Path

    @property
    def stem(self) -> str:
        """What a file made of it is called."""
        return self.role.lower().replace(" ", "-")


def faces_of(sheets: Iterable[Stylesheet], roles: Collection[str]) -> tuple[Face, ...]:
    """The faces of these roles in a book's stylesheets, one a role."""
    found: dict[str, Face] = {}
    for sheet in sheets:
        if not sheet.path.endswith(FONTS):
            continue
        for rule in _FACE.finditer(sheet.text):
            said = {name: value.strip() for name, value in _DESCRIPTOR.findall(rule[1])}
            role = said.get("font-family", "").strip("\"'")
            file = _URL.search(said.get("src", ""))
            path = sheet.folder / file[1] if file else None
            if role in roles and path and path.is_file():
                style, weight = said.get("font-style", "normal"), said.get("font-weight", "normal")
                found[role] = Face(role, style, weight, path)
    return tuple(found.values())


def subset(face: Face, characters: Collection[str]) -> bytes:
    """The face with what these characters need, figures and small capitals included; OpenType."""
    source: Any = hb.Face(hb.Blob(face.path.read_bytes()))
    wanted: Any = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(ord(character) for character in characters)
    features = wanted.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update(int.from_bytes(name.encode(), "big") for name in FEATURES)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(source, wanted).blob.data)


def compressed(font: bytes) -> bytes:
    """The font as WOFF 2."""
    opened = TTFont(BytesIO(font), recalcTimestamp=False)
    opened.flavor = "woff2"
    packed = BytesIO()
    opened.save(packed, reorderTables=None)
    return packed.getvalue()


def face_css(face: Face, url: str) -> str:
    """The rule that gives a file to a role."""
    return (
        f'@font-face {{ font-family: "{face.role}"; font-style: {face.style}; '
        f"font-weight: {face.weight}; font-display: swap; src: url({url}); }}\n"
    )
