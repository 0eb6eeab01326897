"""Turn a style of WeasyPrint into the leading that it asks for."""

from typing import Any


def leading_px(style: Any) -> float:
    """The height of a line in px; of 'normal' or a bare number by the size of the type."""
    height, size_px = style["line_height"], float(style["font_size"])
    if isinstance(height, str):
        return size_px * 1.2
    if isinstance(height, int | float):
        return height * size_px
    return float(height.value) * (1.0 if height.unit == "px" else size_px)
