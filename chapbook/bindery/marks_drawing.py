"""Turn marks in millimetres into the PDF operators that draw them."""

from collections.abc import Iterable

from chapbook.bindery.collation import PT_PER_MM
from chapbook.bindery.marks import REGISTRATION_RADIUS_MM, Bar, Shape, SlugPlace, Target
from chapbook.bindery.slug_type import SlugType

HAIRLINE_PT = 0.25
SLUG_SIZE_MM = 2.2
# A quarter of a circle as a Bézier curve: the usual approximation.
KAPPA = 0.5523


def draw_shapes(shapes: Iterable[Shape]) -> list[str]:
    """The operators of all shapes, in black; nothing for no shapes."""
    drawn = [_drawn(shape) for shape in shapes]
    return [f"q 0 G 0 g {HAIRLINE_PT} w", *drawn, "Q"] if drawn else []


def draw_slug(place: SlugPlace, text: str, font: SlugType, name: str) -> str:
    """The slug line in `font`, which the page's resources call `name`."""
    shown = font.fitted(text, SLUG_SIZE_MM, place.length_mm)
    x, y, size = (mm * PT_PER_MM for mm in (place.x_mm, place.y_mm, SLUG_SIZE_MM))
    turn = "0 1 -1 0" if place.runs_up else "1 0 0 1"
    return f"q 0 g BT /{name} {size:.4f} Tf {turn} {x:.4f} {y:.4f} Tm {font.encoded(shown)} Tj ET Q"


def _drawn(shape: Shape) -> str:
    if isinstance(shape, Bar):
        return f"{_pt(shape.left_mm, shape.bottom_mm, shape.width_mm, shape.height_mm)} re f"
    if isinstance(shape, Target):
        return _target(shape)
    dash = "[3 2] 0 d" if shape.is_dashed else "[] 0 d"
    return f"{dash} {_pt(shape.x1_mm, shape.y1_mm)} m {_pt(shape.x2_mm, shape.y2_mm)} l S"


def _target(target: Target) -> str:
    x, y, radius = target.x_mm, target.y_mm, REGISTRATION_RADIUS_MM
    arm = radius * 1.5
    handle = radius * KAPPA
    quarters = [
        _pt(x + radius, y + handle, x + handle, y + radius, x, y + radius),
        _pt(x - handle, y + radius, x - radius, y + handle, x - radius, y),
        _pt(x - radius, y - handle, x - handle, y - radius, x, y - radius),
        _pt(x + handle, y - radius, x + radius, y - handle, x + radius, y),
    ]
    circle = " ".join(f"{quarter} c" for quarter in quarters)
    cross = f"{_pt(x - arm, y)} m {_pt(x + arm, y)} l {_pt(x, y - arm)} m {_pt(x, y + arm)} l"
    return f"[] 0 d {_pt(x + radius, y)} m {circle} h {cross} S"


def _pt(*places_mm: float) -> str:
    return " ".join(f"{mm * PT_PER_MM:.4f}" for mm in places_mm)
