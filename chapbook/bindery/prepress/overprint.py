"""Turn instructions in CMYK into the same with black text that overprints.

Where text stands on a colour, the other inks would else be left out beneath it, and any that is a
little off leaves a white edge. Black ink covers what is under it (ISO 32000-1, 8.6.7).
"""

from collections.abc import Iterable, Iterator

from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Operator

Instruction = ContentStreamInstruction | ContentStreamInlineImage
SHOWS = ("Tj", "TJ", "'", '"')
PAINTS = ("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do")
OTHER_FILLS = ("g", "rg", "cs", "sc", "scn")
BLACK = (0.0, 0.0, 0.0, 1.0)
OVERPRINTS, KNOCKS_OUT = Name("/PressOverprint"), Name("/PressKnockout")
SETS_STATE = Operator("gs")


def overprint_states() -> dict[str, Dictionary]:
    """The graphics states that the instructions name; zero inks overprint too (OPM 1)."""
    return {
        str(OVERPRINTS): Dictionary(Type=Name.ExtGState, OP=False, op=True, OPM=1),
        str(KNOCKS_OUT): Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0),
    }


def overprinted(instructions: Iterable[Instruction], begins_black: bool) -> Iterator[Instruction]:
    """The instructions, the state set before text that is filled with all of black and nothing
    else, and reset before what is not."""
    is_black, overprints = begins_black, False
    saved: list[tuple[bool, bool]] = []
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator == "q":
            saved.append((is_black, overprints))
        elif operator == "Q" and saved:
            is_black, overprints = saved.pop()
        elif operator == "k":
            is_black = tuple(float(ink) for ink in instruction.operands) == BLACK
        elif operator in OTHER_FILLS:
            is_black = False
        elif operator in SHOWS or operator in PAINTS:
            wanted = operator in SHOWS and is_black
            if wanted != overprints:
                state = OVERPRINTS if wanted else KNOCKS_OUT
                yield ContentStreamInstruction([state], SETS_STATE)
                overprints = wanted
        yield instruction
