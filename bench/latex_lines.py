"""Set the body of a book with XeLaTeX (memoir) in the same face and measure, and compare.

Run by `make peer-lines BOOK=.`; needs xelatex with memoir (Debian: texlive-xetex,
texlive-latex-recommended, texlive-lang-english). Prints lines, loose lines, hyphens and pages.

A loose line has twice the face's space between words, or more. fontspec lets it grow by half
of itself at a stretch of 1, so TeX calls such a line's badness 800 (100 r³ with r = 2; The TeXbook,
chapter 14) and 'very loose', 2.75 times, is 4287; its log says so of each line.
"""

import argparse
import re
import subprocess
import tempfile
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from pypdfium2 import PdfDocument

from chapbook.cache import Store
from chapbook.composition.geometry import PageGeometry, page_geometry
from chapbook.composition.line_counts import NO_LINES, LineCounts
from chapbook.manuscript.book_config import Matter
from chapbook.pipeline import BuiltBook, build_book
from chapbook.shipped import shipped_dir

LOOSE_BADNESS, VERY_LOOSE_BADNESS = 800, 4287
SPECIAL = str.maketrans(
    {sign: "\\" + sign for sign in "%&$#_{}"} | {"~": "\\textasciitilde{}", "\u2060": ""}
)
LEFT_OUT = frozenset(("style", "title", "figure", "table", "header"))

PREAMBLE = r"""
\documentclass[10pt,twoside,openany]{memoir}
\usepackage{fontspec}
\usepackage[british]{babel}
\setstocksize{%(height)smm}{%(width)smm}
\settrimmedsize{\stockheight}{\stockwidth}{*}
\settypeblocksize{%(block)spt}{%(measure)smm}{*}
\setlrmargins{%(gutter)smm}{*}{*}
\setulmargins{%(head)smm}{*}{*}
\checkandfixthelayout
\setmainfont{EBGaramond-Regular.ttf}[Path=%(fonts)s/,ItalicFont=EBGaramond-Italic.ttf,
  BoldFont=EBGaramond-Bold.ttf,BoldItalicFont=EBGaramond-BoldItalic.ttf,Numbers=OldStyle]
\newfontfamily\noteface{EBGaramond08-Regular.otf}[Path=%(fonts)s/,ItalicFont=EBGaramond08-Italic.otf]
\renewcommand{\foottextfont}{\fontsize{8.5}{11.25}\selectfont}
\hbadness=700 \hyphenpenalty=50
\begin{document}
\fontsize{%(size)s}{%(leading)s}\selectfont
"""


class TexWriter(HTMLParser):
    """Writes the paragraphs and headings of a fragment as LaTeX, without tables and figures."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._ends: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what the element is in LaTeX."""
        classes = (dict(attrs).get("class") or "").split()
        is_left_out = tag in LEFT_OUT or {"call", "marker"} & set(classes)
        if tag in {"meta", "img", "br", "hr", "col"}:
            return
        self._skipped += bool(is_left_out)
        start, end = self._around(tag, classes)
        self._ends.append("\0" if is_left_out else end)
        if not self._skipped:
            self.parts.append(start)

    def _around(self, tag: str, classes: Sequence[str]) -> tuple[str, str]:
        if "note" in classes:
            return "\\footnote{", "}"
        known = {
            "p": ("", "\n\n"),
            "em": ("\\emph{", "}"),
            "cite": ("\\emph{", "}"),
            "h2": ("\\section*{", "}\n"),
            "blockquote": ("\\begin{quote}", "\\end{quote}\n"),
        }
        return known.get(tag, ("", ""))

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        if tag in {"meta", "img", "br", "hr", "col"} or not self._ends:
            return
        end = self._ends.pop()
        if end == "\0":
            self._skipped -= 1
        elif not self._skipped:
            self.parts.append(end)

    def handle_data(self, data: str) -> None:
        """Text, with TeX's own signs escaped."""
        if not self._skipped:
            self.parts.append(data.translate(SPECIAL))


def latex_of(built: BuiltBook) -> str:
    """The chapters of the body as a LaTeX document."""
    chapters = []
    for html, division in zip(built.set_book.html, built.manuscript.config.divisions, strict=True):
        if division.matter is Matter.BODY:
            writer = TexWriter()
            writer.feed(html.html)
            chapters.append("\\clearpage\n" + re.sub(r"[ \n]+\}", "}", "".join(writer.parts)))
    geometry = page_geometry(built.manuscript.config.page)
    return PREAMBLE % _values(geometry) + "\n".join(chapters) + "\n\\end{document}\n"


def _values(geometry: PageGeometry) -> dict[str, object]:
    return {
        "height": geometry.sheet.height_mm,
        "width": geometry.sheet.width_mm,
        "block": geometry.lines * geometry.leading_pt * 72.27 / 72,
        "measure": geometry.measure_mm,
        "gutter": geometry.gutter_mm,
        "head": geometry.head_mm,
        "size": geometry.type_size_pt * 72.27 / 72,
        "leading": geometry.leading_pt * 72.27 / 72,
        "fonts": shipped_dir() / "styles" / "fonts",
    }


def set_with_latex(text: str) -> tuple[Sequence[int], int, PdfDocument]:
    """The badnesses of underfull lines and how many are overfull, from the log; and the PDF."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "book.tex").write_text(text, "utf-8")
        command = ["xelatex", "-interaction=nonstopmode", "-no-shell-escape", "book.tex"]
        subprocess.run(command, cwd=folder, capture_output=True, check=False)
        log = Path(folder, "book.log").read_text("utf-8", errors="replace")
        pdf = PdfDocument(Path(folder, "book.pdf").read_bytes())
    underfull = [int(found) for found in re.findall(r"Underfull \\hbox \(badness (\d+)\)", log)]
    return underfull, len(re.findall(r"Overfull \\hbox \([1-9]", log)), pdf


def _lines(pdf: PdfDocument) -> tuple[int, int]:
    """How many lines the pages have, and how many end in hyphens; pdfium joins divided words."""
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    lines = [line for line in text.splitlines() if len(line) > 3]
    hyphens = text.count("\ufffe") + sum(line.rstrip().endswith("-") for line in lines)
    return len(lines) + text.count("\ufffe"), hyphens


def main() -> None:
    """Print both, one row each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path, nargs="?", default=Path())
    book = parser.parse_args().book.resolve()
    built = build_book(book, Store(book / "build" / ".cache"), lambda _: None)
    ours: LineCounts = NO_LINES
    pages = 0
    fragments = zip(built.manuscript.config.divisions, built.set_book.fragments, strict=True)
    for division, fragment in fragments:
        if division.matter is Matter.BODY:
            ours += fragment.line_counts
            pages += fragment.page_count
    underfull, overfull, pdf = set_with_latex(latex_of(built))
    lines, hyphens = _lines(pdf)
    print("           pages   lines   loose  very loose  hyphens  jutting out")
    row = "{:10}{:6}{:8}{:8}{:12}{:9}{:13}"
    print(
        row.format("chapbook", pages, ours.lines, ours.loose, ours.very_loose, ours.hyphenated, 0)
    )
    loose = sum(each >= LOOSE_BADNESS for each in underfull)
    very = sum(each >= VERY_LOOSE_BADNESS for each in underfull)
    print(row.format("xelatex", len(pdf), lines, loose, very, hyphens, overfull))


if __name__ == "__main__":
    main()
