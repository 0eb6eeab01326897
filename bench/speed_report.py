"""Turn what was measured into tables: medians and ratios, and which budgets are met."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.contenders import (
    CHAPBOOK,
    CHAPTER,
    COLD,
    EDITED,
    LINK,
    PAGE,
    UNCHANGED,
    WEASYPRINT,
    Line,
)
from bench.measured import Measured

Results = Mapping[str, Mapping[Line, Sequence[Measured]]]
"""By the size of the book."""

HEAD = (
    "| program | what it does | pages | CPU s | clock s | CPU ÷ WeasyPrint | clock ÷ WeasyPrint "
    "| MiB |\n|:--|:--|--:|--:|--:|--:|--:|--:|"
)
BUDGETS_HEAD = "| budget | at most | measured | met |\n|:--|--:|--:|:--|"
NOT_MEASURED = "not measured"
PANDOC = "pandoc + XeLaTeX"


def middle(turns: Sequence[Measured]) -> Measured:
    """The median of each quantity, but the largest peak; the rest is that of the last turn."""
    last = turns[-1]
    return Measured(
        median(turn.cpu_s for turn in turns),
        median(turn.wall_s for turn in turns),
        max(turn.peak_mib for turn in turns),
        last.pages,
        last.pdf_bytes,
        last.set_again,
    )


def tables(results: Results) -> str:
    """A table for each size, with how long each program took, and one of budgets."""
    parts = [_table(size, lines) for size, lines in results.items()]
    rows = "\n".join(budget.row() for budget in budgets(results))
    parts.append(f"### Budgets\n\n{BUDGETS_HEAD}\n{rows}")
    return "\n\n".join(parts)


def _table(size: str, lines: Mapping[Line, Sequence[Measured]]) -> str:
    plain_turns = lines.get(Line(WEASYPRINT, COLD))
    plain = middle(plain_turns) if plain_turns else None
    rows = (_row(line, middle(turns), plain) for line, turns in lines.items())
    name = f"About {size} pages" if size.isdigit() else f"The {size}"
    return f"### {name}\n\n{HEAD}\n" + "\n".join(rows)


def _row(line: Line, cost: Measured, plain: Measured | None) -> str:
    work = line.work
    if cost.set_again and line.work != COLD:
        work += f"; sets {_listed(cost.set_again)}"
    numbers = [
        str(cost.pages or "–"),
        _number(cost.cpu_s),
        _number(cost.wall_s),
        _number(cost.cpu_s / plain.cpu_s if plain else 0),
        _number(cost.wall_s / plain.wall_s if plain else 0),
        f"{cost.peak_mib:.0f}",
    ]
    return f"| {line.program} | {work} | {' | '.join(numbers)} |"


def _number(value: float) -> str:
    return f"{value:.2f}" if value else "–"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 3 else f"{len(names)} parts"


@dataclass(frozen=True)
class Budget:
    """A limit of design.md's section 4 and the issue on speed; `measured` is None where the
    book or the program that it needs was not run."""

    what: str
    limit: float
    measured: float | None
    unit: str
    more: str = ""
    at_least: bool = False

    def row(self) -> str:
        """A row of the table of budgets."""
        limit = f"{'≥ ' if self.at_least else ''}{self.limit:g}{self.unit}"
        if self.measured is None:
            return f"| {self.what} | {limit} | {NOT_MEASURED} | – |"
        is_met = self.measured >= self.limit if self.at_least else self.measured <= self.limit
        digits = 0 if self.limit >= 100 else 2
        measured = f"{self.measured:.{digits}f}{self.unit}{self.more}"
        return f"| {self.what} | {limit} | {measured} | {'yes' if is_met else '**no**'} |"


def budgets(results: Results) -> Iterator[Budget]:
    """All of them, in the order of the issue."""
    medians = {
        (size, line): middle(turns)
        for size, lines in results.items()
        for line, turns in lines.items()
    }

    def ours(size: str, work: str) -> Measured | None:
        return medians.get((size, Line(CHAPBOOK, work)))

    cold = ours("480", COLD)
    plain = medians.get(("480", Line(WEASYPRINT, COLD)))
    pandoc = medians.get(("480", Line(PANDOC, COLD)))
    yield _ratio("480 pages cold ÷ WeasyPrint alone, on the clock", 0.4, cold, plain)
    yield _ratio(f"480 pages cold ÷ {PANDOC}, on the clock", 1, cold, pandoc)
    yield _seconds("480 pages after a sentence, whole process", 2.5, ours("480", EDITED))
    yield _seconds("480 pages unchanged", 0.7, ours("480", UNCHANGED))
    yield _seconds("480 pages, warm process: the edited page is there", 0.7, ours("480", PAGE))
    yield _seconds("480 pages, warm process: its chapter is there", 1.2, ours("480", CHAPTER))
    yield _speed(ours("1600", COLD), ours("200", COLD))
    peaks = [cost.peak_mib for (_, line), cost in medians.items() if line.program == CHAPBOOK]
    yield Budget("memory of the largest process", 400, max(peaks, default=None), " MiB")
    yield _seconds("booklet cold", 4, ours("booklet", COLD))
    yield _seconds("booklet after a sentence", 1.2, ours("booklet", EDITED))
    booklet = ours("booklet", COLD)
    yield Budget("booklet, PDF", 300, booklet.pdf_bytes / 1000 if booklet else None, " KB")
    yield _seconds("480 pages linked", 0.7, ours("480", LINK))
    size = cold.pdf_bytes / plain.pdf_bytes if cold and plain else None
    yield Budget("480 pages, PDF ÷ that of WeasyPrint alone", 1.1, size, " ×")
    yield _linear(results, ours("1600", LINK), ours("200", LINK))


def _seconds(what: str, limit: float, cost: Measured | None) -> Budget:
    return Budget(what, limit, cost.wall_s if cost else None, " s")


def _ratio(what: str, limit: float, ours: Measured | None, theirs: Measured | None) -> Budget:
    if not (ours and theirs):
        return Budget(what, limit, None, " ×")
    more = f" (CPU {ours.cpu_s / theirs.cpu_s:.2f} ×)"
    return Budget(what, limit, ours.wall_s / theirs.wall_s, " ×", more)


def _speed(large: Measured | None, small: Measured | None) -> Budget:
    what = "pages a second, cold: 1,600 pages ÷ 200"
    ratio = None
    if large and small:
        ratio = (large.pages / large.wall_s) / (small.pages / small.wall_s)
    return Budget(what, 0.9, ratio, " ×", at_least=True)


def _linear(results: Results, large: Measured | None, small: Measured | None) -> Budget:
    ratio = None
    if large and small:
        pages = {
            size: middle(results[size][Line(CHAPBOOK, COLD)]).pages for size in ("1600", "200")
        }
        ratio = (large.wall_s / pages["1600"]) / (small.wall_s / pages["200"])
    return Budget("linked, seconds a page: 1,600 pages ÷ 200", 1.1, ratio, " ×")
