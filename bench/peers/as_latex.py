"""Turn a bench book into LaTeX: memoir, the same trim, type block, type size and faces."""

from collections.abc import Mapping, Sequence

from bench.as_markdown import bibtex
from bench.book_model import (
    Block,
    Book,
    Cite,
    CrossReference,
    Figure,
    Heading,
    ListBlock,
    Mark,
    Note,
    Paragraph,
    Quotation,
    Role,
    Run,
    Table,
    Words,
)
from bench.prose import CHECKOUT

FONTS = CHECKOUT / "styles" / "fonts"
PREAMBLE = rf"""\documentclass[10pt,twoside,openany]{{memoir}}
\usepackage{{fontspec}}
\usepackage[british]{{babel}}
\usepackage{{csquotes,graphicx}}
\setstocksize{{210mm}}{{148mm}}
\settrimmedsize{{\stockheight}}{{\stockwidth}}{{*}}
\settypeblocksize{{472.5bp}}{{108mm}}{{*}}
\setlrmargins{{18mm}}{{*}}{{*}}
\setulmargins{{18mm}}{{*}}{{*}}
\checkandfixthelayout
\setmainfont{{EBGaramond-Regular.ttf}}[Path={FONTS}/,ItalicFont=EBGaramond-Italic.ttf,
  BoldFont=EBGaramond-Bold.ttf,BoldItalicFont=EBGaramond-BoldItalic.ttf,Numbers=OldStyle]
\usepackage[backend=biber,style=verbose-ibid,autocite=footnote]{{biblatex}}
\addbibresource{{references.bib}}
\usepackage[hidelinks]{{hyperref}}
\maxsecnumdepth{{chapter}}
\maxtocdepth{{section}}
\makeindex
"""
SPECIAL = str.maketrans({sign: "\\" + sign for sign in "%&$#_{}"})


def latex_files(book: Book) -> Mapping[str, str]:
    """book.tex, references.bib; figures are drawn by LaTeX itself."""
    parts = [
        PREAMBLE,
        f"\\title{{{book.title}}}\\author{{{book.author}}}\\date{{2026}}",
        "\\begin{document}\n\\fontsize{10.5bp}{13.5bp}\\selectfont",
        "\\frontmatter\\maketitle\\tableofcontents*\n\\mainmatter",
    ]
    for chapter in book.chapters:
        parts.append(f"\\chapter{{{chapter.title}}}\\label{{{chapter.id}}}")
        parts += (latex_block(block) for block in chapter.blocks)
    parts.append("\\backmatter\\printbibliography\n\\printindex\n\\end{document}")
    return {"book.tex": "\n\n".join(parts) + "\n", "references.bib": bibtex(book.sources)}


def latex_block(block: Block) -> str:
    """A block; a drawing is a frame of its size."""
    match block:
        case Paragraph():
            return _runs(block.runs)
        case Heading():
            name = "section" if block.level == 2 else "subsection"
            return f"\\{name}{{{block.text}}}\\label{{{block.id}}}"
        case ListBlock():
            name = "enumerate" if block.numbered else "itemize"
            items = "\n".join(f"\\item {_runs(item.runs)}" for item in block.items)
            return f"\\begin{{{name}}}\n{items}\n\\end{{{name}}}"
        case Quotation():
            return f"\\begin{{quote}}\n{_runs(block.paragraph.runs)}\n\\end{{quote}}"
        case Table():
            rows = "\\\\\n".join(" & ".join(map(_text, row)) for row in block.rows)
            tabular = f"\\begin{{tabular}}{{rlr}}\n{rows}\n\\end{{tabular}}"
            return _floated("table", tabular, block.caption, block.id)
        case Figure():
            return _floated("figure", "\\framebox(170,102){}", block.caption, block.id)


def _floated(kind: str, what: str, caption: str, label: str) -> str:
    captioned = f"\\caption{{{_text(caption)}}}\\label{{{label}}}"
    return f"\\begin{{{kind}}}\n\\centering\n{what}\n{captioned}\n\\end{{{kind}}}"


def _runs(runs: Sequence[Run], in_note: bool = False) -> str:
    return "".join(_run(run, in_note) for run in runs)


def _run(run: Run, in_note: bool) -> str:
    match run:
        case Words():
            return f"\\emph{{{_text(run.text)}}}" if run.emphasised else _text(run.text)
        case Cite():
            command = "cite" if in_note else "autocite"
            return f"\\{command}{f'[{run.page}]' if run.page else ''}{{{run.key}}}"
        case Mark():
            encap = {
                Role.POINT: "", Role.PRINCIPAL: "|textbf", Role.OPEN: "|(", Role.CLOSE: "|)",
            }[run.role]  # fmt: skip
            return f"{_text(run.text)}\\index{{{'!'.join(run.path)}{encap}}}"
        case CrossReference():
            return f"{_text(run.text)} (p.~\\pageref{{{run.target}}})"
        case Note():
            return f"\\footnote{{{_runs(run.runs, in_note=True)}}}"


def _text(text: str) -> str:
    return text.translate(SPECIAL)
