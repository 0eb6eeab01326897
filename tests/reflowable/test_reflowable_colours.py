"""The HTML edition's colours can be told apart (WCAG 2.2, 1.4.3: 4.5 to 1 for text)."""

import re

import pytest

from chapbook.shipped import shipped_dir

CSS = (shipped_dir() / "styles" / "screen" / "html.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{([^}]*--paper: #[^}]*)\}", CSS)[:2]
)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("text", ["ink", "quiet", "link"])
def test_text_can_be_read(scheme: dict[str, str], ground: str, text: str) -> None:
    lighter, darker = sorted((luminance(scheme[text]), luminance(scheme[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_both_schemes_are_there() -> None:
    assert luminance(LIGHT["paper"]) > 0.8
    assert luminance(DARK["paper"]) < 0.05
