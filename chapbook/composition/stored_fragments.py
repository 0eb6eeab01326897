"""Turn a typeset fragment into bytes for the cache, and back."""

import json
from dataclasses import asdict

from chapbook.composition.line_counts import LineCounts
from chapbook.composition.model import AnchorPosition, TypesetFragment
from chapbook.stored_diagnostics import from_plain, to_plain


def to_bytes(fragment: TypesetFragment) -> bytes:
    """One line of JSON, then the PDF."""
    head = {
        "id": fragment.id,
        "digest": fragment.digest,
        "page_count": fragment.page_count,
        "anchors": {name: [at.page, at.x_pt, at.y_pt] for name, at in fragment.anchors.items()},
        "diagnostics": to_plain(fragment.diagnostics),
        "tightening": to_plain(fragment.tightening),
        "line_counts": asdict(fragment.line_counts),
    }
    return json.dumps(head).encode() + b"\n" + fragment.pdf


def from_bytes(data: bytes) -> TypesetFragment:
    """The fragment that `to_bytes` stored."""
    line, _, pdf = data.partition(b"\n")
    head = json.loads(line)
    return TypesetFragment(
        id=head["id"],
        digest=head["digest"],
        pdf=pdf,
        page_count=head["page_count"],
        anchors={name: AnchorPosition(*at) for name, at in head["anchors"].items()},
        diagnostics=from_plain(head["diagnostics"]),
        tightening=from_plain(head["tightening"]),
        line_counts=LineCounts(**head["line_counts"]),
    )
