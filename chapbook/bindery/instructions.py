"""Turn a booklet and its job into what whoever stands at the printer has to do, step by step."""

from dataclasses import dataclass

from chapbook.bindery.book_block import size_text
from chapbook.bindery.booklet import Booklet, PrintJob
from chapbook.bindery.press_layout import PressLayout
from chapbook.bindery.press_run import FACE_UP, SHORT_EDGE, is_pile_turned_over
from chapbook.bindery.sheet_budget import counted
from chapbook.bindery.sheets import Forme, Imposition
from chapbook.manuscript.book_config import PageSize, PrintSettings, Scheme
from chapbook.manuscript.page_sizes import PAPER_SIZES

MOST_FOLDED_TOGETHER = 8
"""Sheets; more of them are folded in parts and nested."""


@dataclass(frozen=True)
class DrawnCell:
    """A page on a drawn forme: its place in mm from the left upper corner, its number from 1
    (0 for a blank)."""

    left_mm: float
    top_mm: float
    number: int
    is_head_down: bool


@dataclass(frozen=True)
class DrawnForme:
    """A forme to be drawn: the sheet, its pages, and where it is folded and cut, in mm from the
    left and from the top."""

    width_mm: float
    height_mm: float
    page: PageSize
    cells: tuple[DrawnCell, ...]
    folds_mm: tuple[float, ...]
    folds_across_mm: tuple[float, ...]
    cuts_mm: tuple[float, ...]
    cuts_across_mm: tuple[float, ...]


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


def instructions(booklet: Booklet, settings: PrintSettings, job: PrintJob) -> Instructions:
    """What to do for exactly this job."""
    front = drawn_forme(booklet.plan.imposition, booklet.plan.layout, back=False)
    steps = [_paper_step(settings, front), *_printing_steps(booklet)]
    steps += _binding_steps(booklet, settings)
    return Instructions(_facts(booklet, settings, job), tuple(steps))


def paper_name(paper: PageSize) -> str:
    """'A4', or '200 × 300 mm' for a size without a name."""
    named = [name for name, size in PAPER_SIZES.items() if size == paper]
    return named[0] if named else size_text(paper)


def drawn_forme(imposition: Imposition, layout: PressLayout, back: bool) -> DrawnForme:
    """The first sheet's front, or its back."""
    sheet = imposition.sheets[0]
    forme = sheet.back if back and sheet.back else sheet.front
    cells = tuple(
        DrawnCell(
            placed.rect.left_mm,
            layout.height_mm - placed.rect.top_mm,
            0 if placed.cell.page_index is None else placed.cell.page_index + 1,
            placed.cell.is_head_down,
        )
        for placed in layout.place(forme)
    )
    return DrawnForme(
        layout.width_mm, layout.height_mm, layout.trim, cells, *_lines(imposition, layout, forme)
    )


def _lines(
    imposition: Imposition, layout: PressLayout, forme: Forme
) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """Folds and folds across, cuts and cuts across."""
    lefts = layout.column_lefts(forme)
    upright = {
        column: (lefts[column - 1] + layout.trim.width_mm + lefts[column]) / 2
        for column in range(1, imposition.columns)
    }
    pitch = layout.trim.height_mm + layout.spacing.gap_mm
    across = {
        row: layout.height_mm - layout.grid.top_mm + row * pitch - layout.spacing.gap_mm / 2
        for row in range(1, imposition.rows)
    }
    cut_columns, cut_rows = imposition.cut_columns, imposition.cut_rows
    return (
        tuple(x for column, x in upright.items() if column not in cut_columns),
        tuple(y for row, y in across.items() if row not in cut_rows),
        tuple(x for column, x in upright.items() if column in cut_columns),
        tuple(y for row, y in across.items() if row in cut_rows),
    )


def _facts(booklet: Booklet, settings: PrintSettings, job: PrintJob) -> tuple[tuple[str, str], ...]:
    weight = f", {settings.gsm:g} g/m²" if settings.gsm else f", {settings.caliper_mm:g} mm thick"
    count = len(booklet.sheets)
    total = "" if job.copies == 1 else f", {job.copies * count} for {job.copies} copies"
    facts = [
        ("Paper", paper_name(settings.paper) + weight),
        ("Sheets", f"{count} a copy{total}"),
        ("Scale", "100 %, actual size"),
        ("Sides", _sides(booklet)),
    ]
    if count < len(booklet.plan.imposition.sheets):
        numbers = ", ".join(str(sheet + 1) for sheet in booklet.sheets)
        facts.insert(2, ("Only", f"sheet{'s' if count > 1 else ''} {numbers}"))
    return tuple(facts)


def _sides(booklet: Booklet) -> str:
    if booklet.plan.imposition.sheets[0].back is None:
        return "one side only"
    edge = booklet.printer.flip.replace("-", " ")
    if booklet.printer.both_sides:
        return f"both, flipped on the {edge}"
    return f"one after the other, pile turned over its {edge}"


def _paper_step(settings: PrintSettings, front: DrawnForme) -> Step:
    return Step(
        "Paper and scale",
        f"Load {paper_name(settings.paper)}. In the print dialogue choose “Actual size” or 100 %. "
        "“Fit”, “Shrink” and “Booklet” move the fold: all of that is done already.",
        "forme",
        front,
    )


