"""Run index marks through makeindex, and print where it prints otherwise, and by which rule.

python -m bench.peer_index [BOOK] takes the cases of the tests and the marks of a book (default:
this one, on the pages of its last build). Needs the program makeindex (texlive-binaries).
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chapbook.apparatus.index import plain_index
from chapbook.apparatus.index_pages import note_numbers, place_marks, roman_value
from chapbook.apparatus.model import Folio, FolioStyle
from chapbook.cache import Store
from chapbook.manuscript.model import MarkRole
from chapbook.pipeline import build_book
from chapbook.scholarship import read_book

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "apparatus" / "cases" / "index_cases.json"
STYLE = r"""
preamble "" postamble "" group_skip "" headings_flag 0 line_max 100000 indent_space ""
item_0 "\n" item_1 "\n  " item_2 "\n    " item_01 "\n  " item_x1 "\n  " item_12 "\n    "
item_x2 "\n    " delim_0 ", " delim_1 ", " delim_2 ", " delim_n ", " delim_r "--" delim_t ""
encap_prefix "\\" encap_infix "{" encap_suffix "}" page_precedence "rnaRA"
"""
ENCAPS = {"main": "textbf", "illus": "textit", "def": "textbf", "imp": "textit"}
Marks = Sequence[Mapping[str, Any]]


def makeindex(program: str, marks: Marks, switches: Sequence[str]) -> list[str]:
    """The lines that makeindex prints, in our notation."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "a.idx").write_text("".join(_entries(marks)), "utf-8")
        (work / "a.ist").write_text(STYLE, "utf-8")
        command = [program, "-q", *switches, "-s", "./a.ist", "-o", "a.ind", "a.idx"]
        subprocess.run(command, cwd=work, check=False, capture_output=True)
        text = (work / "a.ind").read_text("utf-8", errors="replace")
    return [_ours(line) for line in text.split("\n") if line.strip()]


def _entries(marks: Marks) -> Iterator[str]:
    roles = {"open": "(", "close": ")"}
    pairs = [{**mark, "h": mark["h"][::-1]} for mark in marks if mark.get("pair")]
    for mark in (*marks, *pairs):
        path = "!".join(re.sub(r'([!@|"])', r'"\1', head) for head in mark["h"])
        encap = roles.get(mark.get("range", ""), "") + ENCAPS.get(mark.get("fmt") or "", "")
        targets = mark.get("see") or mark.get("also")
        if targets:
            names = targets if isinstance(targets, str) else "; ".join(targets)
            encap = f"see{'also' if mark.get('also') else ''}{{{names}}}"
        if mark.get("p") or targets:
            bar = "|" if encap else ""
            yield f"\\indexentry{{{path}{bar}{encap}}}{{{mark.get('p') or 1}}}\n"


def _ours(line: str) -> str:
    line = re.sub(r"\\textbf\{([^}]*)\}", r"**\1**", line.rstrip())
    line = re.sub(r"\\textit\{([^}]*)\}", r"*\1*", line)
    line = re.sub(r"\\seealso\{([^}]*)\}\{[^}]*\}", r"see also \1", line)
    line = re.sub(r"\\see\{([^}]*)\}\{[^}]*\}", r"see \1", line)
    return line.replace("--", "–")


