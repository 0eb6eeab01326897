"""Where templates and styles are found, in a checkout and installed."""

from pathlib import Path

import pytest

from chapbook.shipped import shipped_dir


def lay_out(folder: Path) -> Path:
    for name in ("templates", "styles"):
        (folder / name).mkdir(parents=True)
    return folder


def test_in_a_checkout_it_is_the_checkout(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert shipped_dir(tmp_path / "chapbook") == tmp_path


def test_installed_it_is_inside_the_package(tmp_path: Path) -> None:
    lay_out(tmp_path / "chapbook" / "data")
    # Another package's folders of the same names must not be taken for ours.
    lay_out(tmp_path)
    assert shipped_dir(tmp_path / "chapbook") == tmp_path / "chapbook" / "data"


def test_here_it_has_the_fonts() -> None:
    assert (shipped_dir() / "styles" / "themes" / "classic" / "fonts.css").is_file()


def test_a_broken_installation_is_told(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    with pytest.raises(FileNotFoundError, match=r"no templates/ and styles/ beside or in"):
        shipped_dir(tmp_path / "chapbook")
