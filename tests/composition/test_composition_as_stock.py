"""What is worked out once instead of many times comes out as WeasyPrint's own does."""

import importlib
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chapbook.composition.engine import Typesetter
from chapbook.composition.measured_text import measured_text
from chapbook.composition.stylesheets import Stylesheet
from chapbook.shipped import shipped_dir
from tests.support.character_places import assert_same_places
from tests.support.inspect_pdf import InspectedPdf
from tests.support.set_pages import fragment, typesetter

CHECKOUT = Path(__file__).parents[2]
CSS = """
@font-face { font-family: Roman; src: url(fonts/EBGaramond-Regular.ttf) }
@font-face { font-family: Slanted; src: url(fonts/EBGaramond-Italic.ttf) }
@page { size: 100mm 140mm; margin: 12mm; @bottom-center { content: counter(page) } }
html { font: 10pt/13pt Roman; hyphens: auto; hyphenate-character: "-" }
em { font-family: Slanted; letter-spacing: 0.02em }
.caps { font-variant-caps: all-small-caps; letter-spacing: 0.07em }
.columns { columns: 2; column-gap: 6mm }
.columns p { margin: 0; padding-left: 1em; text-indent: -1em }
li::before { content: counter(list-item, upper-roman) " " }
p:first-child { margin-top: 2% }
td { border: 1px solid; padding: 1% 2px; width: 30% }
"""
PROSE = (
    "court witness testimony published abroad commission inquiry the of and in a to which "
    "international afterwards confession Trade-Union naïve office effect co-operation 1936 “so”"
)


def prose(dice: random.Random, count: int) -> str:
    words = dice.choices(PROSE.split(), k=count)
    for at in range(3, count, 11):
        words[at] = f'<span id="m{dice.random()}">{words[at]}</span>'
    for at in range(5, count, 13):
        words[at] = f"<em>{words[at]} {words[at - 1]}</em>"
    for at in range(7, count, 17):
        words[at] = f'<a href="#top" class="caps">{words[at]}</a>'
    return " ".join(words)


def text(seed: int) -> str:
    dice = random.Random(seed)
    parts = [f"<p>{prose(dice, 90)}</p>" for _ in range(4)]
    parts.append("<ol>" + "".join(f"<li>{prose(dice, 14)}</li>" for _ in range(4)) + "</ol>")
    lines = "".join(f"<p>{prose(dice, 5)}</p>" for _ in range(40))
    parts.append(f'<div class="columns">{lines}</div>')
    cells = "".join(f"<td>{prose(dice, 4)}</td>" for _ in range(3))
    parts.append(f"<table><tr>{cells}</tr><tr>{cells}</tr></table>")
    dice.shuffle(parts)
    return f'<html lang="en"><body id="top">{"".join(parts)}</body></html>'


def stock(folder: Path, html: str) -> InspectedPdf:
    (folder / "text.html").write_text(html, "utf-8")
    (folder / "text.css").write_text(CSS, "utf-8")
    command = [sys.executable, "-m", "tests.support.stock_weasyprint", str(folder)]
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    return InspectedPdf((folder / "text.pdf").read_bytes())


def ours(folder: Path, html: str) -> InspectedPdf:
    sheet = Stylesheet("styles/text.css", CSS, shipped_dir() / "styles")
    setter = Typesetter(folder, shipped_dir(), [sheet])
    made = replace(fragment(""), html=html, with_margins=True)
    return InspectedPdf(setter.typeset(made).pdf)


@pytest.mark.parametrize("seed", range(4))
def test_text_that_is_not_justified_is_drawn_as_by_weasyprint_alone(
    tmp_path: Path, seed: int
) -> None:
    html = text(seed)
    expected, found = stock(tmp_path, html), ours(tmp_path, html)
    assert found.page_count == expected.page_count > 2
    for number in range(expected.page_count):
        assert_same_places(found.characters(number), expected.characters(number))


def text_box(folder: Path, words: str) -> Any:
    """A text box of a paragraph, not laid out yet."""
    boxes: list[Any] = []
    names = vars(importlib.import_module("weasyprint.layout.inline"))
    setter = typesetter(folder, "p { hyphens: auto; text-align: left }")
    inner = names["split_text_box"]

    def seen(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        boxes.append(box)
        return inner(context, box, *rest, **named)

    names["split_text_box"] = seen
    try:
        setter.typeset(fragment(f"<p>{words}</p>"))
    finally:
        names["split_text_box"] = inner
    return boxes[0]


def test_a_text_is_measured_letter_by_letter(tmp_path: Path) -> None:
    line_break = importlib.import_module("weasyprint.text.line_break")
    box = text_box(tmp_path, "The office was “naïve” and international, co-operation or no.")
    measured = measured_text(box, line_break)
    assert measured is not None
    whole = line_break.create_layout(box.text, box.style, None, None, 0)
    width_px, _ = line_break.line_size(whole.get_first_line()[0], box.style)
    assert measured.places_px[-1] == pytest.approx(width_px, abs=0.01)
    assert list(measured.places_px) == sorted(measured.places_px)
    assert len(measured.places_px) == len(measured.text) + 1 == len(box.text.encode()) + 1
    parts = [(measured.text[: found.at].decode(), found) for found in measured.breaks]
    plain = [part for part, found in parts if not found.is_hyphenated]
    assert plain[0] == "The "
    assert plain[-1].endswith("or ")
    assert any(part.endswith("co-") for part in plain)
    assert "inter" in [part.split()[-1] for part, found in parts if found.is_hyphenated]


def test_a_text_with_a_forced_break_or_of_two_directions_is_not_measured(tmp_path: Path) -> None:
    line_break = importlib.import_module("weasyprint.text.line_break")
    box = text_box(tmp_path, "Some words.")
    box.text = "one\ntwo"
    assert measured_text(box, line_break) is None
    box.text = "one \u05d0\u05d1\u05d2 two"
    assert measured_text(box, line_break) is None
