"""Turn book.toml's [print] into PrintSettings, each mistake at its line and column."""

from bisect import bisect_left

from chapbook.diagnostics import did_you_mean
from chapbook.manuscript.page_settings import size_setting
from chapbook.manuscript.page_sizes import PAPER_SIZES
from chapbook.manuscript.press_settings import PRESS_KEYS, read_press
from chapbook.manuscript.print_config import MARKS, PrintSettings, Scheme, WorkStyle
from chapbook.manuscript.settings import Settings

PRINT_KEYS = (
    "paper", "scheme", "work_style", "up", "folds", "signature_pages", "binding_side",
    "caliper_mm", "gsm", "cover_caliper_mm", "cover_gsm", "milling_mm", "gap_mm", "bleed_mm",
    "marks", "notes_pages", "cover", "sides", "flip", "tray", "feed", "back_shift_mm", *PRESS_KEYS,
)  # fmt: skip
RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi")
)
"""Languages whose books have their spine at the right."""
CALIPERS_MM = (
    (40, 0.055), (50, 0.067), (60, 0.080), (70, 0.092), (80, 0.104), (90, 0.115), (100, 0.126),
    (120, 0.150), (140, 0.175), (160, 0.200), (200, 0.250), (250, 0.305), (300, 0.365),
    (350, 0.425),
)  # fmt: skip
"""Thickness of uncoated woodfree paper and board by its weight in g/m²: a bulk of about 1.3 cm³/g,
measured as ISO 534 has it. Coated papers are up to a third thinner, bulky book papers thicker."""
UPS = (1, 2, 4, 8, 16, 32)
MOST_FOLDS = 4
DEFAULT_GSM, DEFAULT_COVER_GSM = 80.0, 250.0


def caliper_of(gsm: float) -> float:
    """The usual thickness of a leaf, in mm, between those of the table by proportion."""
    weights = [weight for weight, _ in CALIPERS_MM]
    after = min(max(bisect_left(weights, gsm), 1), len(weights) - 1)
    (lighter, thinner), (heavier, thicker) = CALIPERS_MM[after - 1 : after + 1]
    share = (gsm - lighter) / (heavier - lighter)
    return round(thinner + share * (thicker - thinner), 4)


def read_printing(settings: Settings, language: str) -> PrintSettings:
    """The settings of [print]; what is wrong is noted in `settings` and stands at its default."""
    scheme = Scheme(settings.choice("print", "scheme", tuple(Scheme)))
    folds = _folds(settings, scheme)
    work_style = _work_style(settings, scheme)
    usual_side = "right" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "left"
    sides = ("left", "right") if usual_side == "left" else ("right", "left")
    covers = ("wrap", "self") if scheme is Scheme.PERFECT_BINDING else ("self", "wrap")
    given = settings.keys("print")
    gsm, caliper_mm = _thickness(settings, "", DEFAULT_GSM)
    _, cover_caliper_mm = _thickness(settings, "cover_", DEFAULT_COVER_GSM)
    return PrintSettings(
        paper=size_setting(settings, ("print", "paper"), PAPER_SIZES, "A4"),
        scheme=scheme,
        work_style=work_style,
        up=_up(settings, scheme, folds, work_style),
        folds=folds,
        signature_pages=_signature_pages(settings, folds),
        binding_side=settings.choice("print", "binding_side", sides),
        caliper_mm=caliper_mm,
        gsm=gsm,
        cover_caliper_mm=cover_caliper_mm,
        milling_mm=settings.number("print", "milling_mm", 0, 10) or 0.0,
        gap_mm=settings.number("print", "gap_mm", 0, 50) or 0.0,
        bleed_mm=_bleed(settings),
        marks=_marks(settings),
        notes_pages=settings.flag("print", "notes_pages"),
        cover=settings.choice("print", "cover", covers),
        sides=settings.choice("print", "sides", ("both", "one")),
        flip=settings.choice("print", "flip", ("auto", "short-edge", "long-edge")),
        tray=settings.choice("print", "tray", ("face-down", "face-up")),
        feed=settings.choice("print", "feed", ("face-up", "face-down")),
        back_shift_mm=_back_shift(settings),
        press=read_press(settings),
        spans={key: settings.span("print", key) for key in ("", *given)},
    )


