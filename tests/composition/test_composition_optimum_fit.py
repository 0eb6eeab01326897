"""Paragraphs are broken into lines by optimum fit where first fit leaves them loose."""

import importlib
import random
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from chapbook.composition.fitted_lines import LineFitter, fit_lines
from chapbook.composition.model import TypesetFragment
from tests.support.inspect_pdf import InspectedPdf
from tests.support.set_pages import fragment, typesetter

PAGE = "@page { size: 120mm 150mm; margin: 10mm 15mm } p { hyphens: auto; text-indent: 0 }"
TEXT = (
    "The court met in the October Hall of the House of Trade Unions, before some thirty foreign "
    "journalists and diplomats and a public that was changed each day. The indictment had been "
    "published beforehand, and the newspapers had already demanded the sentence. None of the "
    "accused had counsel; each had confessed in the preliminary investigation, as the prosecutor "
    "reminded them whenever they hesitated. What one withdrew, another was called to confirm. "
)


def text(seed: int, words: int = 120) -> str:
    dice = random.Random(seed)
    sentences = TEXT.split()
    start = dice.randrange(len(sentences))
    return " ".join((sentences * 9)[start : start + words])


def made(folder: Path, body: str, css: str = "") -> TypesetFragment:
    return typesetter(folder, PAGE + css).typeset(fragment(f"<article>{body}</article>"))


def first_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LineFitter, "_paragraph", lambda *_: None)


def test_fewer_lines_are_loose_than_with_first_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "".join(f"<p>{text(seed)}</p>" for seed in range(12))
    weighed = made(tmp_path, body).line_counts
    first_fit(monkeypatch)
    stock = made(tmp_path, body).line_counts
    assert weighed.loose < stock.loose / 2, stock
    assert weighed.mean_space < stock.mean_space
    assert weighed.lines <= stock.lines + 2
    assert weighed.tight == 0


@pytest.mark.parametrize("seed", range(6))
def test_no_word_is_lost_and_no_line_juts_out(tmp_path: Path, seed: int) -> None:
    words = text(seed, 400).split()
    words[5] = f"<em>{words[5]} {words[6]}</em>"
    words[50] = "<b>bold</b> &#x2060;<sup>2</sup>"
    fragment_made = made(tmp_path, f"<p>{' '.join(words)}</p><p>{text(seed + 50, 90)}</p>")
    codes = [one.code for one in fragment_made.diagnostics]
    assert codes in ([], ["page-near-empty"])


def test_ragged_text_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body, css = f"<p>{text(3)}</p>", "p { text-align: left !important }"
    weighed = InspectedPdf(made(tmp_path, body, css).pdf).page_text(0)
    first_fit(monkeypatch)
    assert InspectedPdf(made(tmp_path, body, css).pdf).page_text(0) == weighed


def test_a_second_patch_changes_nothing_and_an_unknown_weasyprint_is_refused() -> None:
    document, inline, line_break = map(
        importlib.import_module,
        ("weasyprint.document", "weasyprint.layout.inline", "weasyprint.text.line_break"),
    )
    patched = inline.get_next_linebox
    fit_lines(document, inline, line_break, lambda *_: 1.0)
    assert inline.get_next_linebox is patched
    unknown = ModuleType("inline")
    vars(unknown)["get_next_linebox"] = text
    with pytest.raises(RuntimeError, match="get_next_linebox has changed"):
        fit_lines(document, unknown, line_break, lambda *_: 1.0)


def test_what_is_placed_beside_a_line_is_not_lost(tmp_path: Path) -> None:
    beside = '<span style="position: absolute; right: 100%">beside</span>'
    body = f'<p style="position: relative">{text(2)} {beside} {text(3)}</p><p>{text(4)}</p>'
    assert made(tmp_path, body).diagnostics == ()


def test_the_same_text_is_set_the_same_each_time(tmp_path: Path) -> None:
    """Boxes come and go; a plan must not be taken for another paragraph's."""
    notes = "".join(
        f'<p>{text(seed, 60)}<a class="call" id="r{seed}">1</a>'
        f'<span class="note" id="f{seed}">{text(seed + 20, 90)}</span> {text(seed, 30)}</p>'
        for seed in range(7)
    )
    setter = typesetter(tmp_path, PAGE)
    made_again = [setter.typeset(fragment(f"<article>{notes}</article>")) for _ in range(3)]
    assert {one.pdf for one in made_again} == {made_again[0].pdf}
    assert [found.code for found in made_again[0].diagnostics if found.code == "words-lost"] == []


def test_each_line_ends_where_it_was_planned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeasyPrint fills a line as it does; the room it is given must end it at the right break."""
    ends: list[tuple[str, bool]] = []
    stock = LineFitter._line

    def noted(self: LineFitter, context: Any, linebox: Any, rest: Any, planned: Any) -> Any:
        ends.append((repr(rest[2]), planned is None))
        return stock(self, context, linebox, rest, planned)

    monkeypatch.setattr(LineFitter, "_line", noted)
    words = text(4, 900).split()
    words[7:9] = [f"<em>{words[7]} {words[8]}</em>"]
    words[30] = '<b>inter</b>national <span id="mark"></span><i>Selbstverständlichkeit</i>'
    words[60] = "ofﬁcial&#x2060;<sup>2</sup> naïve café’s"
    made(tmp_path, f"<p>{' '.join(words)}</p>")
    set_again = [
        start
        for (start, _), (again, is_unplanned) in pairwise(ends)
        if start == again and is_unplanned
    ]
    assert len(ends) > 60
    assert set_again == []
