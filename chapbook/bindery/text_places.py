"""Turn the operators of a text object into where its text is shown (ISO 32000-1, 9.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pikepdf import Matrix, Object


@dataclass(frozen=True)
class TextPlace:
    """Where the next text is shown: `matrix` leads from text space to that of the page. Leading,
    word spacing and tracking are in text space."""

    matrix: Matrix = field(default_factory=Matrix)
    line: Matrix = field(default_factory=Matrix)
    leading: float = 0.0
    spacing: float = 0.0
    tracking: float = 0.0

    def after(self, operator: str, operands: Sequence[Object]) -> "TextPlace":
        """The place after an operator that shows nothing."""
        if operator == "BT":
            return replace(self, matrix=Matrix(), line=Matrix())
        if operator == "Tm":
            matrix = Matrix(*map(float, operands))
            return replace(self, matrix=matrix, line=matrix)
        if operator == "T*":
            return self._moved(0.0, -self.leading)
        if operator in ("Td", "TD"):
            right, up = map(float, operands)
            place = replace(self, leading=-up) if operator == "TD" else self
            return place._moved(right, up)
        if operator == "TL":
            return replace(self, leading=float(operands[0]))
        if operator == "Tw":
            return replace(self, spacing=float(operands[0]))
        if operator == "Tc":
            return replace(self, tracking=float(operands[0]))
        return self

    def behind(self, width: float) -> "TextPlace":
        """The place behind text of that width in text space."""
        return replace(self, matrix=Matrix(1, 0, 0, 1, width, 0) @ self.matrix)

    def _moved(self, right: float, up: float) -> "TextPlace":
        line = Matrix(1, 0, 0, 1, right, up) @ self.line
        return replace(self, matrix=line, line=line)
