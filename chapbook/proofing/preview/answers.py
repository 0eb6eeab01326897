"""Turn the path of a request into what is answered: the addresses of the preview."""

import json
import mimetypes
import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

from chapbook.proofing.preview.book_sources import BookSources, NotEditableError
from chapbook.proofing.preview.click import boxes_on_pages, clicked
from chapbook.proofing.preview.decision_history import DecisionHistory
from chapbook.proofing.preview.decisions import Decided, Decisions
from chapbook.proofing.preview.marks_on_pages import MarkFinder
from chapbook.proofing.preview.page_images import PageImages
from chapbook.proofing.preview.page_search import PageSearch
from chapbook.proofing.preview.proof import Proof
from chapbook.proofing.preview.review import Review
from chapbook.proofing.preview.shown_state import review_state

STATIC = Path(__file__).parent / "static"
FOR_EVER = "private, max-age=31536000, immutable"
NEVER = "no-store"
_IMAGE = re.compile(r"/page/([0-9a-f]{20})/(\d{1,4})\.png")
_STATIC = re.compile(r"/static/((?:vendor/)?[a-z_]+\.(?:js|css|svg))")
_RANGE = re.compile(r"(\d{1,5})-(\d{1,5})")


@dataclass(frozen=True)
class Answer:
    """What goes back: status, body, type, and further headers."""

    status: int
    body: bytes
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def as_json(data: object, status: int = 200) -> Answer:
    """An answer for the page's own scripts."""
    return Answer(status, json.dumps(data, ensure_ascii=False).encode(), "application/json")


def refused(status: int, why: str) -> Answer:
    """An answer that says why there is no other."""
    return as_json({"error": why}, status)


NOT_FOUND = refused(404, "there is nothing here")


