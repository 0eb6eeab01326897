"""`new`: a book that works from its first minute, in every language and size."""

import json
import os
import pty
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from chapbook.authoring.book_folder import write_folder
from chapbook.authoring.sample_book import SAMPLE, sample_book, sample_words
from chapbook.authoring.wishes import WishError, Wishes, fitting_papers, known_trim, paper_for
from chapbook.cache import Store
from chapbook.diagnostics import BookError
from chapbook.locales import known_languages
from chapbook.manuscript.page_sizes import TRIM_SIZES
from chapbook.pipeline import build_book
from tests.support.book_project import CHECKOUT
from tests.support.inspect_pdf import InspectedPdf

LANGUAGES = known_languages()
PAIRS = [(LANGUAGES[at % len(LANGUAGES)], trim) for at, trim in enumerate(TRIM_SIZES)]


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(CHECKOUT / "build.py"), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_language_and_every_trim_is_tried() -> None:
    assert {language for language, _ in PAIRS} == set(LANGUAGES)
    assert {trim for _, trim in PAIRS} == set(TRIM_SIZES)


@pytest.mark.parametrize(("language", "trim"), PAIRS)
def test_the_sample_builds_without_a_finding(tmp_path: Path, language: str, trim: str) -> None:
    words = sample_words(language)
    wishes = Wishes(words["title"], words["author"], language, trim, fitting_papers(trim)[0])
    write_folder(tmp_path / "book", sample_book(wishes, "chapbook"))
    built = build_book(tmp_path / "book", Store(tmp_path / "cache"), lambda _: None)
    assert built.diagnostics == ()
    pdf = InspectedPdf(built.pdf)
    media = pdf.boxes[0].media
    assert (media[2] - media[0]) / 72 * 25.4 == pytest.approx(TRIM_SIZES[trim].width_mm, abs=0.1)
    assert pdf.find_text(words["title"])
    text = " ".join(pdf.page_text(index) for index in range(pdf.page_count))
    assert "%%" not in text
    assert "Tschichold" in text


def test_words_are_the_same_in_number_in_all_languages() -> None:
    names = [path.name for path in (SAMPLE / "words").glob("*.toml")]
    assert {tag.split("-")[0] for tag in LANGUAGES} == {Path(name).stem for name in names}
    keys = [set(sample_words(Path(name).stem)) for name in names]
    assert all(each == keys[0] for each in keys)


def test_a_book_is_begun_and_passes_a_strict_check(tmp_path: Path) -> None:
    wishes = ("--title", "A “Quoted” \\ Title", "--author", "Łucja Ńowak", "--language", "de")
    ran = run("new", *wishes, "mein-buch", "--trim", "6 x 9", "--paper", "tabloid", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    folder = tmp_path / "mein-buch"
    assert files_of(folder) == {
        ".gitignore",
        "README.md",
        "book.toml",
        "bibliography/references.bib",
        "chapters/1-sheet.md",
        "chapters/2-page.md",
        "chapters/figures/sheet.svg",
        "chapters/index.toml",
    }
    settings = tomllib.loads((folder / "book.toml").read_text("utf-8"))
    assert settings["book"] == {
        "title": "A “Quoted” \\ Title",
        "authors": ["Łucja Ńowak"],
        "language": "de",
    }
    assert (settings["page"]["trim"], settings["print"]["paper"]) == ("6x9", "tabloid")
    assert len((folder / "README.md").read_text("utf-8").splitlines()) == 10
    for command in ("check", "booklet"):
        ran = run(command, "--strict", "--book", "mein-buch", cwd=tmp_path)
        assert ran.returncode == 0
        # Notes say what might be cut or mentioned.
        assert not re.search(": (error|warning): ", ran.stderr)


def test_without_options_in_a_pipe_the_usual_is_taken(tmp_path: Path) -> None:
    ran = run("new", "book", cwd=tmp_path)
    assert ran.returncode == 0
    assert ran.stdout.startswith("book: a book to write on; build it by\n    python3 ")
    assert ran.stdout.endswith("build.py --book book\n")
    settings = tomllib.loads((tmp_path / "book" / "book.toml").read_text("utf-8"))
    assert settings["book"]["title"] == "A Small Book"
    assert (settings["page"]["trim"], settings["print"]["paper"]) == ("A5", "A4")


def test_a_folder_that_is_empty_is_filled(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    assert run("new", ".", cwd=tmp_path / "book").returncode == 0
    assert (tmp_path / "book" / "book.toml").is_file()
    assert files_of(tmp_path) == {f"book/{name}" for name in files_of(tmp_path / "book")}


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / ".hidden").write_text("mine")
    ran = run("new", "book", cwd=tmp_path)
    assert ran.returncode == 2
    assert "error: the folder 'book' isn't empty [new-exists]" in ran.stderr
    assert files_of(tmp_path) == {"book/.hidden"}


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "book").write_text("mine")
    ran = run("new", "book", "--format", "json", cwd=tmp_path)
    assert ran.returncode == 2
    assert [one["code"] for one in json.loads(ran.stdout)] == ["new-exists"]
    assert (tmp_path / "book").read_text() == "mine"


def test_a_link_that_leads_nowhere_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "book").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BookError, match="is there already, and is no folder"):
        write_folder(tmp_path / "book", {"book.toml": b""})


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (("--language", "tlh"), "'tlh' is no language that the program knows: de, en-GB"),
        (("--trim", "A7"), "'A7' is no trim that the program knows: A4, A5"),
        (("--paper", "A4", "--trim", "B5"), "two pages of B5 don't fit on A4: take A3"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_told(
    tmp_path: Path, wish: tuple[str, ...], message: str
) -> None:
    ran = run("new", "book", *wish, cwd=tmp_path)
    assert ran.returncode == 2
    assert message in ran.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("new",), "new needs a DIR"),
        (("check", "more"), "check takes nothing like 'more'"),
        (("pdf", "--title", "X"), "belong to new"),
    ],
)
def test_operands_are_checked(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = run(*arguments, cwd=tmp_path)
    assert ran.returncode == 2
    assert message in ran.stderr


def test_a_terminal_is_asked_until_the_answer_will_do(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, str(CHECKOUT / "build.py"), "new", "book", "--author", "Ann"]
    process = subprocess.Popen(command, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, b"xx\nfr\nMon livre\nA6\n\n")
    said = b""
    while True:
        try:
            part = os.read(ours, 1000)
        except OSError:
            break
        if not part:
            break
        said += part
    assert process.wait() == 0
    os.close(ours)
    text = said.decode()
    assert "Language [en-US]: " in text
    assert "'xx' is no language that the program knows" in text
    assert "Title [Un petit livre]: " in text
    assert "Author" not in text
    settings = tomllib.loads((tmp_path / "book" / "book.toml").read_text("utf-8"))
    assert (settings["book"]["title"], settings["book"]["authors"]) == ("Mon livre", ["Ann"])
    assert (settings["page"]["trim"], settings["print"]["paper"]) == ("A6", "A4")


@pytest.mark.parametrize(
    ("trim", "paper"), [("A5", "A4"), ("A4", "A3"), ("half-letter", "letter"), ("6x9", "tabloid")]
)
def test_the_usual_paper_comes_first(trim: str, paper: str) -> None:
    assert fitting_papers(trim)[0] == paper


def test_names_of_sizes_are_read_as_people_write_them() -> None:
    assert known_trim("5 × 8 in") == "5x8"
    assert paper_for("Letter", "5x8") == "letter"
    with pytest.raises(WishError):
        paper_for("A5", "A5")
