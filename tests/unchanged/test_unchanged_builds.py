"""A build in which nothing changed says and leaves what a build would; any change is noticed."""

import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chapbook.cli import main
from chapbook.command_settings import Settings
from chapbook.conclusion import Conclusion
from chapbook.diagnostics import Severity
from chapbook.manuscript.book_config import Edition
from chapbook.unchanged.recognition import look_up
from tests.support.book_project import CHECKOUT, BookProject

HEAVY = ("weasyprint", "jinja2", "pikepdf", "bibtexparser", "markdown", "uharfbuzz", "yaml")
MAP = """
    <svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M 1 1 h 9"/></svg>
    """
WITH_ALL = {
    "book.toml": """
        [book]
        title = "A Small Book"
        summary = "What it is."

        [divisions]
        front = ["title"]
        body = ["chapters/one.md"]

        [page]
        trim = "A6"

        [citations]
        bibliography = "bibliography/references.bib"
        """,
    "chapters/one.md": """
        # One

        The first words of the chapter.[@serge1937]

        ![A map](map.svg){#fig-map alt="A line"}
        """,
    "chapters/map.svg": MAP,
    "bibliography/references.bib": """
        @book{serge1937, author = {Serge, Victor}, title = {From Lenin}, date = {1937}}
        @book{getty1999, author = {Getty, Arch}, title = {The Road}, date = {1999}}
        """,
}


