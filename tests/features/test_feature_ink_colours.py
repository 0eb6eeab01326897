"""Colours of ink in a book that is read: PDF/A wants to know what they look like."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Object

from chapbook.bindery.ink_colours import SHIPPED_PROFILE
from chapbook.shipped import shipped_dir
from tests.support.book_project import MINIMAL, BookProject
from tests.support.inked_book import INKED, inked_book


def described(resources: Object) -> Object | None:
    """The profile that says what ink looks like."""
    space = resources.get(Name.ColorSpace, Dictionary()).get("/DefaultCMYK")
    return None if space is None else space[1]


@pytest.mark.parametrize("what", INKED)
def test_what_colours_of_ink_look_like_is_said(tmp_path: Path, what: str) -> None:
    built = inked_book(tmp_path, what).build()
    with pikepdf.open(BytesIO(built.book.pdf)) as pdf:
        page = pdf.pages[-1]
        profile = described(page.obj.Resources)
        assert profile is not None
        assert profile.read_bytes() == (shipped_dir() / SHIPPED_PROFILE).read_bytes()
        assert int(profile.N) == 4
        forms = page.obj.Resources.get(Name.XObject, Dictionary())
        assert all(described(form.Resources) for _, form in forms.items() if "/Resources" in form)
        assert not [name for name, form in forms.items() if "/Interpolate" in form]
    assert not built.diagnostics


def test_a_book_without_ink_has_no_profile_of_it(tmp_path: Path) -> None:
    book = BookProject(tmp_path, MINIMAL)
    with pikepdf.open(BytesIO(book.build().book.pdf)) as pdf:
        assert all(described(page.obj.Resources) is None for page in pdf.pages)


def test_a_book_s_own_profile_counts(tmp_path: Path) -> None:
    own = (shipped_dir() / SHIPPED_PROFILE).read_bytes() + bytes(4)
    toml = '\n        [print]\n        colour = "cmyk"\n        profile = "own.icc"\n'
    book = inked_book(tmp_path, "text", toml)
    (book.root / "own.icc").write_bytes(own)
    with pikepdf.open(BytesIO(book.build().book.pdf)) as pdf:
        profile = described(pdf.pages[-1].obj.Resources)
        assert profile is not None
        assert profile.read_bytes() == own
