"""What [print] in book.toml says for the print shop."""

from pathlib import Path

import pytest

from chapbook.manuscript.book_config import Edition
from chapbook.manuscript.config import read_config
from chapbook.manuscript.print_config import PressSettings


def press(root: Path, text: str) -> tuple[PressSettings, list[str]]:
    """The settings and what is wrong; [print] is on line 3 of book.toml."""
    (root / "book.toml").write_text(f'[book]\ntitle = "T"\n[print]\n{text}\n', "utf-8")
    (root / "chapters").mkdir()
    (root / "chapters" / "a.md").write_text("# A\n", "utf-8")
    config, found = read_config(root)
    return config.printing.press, [f"{one.span} {one.message} | {one.hint}" for one in found]


def test_a_press_file_is_black_by_default(tmp_path: Path) -> None:
    assert press(tmp_path, "") == (PressSettings("grey", "", "", 300, 300, 0.25), [])


def test_all_of_it(tmp_path: Path) -> None:
    text = """
colour = "cmyk"
profile = "own.icc"
condition = "FOGRA52"
ink_limit = 280
image_dpi = 250
hairline_pt = 0.2
"""
    assert press(tmp_path, text) == (
        PressSettings("cmyk", "own.icc", "FOGRA52", 280, 250, 0.2),
        [],
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            'colour = "gray"',
            "book.toml:4:1 'colour' must be 'grey' or 'cmyk', not 'gray' | did you mean 'grey'?",
        ),
        ("ink_limit = 500", "book.toml:4:1 'ink_limit' must be a number from 100 to 400 | "),
        ("image_dpi = -1", "book.toml:4:1 'image_dpi' must be a number from 0 to 2400 | "),
        (
            'condition = "FOGRA52"',
            "book.toml:4:1 'FOGRA52' is a printing condition without a profile | say profile = "
            '"….icc" too: PDF/X-4 wants the condition\'s profile in the file',
        ),
    ],
)
def test_mistakes_are_told_at_their_line(tmp_path: Path, text: str, wrong: str) -> None:
    settings, found = press(tmp_path, text)
    assert found == [wrong]
    assert settings == PressSettings()


def test_only_a_press_file_bleeds(tmp_path: Path) -> None:
    press(tmp_path, "bleed_mm = 5")
    assert read_config(tmp_path)[0].page.bleed_mm == 0
    assert read_config(tmp_path, Edition.PRESS)[0].page.bleed_mm == 5
