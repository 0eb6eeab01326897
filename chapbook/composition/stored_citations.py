"""Turn the texts of citations into bytes for the store, and back."""

import json

from chapbook.apparatus.citation_texts import CitationTexts, PrintedEntry


def to_bytes(texts: CitationTexts) -> bytes:
    """The texts as JSON."""
    entries = [[entry.key, entry.html, entry.label, entry.whole] for entry in texts.entries]
    return json.dumps({"citations": texts.citations, "entries": entries}).encode()


def from_bytes(stored: bytes) -> CitationTexts:
    """The texts that `to_bytes` stored."""
    read = json.loads(stored)
    entries = tuple(PrintedEntry(*entry) for entry in read["entries"])
    return CitationTexts(tuple(read["citations"]), entries)
