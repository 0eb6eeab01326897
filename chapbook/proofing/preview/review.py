"""Turn the chapters of a book into what its editors have marked in them, remarks and changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from chapbook.manuscript.editorial_marks import EditorialMark, Kind, find_marks
from chapbook.proofing.preview.book_sources import BookSources, NotEditableError, SourceFile
from chapbook.proofing.preview.excerpts import as_read, before, behind
from chapbook.proofing.preview.mark_places import PrintedBlock, printed_block

NEAR = 2000
"""In so many characters are the words around a mark."""


@dataclass(frozen=True)
class ReviewItem:
    """What an editor decides on at once: a change; a remark, with the words it is on.

    `starts` are the indices of its marks in the file's text, the first of them `span`'s; `kind`
    is the name of an editorial mark; it goes on to `last_line`. `before` and `after` are the words
    around it, as the book prints them; `old` those that a remark is on.
    """

    starts: tuple[int, ...]
    end: int
    line: int
    last_line: int
    column: int
    kind: str
    old: str
    new: str
    remark: str
    before: str
    after: str

    @property
    def is_change(self) -> bool:
        """Whether it is a change, and no remark."""
        return Kind[self.kind.upper()].is_change


@dataclass(frozen=True)
class Reviewed:
    """A chapter with something to decide in it; `digest` is that of its file."""

    path: str
    digest: str
    items: tuple[ReviewItem, ...]


class Review:
    """What is marked in the files of a book. A file is looked through again when it has changed."""

    def __init__(self, sources: BookSources) -> None:
        self._sources = sources
        self._lock = Lock()
        self._known: dict[str, tuple[str, tuple[EditorialMark, ...]]] = {}

    def chapters(self, paths: Iterable[str], *, prints_proposed: bool) -> tuple[Reviewed, ...]:
        """The chapters with marks, in the order of `paths`; what can't be read has none.
        `prints_proposed` says which state of a change the book prints."""
        found = []
        for path in dict.fromkeys(paths):
            try:
                file = self._sources.read(path)
            except NotEditableError:
                continue
            marks = self.marks(file)
            items = tuple(review_items(file.text, marks, prints_proposed=prints_proposed))
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


def review_items(
    text: str, marks: Sequence[EditorialMark], *, prints_proposed: bool = False
) -> Iterator[ReviewItem]:
    """The items of a text by its marks. A comment right behind highlit words is on them."""
    chapter = _MarkedText(text, marks, prints_proposed)
    on_words: EditorialMark | None = None
    for mark in marks:
        belongs = on_words is not None and mark.kind is Kind.COMMENT
        if belongs and on_words and mark.span.start == on_words.span.end:
            yield chapter.item(on_words, mark)
            on_words = None
            continue
        if on_words and mark.span.start >= on_words.span.end:
            yield chapter.item(on_words)
            on_words = None
        if mark.kind is Kind.HIGHLIGHT and on_words is None:
            on_words = mark
        else:
            yield chapter.item(mark)
    if on_words:
        yield chapter.item(on_words)


class _MarkedText:
    """A text with its marks, and what the book prints of it."""

    def __init__(self, text: str, marks: Sequence[EditorialMark], prints_proposed: bool) -> None:
        self._text, self._prints_proposed = text, prints_proposed
        self._printed = self._print(text, marks)

    def _print(self, text: str, marks: Sequence[EditorialMark]) -> PrintedBlock:
        return printed_block(text, 0, len(text), marks, prints_proposed=self._prints_proposed)

    def _words(self, text: str) -> str:
        """A state of a change, without the marks that are in it."""
        return self._print(text, find_marks(text)).text

    def item(self, mark: EditorialMark, comment: EditorialMark | None = None) -> ReviewItem:
        """What is decided at once with a mark; `comment` is on its words."""
        start, end = mark.span.start, (comment or mark).span.end
        first, last = self._printed.places[start]
        printed = self._printed.text
        is_on_words = mark.kind is Kind.HIGHLIGHT
        return ReviewItem(
            starts=(start, comment.span.start) if comment else (start,),
            end=end,
            line=mark.line,
            last_line=mark.line + self._text.count("\n", start, end),
            column=mark.column,
            kind=(comment or mark).kind.name.lower(),
            old=as_read(printed[first:last]) if is_on_words else self._words(mark.old),
            new=self._words(mark.new),
            remark=(comment or mark).remark,
            before=before(printed[max(0, first - NEAR) : first]),
            after=behind(printed[last : last + NEAR]),
        )