class Answers:
    """What can be asked about one book. `pdf` gives the last whole book and the pages wanted;
    `editor` the command that opens a place in an editor, None where there is none."""

    def __init__(
        self,
        proof: Proof,
        sources: BookSources,
        page_pdf: Callable[[int, int], bytes | None],
        editor: Callable[[Path, int, int], tuple[str, ...] | None],
        history: DecisionHistory,
    ) -> None:
        self._proof, self._sources = proof, sources
        self._page_pdf, self._editor = page_pdf, editor
        self._images = PageImages(proof)
        self._search = PageSearch(proof)
        self._review = Review(sources)
        self._decisions = Decisions(sources, self._review, history)
        self._marks = MarkFinder(proof, sources, self._review)
        self._reads: dict[str, Callable[[Mapping[str, str]], Answer]] = {
            "/place": self._place,
            "/where": self._where,
            "/search": self._find,
            "/hits": self._hits,
            "/names": self._names,
            "/review": self._marked,
            "/marks": self._marks_on_page,
            "/source": self._source,
            "/pages.pdf": self._pages,
        }
        self._writes: dict[str, Callable[[Mapping[str, object]], Answer]] = {
            "/source": self._save,
            "/decide": self._decide,
            "/undo": self._take_back,
            "/forget": self._forget,
            "/open": self._open,
        }

    def read(self, path: str, asked: Mapping[str, str]) -> Answer:
        """The answer to a GET; `asked` is its query."""
        if image := _IMAGE.fullmatch(path):
            return self._image(image[1], int(image[2]))
        if static := _STATIC.fullmatch(path):
            return static_file(static[1])
        answer = self._reads.get(path)
        return _guarded(answer, asked) if answer else NOT_FOUND

    def write(self, path: str, told: Mapping[str, object]) -> Answer:
        """The answer to a POST; `told` is its body."""
        answer = self._writes.get(path)
        return _guarded(answer, told) if answer else NOT_FOUND

    def _image(self, digest: str, width: int) -> Answer:
        image = self._images.get(digest, width)
        if image is None:
            return NOT_FOUND
        return Answer(200, image, "image/png", {"Cache-Control": FOR_EVER})

    def _place(self, asked: Mapping[str, str]) -> Answer:
        x_pt, y_pt = float(asked["x"]), float(asked["y"])
        found = clicked(self._proof, self._sources, asked["page"], x_pt, y_pt)
        return as_json(asdict(found) if found else None)

    def _where(self, asked: Mapping[str, str]) -> Answer:
        boxes = boxes_on_pages(self._proof, self._sources, asked["path"], int(asked["line"]))
        return as_json([asdict(box) for box in boxes])

    def _find(self, asked: Mapping[str, str]) -> Answer:
        return as_json([asdict(hit) for hit in self._search.find(asked["words"])])

    def _hits(self, asked: Mapping[str, str]) -> Answer:
        boxes = self._search.boxes(asked["page"], asked["words"])
        return as_json([asdict(box) for box in boxes])

    def _names(self, _: Mapping[str, str]) -> Answer:
        book = self._proof.view.book
        if book is None:
            return as_json({"citations": [], "headwords": [], "ids": []})
        names = book.names
        return as_json(
            {"citations": names.citations, "headwords": names.headwords, "ids": names.ids}
        )

    def _marked(self, _: Mapping[str, str]) -> Answer:
        book = self._proof.view.book
        sources = [place.source for place in book.divisions if place.source] if book else []
        is_proposed = book is not None and book.prints_proposed
        chapters = self._review.chapters(sources, prints_proposed=is_proposed)
        pages = {chapter.path: self._marks.pages(chapter.path) for chapter in chapters}
        return as_json(review_state(chapters, pages, self._decisions.newest))

    def _marks_on_page(self, asked: Mapping[str, str]) -> Answer:
        return as_json([asdict(place) for place in self._marks.on_page(asked["page"])])

    def _source(self, asked: Mapping[str, str]) -> Answer:
        return as_json(asdict(self._sources.read(asked["path"])))

    def _save(self, told: Mapping[str, object]) -> Answer:
        saved = self._sources.save(str(told["path"]), str(told["text"]), str(told["digest"]))
        return as_json(asdict(saved.file), 409 if saved.is_conflict else 200)

    def _decide(self, told: Mapping[str, object]) -> Answer:
        starts, accepts = told["starts"], told["accepts"]
        if not isinstance(starts, list) or not isinstance(accepts, bool):
            return refused(400, "a decision names marks, and whether they are accepted")
        numbers = [int(str(start)) for start in starts]
        path, digest = str(told["path"]), str(told["digest"])
        return _decided(self._decisions.decide(path, digest, numbers, accepts=accepts))

    def _take_back(self, told: Mapping[str, object]) -> Answer:
        return _decided(self._decisions.take_back(str(told["name"])))

    def _forget(self, told: Mapping[str, object]) -> Answer:
        self._decisions.forget(str(told["name"]))
        return as_json({})

    def _open(self, told: Mapping[str, object]) -> Answer:
        line, column = int(str(told["line"])), int(str(told.get("column", 1)))
        place = self._sources.place(str(told["path"]))
        command = self._editor(place, line, column)
        if command:
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        link = f"vscode://file{place.as_posix()}:{line}:{column}"
        return as_json({"isOpened": bool(command), "link": link})

    def _pages(self, asked: Mapping[str, str]) -> Answer:
        wanted = _RANGE.fullmatch(asked["range"])
        if not wanted:
            return refused(400, "pages are asked for as 3-10")
        first, last = int(wanted[1]), int(wanted[2])
        pdf = self._page_pdf(first - 1, last - 1)
        if pdf is None:
            return refused(404, "the book isn't joined yet")
        kind = "attachment" if asked.get("save") else "inline"
        name = f"pages-{first}-{last}.pdf"
        disposition = f'{kind}; filename="{name}"'
        return Answer(200, pdf, "application/pdf", {"Content-Disposition": disposition})


def _decided(decided: Decided) -> Answer:
    return as_json(asdict(decided), 409 if decided.is_conflict else 200)


Asked = TypeVar("Asked")


def _guarded(answer: Callable[[Asked], Answer], asked: Asked) -> Answer:
    try:
        return answer(asked)
    except NotEditableError as why:
        return refused(403, str(why))
    except (KeyError, ValueError, OverflowError) as wrong:
        return refused(400, f"this can't be answered: {wrong}")
    except RuntimeError:
        # PDFium: a newer book has taken the place of the page that was asked for.
        return refused(404, "the page has just changed")


def static_file(name: str) -> Answer:
    """A file of the page itself."""
    place = STATIC / name
    if not place.is_file():
        return NOT_FOUND
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    kind = "text/javascript" if name.endswith(".js") else kind
    return Answer(200, place.read_bytes(), kind, {"Cache-Control": "no-cache"})
