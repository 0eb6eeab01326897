"""Turn a .bib file that was read before into its references, from the cache.

Only those that were asked for are kept: a bibliography may have thousands, of which a book cites
a few. A file with one more that is asked for is read again.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from chapbook.apparatus.lazy import LazyMapping
from chapbook.apparatus.model import Reference
from chapbook.cache import Store
from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.manuscript.model import SourceText
from chapbook.stored_diagnostics import from_plain, to_plain

KIND = "references"
Stored = tuple[tuple[str, ...], dict[str, Reference], tuple[Diagnostic, ...]]


class KnownReferences:
    """The `references` of a .bib file by key, each made when it is first asked for, and what is
    wrong with the file; `keep` has those stored that were made."""

    def __init__(self, store: Store, source: SourceText, language: str) -> None:
        """`language` (BCP 47) is the book's."""
        self._store, self._source, self._language = store, source, language
        about = f"{_program()} {language} {source.path} {source.text}"
        self._key = sha256(about.encode()).hexdigest()
        self._read: Mapping[str, Reference] | None = None
        known = store.load(KIND, self._key, from_bytes)
        if known is None:
            self._read, self.diagnostics = self._all()
            keys, self._known = tuple(self._read), dict[str, Reference]()
        else:
            keys, self._known, self.diagnostics = known
        self.references = LazyMapping(keys, self._one)
        self._stored = None if known is None else len(self._known)

    def keep(self) -> None:
        """Store what was asked for up to now, where that is more than is stored."""
        if self._stored != len(self._known):
            data = to_bytes(self.references, self._known.values(), self.diagnostics)
            self._store.put(KIND, self._key, data)
            self._stored = len(self._known)

    def _one(self, key: str) -> Reference:
        if key not in self._known:
            if self._read is None:
                self._read, _ = self._all()
            self._known[key] = self._read[key]
        return self._known[key]

    def _all(self) -> tuple[Mapping[str, Reference], tuple[Diagnostic, ...]]:
        # Most builds do without the reader of .bib files.
        from chapbook.apparatus.references import read_references

        return read_references(self._source, self._language)


def to_bytes(
    keys: Iterable[str], made: Iterable[Reference], diagnostics: Iterable[Diagnostic]
) -> bytes:
    """The keys of a .bib file, some of its references and what is wrong with it, as JSON."""
    plain = {
        "keys": [*keys],
        "made": [{**vars(one), "keywords": sorted(one.keywords), "span": astuple(one.span)}
                 for one in made],
        "diagnostics": to_plain(diagnostics),
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False).encode()


def from_bytes(data: bytes) -> Stored:
    """What `to_bytes` stored. Raises KeyError, TypeError or ValueError for what is none."""
    stored = json.loads(data)
    made = {one["key"]: _reference(one) for one in stored["made"]}
    return tuple(stored["keys"]), made, from_plain(stored["diagnostics"])


def _reference(stored: Mapping[str, Any]) -> Reference:
    keywords, span = frozenset(stored["keywords"]), SourceSpan(*stored["span"])
    return Reference(**{**stored, "keywords": keywords, "span": span})


@cache
def _program() -> str:
    """A digest of what reads: this stage, what it knows of languages, and bibtexparser."""
    package = Path(__file__).parents[1]
    found = find_spec("bibtexparser")
    folders = [package / "apparatus", package / "locales"]
    folders += map(Path, (found and found.submodule_search_locations) or ())
    sources = [package / "diagnostics.py", package / "csl" / "variables.py"]
    for folder in folders:
        sources += sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".toml"))
    digest = sha256()
    for path in sources:
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
