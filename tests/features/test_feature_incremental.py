"""Random edits of random books: built again they are byte for byte what they are from nothing.

`make incremental` makes 50 of them, new ones each time.
"""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from chapbook.composition.standing_type import StandingType
from tests.support.book_project import BookProject
from tests.support.random_books import FIGURES, random_chapters

COUNT = int(os.environ.get("CHAPBOOK_INCREMENTAL", "0"))
NAMES = ("one", "two", "three")
BOOK = """
    [book]
    title = "Random"

    [divisions]
    front = ["title", "contents"]
    body = ["chapters/one.md", "chapters/two.md", "chapters/three.md"]
    back = ["index"]
    chapters_open = "OPEN"

    [page]
    trim = "A6"
    """


@st.composite
def referring_chapters(draw: DrawFn) -> dict[str, str]:
    """Chapters, each of which refers to others."""
    return {f"chapters/{name}.md": _referring(draw, name) for name in NAMES}


def _referring(draw: DrawFn, name: str) -> str:
    text, _ = draw(random_chapters())
    first, *blocks = text.split("\n\n")
    blocks[0] += f" See [that](#{draw(st.sampled_from(NAMES))})."
    return "\n\n".join([f"{first} {{#{name}}}", *blocks])


@st.composite
def edits(draw: DrawFn) -> tuple[str, str, str]:
    """The chapter that is edited, how, and a chapter's new text where it is replaced."""
    name = draw(st.sampled_from(NAMES))
    how = draw(st.sampled_from(("sentence", "grow", "drop", "replace")))
    return name, how, _referring(draw, name) if how == "replace" else ""


def edited(text: str, how: str, instead: str) -> str:
    first, second, *blocks = text.split("\n\n")
    if how == "replace":
        return instead
    if how == "sentence":
        second += " A sentence more, with a [word]{.ix} marked."
    elif how == "grow":
        second += " Many words more that push all that follows to other pages." * 40
    elif len(blocks) > 1 and not blocks[0].startswith("[^"):
        blocks = blocks[1:]
    return "\n\n".join([first, second, *blocks])


@given(referring_chapters(), st.lists(edits(), min_size=1, max_size=2), st.booleans())
@settings(
    max_examples=COUNT or 2,
    derandomize=not COUNT,
    suppress_health_check=list(HealthCheck),
)
def test_a_book_that_is_built_again_is_the_book_that_is_built_anew(
    chapters: dict[str, str], changes: list[tuple[str, str, str]], on_recto: bool
) -> None:
    toml = BOOK.replace("OPEN", "recto" if on_recto else "next")
    files = {"book.toml": toml, **FIGURES, **chapters}
    date = pytest.MonkeyPatch.context()
    with tempfile.TemporaryDirectory() as folder, date as patched:
        patched.setenv("SOURCE_DATE_EPOCH", "1700000000")
        again = BookProject(Path(folder) / "again", files)
        again.build()
        # One of them is built in a process that stays, the other by a new one each time.
        staying = BookProject(Path(folder) / "staying", files, StandingType())
        staying.build()
        for number, (name, how, instead) in enumerate(changes):
            path = f"chapters/{name}.md"
            files[path] = edited(files[path], how, instead)
            again.write(path, files[path])
            staying.write(path, files[path])
            anew = BookProject(Path(folder) / f"anew{number}", files)
            pdf = anew.build().book.pdf
            assert again.build().book.pdf == pdf
            assert staying.build().book.pdf == pdf
