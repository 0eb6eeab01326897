"""Have cffi read the type of an array of glyphs once, and not once for each length.

WeasyPrint 70.0 writes the length into the type when it makes a subset of a font
(pdf/fonts.py, `_harfbuzz_subset`), and cffi parses each type that it hasn't met as C: 4 ms, twice
a font.
"""

import re
from types import ModuleType
from typing import Any

_LENGTH = re.compile(r"\[\d+\]$")


def read_array_types_once(fonts: ModuleType) -> None:
    """Change WeasyPrint's module pdf.fonts; once is enough."""
    names = vars(fonts)
    if not isinstance(names["ffi"], _ArraysOfAnyLength):
        names["ffi"] = _ArraysOfAnyLength(names["ffi"])


class _ArraysOfAnyLength:
    """WeasyPrint's ffi, for which an array that is filled has no length in its type."""

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, written: str, values: Any = None) -> Any:
        """As `ffi.new`."""
        if values is None:
            return self._ffi.new(written)
        return self._ffi.new(_LENGTH.sub("[]", written), values)
