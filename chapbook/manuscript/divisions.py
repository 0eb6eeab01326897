"""Turn the names in book.toml's [divisions] into the book's divisions in their order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from chapbook.diagnostics import Diagnostic, SourceSpan, did_you_mean, error
from chapbook.manuscript.book_config import (
    Division,
    Matter,
    Opening,
)
from chapbook.manuscript.book_files import inside_book, read_book_file
from chapbook.manuscript.metadata import read_metadata

GENERATED_KINDS = (
    "half-title",
    "title",
    "imprint",
    "contents",
    "illustrations",
    "notes",
    "bibliography",
    "index",
    "back-cover",
)
_LEADING_NUMBER = re.compile(r"^\d+[-_. ]*(?=\S)")


@dataclass(frozen=True)
class NamedDivision:
    """A name from [divisions]: a generated kind or a Markdown file, and where it is named."""

    name: str
    matter: Matter
    span: SourceSpan | None


@dataclass(frozen=True)
class DivisionList:
    """The divisions that can be had, and what is wrong with the others."""

    divisions: tuple[Division, ...]
    diagnostics: tuple[Diagnostic, ...]


def default_names(root: Path, has_bibliography: bool) -> list[NamedDivision]:
    """The divisions of a book that names none: the usual front matter, every chapter, back."""
    names = [(name, Matter.FRONT) for name in ("half-title", "title", "imprint", "contents")]
    folder = inside_book(root, "chapters")
    chapters = sorted(folder.glob("*.md")) if folder is not None and folder.is_dir() else []
    names += [(f"chapters/{path.name}", Matter.BODY) for path in chapters]
    if has_bibliography:
        names.append(("bibliography", Matter.BACK))
    if folder is not None and (folder / "index.toml").is_file():
        names.append(("index", Matter.BACK))
    return [NamedDivision(name, matter, None) for name, matter in names]


def make_divisions(
    root: Path, names: list[NamedDivision], chapters_open: Opening, parts_on_recto: bool
) -> DivisionList:
    """Divisions for `names`; files that can't be read, and doubles, are left out with an error."""
    divisions: list[Division] = []
    found: list[Diagnostic] = []
    named: set[str] = set()
    for name in names:
        if name.name in named:
            message = f"'{name.name}' is named twice in [divisions]"
            found.append(error("division-duplicate", message, name.span))
            continue
        named.add(name.name)
        is_first_body = name.matter is Matter.BODY and not any(
            division.matter is Matter.BODY for division in divisions
        )
        division, problems = _make_division(root, name)
        found += problems
        if division is None:
            continue
        opening = _opening(division.kind, chapters_open)
        if is_first_body or (parts_on_recto and _begins_part(division, divisions)):
            opening = Opening.RECTO
        twin = next((other for other in divisions if other.id == division.id), None)
        if twin is not None:
            found.append(_duplicate_id(division, twin))
            continue
        divisions.append(_with_opening(division, opening))
    return DivisionList(tuple(divisions), tuple(found))


def _make_division(
    root: Path, name: NamedDivision
) -> tuple[Division | None, tuple[Diagnostic, ...]]:
    if name.name in GENERATED_KINDS:
        return Division(name.name, name.name, name.matter, Opening.NEXT, None, name.span), ()
    if PurePosixPath(name.name).suffix.lower() not in {".md", ".markdown"}:
        message = f"'{name.name}' is neither a Markdown file nor a division that can be generated"
        hint = did_you_mean(name.name, GENERATED_KINDS)
        return None, (error("division-unknown", message, name.span, hint),)
    read = read_book_file(root, name.name, name.span)
    if read.source is None:
        return None, read.diagnostics
    # The metadata's own errors are reported where the chapter is parsed.
    metadata, _ = read_metadata(name.name, read.source.text)
    division_id = metadata.id or _id_of_file(name.name)
    return Division(
        division_id, metadata.division, name.matter, Opening.NEXT, name.name, name.span
    ), ()


def _id_of_file(name: str) -> str:
    """'trials' of 'chapters/03-trials.md'."""
    stem = _LEADING_NUMBER.sub("", PurePosixPath(name).stem)
    return re.sub(r"[^\w.]+", "-", stem).strip("-.") or "chapter"


def _begins_part(division: Division, before: list[Division]) -> bool:
    """Whether it is a part's own page or the first division behind one."""
    follows = bool(before) and before[-1].kind == "part" and division.matter is before[-1].matter
    return division.kind == "part" or follows


def _opening(kind: str, chapters_open: Opening) -> Opening:
    """The side a division begins on, by custom; chapters as book.toml says."""
    if kind in {"half-title", "title"}:
        return Opening.RECTO
    if kind in {"imprint", "back-cover"}:
        return Opening.VERSO
    if kind in {"part", "colophon"}:
        return Opening.NEXT
    return chapters_open


def _with_opening(division: Division, opening: Opening) -> Division:
    return Division(
        division.id, division.kind, division.matter, opening, division.source, division.span
    )


def _duplicate_id(division: Division, twin: Division) -> Diagnostic:
    mine, other = division.source or division.kind, twin.source or twin.kind
    message = f"'{mine}' has the id '{division.id}', as '{other}' has"
    hint = "give one of them another 'id' in its metadata"
    span = division.span or (SourceSpan(division.source, 1) if division.source else None)
    return error("division-duplicate", message, span, hint)


def ids_in_parts(divisions: Sequence[Division]) -> frozenset[str]:
    """The divisions that belong to a part: those behind its page, to the end of its matter."""
    found: list[str] = []
    matter = None
    for division in divisions:
        if division.kind == "part":
            matter = division.matter
        elif division.matter is matter:
            found.append(division.id)
    return frozenset(found)
