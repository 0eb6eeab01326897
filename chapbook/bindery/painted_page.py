"""Turn a page into what it paints: how thick, how large, with how much ink, if it has inks alone.

Follows the graphics state (ISO 32000-1, 8.4) through forms and the cells of patterns.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import hypot, sqrt

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Page

from chapbook.bindery.current_path import CurrentPath
from chapbook.bindery.printed_fonts import Fonts, ShownText
from chapbook.bindery.text_places import TextPlace

Colour = tuple[float, ...]
Inks = tuple[float, float, float, float]
BLACK: Inks = (0.0, 0.0, 0.0, 1.0)
DEEPEST = 12
FILLS, STROKES = ("f", "F", "f*", "B", "B*", "b", "b*"), ("S", "s", "B", "B*", "b", "b*")
ENDS = {*FILLS, *STROKES, "n"}
SHOWS = ("Tj", "TJ", "'", '"')


@dataclass(frozen=True)
class Shape:
    """A filled or stroked path, or a gradient; `thickness_pt` of its line, of a rectangle, of the
    rim between two, None for other shapes; `extent_pt` from its foot to its head on the page, None
    where it fills what it is clipped by."""

    inks: Inks
    thickness_pt: float | None
    extent_pt: tuple[float, float] | None = None


@dataclass(frozen=True)
class Text:
    """Shown text: its inks, its size, its words and their width; `matrix` leads from units of the
    font's size to the page."""

    inks: Inks
    size_pt: float
    matrix: Matrix
    words: str
    width_em: float


@dataclass(frozen=True)
class Picture:
    """An image and its printed size."""

    image: Object
    width_pt: float
    height_pt: float


@dataclass(frozen=True)
class _State:
    matrix: Matrix
    fonts: Fonts
    fill: Inks | None = BLACK
    stroke: Inks | None = BLACK
    line_width: float = 1.0
    font: Object = field(default_factory=Dictionary)
    font_size: float = 1.0
    shows: int = 0
    place: TextPlace = field(default_factory=TextPlace)


Painted = Shape | Text | Picture


def painted(page: Page, fonts: Fonts) -> Iterator[Painted]:
    """What a page paints, in its order; `fonts` are those of its file."""
    if Name.Contents in page.obj:
        resources = page.obj.get(Name.Resources, Dictionary())
        yield from _contents(page, resources, _State(Matrix(), fonts), 0)


def _contents(of: Page | Object, resources: Object, state: _State, depth: int) -> Iterator[Painted]:
    saved: list[_State] = []
    path = CurrentPath()
    for instruction in pikepdf.parse_content_stream(of):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator == "q":
            saved.append(state)
        elif operator == "Q":
            state = saved.pop() if saved else state
        elif operator in ENDS:
            yield from _shapes(operator, state, path)
            path = CurrentPath()
        elif operator in SHOWS:
            shown = _shown(operands[-1], state)
            yield from _text(shown, state)
            place = state.place.behind(shown.width_em * state.font_size)
            state = replace(state, place=place)
        elif operator == "Do":
            yield from _drawn(_named(resources, Name.XObject, operands[0]), state, depth)
        elif operator == "sh":
            yield from _gradient(_named(resources, Name.Shading, operands[0]))
        else:
            path.add(operator, operands)
            yield from _of_pattern(resources, operator, operands, state.fonts, depth)
            state = _changed(state, operator, operands, resources)


def _named(resources: Object, kind: Name, name: Object) -> Object | None:
    return resources.get(kind, Dictionary()).get(str(name))


def _is_pattern(operator: str, operands: list[Object]) -> bool:
    return operator in ("scn", "SCN") and bool(operands) and isinstance(operands[-1], Name)


def _changed(state: _State, operator: str, operands: list[Object], resources: Object) -> _State:
    if _is_pattern(operator, operands):
        return replace(state, fill=None) if operator == "scn" else replace(state, stroke=None)
    if operator == "Tf":
        font = _named(resources, Name.Font, operands[0])
        size = float(operands[1])
        return replace(state, font=Dictionary() if font is None else font, font_size=size)
    if operator in ("g", "k", "G", "K"):
        inks = _inks([float(value) for value in operands])
        return replace(state, stroke=inks) if operator.isupper() else replace(state, fill=inks)
    if operator == "cm":
        return replace(state, matrix=Matrix(*map(float, operands)) @ state.matrix)
    if operator == "w":
        return replace(state, line_width=float(operands[0]))
    if operator == "Tr":
        return replace(state, shows=int(operands[0]))
    return replace(state, place=state.place.after(operator, operands))


