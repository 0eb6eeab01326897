"""Turn a typeset fragment, or its furniture, into bytes for the cache, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from chapbook.composition.line_counts import LineCounts
from chapbook.composition.model import (
    AnchorPosition,
    OpenFolio,
    PageMargins,
    PageOpening,
    TypesetFragment,
    TypesetFurniture,
)
from chapbook.composition.source_boxes import SourceMap
from chapbook.stored_diagnostics import from_plain, to_plain


def to_bytes(fragment: TypesetFragment) -> bytes:
    """Two lines of JSON, the second of which is the source map, then the PDF."""
    head = {
        "id": fragment.id,
        "digest": fragment.digest,
        "page_count": fragment.page_count,
        "anchors": {name: [at.page, at.x_pt, at.y_pt] for name, at in fragment.anchors.items()},
        "diagnostics": to_plain(fragment.diagnostics),
        "tightening": to_plain(fragment.tightening),
        "line_counts": asdict(fragment.line_counts),
        "margins": [asdict(page) for page in fragment.margins],
        "open_folios": [[at.page, at.anchor, at.codes] for at in fragment.open_folios],
        "page_starts": fragment.page_starts,
        "page_openings": [at and [at.block, at.letters] for at in fragment.page_openings],
    }
    return _with_head(head, fragment.source_map.stored + b"\n" + fragment.pdf)


def from_bytes(data: bytes) -> TypesetFragment:
    """The fragment that `to_bytes` stored."""
    line, _, rest = data.partition(b"\n")
    source_map, _, pdf = rest.partition(b"\n")
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
        margins=tuple(_margins(page) for page in head["margins"]),
        open_folios=tuple(
            OpenFolio(page, anchor, tuple(codes)) for page, anchor, codes in head["open_folios"]
        ),
        page_starts=tuple(start and tuple(start) for start in head["page_starts"]),
        page_openings=tuple(at and PageOpening(*at) for at in head["page_openings"]),
        source_map=SourceMap(source_map),
    )


def furniture_to_bytes(furniture: TypesetFurniture) -> bytes:
    """One line of JSON, then the PDF."""
    head = {
        "id": furniture.id,
        "digest": furniture.digest,
        "diagnostics": to_plain(furniture.diagnostics),
        "shifts_pt": furniture.shifts_pt,
    }
    return _with_head(head, furniture.pdf)


def furniture_from_bytes(data: bytes) -> TypesetFurniture:
    """The furniture that `furniture_to_bytes` stored."""
    line, _, pdf = data.partition(b"\n")
    head = json.loads(line)
    found = from_plain(head["diagnostics"])
    return TypesetFurniture(head["id"], head["digest"], pdf, found, tuple(head["shifts_pt"]))


def _with_head(head: Mapping[str, object], rest: bytes) -> bytes:
    return json.dumps(head).encode() + b"\n" + rest


def _margins(stored: dict[str, Any]) -> PageMargins:
    groups = tuple((name, index) for name, index in stored.pop("groups"))
    counters = {name: tuple(values) for name, values in stored.pop("counters").items()}
    bars_px = tuple((top, bottom) for top, bottom in stored.pop("bars_px"))
    return PageMargins(groups=groups, counters=counters, bars_px=bars_px, **stored)
