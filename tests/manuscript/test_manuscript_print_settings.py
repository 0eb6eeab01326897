"""book.toml's [print]: defaults, and every mistake in it at its place."""

from pathlib import Path

import pytest

from chapbook.manuscript.config import read_config
from chapbook.manuscript.page_sizes import PageSize
from chapbook.manuscript.print_config import PrintSettings, Scheme
from chapbook.manuscript.print_settings import PRINT_KEYS, caliper_of


def printing(root: Path, text: str, language: str = "en-GB") -> tuple[PrintSettings, list[str]]:
    """The settings and what is wrong; [print] is on line 4 of book.toml."""
    toml = f'[book]\ntitle = "T"\nlanguage = "{language}"\n[print]\n{text}\n'
    (root / "book.toml").write_text(toml, "utf-8")
    (root / "chapters").mkdir()
    (root / "chapters" / "a.md").write_text("# A\n", "utf-8")
    config, found = read_config(root)
    shown = [
        f"{one.span} {one.message} | {one.hint}" for one in found if one.code != "language-unknown"
    ]
    return config.printing, shown  # fmt: skip


def test_defaults_are_those_of_an_office(tmp_path: Path) -> None:
    settings, wrong = printing(tmp_path, "")
    assert wrong == []
    assert settings.paper == PageSize(210, 297)
    assert (settings.scheme, settings.folds, settings.up) == (Scheme.SADDLE_STITCH, 1, None)
    assert (settings.gsm, settings.caliper_mm, settings.cover_caliper_mm) == (80, 0.104, 0.305)
    assert (settings.sides, settings.flip, settings.tray) == ("both", "auto", "face-down")
    assert (settings.binding_side, settings.cover) == ("left", "self")
    assert settings.marks == frozenset()


def test_all_of_it(tmp_path: Path) -> None:
    settings, wrong = printing(
        tmp_path,
        """
paper = "SRA3"
scheme = "perfect-binding"
up = 8
folds = 3
signature_pages = 32
binding_side = "right"
caliper_mm = 0.11
cover_gsm = 300
milling_mm = 3
gap_mm = 6
bleed_mm = 5
marks = ["fold", "slug"]
notes_pages = true
sides = "one"
flip = "long-edge"
tray = "face-up"
feed = "face-down"
back_shift_mm = [0.5, -1]
""",
    )
    assert wrong == []
    assert (settings.up, settings.folds, settings.signature_pages) == (8, 3, 32)
    assert (settings.caliper_mm, settings.gsm, settings.cover_caliper_mm) == (0.11, None, 0.365)
    assert settings.marks == {"fold", "slug"}
    assert (settings.cover, settings.back_shift_mm) == ("wrap", (0.5, -1.0))
    assert settings.span("flip").line == 20


@pytest.mark.parametrize("language", ["ar", "he", "fa-IR", "yi"])
def test_books_that_run_right_to_left(tmp_path: Path, language: str) -> None:
    assert printing(tmp_path, "", language)[0].binding_side == "right"


def test_the_side_of_the_spine_may_be_said(tmp_path: Path) -> None:
    assert printing(tmp_path, 'binding_side = "left"', "he")[0].binding_side == "left"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("caliper_mm = -0.1", "5:1 'caliper_mm' must be a number from 0 to 1 | "),
        ("gsm = 8", "5:1 'gsm' must be a number from 40 to 350 | "),
        (
            "caliper_mm = 0.1\ngsm = 80",
            "6:1 'caliper_mm' and 'gsm' both say how thick the paper is | leave one of them out",
        ),
        ("signature_pages = 33", "5:1 'signature_pages' must be a whole number from 4 to 32 | "),
        (
            "signature_pages = 10",
            "5:1 a signature can't have 10 pages | a sheet folded once has 4 pages",
        ),
        (
            'scheme = "perfect-binding"\nfolds = 3\nsignature_pages = 24',
            "7:1 a signature can't have 24 pages | a sheet folded 3 times has 16 pages",
        ),
        ("up = 3", "5:1 'up' must be 2 or 4 or 8 or 16 or 32 for 'saddle-stitch', not 3 | "),
        (
            "folds = 2\nup = 2",
            "6:1 'up' must be 4 or 8 or 16 or 32 for 'saddle-stitch', not 2 | ",
        ),
        ('scheme = "spreads"\nup = 4', "6:1 'up' must be 2 for 'spreads', not 4 | "),
        ('scheme = "cut-and-stack"\nfolds = 2', "6:1 'cut-and-stack' has nothing to fold | "),
        ("folds = 5", "5:1 'folds' must be a whole number from 1 to 4 | "),
        ('marks = ["fold", "crops"]', "5:18 there is no mark 'crops' | did you mean 'crop'?"),
        (
            "back_shift_mm = [1, 2, 3]",
            "5:1 'back_shift_mm' must be [right, up] in mm | for instance [0.5, -1]; up to 20 mm",
        ),
        (
            'scheme = "spreads"\nwork_style = "work-and-turn"',
            "6:1 'spreads' are printed on one side | ",
        ),
        (
            'work_style = "work-and-turn"\nup = 2',
            "6:1 'up' must be 4 or 8 or 16 or 32 for 'saddle-stitch', not 2 | ",
        ),
        (
            "back_shift_mm = 3",
            "5:1 'back_shift_mm' must be [right, up] in mm | for instance [0.5, -1]; up to 20 mm",
        ),
        (
            'flip = "short"',
            "5:1 'flip' must be 'auto' or 'short-edge' or 'long-edge', not 'short' | "
            "did you mean 'short-edge'?",
        ),
        ("bleed_mm = -1", "5:1 'bleed_mm' must be a number from 0 to 20 | "),
        ("millin_mm = 3", "5:1 [print] has no key 'millin_mm' | did you mean 'milling_mm'?"),
    ],
)
def test_mistakes_stand_at_their_places(tmp_path: Path, text: str, message: str) -> None:
    _, wrong = printing(tmp_path, text)
    assert wrong == [f"book.toml:{message}"]


@pytest.mark.parametrize(
    ("gsm", "caliper_mm"), [(80, 0.104), (85, 0.1095), (40, 0.055), (350, 0.425), (110, 0.138)]
)
def test_caliper_by_weight(gsm: float, caliper_mm: float) -> None:
    assert caliper_of(gsm) == pytest.approx(caliper_mm, abs=0.0001)


def test_the_settings_of_the_manual_are_right(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "printing.md").read_text("utf-8")
    [listed] = [
        block.split("[print]\n")[1].split("```")[0]
        for block in manual.split("```toml")
        if "binding_side" in block
    ]
    settings, wrong = printing(tmp_path, listed)
    assert wrong == []
    assert {key for key in settings.spans if key} == set(PRINT_KEYS) - {
        "caliper_mm",
        "cover_caliper_mm",
        "profile",
        "condition",
    }
    usual = PrintSettings(up=2, cover_caliper_mm=0.305, spans=settings.spans)
    assert settings == usual
