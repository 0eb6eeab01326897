"""What a command makes of a built book for the press, as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from chapbook.diagnostics import Diagnostic


@dataclass(frozen=True)
class PressFiles:
    """Files by the patterns of their names ({} is the stem), what is said of them, and what is
    wrong. `is_lasting`: made again of the same book they would be the same."""

    files: Mapping[str, bytes]
    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    is_lasting: bool = True
