"""Turn a content stream into one whose operators set inks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Object, Operator

from chapbook.bindery.prepress import overprint
from chapbook.bindery.prepress.colour_space import (
    CMYK,
    GREY,
    RGB,
    ColourSpace,
    UnknownSpaceError,
    colour_space,
)
from chapbook.bindery.prepress.separation import Colour, Separator

DIRECT = {"g": GREY, "G": GREY, "rg": RGB, "RG": RGB, "k": CMYK, "K": CMYK}
CHOOSING, PAINTING = ("cs", "CS"), ("sc", "SC", "scn", "SCN")
MARKED = ("BDC", "BMC", "EMC", "DP", "MP")
"""Tags belong to the structure tree, which a press file does without."""
DEFAULT_BLACK = b"0 0 0 1 k 0 0 0 1 K "
Instruction = ContentStreamInstruction


def separated_stream(
    of: pikepdf.Page | Object, named: Object | None, separator: Separator, is_start: bool
) -> bytes:
    """The stream in inks; `named` are the colour spaces that it calls by names. With `is_start`
    nothing was painted before it: it begins with the default black, as an ink.

    In CMYK black text overprints. A colour that can't be separated stays as it is.
    """
    made = _Rewriting(separator, named).rewritten(of)
    if separator.mode == "L":
        return pikepdf.unparse_content_stream(made)
    black = DEFAULT_BLACK if is_start else b""
    return black + pikepdf.unparse_content_stream(list(overprint.overprinted(made, is_start)))


@dataclass(frozen=True)
class _Spaces:
    """The current colour spaces for filling and for stroking."""

    fill: ColourSpace = GREY
    stroke: ColourSpace = GREY

    def having(self, space: ColourSpace, strokes: bool) -> "_Spaces":
        return replace(self, stroke=space) if strokes else replace(self, fill=space)


class _Rewriting:
    """Rewrites one stream."""

    def __init__(self, separator: Separator, named: Object | None) -> None:
        self._separator, self._named = separator, named
        self._spaces = _Spaces()

    def rewritten(self, of: pikepdf.Page | Object) -> list[overprint.Instruction]:
        saved, made = list[_Spaces](), list[overprint.Instruction]()
        for instruction in pikepdf.parse_content_stream(of):
            operator = str(instruction.operator)
            if operator == "q":
                saved.append(self._spaces)
            elif operator == "Q" and saved:
                self._spaces = saved.pop()
            if isinstance(instruction, ContentStreamInstruction) and operator not in MARKED:
                made.append(self._in_inks(instruction, operator))
            elif operator not in MARKED:
                made.append(instruction)
        return made

    def _in_inks(self, instruction: Instruction, operator: str) -> Instruction:
        """The instruction, one that sets a colour as one that sets inks; those that do it for
        strokes are in capitals."""
        strokes = operator.isupper()
        if operator in DIRECT:
            self._spaces = self._spaces.having(DIRECT[operator], strokes)
            return self._painted(list(instruction.operands), DIRECT[operator], strokes)
        if operator in CHOOSING:
            return self._chosen(instruction, strokes)
        return self._special(instruction, strokes) if operator in PAINTING else instruction

    def _painted(
        self, operands: Sequence[object], space: ColourSpace, strokes: bool
    ) -> Instruction:
        # pikepdf gives numbers as int and Decimal.
        values = [float(value) for value in cast("Sequence[float]", operands)]
        return self._setting(self._separator.colour(values, space), strokes)

    def _setting(self, inks: Colour, strokes: bool) -> Instruction:
        operator = "g" if len(inks) == 1 else "k"
        name = operator.upper() if strokes else operator
        numbers = [pikepdf.Object.parse(f"{ink:.4g}".encode()) for ink in inks]
        return ContentStreamInstruction(numbers, Operator(name))

    def _chosen(self, instruction: Instruction, strokes: bool) -> Instruction:
        """A space that is chosen sets its black; a pattern's stays."""
        try:
            space = colour_space(instruction.operands[0], self._named)
        except UnknownSpaceError:
            return instruction
        self._spaces = self._spaces.having(space, strokes)
        if space.is_pattern:
            return ContentStreamInstruction([Name.Pattern], instruction.operator)
        return self._setting(self._separator.colour(space.black, space), strokes)

    def _special(self, instruction: Instruction, strokes: bool) -> Instruction:
        space = self._spaces.stroke if strokes else self._spaces.fill
        if space.is_pattern:
            return instruction
        return self._painted(list(instruction.operands), space, strokes)
