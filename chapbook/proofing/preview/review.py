"""Turn the chapters of a book into what its editors have marked in them, remarks and changes, and
a decision on some of it into a saved chapter."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from chapbook.manuscript.editorial_marks import EditorialMark, Kind, find_marks, settle
from chapbook.proofing.preview.book_sources import BookSources, NotEditableError, SourceFile

AROUND = 40
"""So many characters of the text are shown on both sides of a mark."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class ReviewItem:
    """What an editor decides on at once: a change; a remark, with the words it is on.

    `starts` are the indices of its marks in the file's text, the first of them `span`'s; `kind`
    is the name of an editorial mark. `before` and `after` are the text around it.
    """

    starts: tuple[int, ...]
    end: int
    line: int
    column: int
    kind: str
    old: str
    new: str
    remark: str
    before: str
    after: str


@dataclass(frozen=True)
class Reviewed:
    """A chapter with something to decide in it; `digest` is that of its file."""

    path: str
    digest: str
    items: tuple[ReviewItem, ...]


@dataclass(frozen=True)
class Decided:
    """What a decision came to: the file as it is now, its text before; `is_conflict`: another had
    changed it, and nothing was written."""

    file: SourceFile
    before: str
    is_conflict: bool


class Review:
    """What is marked in the files of a book. A file is looked through again when it has changed."""

    def __init__(self, sources: BookSources) -> None:
        self._sources = sources
        self._lock = Lock()
        self._known: dict[str, tuple[str, tuple[EditorialMark, ...]]] = {}

    def chapters(self, paths: Iterable[str]) -> tuple[Reviewed, ...]:
        """The chapters with marks, in the order of `paths`; what can't be read has none."""
        found = []
        for path in dict.fromkeys(paths):
            try:
                file = self._sources.read(path)
            except NotEditableError:
                continue
            items = tuple(review_items(file.text, self.marks(file)))
            if items:
                found.append(Reviewed(path, file.digest, items))
        return tuple(found)

    def marks(self, file: SourceFile) -> tuple[EditorialMark, ...]:
        """The marks of a file as it was read."""
        with self._lock:
            digest, marks = self._known.get(file.path, ("", ()))
        if digest != file.digest:
            marks = find_marks(file.text)
            with self._lock:
                self._known[file.path] = file.digest, marks
        return marks

    def decide(
        self, path: str, known_digest: str, starts: Sequence[int], *, accepts: bool
    ) -> Decided:
        """Accept or reject the marks that begin at `starts`, where the file's digest is
        `known_digest`. Raises NotEditableError, and ValueError where there is no such mark."""
        file = self._sources.read(path)
        if file.digest != known_digest:
            return Decided(file, file.text, is_conflict=True)
        marks = [mark for mark in self.marks(file) if mark.span.start in set(starts)]
        if len(marks) != len(set(starts)) or not marks:
            raise ValueError("there is no such mark")
        text = settle(file.text, marks, accepts=accepts)
        saved = self._sources.save(path, text, known_digest)
        return Decided(saved.file, file.text, saved.is_conflict)


def review_items(text: str, marks: Sequence[EditorialMark]) -> Iterator[ReviewItem]:
    """The items of a text by its marks. A comment right behind highlit words is on them."""
    on_words: EditorialMark | None = None
    for mark in marks:
        belongs = on_words is not None and mark.kind is Kind.COMMENT
        if belongs and on_words and mark.span.start == on_words.span.end:
            yield _item(text, on_words, mark)
            on_words = None
            continue
        if on_words and mark.span.start >= on_words.span.end:
            yield _item(text, on_words)
            on_words = None
        if mark.kind is Kind.HIGHLIGHT and on_words is None:
            on_words = mark
        else:
            yield _item(text, mark)
    if on_words:
        yield _item(text, on_words)


def _item(text: str, mark: EditorialMark, comment: EditorialMark | None = None) -> ReviewItem:
    start, end = mark.span.start, (comment or mark).span.end
    return ReviewItem(
        starts=(start, comment.span.start) if comment else (start,),
        end=end,
        line=mark.line,
        column=mark.column,
        kind=(comment or mark).kind.name.lower(),
        old=mark.old,
        new=mark.new,
        remark=(comment or mark).remark,
        before=_line(text[max(0, start - AROUND) : start])[0],
        after=_line(text[end : end + AROUND])[1],
    )


def _line(text: str) -> tuple[str, str]:
    """The last and the first paragraph of a text, each on one line."""
    paragraphs = text.split("\n\n")
    last, first = (_SPACES.sub(" ", part) for part in (paragraphs[-1], paragraphs[0]))
    return last, first
