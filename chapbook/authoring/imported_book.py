"""Turn documents of another tool into the files of a book, and a list of what they lost."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from chapbook.authoring.carried_lines import Line, each_text, joined
from chapbook.authoring.foreign_chapters import ForeignChapter, chapters_of
from chapbook.authoring.foreign_documents import ForeignBook, ForeignDocument, text_of
from chapbook.authoring.foreign_images import ImageFolder
from chapbook.authoring.foreign_links import with_links_that_lead
from chapbook.authoring.foreign_references import with_references
from chapbook.authoring.pandoc_blocks import with_code_for_tex, with_comments_apart
from chapbook.authoring.pandoc_inlines import in_our_words
from chapbook.authoring.pandoc_tables import with_pipe_tables
from chapbook.diagnostics import Diagnostic, SourceSpan, warning
from chapbook.manuscript.divisions import GENERATED_KINDS

BIBLIOGRAPHY = "bibliography/references.bib"
MORE = ("subtitle", "publisher")
"""What documents say of themselves by the words of book.toml."""
SETTINGS_READ = frozenset(("title", "author", "authors", "lang", "language", "bibliography", *MORE))
_FILE_LINK = re.compile(r"\]\(<?([^\s()<>#]+\.(?:md|markdown|qmd|Rmd|html))(#[^\s()<>]+)?>?\)")
_ID = re.compile(r"#([^\s{}#.]+)")
_PLAIN = re.compile(r"[*_`\[\]]|\{[^{}]*\}|\([^()]*\)(?=$)")


@dataclass(frozen=True)
class ImportedBook:
    """The files of a book but for book.toml, its chapters' paths in their order, what its
    documents said of it (`more` by the words of book.toml), and what could not be carried over."""

    files: Mapping[str, bytes]
    chapters: tuple[str, ...]
    title: str
    authors: tuple[str, ...]
    language: str
    more: Mapping[str, str]
    losses: tuple[Diagnostic, ...]


def imported_book(book: ForeignBook) -> ImportedBook:
    """The book that is made of those documents. Raises OSError where a file can't be read."""
    images = ImageFolder(book.root)
    documents = [_in_our_markdown(document, images) for document in book.documents]
    chapters = chapters_of(documents)
    names = _names(chapters)
    ids = _ids_of_files(chapters, names)
    known = {
        name for chapter in chapters for line in chapter.lines for name in _ID.findall(line.text)
    }
    known |= {chapter.id for chapter in chapters} | {name.partition("-")[2] for name in names}
    files: dict[str, bytes] = {}
    losses: list[Diagnostic] = []
    for chapter, name in zip(chapters, names, strict=True):
        lines = _linked(_whole(chapter, name), ids, known)
        path = f"chapters/{name}.md"
        files[path] = joined(lines).encode()
        losses += _losses(path, lines)
    metadata = _metadata(book)
    bibliography, taken, found = _bibliography(book, metadata)
    files |= {**images.files, **({BIBLIOGRAPHY: bibliography} if bibliography else {})}
    losses += found
    losses += _left_behind(book, metadata, {*taken, *images.taken}, images.sizes)
    return ImportedBook(
        files=files,
        chapters=tuple(f"chapters/{name}.md" for name in names),
        title=text_of(metadata.get("title")),
        authors=_people(metadata.get("author") or metadata.get("authors")),
        language=text_of(metadata.get("lang") or metadata.get("language")),
        more={key: text_of(metadata[key]) for key in MORE if text_of(metadata.get(key))},
        losses=tuple(losses),
    )


def _in_our_markdown(document: ForeignDocument, images: ImageFolder) -> ForeignDocument:
    def with_images(text: str) -> Line:
        return images.with_images(text, document.folder)

    lines = each_text(
        with_pipe_tables(with_comments_apart(with_code_for_tex(document.lines))), in_our_words
    )
    return replace(document, lines=each_text(lines, with_images))


def _whole(chapter: ForeignChapter, name: str) -> list[Line]:
    """The lines of a chapter's file, its metadata and heading before them."""
    metadata = []
    if chapter.is_part:
        metadata.append(Line("division: part"))
    if not chapter.is_numbered:
        metadata.append(Line("numbered: false"))
    if metadata:
        metadata = [Line("---"), *metadata, Line("---"), Line("")]
    here = name.partition("-")[2]
    own = chapter.id or re.sub(r"-\d+$", "", here) * (here.rpartition("-")[0] in GENERATED_KINDS)
    named = f" {{#{own}}}" if own and own != here else ""
    return [*metadata, Line(f"# {chapter.title}{named}"), Line(""), *chapter.lines]


