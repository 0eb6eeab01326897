"""Turn the metadata's `nocite` into the keys of sources that are listed without being cited."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chapbook.diagnostics import Diagnostic, SourceSpan, error
from chapbook.manuscript.citation_keys import Key, key_at

ALL_SOURCES = "*"
_PART = re.compile(r"-?@[^\s,;\[\]@]*|[^\s,;\[\]@][^\s,;\[\]]*")
_SPEAKS = re.compile(r"[\w*]")


@dataclass(frozen=True)
class NocitedKeys:
    """Keys in the order in which they are written, and the place of each; '*' stands for all."""

    keys: tuple[str, ...] = ()
    spans: tuple[SourceSpan, ...] = ()


NOTHING_NOCITED = NocitedKeys()


@dataclass(frozen=True)
class MetadataText:
    """A value as it stands in the metadata: `block[start:end]`, where `block` begins in line 2."""

    path: str
    block: str
    start: int
    end: int

    def span(self, start: int, end: int) -> SourceSpan:
        """The place in the file of `block[start:end]`."""
        line = self.block.count("\n", 0, start) + 2
        column = start - self.block.rfind("\n", 0, start)
        return SourceSpan(self.path, line, column, max(1, end - start))


def read_nocite(texts: Iterator[MetadataText]) -> tuple[NocitedKeys, tuple[Diagnostic, ...]]:
    """The keys in `texts`, each once, and what is no key. Commas and brackets may part them."""
    places: dict[str, SourceSpan] = {}
    found: list[Diagnostic] = []
    for text in texts:
        for key, is_key in _parts(text):
            span = text.span(key.start, key.end)
            if is_key:
                places.setdefault(key.name, span)
            else:
                found.append(_no_key(key.name, span))
    return NocitedKeys(tuple(places), tuple(places.values())), tuple(found)


def _parts(text: MetadataText) -> Iterator[tuple[Key, bool]]:
    """What stands in `text`, and whether it is a key."""
    at = text.start
    while found := _PART.search(text.block, at, text.end):
        begins_with_sign = found.group().startswith(("@", "-@"))
        key = _key(text, text.block.index("@", found.start())) if begins_with_sign else None
        at = key.end if key else found.end()
        if key:
            yield key, True
        elif begins_with_sign or _SPEAKS.search(found.group()):
            yield Key(found.group(), found.start(), found.end()), False


def _key(text: MetadataText, sign: int) -> Key | None:
    if text.block.startswith(ALL_SOURCES, sign + 1, text.end):
        return Key(ALL_SOURCES, sign, sign + 2)
    return key_at(text.block, sign, text.end)


def _no_key(written: str, span: SourceSpan) -> Diagnostic:
    message = f"'{written}' in 'nocite' is not the key of a source"
    hint = f"write '@{written}'" if _SPEAKS.match(written) else "write '@' before each key"
    return error("metadata-value", message, span, hint)
