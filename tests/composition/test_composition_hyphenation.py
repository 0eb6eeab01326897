"""Hyphenation by book.toml: exceptions, limits, and a text without soft hyphens."""

from pathlib import Path

import pyphen
import pytest

from chapbook.composition.hyphenation import exceptions, hyphenation_css, language_css
from chapbook.manuscript.book_config import Hyphenation
from tests.support.inspect_pdf import InspectedPdf
from tests.support.set_pages import set_pages

NARROW = "body { width: 20mm; hyphenate-limit-chars: 4 2 2; hyphenate-limit-zone: 0 } "


def lines(tmp_path: Path, words: tuple[tuple[str, tuple[str, ...]], ...], text: str) -> list[str]:
    with exceptions(Hyphenation(words=words)):
        body = f'<p style="text-align: left; text-indent: 0">{text}</p>'
        pdf = InspectedPdf(set_pages(tmp_path, body, NARROW).pdf)
    # PDFium marks a hyphen at a line's end by U+FFFE and joins the word for a search.
    return pdf.page_text(0).replace("\ufffe", "-\n").split("\n")


def test_a_word_is_divided_where_the_book_says(tmp_path: Path) -> None:
    text = "of photographs of photographs"
    usual = lines(tmp_path, (), text)
    own = lines(tmp_path, (("en", ("photog-raphs",)),), text)
    assert "photog-" in " ".join(own)
    assert "photog-" not in " ".join(usual)


@pytest.mark.parametrize("written", ["Internationale", "internationale", "Internationale’s"])
def test_a_word_without_hyphen_is_never_divided(tmp_path: Path, written: str) -> None:
    text = f"an {written} an {written}"
    assert any("-" in line for line in lines(tmp_path, (), text))
    never = lines(tmp_path, (("en", ("Internationale",)),), text)
    assert not any("-" in line for line in never)


@pytest.mark.parametrize("css", [NARROW, ""])
def test_the_text_has_no_soft_hyphens(tmp_path: Path, css: str) -> None:
    with exceptions(Hyphenation(words=(("en", ("photog-raphs",)),))):
        pdf = InspectedPdf(set_pages(tmp_path, "<p>of photographs</p>", css).pdf)
    assert "\u00ad" not in pdf.page_text(0)
    assert len(pdf.find_text("photographs")) == (0 if css else 1)


def test_exceptions_hold_for_one_book(tmp_path: Path) -> None:
    before = pyphen.Pyphen(lang="en_GB").inserted("photographs")
    with exceptions(Hyphenation(words=(("en", ("photog-raphs",)),))):
        assert pyphen.Pyphen(lang="en_GB").inserted("photographs") == "photog-raphs"
        assert pyphen.Pyphen(lang="en_US").inserted("Photographs") == "Photog-raphs"
    assert pyphen.Pyphen(lang="en_GB").inserted("photographs") == before
    assert lines(tmp_path, (), "photographs")


@pytest.mark.parametrize(
    ("settings", "css"),
    [
        (Hyphenation(), ""),
        (Hyphenation(divides=False), "body { hyphens: none; }\n"),
        (Hyphenation(before=2), "body { hyphenate-limit-chars: auto 2 auto; }\n"),
        (
            Hyphenation(chars=6, before=2, after=3, zone_percent=7.5),
            "body { hyphenate-limit-chars: 6 2 3; hyphenate-limit-zone: 7.5%; }\n",
        ),
    ],
)
def test_limits_as_css(settings: Hyphenation, css: str) -> None:
    assert hyphenation_css(settings) == css


def test_each_language_has_its_limits() -> None:
    assert "html:lang(fr) { hyphenate-limit-chars: 6 2 3; }" in language_css()
    assert "html:lang(en-GB) { hyphenate-limit-chars: 7 3 3; }" in language_css()