def _printing_steps(booklet: Booklet) -> list[Step]:
    back = drawn_forme(booklet.plan.imposition, booklet.plan.layout, back=True)
    if booklet.plan.imposition.sheets[0].back is None:
        return [Step("Print", "Print on one side of each sheet.", "one-side")]
    picture = "turn-short" if booklet.printer.flip == SHORT_EDGE else "turn-long"
    edge = booklet.printer.flip.replace("-", " ")
    check = Step(
        "One copy first",
        "Turn the first sheet over as you turn a leaf: its back must look like this, heads "
        f"where the front has them. If it stands on its head, the sheet was not turned over its "
        f"{edge}: change the printer's setting, or say the other edge with --flip.",
        "forme",
        back,
    )
    if booklet.printer.both_sides:
        text = f"Choose printing on both sides, “flip on {edge}”. Collate, if you print copies."
        return [Step(f"Both sides, flipped on the {edge}", text, picture), check]
    return [_by_hand(booklet, picture, edge), check]


def _by_hand(booklet: Booklet, picture: str, edge: str) -> Step:
    count = len(booklet.sheets)
    first, second = ("page 1", "page 2")
    if count > 1:
        first, second = f"pages 1 to {count}", f"pages {count + 1} to {2 * count}"
    side = "face up" if booklet.printer.tray == FACE_UP else "face down"
    turned = "turn the pile over" if is_pile_turned_over(booklet.printer) else "leave it as it lies"
    return Step(
        "One side, then the other",
        f"Print {first} of the file. The pile comes out {side}: don't change its order, {turned}, "
        f"and put it back so that each sheet is turned over its {edge}. Print {second}.",
        picture,
    )


def _binding_steps(booklet: Booklet, settings: PrintSettings) -> list[Step]:
    cut = _cut_steps(booklet)
    if settings.scheme is Scheme.SADDLE_STITCH:
        return [*cut, _fold_step(booklet, settings), _staple_step(booklet)]
    if settings.scheme is Scheme.PERFECT_BINDING:
        return [*cut, _signature_step(booklet, settings), _glue_step(settings)]
    if settings.scheme is Scheme.CUT_AND_STACK:
        return [*cut, _glue_step(settings)]
    return []


def _cut_steps(booklet: Booklet) -> list[Step]:
    imposition = booklet.plan.imposition
    if not (imposition.cut_columns or imposition.cut_rows):
        return []
    front = drawn_forme(imposition, booklet.plan.layout, back=False)
    order = []
    if imposition.cut_columns:
        left, right = ("left", "right") if _runs_left(booklet) else ("right", "left")
        order.append(f"the {left} pile on the {right} one")
    if imposition.cut_rows:
        order.append("the upper pile on the lower one")
    text = "Knock the pile up and cut it through along the solid line, all sheets at once. Lay "
    return [Step("Cut and stack", text + ", then ".join(order) + ".", "forme", front)]


def _runs_left(booklet: Booklet) -> bool:
    """Whether the piles go left on right: page 1 of a left-to-right book is on the left one."""
    cells = booklet.plan.imposition.sheets[0].front.cells
    first = next(cell for cell in cells if cell.page_index == 0)
    return first.column < booklet.plan.imposition.columns / 2 or len(cells) == 1


def _fold_step(booklet: Booklet, settings: PrintSettings) -> Step:
    sheets = booklet.plan.budget.sheets * booklet.plan.budget.units
    text = "Knock the sheets up level, sheet 1 outside, and fold them together along the dashes."
    if settings.folds > 1:
        text = (
            "Fold each sheet across first, then at the spine; lay them into each other, 1 outside."
        )
    elif sheets > MOST_FOLDED_TOGETHER:
        text = (
            f"Sheet 1 is the outside. {sheets} sheets are too many for one fold: fold about "
            f"{MOST_FOLDED_TOGETHER} at a time and lay them into each other."
        )
    return Step("Fold", text, "fold")


def _staple_step(booklet: Booklet) -> Step:
    height = booklet.plan.layout.trim.height_mm
    nesting = max(
        cell.nesting for sheet in booklet.plan.imposition.sheets for cell in sheet.front.cells
    )
    out_mm = nesting * booklet.plan.layout.caliper_mm
    text = (
        "Open it, outside up. Two staples through the fold from the outside, each "
        f"{height / 4:.0f} mm from its end. Fold again and press."
    )
    if out_mm >= 0.5:
        text += f" The inner leaves stand out by {out_mm:.1f} mm: trim them level with the cover."
    return Step("Staple", text, "staple")


def _signature_step(booklet: Booklet, settings: PrintSettings) -> Step:
    count = booklet.plan.imposition.signatures
    sheets = settings.signature_pages // (2 ** (settings.folds + 1))
    nested = f" {sheets} sheets into each other," if sheets > 1 else ""
    text = f"Fold{nested} to {counted(count, 'signature')} of {settings.signature_pages} pages."
    if count > 1:
        text += " Lay them one on the other in their order"
        stair = ": the bars on their backs make a stair." if "collation" in settings.marks else "."
        text += stair
    return Step("Fold and gather", text, "gather")


def _glue_step(settings: PrintSettings) -> Step:
    text = "Knock the block up at the spine, clamp it, "
    if settings.milling_mm:
        text += f"mill off {settings.milling_mm:g} mm, "
    text += "glue it"
    text += " and press it into the cover, then trim." if settings.cover == "wrap" else "."
    return Step("Glue", text, "glue")
