"""Turn a booklet and its job into what whoever stands at the printer has to do, step by step.

It is said in the words of a locale.
"""

from dataclasses import dataclass

from chapbook.bindery.book_block import size_text
from chapbook.bindery.booklet import Booklet, PrintJob
from chapbook.bindery.drawn_formes import DrawnForme, drawn_forme
from chapbook.bindery.press_run import FACE_UP, SHORT_EDGE, is_pile_turned_over
from chapbook.locales.printer_words import PrinterWords
from chapbook.manuscript.page_sizes import PAPER_SIZES, PageSize
from chapbook.manuscript.print_config import PrintSettings, Scheme

MOST_FOLDED_TOGETHER = 8
"""Sheets; more of them are folded in parts and nested."""
LEAST_STANDING_OUT_MM = 0.5
"""Inner leaves that stand out by less are left so."""


@dataclass(frozen=True)
class Step:
    """Something to do. `picture` names a drawing of the template; `forme` is what it shows."""

    title: str
    text: str
    picture: str
    forme: DrawnForme | None = None


@dataclass(frozen=True)
class Instructions:
    """The facts of a job, by their names, and its steps."""

    facts: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]


def instructions(
    booklet: Booklet, settings: PrintSettings, job: PrintJob, words: PrinterWords
) -> Instructions:
    """What to do for exactly this job."""
    return _Writer(booklet, settings, job, words).instructions()


def paper_name(paper: PageSize) -> str:
    """'A4', or '200 × 300 mm' for a size without a name."""
    named = [name for name, size in PAPER_SIZES.items() if size == paper]
    return named[0] if named else size_text(paper)


