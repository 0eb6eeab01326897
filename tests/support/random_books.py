"""Random chapters for hypothesis: notes of any length anywhere, tables, figures, lists, verse.

Every word is 'w', a number of its own and 'x', so that a lost or doubled one can be told.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.support.book_project import BookProject, with_index

FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="{height}mm">'
    '<rect width="60mm" height="{height}mm" fill="none" stroke="black"/></svg>'
)


@dataclass
class Writer:
    """Writes words that no other place has; its state is how many it has written."""

    draw: DrawFn
    words: int = 0
    notes: list[str] = field(default_factory=list)

    def text(self, most: int) -> str:
        """Some words, some of them with notes, marks or emphasis."""
        return " ".join(self._word(most) for _ in range(self.draw(st.integers(1, most))))

    def plain(self, count: int) -> str:
        """Words without anything."""
        self.words += count
        return " ".join(f"w{number}x" for number in range(self.words - count, self.words))

    def _word(self, most: int) -> str:
        kind = self.draw(st.integers(0, 40))
        word = self.plain(1)
        if kind == 0 and most > 3:
            length = self.draw(st.sampled_from((1, 5, 12, 30, 80, 250)))
            return f"{word}^[{self.plain(length)}]"
        if kind == 1:
            key = f"k{len(self.notes)}"
            self.notes.append(
                f"[^{key}]: {self.plain(9)}\n\n    {self.plain(30)}\n\n    > {self.plain(5)}\n"
            )
            return f"{word}[^{key}]"
        return {2: f"*{word}*", 3: f"**{word}**", 4: f"[{word}]{{.ix}}"}.get(kind, word)


def _heading(writer: Writer) -> str:
    return f"## {writer.text(6)}"


def _list(writer: Writer) -> str:
    count = writer.draw(st.integers(1, 6))
    mark = writer.draw(st.sampled_from(("-", "1.")))
    return "\n".join(f"{mark} {writer.text(25)}" for _ in range(count))


def _table(writer: Writer) -> str:
    rows = writer.draw(st.integers(1, 25))
    lines = [f"| {writer.plain(1)} | {writer.plain(1)} |", "|---|---|"]
    lines += [f"| {writer.text(6)} | {writer.text(3)} |" for _ in range(rows)]
    return "\n".join(lines) + f"\n: {writer.text(6)}"


def _figure(writer: Writer) -> str:
    height = writer.draw(st.sampled_from((10, 33, 70)))
    return f'![{writer.text(12)}](figures/h{height}.svg){{alt="A rectangle"}}'


def _verse(writer: Writer) -> str:
    return "\n".join(f"| {writer.text(5)}" for _ in range(writer.draw(st.integers(2, 12))))


def _quotation(writer: Writer) -> str:
    return "\n>\n".join(f"> {writer.text(90)}" for _ in range(writer.draw(st.integers(1, 2))))


BLOCKS = (
    lambda writer: writer.text(160),
    lambda writer: writer.text(60),
    _heading, _list, _table, _figure, _verse, _quotation,
)  # fmt: skip


@st.composite
def random_chapters(draw: DrawFn) -> tuple[str, int]:
    """A chapter, and how many words it has."""
    writer = Writer(draw)
    blocks = [f"# {writer.plain(2)}", writer.text(80)]
    for _ in range(draw(st.integers(3, 9))):
        make = draw(st.sampled_from((*BLOCKS[:1] * 4, *BLOCKS)))
        blocks.append(make(writer))
    return "\n\n".join([*blocks, *writer.notes]) + "\n", writer.words


FIGURES = {f"chapters/figures/h{mm}.svg": FIGURE.format(height=mm) for mm in (10, 33, 70)}


def each_random_book(use: Callable[[int, BookProject], None], books: int = 20) -> None:
    """Make books of random chapters, the same each time, and give each with its number."""
    numbers = count(1)

    @given(random_chapters())
    @settings(
        max_examples=books,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def make(chapter: tuple[str, int]) -> None:
        files = {"book.toml": with_index("one"), "chapters/one.md": chapter[0], **FIGURES}
        with tempfile.TemporaryDirectory() as place:
            use(next(numbers), BookProject(Path(place), files))

    make()
