"""Turn a book's citations into those of which one may ask whether an ibid's reader sees what it
refers to."""

from collections.abc import Sequence

from chapbook.apparatus.model import BookCitation


def ibid_candidates(citations: Sequence[BookCitation]) -> tuple[bool, ...]:
    """Whether each citation begins with a source that the last ones before it cite: those in the
    latest note, or in the text. All that can be an ibid are among these (csl/positions.py)."""
    in_note: set[str] = set()
    in_text: set[str] = set()
    note = 0
    candidates = []
    for citation in citations:
        keys = [item.reference.key for item in citation.items]
        before = in_note if citation.note else in_text
        candidates.append(bool(keys) and not citation.name_only and keys[0] in before)
        if not keys or citation.name_only:
            continue
        if not citation.note:
            in_text = set(keys)
        elif citation.note == note:
            in_note.update(keys)
        else:
            in_note, note = set(keys), citation.note
    return tuple(candidates)