class _Writer:
    """Writes the sheet for one job in one language."""

    def __init__(
        self, booklet: Booklet, settings: PrintSettings, job: PrintJob, words: PrinterWords
    ) -> None:
        self._booklet, self._settings, self._job = booklet, settings, job
        self._words = words
        self._imposition = booklet.plan.imposition
        self._edge = 0 if booklet.printer.flip == SHORT_EDGE else 1

    def instructions(self) -> Instructions:
        steps = (self._paper(), *self._printing(), *self._cutting(), *self._binding())
        return Instructions(self._facts(), steps)

    def _number(self, value: float, form: str = "g") -> str:
        return format(value, form).replace(".", self._words.decimal)

    def _facts(self) -> tuple[tuple[str, str], ...]:
        words, settings = self._words, self._settings
        paper = paper_name(settings.paper)
        thickness = words.thickness.format(paper=paper, mm=self._number(settings.caliper_mm))
        if settings.gsm:
            thickness = words.weight.format(paper=paper, gsm=self._number(settings.gsm))
        facts = [
            (words.paper, thickness),
            (words.sheets, self._sheets()),
            (words.scale, words.full_size),
            (words.sides, self._sides()),
        ]
        if len(self._booklet.sheets) < len(self._imposition.sheets):
            numbers = ", ".join(str(sheet + 1) for sheet in self._booklet.sheets)
            facts.insert(2, (words.only, numbers))
        return tuple(facts)

    def _sheets(self) -> str:
        words, count, copies = self._words, len(self._booklet.sheets), self._job.copies
        if copies > 1:
            total = self._booklet.sheets_for(copies)
            return words.for_copies.format(
                count=self._number(count / self._imposition.copies), total=total, copies=copies
            )
        of = words.two_copies if self._imposition.copies > 1 else words.a_copy
        return of.format(count=count)

    def _sides(self) -> str:
        if self._imposition.sheets[0].back is None:
            return self._words.one_side
        if self._booklet.printer.both_sides:
            return self._words.both_sides[self._edge]
        return self._words.side_by_side[self._edge]

    def _forme(self, back: bool) -> DrawnForme:
        return drawn_forme(self._imposition, self._booklet.plan.layout, back)

    def _paper(self) -> Step:
        text = self._words.paper_text.format(paper=paper_name(self._settings.paper))
        return Step(self._words.paper_title, text, "forme", self._forme(back=False))

    def _printing(self) -> list[Step]:
        words = self._words
        if self._imposition.sheets[0].back is None:
            return [Step(words.one_side_title, words.one_side_text, "one-side")]
        picture = ("turn-short", "turn-long")[self._edge]
        text = words.check_text[self._edge]
        check = Step(words.check_title, text, "forme", self._forme(back=True))
        if self._booklet.printer.both_sides:
            title, text = words.both_sides_title[self._edge], words.both_sides_text[self._edge]
            return [Step(title, text, picture), check]
        return [Step(words.by_hand_title, self._by_hand(), picture), check]

    def _by_hand(self) -> str:
        words, count, printer = self._words, len(self._booklet.sheets), self._booklet.printer
        return words.by_hand_text.format(
            first=self._pages(1, count),
            second=self._pages(count + 1, 2 * count),
            side=words.lying[0 if printer.tray == FACE_UP else 1],
            turn=words.pile[0 if is_pile_turned_over(printer) else 1],
            edge=words.edge[self._edge],
        )

    def _pages(self, first: int, last: int) -> str:
        words = self._words.file_page if first == last else self._words.file_pages
        return words.format(first=first, last=last)

    def _cutting(self) -> list[Step]:
        """First the copies apart, then the piles of each."""
        words, imposition = self._words, self._imposition
        steps = []
        if imposition.copies > 1:
            front = self._forme(back=False)
            steps.append(Step(words.halve_title, words.halve_text, "forme", front))
        order = []
        if len(imposition.cut_columns) >= imposition.copies_across:
            order.append(words.left_on_right if self._runs_left() else words.right_on_left)
        if len(imposition.cut_rows) >= imposition.copies_along:
            order.append(words.upper_on_lower)
        if order:
            text = words.cut_text.format(order=words.then.join(order))
            steps.append(Step(words.cut_title, text, "forme", self._forme(back=False)))
        return steps

    def _runs_left(self) -> bool:
        """Whether the piles go left on right: page 1 of a left-to-right book is on the left."""
        cells = self._imposition.sheets[0].front.cells
        columns = self._imposition.columns // self._imposition.copies_across
        first = next(cell for cell in cells if cell.page_index == 0)
        return first.column % columns < columns / 2 or columns == 1

    def _binding(self) -> list[Step]:
        scheme = self._settings.scheme
        if scheme is Scheme.SADDLE_STITCH:
            return [self._fold(), self._staple()]
        if scheme is Scheme.PERFECT_BINDING:
            return [self._gather(), self._glue()]
        return [self._glue()] if scheme is Scheme.CUT_AND_STACK else []

    def _fold(self) -> Step:
        words, budget = self._words, self._booklet.plan.budget
        sheets = budget.sheets * budget.units
        text = words.fold_together
        if self._settings.folds > 1:
            text = words.fold_across
        elif sheets > MOST_FOLDED_TOGETHER:
            text = words.fold_in_parts.format(sheets=sheets, most=MOST_FOLDED_TOGETHER)
        return Step(words.fold_title, text, "fold")

    def _staple(self) -> Step:
        words, layout = self._words, self._booklet.plan.layout
        nesting = max(
            cell.nesting for sheet in self._imposition.sheets for cell in sheet.front.cells
        )
        out_mm = nesting * layout.caliper_mm
        text = words.staple_text.format(mm=f"{layout.trim.height_mm / 4:.0f}")
        if out_mm >= LEAST_STANDING_OUT_MM:
            text += f" {words.standing_out.format(mm=self._number(out_mm, '.1f'))}"
        return Step(words.staple_title, text, "staple")

    def _gather(self) -> Step:
        words, pages = self._words, self._settings.signature_pages
        count = self._imposition.signatures
        sheets = pages // (2 ** (self._settings.folds + 1))
        fold = words.gather_sheets if sheets > 1 else words.gather_sheet
        text = fold.format(sheets=sheets, pages=pages, count=count)
        if count > 1:
            has_stair = "collation" in self._settings.marks
            text += f" {words.in_order_by_stair if has_stair else words.in_order}"
        return Step(words.gather_title, text, "gather")

    def _glue(self) -> Step:
        words, milling_mm = self._words, self._settings.milling_mm
        text = words.glue_text
        if milling_mm and self._settings.scheme is Scheme.PERFECT_BINDING:
            text = words.mill_and_glue.format(mm=self._number(milling_mm))
        if self._settings.cover == "wrap":
            text += f" {words.into_the_cover}"
        return Step(words.glue_title, text, "glue")
