"""Turn a bench book into Chapbook's own source: book.toml, chapters, bibliography, drawings."""

from collections.abc import Iterator, Mapping, Sequence

from bench.book_model import (
    Block,
    Book,
    Chapter,
    Cite,
    CrossReference,
    Figure,
    Heading,
    ListBlock,
    Mark,
    Note,
    Paragraph,
    Quotation,
    Run,
    Source,
    Table,
    Words,
)

BOOK_TOML = """[book]
title = "{title}"
running_title = "{title}"
authors = ["{author}"]
language = "en-GB"
slug = "bench"
date = "2026"

[divisions]
front = ["half-title", "title", "contents"]
body = [
{body}
]
back = ["bibliography", "index"]
chapters_open = "next"

[page]
trim = "A5"

[notes]
numbering = "chapter"

[contents]
depth = 2

[citations]
bibliography = "bibliography/references.bib"
style = "chicago-notes-bibliography-17th-edition"
"""

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="36mm" viewBox="0 0 60 36">
<rect x="0.5" y="0.5" width="59" height="35" fill="none" stroke="black" stroke-width="0.3"/>
<path d="M 3 33 {path}" fill="none" stroke="black" stroke-width="0.4"/>
</svg>
"""


def chapter_path(number: int, chapter: Chapter) -> str:
    """The file of a chapter, counted from 0; its id is the name behind the number."""
    return f"chapters/{number + 1:02}-{chapter.id}.md"


def markdown_files(book: Book) -> Mapping[str, str]:
    """The book's files by their paths."""
    chapters = {chapter_path(*each): each[1] for each in enumerate(book.chapters)}
    body = "\n".join(f'  "{path}",' for path in chapters)
    files = {
        "book.toml": BOOK_TOML.format(title=book.title, author=book.author, body=body),
        "bibliography/references.bib": bibtex(book.sources),
    }
    for path, chapter in chapters.items():
        files[path] = _chapter(chapter)
        for block in chapter.blocks:
            if isinstance(block, Figure):
                files[f"chapters/figures/{block.name}.svg"] = drawing(block)
    return files


def bibtex(sources: Sequence[Source]) -> str:
    """A .bib file."""
    return "\n".join(
        f"@{source.kind}{{{source.key},\n"
        + "".join(f"  {name} = {{{value}}},\n" for name, value in source.fields)
        + "}\n"
        for source in sources
    )


def drawing(figure: Figure) -> str:
    """The SVG of a figure: a line that its name decides."""
    points = (f"L {x} {3 + sum(figure.name.encode()) * x % 29}" for x in range(6, 58, 3))
    return DRAWING.format(path=" ".join(points))


def _chapter(chapter: Chapter) -> str:
    writer = MarkdownWriter("n")
    blocks = [f"# {chapter.title}"]
    for block in chapter.blocks:
        blocks += writer.blocks(block)
    return "\n\n".join(blocks) + "\n"


class MarkdownWriter:
    """Writes blocks; notes are called `notes` and their number."""

    def __init__(self, notes: str) -> None:
        self._name, self._count = notes, 0
        self._notes: list[str] = []

    def blocks(self, block: Block) -> Iterator[str]:
        """A block, then its notes."""
        yield self._block(block)
        yield from self._notes
        self._notes = []

    def mark(self, mark: Mark) -> str:
        """An index mark."""
        role = f" .{mark.role}" if mark.role else ""
        return f'[{mark.text}]{{ix="{" > ".join(mark.path)}"{role}}}'

    def cross_reference(self, reference: CrossReference) -> str:
        """Words with the page that they refer to."""
        return f"[{reference.text}](#{reference.target})"

    def figure(self, figure: Figure) -> str:
        """A drawing with its caption."""
        path = f"figures/{figure.name}.svg"
        return f'![{figure.caption}]({path}){{#{figure.id} alt="A line in a frame"}}'

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self._runs(block.runs)
            case Heading():
                return f"{'#' * block.level} {block.text} {{#{block.id}}}"
            case ListBlock():
                signs = (f"{n}." if block.numbered else "-" for n in range(1, len(block.items) + 1))
                items = zip(signs, block.items, strict=True)
                return "\n".join(f"{sign} {self._runs(item.runs)}" for sign, item in items)
            case Quotation():
                return f"> {self._runs(block.paragraph.runs)}"
            case Table():
                head, *rows = (f"| {' | '.join(row)} |" for row in block.rows)
                return "\n".join(
                    [head, "|--:|:--|--:|", *rows, f": {block.caption} {{#{block.id}}}"]
                )
            case Figure():
                return self.figure(block)

    def _runs(self, runs: Sequence[Run]) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        match run:
            case Words():
                return f"*{run.text}*" if run.emphasised else run.text
            case Cite():
                return f"[@{run.key}{', p. ' + run.page if run.page else ''}]"
            case Mark():
                return self.mark(run)
            case CrossReference():
                return self.cross_reference(run)
            case Note():
                self._count += 1
                name = f"^{self._name}{self._count}"
                self._notes.append(f"[{name}]: {self._runs(run.runs)}")
                return f"[{name}]"
