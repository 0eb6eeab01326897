"""Turn an imposition into the book that a bindery gets from it, by cutting and folding paper.

This knows nothing of page order: it has sheets as rectangles with something printed on both
sides, a guillotine, and folds; a leaf knows which way its head points.
"""

from dataclasses import dataclass
from itertools import pairwise

from chapbook.bindery.sheets import Cell, Forme, Imposition, Side


@dataclass(frozen=True)
class Face:
    """What one sees of one side of a piece as large as a page."""

    page_index: int | None
    is_head_up: bool
    spine: Side


@dataclass(frozen=True)
class Piece:
    """A piece of paper as large as a page; `up` is the face one sees, `down` the other as it is
    seen after turning the piece as a leaf is turned."""

    up: Face
    down: Face

    def turned(self) -> "Piece":
        """The piece turned as a leaf is."""
        return Piece(self.down, self.up)

    def tumbled(self) -> "Piece":
        """The piece turned head over foot: both faces come to stand the other way."""
        return Piece(upside_down(self.down), upside_down(self.up))


def upside_down(face: Face) -> Face:
    return Face(face.page_index, not face.is_head_up, face.spine.other)


Paper = list[list[list[Piece]]]
"""Rows of columns of piles of pieces, the uppermost piece first."""


def printed(front: Forme, back: Forme, columns: int, rows: int) -> Paper:
    """A sheet, front up. What lies behind a place is found by turning the sheet over."""
    behind = {(columns - 1 - cell.column, cell.row): face(cell) for cell in back.cells}
    sheet: Paper = [[[] for _ in range(columns)] for _ in range(rows)]
    for cell in front.cells:
        place = sheet[cell.row][cell.column]
        assert place == [], "two pages in one cell"
        place.append(Piece(face(cell), behind.pop((cell.column, cell.row))))
    assert behind == {}, "a back without a front"
    return sheet


def face(cell: Cell) -> Face:
    return Face(cell.page_index, not cell.is_head_down, cell.spine)


def cut(imposition: Imposition) -> list[Paper]:
    """The printed pile cut apart, and the smaller piles laid one on the other."""
    pile = [
        printed(sheet.front, sheet.back, imposition.columns, imposition.rows)
        for sheet in imposition.sheets
        if sheet.back is not None
    ]
    columns = [0, *sorted(imposition.cut_columns), imposition.columns]
    rows = [0, *sorted(imposition.cut_rows), imposition.rows]
    return [
        [row[left:right] for row in sheet[top:bottom]]
        for top, bottom in pairwise(rows)
        for left, right in pairwise(columns)
        for sheet in pile
    ]


def fold(paper: Paper) -> list[Piece]:
    """The paper folded until it is as large as a page, the last fold at the left; top first.

    Wider than high (or square, with the spine to come): the left half goes behind the right.
    """
    while len(paper) > 1 or len(paper[0]) > 1:
        if len(paper[0]) > len(paper):
            half = len(paper[0]) // 2
            paper = [
                [
                    row[half + at] + [piece.turned() for piece in reversed(row[half - 1 - at])]
                    for at in range(half)
                ]
                for row in paper
            ]
        else:
            half = len(paper) // 2
            paper = [
                [
                    paper[half - 1 - up][at]
                    + [piece.tumbled() for piece in reversed(paper[half + up][at])]
                    for at in range(len(paper[0]))
                ]
                for up in reversed(range(half))
            ]
    return paper[0][0]


def nested(sheets: list[list[Piece]]) -> list[Piece]:
    """Folded sheets laid into one another, the first outside."""
    inside: list[Piece] = []
    for sheet in reversed(sheets):
        half = len(sheet) // 2
        inside = sheet[:half] + inside + sheet[half:]
    return inside


def faces(leaves: list[Piece]) -> list[Face]:
    """Recto and verso of each leaf as one turns it."""
    return [face for leaf in leaves for face in (leaf.up, leaf.down)]
