"""Turn a bench book into pandoc's Markdown; it has no index marks, for pandoc makes no index."""

from collections.abc import Mapping

from bench.as_markdown import MarkdownWriter, bibtex, drawing
from bench.book_model import Book, CrossReference, Figure, Mark
from bench.peers.as_latex import latex_block
from bench.prose import CHECKOUT

METADATA = """---
title: {title}
author: {author}
date: "2026"
lang: en-GB
bibliography: references.bib
csl: {style}
{settings}
---"""
STYLE = CHECKOUT / "bibliography/styles/chicago-notes-bibliography-17th-edition.csl"
FOR_LATEX = rf"""documentclass: memoir
classoption: [10pt, twoside, openany]
mainfont: EBGaramond-Regular.ttf
mainfontoptions:
- Path={CHECKOUT}/styles/fonts/
- ItalicFont=EBGaramond-Italic.ttf
- BoldFont=EBGaramond-Bold.ttf
- BoldItalicFont=EBGaramond-BoldItalic.ttf
header-includes:
- \setstocksize{{210mm}}{{148mm}}
- \settrimmedsize{{\stockheight}}{{\stockwidth}}{{*}}
- \settypeblocksize{{472.5bp}}{{108mm}}{{*}}
- \setlrmargins{{18mm}}{{*}}{{*}}
- \setulmargins{{18mm}}{{*}}{{*}}
- \checkandfixthelayout
- \AtBeginDocument{{\fontsize{{10.5bp}}{{13.5bp}}\selectfont}}"""
FOR_TYPST = """papersize: a5
margin: {x: 20mm, top: 18mm, bottom: 25mm}
mainfont: EB Garamond
fontsize: 10.5pt"""


class _ForTypst(MarkdownWriter):
    page = "`#context counter(page).at(<{}>).first()`{{=typst}}"

    def mark(self, mark: Mark) -> str:
        return mark.text

    def cross_reference(self, reference: CrossReference) -> str:
        return f"{reference.text} (p.\u00a0{self.page.format(reference.target)})"


class _ForLatex(_ForTypst):
    page = "`\\pageref{{{}}}`{{=latex}}"

    def figure(self, figure: Figure) -> str:
        """LaTeX reads no SVG."""
        return f"```{{=latex}}\n{latex_block(figure)}\n```"


def for_latex(book: Book) -> Mapping[str, str]:
    """book.md for pandoc's LaTeX writer, with its bibliography and drawings."""
    return _files(book, FOR_LATEX, _ForLatex)


def for_typst(book: Book) -> Mapping[str, str]:
    """The same for its Typst writer."""
    return _files(book, FOR_TYPST, _ForTypst)


def _files(book: Book, settings: str, writers: type[MarkdownWriter]) -> Mapping[str, str]:
    head = METADATA.format(title=book.title, author=book.author, style=STYLE, settings=settings)
    parts, files = [head], {"references.bib": bibtex(book.sources)}
    for chapter in book.chapters:
        writer = writers(f"{chapter.id}-")
        parts.append(f"# {chapter.title} {{#{chapter.id}}}")
        for block in chapter.blocks:
            parts += writer.blocks(block)
            if isinstance(block, Figure):
                files[f"figures/{block.name}.svg"] = drawing(block)
    parts.append("# Bibliography {.unnumbered}\n\n::: {#refs}\n:::")
    return {"book.md": "\n\n".join(parts) + "\n", **files}