class Book:
    """A book that is built in this process by the command line."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.project = BookProject(root, WITH_ALL)
        self.root, self.out = self.project.root, self.project.out
        self._capsys = capsys

    def run(self, *arguments: str, out: str = "out") -> tuple[int, str, str]:
        code = main([*arguments, "--book", str(self.root), "--out", str(self.root.parent / out)])
        captured = self._capsys.readouterr()
        return code, captured.out, captured.err

    @property
    def pdf(self) -> Path:
        return self.out / "a-small-book.pdf"

    @property
    def was_recognised(self) -> bool:
        report = json.loads((self.out / "report.json").read_text("utf-8"))
        return list(report["seconds"]) == ["unchanged"]


@pytest.fixture
def book(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Book:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return Book(tmp_path, capsys)


def without_seconds(said: tuple[int, str, str]) -> tuple[int, list[str], str]:
    code, out, err = said
    return code, [part for part in out.split() if not part[0].isdigit() or "." not in part], err


@pytest.mark.parametrize(
    "command", ["pdf", "booklet", "draft", "check", "check --typography", "pdf --format json"]
)
def test_nothing_changed_says_and_leaves_the_same(book: Book, command: str) -> None:
    book.project.change("chapters/one.md", "[@serge1937]", "[@serge1937] and ^[A note.")
    first = book.run(*command.split())
    made = {path.name: path.read_bytes() for path in book.out.glob("*.pdf")}
    assert not book.was_recognised
    assert without_seconds(book.run(*command.split())) == without_seconds(first)
    assert book.was_recognised
    assert {path.name: path.read_bytes() for path in book.out.glob("*.pdf")} == made


def test_its_report_is_that_of_the_build_with_nothing_set_again(book: Book) -> None:
    book.run()
    first = json.loads((book.out / "report.json").read_text("utf-8"))
    book.run()
    second = json.loads((book.out / "report.json").read_text("utf-8"))
    assert {division.pop("set_again") for division in first["divisions"]} == {True}
    assert {division.pop("set_again") for division in second["divisions"]} == {False}
    del first["seconds"], second["seconds"]
    assert first == second


def write(name: str, text: str) -> Callable[[Book], object]:
    return lambda book: book.project.write(name, text)


def change(name: str, old: str, new: str) -> Callable[[Book], object]:
    return lambda book: book.project.change(name, old, new)


def change_with_the_same_time_and_size(book: Book) -> None:
    path = book.root / "chapters" / "one.md"
    before = path.stat()
    book.project.change("chapters/one.md", "first", "other")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def copy_of(shipped: str, old: str, new: str) -> Callable[[Book], object]:
    def copy(book: Book) -> None:
        text = (CHECKOUT / shipped).read_text("utf-8")
        assert old in text
        book.project.write(shipped, text.replace(old, new))

    return copy


CHANGES: dict[str, Callable[[Book], object]] = {
    "a chapter": change("chapters/one.md", "The first words", "The last words"),
    "a chapter, its time and size put back": change_with_the_same_time_and_size,
    "the settings": change("book.toml", "A6", "A5"),
    "the bibliography": change("bibliography/references.bib", "From Lenin", "From Stalin"),
    "an image": change("chapters/map.svg", "h 9", "v 9"),
    "an image is deleted": lambda book: (book.root / "chapters" / "map.svg").unlink(),
    "a new style": write("styles/own.css", "p { text-align: left }"),
    "a new style over a shipped one": copy_of("styles/verse.css", "{", "{ color: #111;"),
    "a new template over a shipped one": copy_of("templates/title.html", "<h1", '<h1 lang="la"'),
    "a new image before the one that was found": write("map.svg", MAP.replace("h 9", "h 9 v 9 z")),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_noticed_and_built_right(book: Book, what: str) -> None:
    book.run()
    CHANGES[what](book)
    edited = book.run()
    assert not book.was_recognised
    cold = book.run(out="elsewhere")
    assert (edited[0], edited[2]) == (cold[0], cold[2])
    if edited[0] == 0:
        elsewhere = book.out.with_name("elsewhere") / book.pdf.name
        assert book.pdf.read_bytes() == elsewhere.read_bytes()


def test_a_file_that_was_only_touched_is_the_same(book: Book) -> None:
    book.run()
    (book.root / "chapters" / "one.md").touch()
    book.run()
    assert book.was_recognised


def test_a_change_that_was_taken_back_is_no_change(book: Book) -> None:
    book.run()
    book.project.change("chapters/one.md", "first", "other")
    book.project.change("chapters/one.md", "other", "first")
    book.run()
    assert book.was_recognised


def test_another_date_is_another_book(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.run()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    book.run()
    assert not book.was_recognised


def test_without_a_date_a_touched_source_is_a_newer_book(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    book.run()
    os.utime(book.root / "chapters" / "one.md", (4_000_000_000, 4_000_000_000))
    book.run()
    assert not book.was_recognised


def test_another_edition_is_built(book: Book) -> None:
    book.run()
    book.run("--edition", "large-print")
    assert not book.was_recognised
    book.run()
    assert book.was_recognised


@pytest.mark.parametrize("what", ["deleted", "changed"])
def test_a_pdf_that_was_lost_is_put_back(book: Book, what: str) -> None:
    book.run()
    made = book.pdf.read_bytes()
    book.pdf.unlink() if what == "deleted" else book.pdf.write_bytes(b"%PDF")
    assert book.run()[0] == 0
    assert book.was_recognised
    assert book.pdf.read_bytes() == made


def test_a_pdf_that_the_cache_has_lost_too_is_made_again(book: Book) -> None:
    book.run()
    made = book.pdf.read_bytes()
    book.pdf.unlink()
    shutil.rmtree(book.out / ".cache" / "outputs")
    book.run()
    assert not book.was_recognised
    assert book.pdf.read_bytes() == made


def test_strictness_is_asked_anew(book: Book) -> None:
    book.project.change("chapters/one.md", "# One", "No heading.")
    lenient = book.run()
    made = book.pdf.read_bytes()
    strict = book.run("--strict")
    assert (lenient[0], strict[0], book.was_recognised) == (0, 1, True)
    assert "chapter-title" in strict[2]
    assert strict[2] == lenient[2]
    assert (strict[1], book.pdf.read_bytes()) == ("", made)


def test_a_strict_build_that_failed_leaves_its_pdf_to_a_lenient_one(book: Book) -> None:
    book.project.change("chapters/one.md", "# One", "No heading.")
    assert book.run("--strict")[0] == 1
    assert not book.pdf.exists()
    assert book.run()[0] == 0
    assert book.pdf.exists()


@pytest.mark.parametrize("content", [b"", b"not whole", b"[]", b'{"files": {}}'])
def test_a_wrong_record_is_no_record(book: Book, content: bytes) -> None:
    book.run()
    (record,) = (book.out / ".cache" / "builds").iterdir()
    record.write_bytes(content)
    code, _, err = book.run()
    assert (code, err, book.was_recognised) == (0, "", False)


def test_a_build_in_whose_midst_a_file_was_saved_is_not_remembered(book: Book) -> None:
    settings = Settings(book.root, book.out, Severity.WARNING, "text", 1, Edition.STANDARD)
    conclusion = Conclusion((), report='{"divisions": []}')
    last = look_up(settings, "pdf")
    last.remember(conclusion, {"a.pdf": b"pdf"}, ["a.pdf"], ["chapters/one.md"])
    assert look_up(settings, "pdf").record is not None
    other = look_up(settings, "draft")
    book.project.change("chapters/one.md", "first", "other")
    other.remember(conclusion, {"a.pdf": b"pdf"}, ["a.pdf"], ["chapters/one.md"])
    assert look_up(settings, "draft").record is None


def test_a_book_that_reads_from_what_is_left_out_is_not_remembered(book: Book) -> None:
    book.project.write("old/CACHEDIR.TAG", "").write("old/map.svg", MAP)
    book.project.change("chapters/one.md", "map.svg", "../old/map.svg")
    book.run()
    book.run()
    assert not book.was_recognised


def test_outputs_inside_the_book_are_no_inputs(book: Book) -> None:
    inside = str(book.root / "build")
    assert main(["--book", str(book.root), "--out", inside]) == 0
    assert main(["booklet", "--book", str(book.root), "--out", inside]) == 0
    assert main(["--book", str(book.root), "--out", inside]) == 0
    report = json.loads((book.root / "build" / "report.json").read_text("utf-8"))
    assert list(report["seconds"]) == ["unchanged"]


@pytest.mark.parametrize("is_last", [False, True])
def test_garbage_is_looked_for_again_where_the_process_goes_on(book: Book, is_last: bool) -> None:
    try:
        assert main(["--book", str(book.root), "--out", str(book.out)], is_last=is_last) == 0
        assert gc.isenabled() is not is_last
    finally:
        gc.enable()


def test_what_stages_need_is_not_imported(book: Book) -> None:
    book.run()
    arguments = ["--book", str(book.root), "--out", str(book.out)]
    script = (
        "import sys; from chapbook.cli import main; "
        f"code = main({arguments!r}); "
        f"print(code, [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "0 []"
