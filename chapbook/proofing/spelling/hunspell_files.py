"""Turn a dictionary's .aff and .dic files into what looks words up.

The one module that imports spylls, Hunspell in Python (https://github.com/zverok/spylls). Its own
way to read files leaves them open.
"""

import io
from pathlib import Path
from typing import Any

from spylls.hunspell import Dictionary
from spylls.hunspell.readers import aff, dic
from spylls.hunspell.readers.file_reader import FileReader


class _WholeFile(FileReader):
    """Reads a file at once, and again when its encoding is known."""

    def _open(self, path: str, encoding: str) -> io.StringIO:
        # Flags of some dictionaries aren't in the encoding of their words.
        return io.StringIO(Path(path).read_text(encoding, errors="surrogateescape"))


def read_hunspell(path: Path) -> Any:
    """The dictionary whose files are `path` with their suffixes."""
    rules, context = aff.read_aff(_WholeFile(f"{path}.aff"))
    words = _WholeFile(f"{path}.dic", encoding=context.encoding)
    return Dictionary(rules, dic.read_dic(words, aff=rules, context=context))