def _folds(settings: Settings, scheme: Scheme) -> int:
    folds = settings.integer("print", "folds", 1, range(1, MOST_FOLDS + 1))
    if folds > 1 and scheme in (Scheme.CUT_AND_STACK, Scheme.SPREADS):
        settings.error(f"'{scheme}' has nothing to fold", "print", "folds")
        return 1
    return folds


def _work_style(settings: Settings, scheme: Scheme) -> WorkStyle:
    style = WorkStyle(settings.choice("print", "work_style", tuple(WorkStyle)))
    if style is not WorkStyle.SHEETWISE and scheme is Scheme.SPREADS:
        settings.error(f"'{scheme}' are printed on one side", "print", "work_style")
        return WorkStyle.SHEETWISE
    return style


def _up(settings: Settings, scheme: Scheme, folds: int, work_style: WorkStyle) -> int | None:
    """Pages on a forme; a folded sheet has so many that its folds use them up, and a forme with
    both sides twice as many."""
    up = settings.value("print", "up")
    if up is None:
        return None
    least = {Scheme.CUT_AND_STACK: 1, Scheme.SPREADS: 2}.get(scheme, 2**folds)
    least *= 1 if work_style is WorkStyle.SHEETWISE else 2
    allowed = (2,) if scheme is Scheme.SPREADS else tuple(n for n in UPS if n >= least)
    if isinstance(up, int) and not isinstance(up, bool) and up in allowed:
        return up
    known = " or ".join(map(str, allowed))
    settings.error(f"'up' must be {known} for '{scheme}', not {up}", "print", "up")
    return None


def _signature_pages(settings: Settings, folds: int) -> int:
    """A multiple of what one sheet holds, 16 by default or what a sheet holds if that is more."""
    step: int = 2 ** (folds + 1)
    pages = settings.integer("print", "signature_pages", max(16, step), range(4, 33))
    if pages % step == 0:
        return pages
    hint = f"a sheet folded {_times(folds)} has {step} pages"
    message = f"a signature can't have {pages} pages"
    settings.error(message, "print", "signature_pages", hint=hint)
    return max(16, step)


def _times(folds: int) -> str:
    return {1: "once", 2: "twice"}.get(folds, f"{folds} times")


def _thickness(settings: Settings, of: str, usual_gsm: float) -> tuple[float | None, float]:
    """The weight and the caliper of the paper, or of the cover (`of` is 'cover_'); no weight
    where the caliper is given."""
    if not settings.given("print", f"{of}caliper_mm"):
        least, most = CALIPERS_MM[0][0], CALIPERS_MM[-1][0]
        gsm = settings.number("print", f"{of}gsm", least, most) or usual_gsm
        return gsm, caliper_of(gsm)
    if settings.given("print", f"{of}gsm"):
        message = f"'{of}caliper_mm' and '{of}gsm' both say how thick the paper is"
        settings.error(message, "print", f"{of}gsm", hint="leave one of them out")
    caliper_mm = settings.number("print", f"{of}caliper_mm", 0, 1)
    return None, caliper_of(usual_gsm) if caliper_mm is None else caliper_mm


def _bleed(settings: Settings) -> float:
    bleed_mm = settings.number("print", "bleed_mm", 0, 20)
    return 3.0 if bleed_mm is None else bleed_mm


def _marks(settings: Settings) -> frozenset[str]:
    marks = settings.texts("print", "marks")
    for number, mark in enumerate(marks):
        if mark not in MARKS:
            hint = did_you_mean(mark, MARKS) or f"known: {', '.join(MARKS)}"
            settings.error(f"there is no mark '{mark}'", "print", "marks", number, hint=hint)
    return frozenset(marks) & frozenset(MARKS)


def _back_shift(settings: Settings) -> tuple[float, float]:
    given = settings.value("print", "back_shift_mm")
    if given is None:
        return (0.0, 0.0)
    ways = given if isinstance(given, list) else []
    if len(ways) == 2 and all(type(way) in (int, float) and abs(way) <= 20 for way in ways):
        return (float(ways[0]), float(ways[1]))
    hint = "for instance [0.5, -1]; up to 20 mm"
    message = "'back_shift_mm' must be [right, up] in mm"
    settings.error(message, "print", "back_shift_mm", hint=hint)
    return (0.0, 0.0)
