"""What has changed in a chapter and in a book, as numbers and lists."""

from dataclasses import dataclass, field


@dataclass
class Counts:
    """What has been counted so far: words, and paragraphs (or headings, cells, lines of verse)."""

    words_added: int = 0
    words_struck: int = 0
    paragraphs_changed: int = 0
    paragraphs_added: int = 0
    paragraphs_struck: int = 0


@dataclass(frozen=True)
class ChapterChanges:
    """A chapter's changes. `state` is 'changed', 'unchanged', 'added', 'removed' or 'renamed'
    (and perhaps changed); `old_path` is where it was, '' for a new one."""

    path: str
    title: str
    state: str
    old_path: str
    counts: Counts

    @property
    def is_any(self) -> bool:
        """Whether anything has changed."""
        return self.state != "unchanged"


@dataclass(frozen=True)
class BookChanges:
    """A book's changes since a revision. `sources` and `files` are what was added, removed or
    changed in the bibliography and among the figures, each as (name, state)."""

    revision: str
    chapters: tuple[ChapterChanges, ...]
    sources: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = field(default_factory=tuple)
