"""Turn the command that lists and settles editorial marks into what it says and writes."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chapbook.cache import write_whole
from chapbook.command_settings import Settings
from chapbook.diagnostics import BookError, error
from chapbook.manuscript.editorial_marks import EditorialMark, find_marks, settle
from chapbook.manuscript.read import read_manuscript
from chapbook.telling import BOOK_HAS_ERRORS, BUILT, say, tell

_PLACE = re.compile(r"(?P<path>.*?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?")
LONGEST = 60


@dataclass(frozen=True)
class Place:
    """A file of the book, and perhaps a line and a column in it, 0 for any. '' is every file."""

    path: str = ""
    line: int = 0
    column: int = 0

    def holds(self, path: str, mark: EditorialMark) -> bool:
        """Whether a mark of a file is meant."""
        return (
            self.path in {"", path}
            and self.line in {0, mark.line}
            and self.column in {0, mark.column}
        )


def read_place(text: str) -> Place:
    """The place in 'chapters/a.md:3:7', '' for the whole book."""
    found = _PLACE.fullmatch(text)
    assert found, "every text is a path at least"
    line, column = int(found["line"] or 0), int(found["column"] or 0)
    return Place(found["path"].removeprefix("./"), line, column)


def settle_changes(settings: Settings, where: str, decision: str) -> int:
    """List the marks of the book's chapters; with a `decision`, 'accept' or 'reject', settle them
    in the files.

    `where` is a file, 'FILE:LINE' or 'FILE:LINE:COLUMN'. Notes to editors are no changes: only
    those that a line is named for are taken away.
    """
    place = read_place(where)
    try:
        manuscript, _ = read_manuscript(settings.book)
    except BookError as wrong:
        tell(settings, wrong.diagnostics)
        return BOOK_HAS_ERRORS
    found = [
        (chapter.path, mark)
        for chapter in manuscript.chapters
        for mark in find_marks(chapter.text)
        if place.holds(chapter.path, mark)
    ]
    if where and not found:
        message, hint = f"there is no editorial mark at '{where}'", "build.py changes lists them"
        tell(settings, (error("change-missing", message, hint=hint),))
        return BOOK_HAS_ERRORS
    if not decision:
        _list(settings, found)
        return BUILT
    wanted = [pair for pair in found if place.line or pair[1].kind.is_change]
    for path in dict.fromkeys(path for path, _ in wanted):
        _settle(settings.book / path, [mark for name, mark in wanted if name == path], decision)
    done = "1 change" if len(wanted) == 1 else f"{len(wanted)} changes"
    say(settings, f"{done} {decision}ed")
    return BUILT


def _list(settings: Settings, found: Sequence[tuple[str, EditorialMark]]) -> None:
    if settings.format == "json":
        data = [
            {
                "path": path,
                "line": mark.line,
                "column": mark.column,
                "kind": mark.kind.name.lower(),
                "old": mark.old,
                "new": mark.new,
                "remark": mark.remark,
            }
            for path, mark in found
        ]
        print(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for path, mark in found:
        say(settings, f"{path}:{mark.line}:{mark.column}: {mark.kind.name.lower()}: {_told(mark)}")
    kinds = Counter(mark.kind.name.lower() for _, mark in found)
    listed = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    say(settings, listed or "no changes, no notes to editors")


def _told(mark: EditorialMark) -> str:
    states = (" ".join(text.split()) for text in (mark.old, mark.new))
    old, new = (f"{text[:LONGEST]}…" if len(text) > LONGEST else text for text in states)
    if mark.remark:
        return mark.remark
    return f"{old} ~> {new}" if old and new and old != new else old or new


def _settle(path: Path, marks: Sequence[EditorialMark], decision: str) -> None:
    """Settle marks of a file, whose line ends stay as they are."""
    raw = path.read_bytes().decode("utf-8")
    bom = "\ufeff" if raw.startswith("\ufeff") else ""
    text = raw.removeprefix(bom).replace("\r\n", "\n")
    text = settle(text, marks, accepts=decision == "accept")
    if "\r\n" in raw:
        text = text.replace("\n", "\r\n")
    write_whole(path, (bom + text).encode())