def _inks(values: list[float]) -> Inks:
    if len(values) == 1:
        return (0.0, 0.0, 0.0, 1 - values[0])
    cyan, magenta, yellow, black = values
    return (cyan, magenta, yellow, black)


def scale_of(matrix: Matrix) -> float:
    """By how much lengths grow, on the whole."""
    return sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))


def _shapes(operator: str, state: _State, path: CurrentPath) -> Iterator[Shape]:
    matrix = state.matrix
    if operator in FILLS and state.fill is not None:
        thickness = path.thickness_pt(operator, matrix)
        yield Shape(state.fill, thickness, path.extent_pt(matrix))
    if operator in STROKES and state.stroke is not None:
        width_pt = state.line_width * scale_of(matrix)
        yield Shape(state.stroke, width_pt, path.extent_pt(matrix))


def _shown(operand: Object, state: _State) -> ShownText:
    per_em = 1 / state.font_size if state.font_size else 0.0
    apart = state.place.spacing * per_em, state.place.tracking * per_em
    return state.fonts.read(state.font).shown(operand, *apart)


def _text(shown: ShownText, state: _State) -> Iterator[Text]:
    """Text is filled, stroked, both, or not shown at all (9.3.6)."""
    sized = Matrix().scaled(state.font_size, state.font_size)
    matrix = sized @ state.place.matrix @ state.matrix
    size_pt = scale_of(matrix)
    shows = state.shows % 4
    if shows in (0, 2) and state.fill is not None:
        yield Text(state.fill, size_pt, matrix, shown.text, shown.width_em)
    if shows in (1, 2) and state.stroke is not None and state.stroke != state.fill:
        yield Text(state.stroke, size_pt, matrix, shown.text, shown.width_em)


def _drawn(drawn: Object | None, state: _State, depth: int) -> Iterator[Painted]:
    if drawn is None or depth > DEEPEST:
        return
    matrix = state.matrix
    if drawn.get(Name.Subtype) == Name.Image:
        yield Picture(drawn, hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d))
        return
    inside = replace(state, matrix=_matrix_of(drawn) @ matrix)
    yield from _contents(drawn, drawn.get(Name.Resources, Dictionary()), inside, depth + 1)


def _matrix_of(drawn: Object) -> Matrix:
    return Matrix(*map(float, drawn.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])).as_list()))


def _of_pattern(
    resources: Object, operator: str, operands: list[Object], fonts: Fonts, depth: int
) -> Iterator[Painted]:
    """A pattern's cell stands on the page, whatever is around it (8.7.3.1)."""
    if not _is_pattern(operator, operands) or depth > DEEPEST:
        return
    pattern = _named(resources, Name.Pattern, operands[-1])
    if pattern is None:
        return
    if int(pattern.PatternType) != 1:
        yield from _gradient(pattern.get(Name.Shading))
        return
    inside = pattern.get(Name.Resources, Dictionary())
    yield from _contents(pattern, inside, _State(_matrix_of(pattern), fonts), depth + 1)


def _gradient(shading: Object | None) -> Iterator[Shape]:
    """The colour of a gradient with most ink."""
    colours = list(_colours(shading.get(Name.Function))) if shading is not None else []
    if colours:
        yield Shape(max((_inks(list(colour)) for colour in colours), key=sum), None)


def _colours(function: Object | None) -> Iterator[Colour]:
    """The colours of our own functions: constants and samples of a byte (functions.py)."""
    if function is None or isinstance(function, Array):
        return
    kind = int(function.FunctionType)
    if kind == 3:
        for part in function.Functions.as_list():
            yield from _colours(part)
    elif kind == 2:
        yield tuple(float(ink) for ink in function.C0.as_list())
    elif kind == 0:
        data, count = function.read_bytes(), len(function.Range) // 2
        for at in range(0, len(data), count):
            yield tuple(level / 255 for level in data[at : at + count])
