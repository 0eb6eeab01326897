"""Have cffi read the type of an array of glyphs once, and not once for each length, and each type
without the names of all others.

WeasyPrint 70.0 writes the length into the type when it makes a subset of a font
(pdf/fonts.py, `_harfbuzz_subset`), and cffi parses each type that it hasn't met as C: 2 ms, most of
that for definitions of all names of types that it knows, whether the type has them or not.
"""

import re
from types import ModuleType, SimpleNamespace
from typing import Any

_WORD = re.compile(r"\w+")
_LENGTH = re.compile(r"\[\d+\]$")


def read_types_alone(ffi: Any) -> None:
    """Change the parser of WeasyPrint's ffi; once is enough."""
    parser = ffi._parser
    if "_parse" in vars(parser):
        return
    stock = type(parser)._parse

    def parse(written: str) -> Any:
        words = frozenset(_WORD.findall(written))
        known = {
            name: what
            for name, what in parser._declarations.items()
            if name.removeprefix("typedef ") in words
        }
        told = SimpleNamespace(
            _declarations=known, convert_pycparser_error=parser.convert_pycparser_error
        )
        return stock(told, written)

    vars(parser)["_parse"] = parse


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
