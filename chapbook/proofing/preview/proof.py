"""Turn the builder's messages into the book as it is shown now: its pages, and what has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from threading import RLock

from chapbook.diagnostics import SourceSpan
from chapbook.proofing.preview.messages import BookSet, Part, ProofPulled
from chapbook.proofing.preview.page_list import (
    ShownPage,
    changed_pages,
    digest_of,
    newest_page,
    page_list,
    with_proof,
)
from chapbook.proofing.preview.rendering import Document, Pixels, draw

Layer = tuple[Document, int, float]
COMPARED_PX = 360
"""Pages of this width look the same where nothing has changed."""


@dataclass(frozen=True)
class View:
    """What is shown at one moment. `is_exact`: all of it belongs together; else some pages are
    newer than the rest. `changed` are pages that have changed since the last save, `newest` the
    one to look at. Without a `book` nothing has been set yet."""

    revision: int = 0
    book: BookSet | None = None
    parts: Mapping[str, Part] | None = None
    pages: tuple[ShownPage, ...] = ()
    changed: tuple[int, ...] = ()
    newest: int | None = None
    is_exact: bool = False

    def part(self, name: str) -> Part | None:
        """The part of a division."""
        return (self.parts or {}).get(name)

    @property
    def places(self) -> Mapping[str, SourceSpan]:
        """Where anchors were written."""
        return dict(self.book.names.places) if self.book else {}


class _OpenPart:
    """A part with its PDFs open."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.text = Document(part.text)
        self.furniture = Document(part.furniture) if part.furniture else None

    def layers(self, number: int) -> tuple[Layer, ...]:
        text = (self.text, number, self.part.shift_pt(number))
        if self.furniture and number < len(self.part.furniture_digests):
            return text, (self.furniture, number, 0.0)
        return (text,)

    def close(self) -> None:
        self.text.close()
        if self.furniture:
            self.furniture.close()


class Proof:
    """The book as it is shown, for many threads at once."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._open: dict[str, _OpenPart] = {}
        self._pulled: list[Document] = []
        self._layers: dict[str, tuple[Layer, ...]] = {}
        self._before: tuple[ShownPage, ...] = ()
        self._saved: tuple[str, ...] = ()
        self._view = View()

    @property
    def view(self) -> View:
        """What is shown now."""
        return self._view

    def begin(self, saved: Sequence[str]) -> None:
        """Files were saved: what changes from now on is their doing."""
        with self._lock:
            self._before, self._saved = self._view.pages, tuple(saved)

    def take_proof(self, message: ProofPulled) -> None:
        """Show pages that were set anew among the others as they were."""
        with self._lock:
            view, book = self._view, self._view.book
            if book is None or message.division not in (view.parts or {}):
                return
            document = Document(message.pdf)
            self._pulled.append(document)
            digests = self._digests(message, document)
            layers: dict[str, tuple[Layer, ...]] = {
                digest: ((document, number, 0.0),) for number, digest in enumerate(digests)
            }
            pages = with_proof(
                view.pages, message.division, message.first_page, digests, message.is_whole
            )
            # A page that is there already may go on as it is.
            self._layers = layers | self._layers
            self._show(replace(view, pages=pages, is_exact=False), book)

    def take_book(self, message: BookSet) -> None:
        """Show a book all of whose pages are known."""
        with self._lock:
            names = {place.id for place in message.divisions}
            parts = {part.id: part for part in message.parts}
            known = {name: part for name, part in (self._view.parts or {}).items() if name in names}
            for gone in [name for name in self._open if name not in names or name in parts]:
                self._open.pop(gone).close()
            self._open |= {name: _OpenPart(part) for name, part in parts.items()}
            while self._pulled:
                self._pulled.pop().close()
            known |= parts
            pages = page_list(message.divisions, known)
            self._layers = {
                page.digest: self._open[page.division].layers(page.number)
                for page in pages
                if page.digest
            }
            book = replace(message, parts=())
            view = replace(self._view, book=book, parts=known, pages=pages, is_exact=True)
            if self._view.book is None:
                self._before = pages
            self._show(view, book)

    def _show(self, view: View, book: BookSet) -> None:
        changed = changed_pages(self._before, view.pages)
        self._view = replace(
            view,
            revision=view.revision + 1,
            changed=changed,
            newest=newest_page(changed, view.pages, book.divisions, self._saved),
        )

    def _digests(self, message: ProofPulled, document: Document) -> list[str]:
        """What the pages of a proof are called: as the ones that are shown in their places where
        they look the same, as those of the book that comes where that is known."""
        part = self._open[message.division].part
        if message.is_whole:
            coming = replace(part, text_digests=message.text_digests)
            return [digest_of(coming, number) for number in range(message.page_count)]
        shown = {
            page.number: page.digest
            for page in self._view.pages
            if page.division == message.division
        }
        digests = []
        for number in range(message.page_count):
            pixels = draw([(document, number, 0.0)], COMPARED_PX)
            old = shown.get(message.first_page + number, "")
            layers = self._layers.get(old)
            is_same = layers is not None and draw(layers, COMPARED_PX) == pixels
            digests.append(old if is_same else sha256(pixels.bgr).hexdigest()[:20])
        return digests

    def page_of(self, digest: str) -> ShownPage | None:
        """The first page that shows this."""
        return next((page for page in self._view.pages if digest and page.digest == digest), None)

    def draw(self, digest: str, width: int) -> Pixels | None:
        """A page, `width` pixels wide; None where it isn't shown any more."""
        with self._lock:
            layers = self._layers.get(digest)
            return draw(layers, width) if layers else None

    def text_layer(self, page: ShownPage) -> Layer | None:
        """The document with the page's text, its number there, and how far the text is moved."""
        with self._lock:
            layers = self._layers.get(page.digest)
            return layers[0] if layers else None

    def furniture_layer(self, page: ShownPage) -> Layer | None:
        """The same of its running heads and folio; None on a proof, whose text holds them."""
        with self._lock:
            layers = self._layers.get(page.digest, ())
            return layers[1] if len(layers) > 1 else None

    def close(self) -> None:
        """Let go of all documents."""
        with self._lock:
            self._layers = {}
            while self._open:
                self._open.popitem()[1].close()
            while self._pulled:
                self._pulled.pop().close()