def _names(chapters: Sequence[ForeignChapter]) -> list[str]:
    """The chapters' names: number and title; what is behind the number is the id that pandoc
    gives such a heading."""
    width = len(str(len(chapters)))
    names: dict[str, str] = {}
    for at, chapter in enumerate(chapters, start=1):
        plain = re.sub(r"[^\w\s.-]", "", _PLAIN.sub("", chapter.title).lower())
        stem = re.sub(r"^[\W\d_]+", "", "-".join(plain.split()))[:60].strip("-.") or "chapter"
        number = 1
        wanted = stem
        while stem in names or stem in GENERATED_KINDS:
            number += 1
            stem = f"{wanted}-{number}"
        names[stem] = f"{at:0{width}}-{stem}"
    return list(names.values())


def _ids_of_files(chapters: Sequence[ForeignChapter], names: Sequence[str]) -> Mapping[str, str]:
    """The id of the first chapter of each file, by the file's name."""
    ids: dict[str, str] = {}
    for chapter, name in zip(chapters, names, strict=True):
        for path in chapter.paths:
            ids.setdefault(PurePosixPath(path).stem, name.partition("-")[2])
    return ids


def _linked(lines: Sequence[Line], ids: Mapping[str, str], known: set[str]) -> tuple[Line, ...]:
    """The lines, links to other files and to what is numbered made cross references."""

    def link(found: re.Match[str]) -> str:
        chapter = ids.get(PurePosixPath(found[1]).stem)
        return found[0] if chapter is None else f"]({found[2] or f'#{chapter}'})"

    linked = each_text(lines, lambda text: with_links_that_lead(_FILE_LINK.sub(link, text)))
    return each_text(linked, lambda text: with_references(text, known))


def _losses(path: str, lines: Sequence[Line]) -> list[Diagnostic]:
    return [
        warning("import-lost", loss, SourceSpan(path, number))
        for number, line in enumerate(lines, start=1)
        for loss in line.losses
    ]


def _metadata(book: ForeignBook) -> dict[str, object]:
    """What is said of the whole book: by its own metadata, or by its first document's."""
    first = book.documents[0].metadata if book.documents else {}
    return {**first, **book.metadata}


def _people(value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    return tuple(name for name in map(text_of, names) if name)


def _bibliography(
    book: ForeignBook, metadata: Mapping[str, object]
) -> tuple[bytes, set[Path], list[Diagnostic]]:
    """The .bib files that are named, or else all that are there, as one."""
    named = metadata.get("bibliography")
    names = [str(name) for name in (named if isinstance(named, list) else [named]) if name]
    names = names or [name for name in book.others if name.lower().endswith(".bib")]
    texts: list[bytes] = []
    taken: set[Path] = set()
    losses: list[Diagnostic] = []
    for name in names:
        path = _inside(book, name)
        if path is None or path.suffix.lower() != ".bib":
            message = f"the bibliography '{name}' was left out: it is no .bib file that is there"
            losses.append(warning("import-lost", message))
        else:
            texts.append(path.read_bytes().strip() + b"\n")
            taken.add(path)
    return b"\n".join(texts), taken, losses


def _inside(book: ForeignBook, name: str) -> Path | None:
    folders = (book.root, *(document.folder for document in book.documents))
    for folder in dict.fromkeys(folders):
        path = (folder / name).resolve()
        if path.is_relative_to(book.root.resolve()) and path.is_file():
            return path
    return None


def _left_behind(
    book: ForeignBook, metadata: Mapping[str, object], taken: set[Path], sizes: int
) -> list[Diagnostic]:
    """What stands in no chapter: settings, files, sizes of images."""
    messages = [
        *book.losses,
        *(
            f"the setting '{key}' of the metadata was left out: {text_of(value)[:60]}"
            for key, value in metadata.items()
            if key not in SETTINGS_READ and text_of(value)
        ),
    ]
    resolved = {path.resolve() for path in taken}
    others = [name for name in book.others if (book.root / name).resolve() not in resolved]
    messages += [f"the file '{name}' was left out: nothing names it" for name in others]
    if sizes:
        images = (
            "an image has lost its size" if sizes == 1 else f"{sizes} images have lost their sizes"
        )
        messages.append(f"{images}: a figure is as wide as its text")
    return [warning("import-lost", message) for message in messages]
