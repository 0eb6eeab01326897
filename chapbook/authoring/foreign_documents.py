"""Turn a file, or a folder of them, in pandoc's Markdown into documents in reading order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from chapbook.authoring.carried_lines import Line, read_lines
from chapbook.authoring.foreign_text import in_doubt, read_text

MARKDOWN = (".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd")
ORDERS = ("SUMMARY.md", "Book.txt", "_bookdown.yml", "_quarto.yml")
"""What other tools read a book's order from: mdBook and GitBook, Leanpub, bookdown, Quarto."""
_NAMED = re.compile(r"[\w./ -]+\.(?:md|markdown|qmd|Rmd)\b")
_NOT_LOOKED_INTO = frozenset(("node_modules", "_book", "build", "__pycache__"))
_LARGEST_METADATA = 64 * 1024


@dataclass(frozen=True)
class ForeignDocument:
    """A text in pandoc's Markdown. `path` is its file, from the folder that is imported;
    images are looked for in `folder`."""

    path: str
    folder: Path
    lines: tuple[Line, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ForeignBook:
    """All that is imported. `root` holds every file that may be; `metadata` is the book's,
    `others` are files of the folder that nobody has read yet, `losses` what is lost already."""

    root: Path
    documents: tuple[ForeignDocument, ...]
    metadata: Mapping[str, Any]
    others: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()


def read_folder(root: Path) -> ForeignBook:
    """The Markdown in a folder and those below it, in the order of another tool's list, or else
    of their names. Raises OSError and BookError as reading does."""
    paths = [path for path in sorted(root.rglob("*"), key=_natural) if _is_source(root, path)]
    texts = [path for path in paths if path.suffix.lower() in MARKDOWN]
    order = next((root / name for name in ORDERS if (root / name).is_file()), None)
    ordered = _in_order(root, texts, order) if order else []
    texts = ordered or [path for path in texts if path.stem.lower() not in {"readme", "license"}]
    documents = tuple(read_document(root, path) for path in texts or paths[:0])
    metadata: dict[str, Any] = {}
    about = [path for path in paths if path.suffix.lower() in {".yaml", ".yml"}]
    for path in about:
        metadata |= _yaml(path.read_text("utf-8", errors="replace"))
    taken = {*texts, *about, *([order] if order else [])}
    others = tuple(path.relative_to(root).as_posix() for path in paths if path not in taken)
    return ForeignBook(root, documents, metadata, others)


def read_document(root: Path, path: Path) -> ForeignDocument:
    """One file of pandoc's Markdown, its metadata taken from its top."""
    text, doubt = read_text(path)
    made = document_of(path.relative_to(root).as_posix(), path.parent, text)
    return replace(made, lines=in_doubt(made.lines, doubt))


def document_of(name: str, folder: Path, text: str) -> ForeignDocument:
    """The document of a text; its metadata is a YAML block or pandoc's title block."""
    lines = text.split("\n")
    block = re.match(r"---[ \t]*\n(?=\S)(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if block and (metadata := _yaml(block[1])):
        return ForeignDocument(name, folder, read_lines(text[block.end() :]), metadata)
    if lines[0].startswith("% "):
        keys = ("title", "author", "date")
        count = next((at for at, line in enumerate(lines) if not line.startswith("%")), len(lines))
        said = [line[1:].strip() for line in lines[:count]]
        metadata = {key: value for key, value in zip(keys, said, strict=False) if value}
        return ForeignDocument(name, folder, read_lines("\n".join(lines[count:])), metadata)
    return ForeignDocument(name, folder, read_lines(text))


def title_from_name(name: str) -> str:
    """A title made of a file's name, without its ending and a number before it."""
    stem = re.sub(r"^\d+[-_. ]*", "", name.rsplit(".", 1)[0] or name)
    return stem.replace("-", " ").replace("_", " ").strip().capitalize() or "Text"


def text_of(value: object) -> str:
    """A value of the metadata as text: a text, a date, the first of a list, a name of a mapping."""
    if isinstance(value, list) and value:
        return text_of(value[0])
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("text") or "")
    return " ".join(str(value).split()) if value else ""


def _is_source(root: Path, path: Path) -> bool:
    parts = path.relative_to(root).parts
    hidden = any(part.startswith(".") or part in _NOT_LOOKED_INTO for part in parts)
    return path.is_file() and not hidden and path.resolve().is_relative_to(root.resolve())


def _natural(path: Path) -> list[tuple[int, str]]:
    """'2.md' before '10.md'."""
    parts = re.split(r"(\d+)", path.as_posix().lower())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def _in_order(root: Path, texts: Sequence[Path], order: Path) -> list[Path]:
    """The files that a tool's list names, as far as they are there."""
    named = _NAMED.findall(order.read_text("utf-8", errors="replace"))
    known = set(texts)
    found: dict[Path, None] = {}
    for name in named:
        for folder in (root, root / "src", root / "manuscript"):
            path = folder / name.strip().removeprefix("./")
            if path in known and path != order:
                found[path] = None
    return list(found)


def _yaml(text: str) -> dict[str, Any]:
    """The mapping that a YAML text is, {} for anything else."""
    if len(text) > _LARGEST_METADATA:
        return {}
    try:
        loaded = yaml.safe_load(text.strip().removesuffix("...").removesuffix("---"))
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return {str(key): value for key, value in loaded.items()} if isinstance(loaded, dict) else {}
