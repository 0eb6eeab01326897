"""Turn the operators that make a path (ISO 32000-1, 8.5.2) into how thin and how high it is."""

from math import hypot

from pikepdf import Matrix, Object

ROUNDING_PT = 0.001
"""Sides that differ by less are the same."""


class CurrentPath:
    """The path that is being made."""

    def __init__(self) -> None:
        self._rectangles: list[tuple[float, float, float, float]] = []
        self._points: list[tuple[float, float]] = []
        self._is_plain = True

    def add(self, operator: str, operands: list[Object]) -> None:
        """Add a part, if the operator makes one."""
        if operator == "re":
            x, y, width, height = (float(each) for each in operands)
            self._rectangles.append((x, y, x + width, y + height))
            self._points += [(x, y), (x + width, y + height)]
        elif operator in ("m", "l", "c", "v", "y"):
            numbers = [float(each) for each in operands]
            self._points += zip(numbers[::2], numbers[1::2], strict=True)
            self._is_plain = False

    def thickness_pt(self, operator: str, matrix: Matrix) -> float | None:
        """How thin it is filled, where it is a rectangle, or the rim between two, as WeasyPrint
        draws a border; None for other shapes."""
        scales = (hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)) * 2
        if not self._is_plain:
            return None
        if len(self._rectangles) == 1:
            left, bottom, right, top = self._rectangles[0]
            return min(abs(right - left) * scales[0], abs(top - bottom) * scales[1])
        if len(self._rectangles) == 2 and operator.endswith("*"):
            sides = zip(*self._rectangles, scales, strict=True)
            rims = [abs(one - other) * scale for one, other, scale in sides]
            return min((rim for rim in rims if rim > ROUNDING_PT), default=None)
        return None

    def extent_pt(self, matrix: Matrix) -> tuple[float, float] | None:
        """From which height on the page to which it goes."""
        heights = [matrix.transform(point)[1] for point in self._points]
        return (min(heights), max(heights)) if heights else None
