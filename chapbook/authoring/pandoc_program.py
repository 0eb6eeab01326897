"""Turn a file that another program wrote into pandoc's Markdown, by pandoc where that is here.

pandoc runs in its sandbox: it reads that file alone, and fetches nothing.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from chapbook.authoring.foreign_documents import ForeignBook, document_of
from chapbook.authoring.open_document import unread_in_odt
from chapbook.authoring.pandoc_blocks import without_sections
from chapbook.authoring.word_changes import with_editorial_marks
from chapbook.diagnostics import BookError, error

READERS = {
    ".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".epub": "epub", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".tex": "latex", ".rst": "rst", ".org": "org",
    ".textile": "textile",
}  # fmt: skip
"""The names of pandoc's readers by the endings of files."""
_IN_THE_FILE = (".docx", ".odt", ".rtf", ".epub")
_WRITER = (
    "markdown-simple_tables-multiline_tables-grid_tables-raw_attribute-smart-fancy_lists"
    "-example_lists+pipe_tables"
)


def find_pandoc() -> Path | None:
    """Where pandoc is, None where it isn't."""
    found = shutil.which("pandoc")
    return Path(found) if found else None


@contextmanager
def converted(pandoc: Path, path: Path) -> Iterator[ForeignBook]:
    """The document in pandoc's Markdown, its images beside it as long as the context lasts.

    Raises BookError where pandoc can't read it.
    """
    with tempfile.TemporaryDirectory(prefix="chapbook-") as folder:
        media = Path(folder)
        has_media = path.suffix.lower() in _IN_THE_FILE
        extract = (f"--extract-media={media}",) if has_media else ()
        text = _run(pandoc, path, _WRITER, "--standalone", "--track-changes=all", *extract)
        document = document_of(path.name, media if has_media else path.parent, text)
        document = with_editorial_marks(document)
        document = replace(document, lines=without_sections(document.lines))
        metadata = dict(document.metadata)
        if metadata.pop("references", None):
            metadata.pop("nocite", None)
            (media / "references.bib").write_text(_run(pandoc, path, "biblatex"), "utf-8")
            metadata["bibliography"] = "references.bib"
        root = media if has_media else path.parent
        yield ForeignBook(
            root, (document,), metadata, losses=(*_lost_notes(path, text), *unread_in_odt(path))
        )


def _reader(pandoc: Path, path: Path) -> str:
    """The reader for a file; that of Word knows reference managers' citations in newer pandocs."""
    reader = READERS[path.suffix.lower()]
    if reader != "docx":
        return reader
    command = [str(pandoc), "--list-extensions=docx"]
    known = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return "docx+citations" if "citations" in known else "docx"


def _lost_notes(path: Path, text: str) -> tuple[str, ...]:
    """pandoc 3.9 loses notes of RTF whose call isn't outside their group."""
    if path.suffix.lower() != ".rtf":
        return ()
    missing = path.read_bytes().count(b"\\footnote") - len(re.findall(r"(?m)^\[\^\d+\]:", text))
    if missing <= 0:
        return ()
    return (f"pandoc has lost {missing} of the notes: save the document as .docx or .odt",)


def _run(pandoc: Path, path: Path, writer: str, *options: str) -> str:
    command = [
        str(pandoc), "--sandbox", f"--from={_reader(pandoc, path)}", f"--to={writer}",
        "--wrap=none", "--markdown-headings=atx", *options, str(path.resolve()),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["it says nothing"])[0]
        raise BookError([error("import-unread", f"pandoc can't read '{path.name}': {reason}")])
    return done.stdout