def reasons(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """What differs: our line, theirs and the rule; '' for a line that isn't there."""
    own, other = _by_heading(ours), _by_heading(theirs)
    for heading in dict.fromkeys((*own, *other)):
        one, two = own.get(heading), other.get(heading)
        if one != two:
            yield heading + (one or " —"), heading + (two or " —"), _rule(one, two)
    common = [[head for head in each if head in own and head in other] for each in (own, other)]
    if common[0] != common[1]:
        at = next(n for n, pair in enumerate(zip(*common, strict=True)) if pair[0] != pair[1])
        yield common[0][at], common[1][at], "order: the language's, not that of the codes"


def _by_heading(lines: Sequence[str]) -> dict[str, str]:
    """The locators and references of each heading, by the headings above it."""
    found: dict[str, str] = {}
    above: list[str] = []
    for line in lines:
        if line.startswith(("[", "error:", "warning:")):
            continue
        level = (len(line) - len(line.lstrip())) // 2
        head, rest = _split(line.strip())
        above = [*above[:level], head]
        found[" > ".join(above)] = rest
    return found


def _split(line: str) -> tuple[str, str]:
    """A heading and what follows it; an inverted name keeps its comma."""
    places = re.search(r"(?:[,:]|(?<=\D)\.?) (?=\*{0,2}(?:\d|[ivxlc]+\b)|[Ss]ee |\(see )", line)
    return (line[: places.start()], line[places.start() :]) if places else (line, "")


def _rule(ours: str | None, theirs: str | None) -> str:
    if theirs is None or ours is None:
        return "see: of a blind or erroneous reference nothing is printed"
    for words, rule in (
        ("ee ", "see: behind a full stop, without a page"),
        ("n", "notes: taken from the mark's place"),
    ):
        if words in ours + theirs:
            return rule
    if _pages(ours, True) == _pages(theirs, True):
        if len(_parts(ours)) == len(_parts(theirs)):
            return "range form, or the colon behind a figure"
        return "merge: pages that follow each other are no range"
    if _pages(ours, False) == _pages(theirs, False):
        return "once: a page is printed once, the principal place first"
    return "unexplained"


def _parts(text: str) -> list[tuple[str, str]]:
    return re.findall(r"(\*{0,2})([\w–]+)\1", text)


def _pages(text: str, emphasis: bool) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for stars, locator in _parts(text):
        first, _, last = locator.partition("–")
        pages = [first]
        if last and first.isdecimal():
            whole = first[: max(0, len(first) - len(last))] + last
            pages = [str(number) for number in range(int(first), int(whole) + 1)]
        elif last:
            pages = _roman(first, last)
        found |= {(stars if emphasis else "", page) for page in pages}
    return found


def _roman(first: str, last: str) -> list[str]:
    ends = range(roman_value(first), roman_value(last) + 1)
    return [str(Folio(number, FolioStyle.ROMAN)) for number in ends]


def book_marks(root: Path) -> list[dict[str, Any]]:
    """The marks of a book on its pages, as plain values."""
    built = build_book(root, Store(root / "build" / ".cache"), lambda _: None)
    book = read_book(root, Store(root / "build" / ".cache"))
    marks = [mark for chapter in book.chapters for mark in chapter.marks]
    notes = note_numbers(book.chapters, book.apparatus.chapters)
    placed = place_marks(marks, built.set_book.pagination.locations, notes)
    emphases = ("", "illus", "main")
    roles = {MarkRole.OPEN: "open", MarkRole.CLOSE: "close", MarkRole.POINT: ""}
    return [
        {
            "h": list(mark.path),
            "p": mark.page.label,
            "leaf": mark.page.leaf,
            "note": mark.note,
            "range": roles[mark.role],
            "fmt": emphases[mark.emphasis],
        }
        for mark in placed
        if mark.page
    ]


def main() -> int:
    """Print the differences; 1 where one has no rule, 3 without makeindex."""
    program = shutil.which("makeindex")
    if program is None:
        print("makeindex is not installed: apt-get install texlive-binaries")
        return 3
    root = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    runs = [(case["id"], case["marks"]) for case in json.loads(CASES.read_text())["vectors"]]
    unexplained = 0
    for name, marks in [*runs, (f"the marks of {root.name}", book_marks(root))]:
        known = [{**mark, "fmt": KNOWN.get(mark.get("fmt"), mark.get("fmt"))} for mark in marks]
        ours = plain_index(known, {"explain": "none"}).lines
        for one, two, rule in reasons(ours, makeindex(program, marks, ["-l"])):
            unexplained += rule == "unexplained"
            print(f"{name}: {rule}\n    chapbook:  {one}\n    makeindex: {two}")
    print(f"{unexplained} differences without a rule")
    return 1 if unexplained else 0


KNOWN = {"def": "main", "imp": "illus"}

if __name__ == "__main__":
    raise SystemExit(main())
