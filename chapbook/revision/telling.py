"""Turn the changes of a book into lines for people and data for programs."""

from collections.abc import Sequence
from dataclasses import asdict

from chapbook.revision.counts import BookChanges, ChapterChanges, Counts

SIGNS = {"added": "+", "removed": "−", "changed": "~"}


def changes_as_lines(changes: BookChanges) -> tuple[str, ...]:
    """A line for each chapter that has changed, and for sources and figures."""
    changed = [_chapter(one) for one in changes.chapters if one.is_any]
    same = len(changes.chapters) - len(changed)
    lines = [f"since {changes.revision}:", *changed]
    if same:
        lines.append(f"{_counted(same, 'chapter')} unchanged")
    for what, states in (("sources", changes.sources), ("figures", changes.files)):
        if states:
            listed = ", ".join(f"{SIGNS[state]}{name}" for name, state in states)
            lines.append(f"{what}: {listed}")
    return tuple(lines)


def changes_as_data(changes: BookChanges) -> dict[str, object]:
    """The same for JSON."""
    return {
        "revision": changes.revision,
        "chapters": [
            {
                "path": one.path,
                "title": one.title,
                "state": one.state,
                "old_path": one.old_path,
                **asdict(one.counts),
            }
            for one in changes.chapters
        ],
        "sources": [{"key": key, "state": state} for key, state in changes.sources],
        "figures": [{"path": path, "state": state} for path, state in changes.files],
    }


def _chapter(one: ChapterChanges) -> str:
    state = f" (was {one.old_path})" if one.state == "renamed" else ""
    state = f" ({one.state})" if one.state in {"added", "removed"} else state
    return f"{one.path}{state}: {_told(one.counts)}"


def _told(counts: Counts) -> str:
    parts: Sequence[tuple[int, str]] = (
        (counts.paragraphs_changed, "changed"),
        (counts.paragraphs_added, "added"),
        (counts.paragraphs_struck, "struck"),
    )
    told = ", ".join(f"{number} {what}" for number, what in parts if number)
    words = f"+{counts.words_added} −{counts.words_struck} words"
    return f"{words}; paragraphs: {told}" if told else words


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
