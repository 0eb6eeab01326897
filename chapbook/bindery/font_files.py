"""Turn a font file and the glyphs that a book uses into one subset."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from chapbook.bindery.bare_cff import bare_cff

# What a PDF reader has no use for; WeasyPrint leaves out the same.
UNUSED_TABLES = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT")

# A font whose glyphs are found by their numbers needs none of these (ISO 32000-1, 9.9).
UNUSED_BY_NUMBER = ("cmap", "name", "OS/2", "post", "STAT", "GDEF", "gasp", "FFTM", "prep", "fpgm")

# In the name table (OpenType 1.9, name IDs).
POSTSCRIPT_NAME = 6

Shape = tuple[object, ...]
"""The advance and, where it draws something, the extents of a glyph."""
FLAGS = hb.SubsetFlags.PASSTHROUGH_UNRECOGNIZED | hb.SubsetFlags.DESUBROUTINIZE


@dataclass(frozen=True)
class NumberedFont:
    """A subset: its data, and /CIDToGIDMap (ISO 32000-1, 9.7.4.2) where it needs one."""

    data: bytes
    glyph_map: bytes | None


class FontFile:
    """An original font file, to recognise its subsets by and to make a new one from."""

    def __init__(self, path: Path) -> None:
        """Read `path`. Raises OSError where it can't be read."""
        self._face = hb.Face(hb.Blob(path.read_bytes()))
        self._font = hb.Font(self._face)
        self.identity = _identity(self._face)
        self._shapes: dict[int, Shape] = {}
        self.postscript_name: str = self._face.get_name(POSTSCRIPT_NAME) or ""

    def shape(self, glyph: int) -> Shape:
        """How it draws a glyph."""
        if glyph not in self._shapes:
            self._shapes[glyph] = _shape(self._font, glyph)
        return self._shapes[glyph]

    def numbered(self, glyphs: Mapping[int, int]) -> "NumberedFont":
        """A font with these glyphs alone, by their CIDs, which aren't 0."""
        wanted = _wanted(glyphs.values(), FLAGS | hb.SubsetFlags.NO_HINTING, UNUSED_BY_NUMBER)
        plan = hb.SubsetPlan(self._face, wanted)
        new_ids = dict(plan.old_to_new_glyph_mapping)
        face = plan.execute()
        ids = {cid: new_ids[glyph] for cid, glyph in sorted(glyphs.items())}
        if "CFF " in face.table_tags:
            return NumberedFont(bare_cff(face, ids), None)
        numbers = (ids.get(cid, 0) for cid in range(max(ids, default=0) + 1))
        glyph_map = b"".join(number.to_bytes(2, "big") for number in numbers)
        return NumberedFont(bytes(face.blob.data), glyph_map)

    def subset(self, glyphs: Collection[int], *, notdef_outline: bool) -> bytes:
        """A font with these glyphs at the ids that they have in the file, and no others.

        `notdef_outline`: draw the sign for a missing glyph, too. Ids that the file hasn't
        are passed over: WeasyPrint takes such for the characters that a font lacks.
        """
        flags = FLAGS | (hb.SubsetFlags.NOTDEF_OUTLINE if notdef_outline else 0)
        own = {glyph for glyph in glyphs if glyph < self._face.glyph_count}
        sparse = _subset(self._face, own, flags | hb.SubsetFlags.RETAIN_GIDS)
        # Glyphs that the first pass emptied stay up to the last one used.
        ids = range(max(own, default=0) + 1)
        compact = _subset(sparse, ids, flags | hb.SubsetFlags.NO_HINTING)
        return bytes(compact.blob.data)


def origin_of(subset: bytes, glyphs: Collection[int], originals: Sequence[FontFile]) -> int | None:
    """The number of the file that `subset`, which keeps glyph ids, was made from; None for another.

    The files of a family share names and glyph ids: revision, dates and units of both
    must agree, and the extents and the advance of every glyph used.
    """
    face = hb.Face(hb.Blob(subset))
    identity, font = _identity(face), hb.Font(face)
    for number, each in enumerate(originals):
        if each.identity == identity and all(
            _shape(font, glyph) == each.shape(glyph) for glyph in glyphs
        ):
            return number
    return None


def _subset(face: Any, glyphs: Collection[int], flags: int) -> Any:
    return hb.subset(face, _wanted(glyphs, flags))


def _wanted(glyphs: Collection[int], flags: int, unused: Collection[str] = ()) -> Any:
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags(flags)
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    dropped = (_tag(name) for name in (*UNUSED_TABLES, *unused))
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(dropped)
    return wanted


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


def _identity(face: Any) -> bytes:
    """Of the head table: revision, units per em, dates of making and change."""
    head = bytes(face.reference_table("head").data)
    return head[4:8] + head[18:36]


def _shape(font: Any, glyph: int) -> Shape:
    extents = font.get_glyph_extents(glyph)
    return (font.get_glyph_h_advance(glyph), *(extents or ()))
