"""Turn a page's `--page-lines` into the height that it has more or less than the others."""

from typing import Any

from chapbook.composition.leading import leading_px


def page_lines_px(page: Any) -> float:
    """How much higher a WeasyPrint page is to be than its style says, by `--page-lines`."""
    tokens = page.style["__page_lines"]
    return float(tokens[0].value) * leading_px(page.style.root_style) if tokens else 0.0
