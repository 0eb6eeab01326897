"""What a build tells the preview of its pages, and what it needn't tell again."""

from pathlib import Path

from chapbook.cache import Store
from chapbook.composition.compositors import Compositors
from chapbook.proofing.preview.builder import Builder
from chapbook.proofing.preview.messages import BookSet, Message, Part
from tests.support.book_project import BookProject

TEXT = "# One\n\n" + "Words that fill a page of the book, again and again and on and on. " * 90


def told(project: BookProject, folder: Path, *changes: tuple[str, str, str]) -> list[BookSet]:
    """The messages of the book as it is, and after each change of a file."""
    heard: list[BookSet] = []

    def hear(message: Message) -> None:
        if isinstance(message, BookSet):
            heard.append(message)

    with Compositors(1) as compositors:
        store = Store(folder / "cache", remembers=True)
        builder = Builder(project.root, store, compositors, hear, lambda: False)
        builder.build(1)
        for number, change in enumerate(changes, 2):
            project.change(*change)
            builder.build(number)
    return heard


def part_of(message: BookSet, name: str) -> Part:
    (found,) = (part for part in message.parts if part.id == name)
    return found


def test_another_running_head_is_other_furniture_and_the_same_text(tmp_path: Path) -> None:
    project = BookProject(tmp_path, {"chapters/one.md": TEXT})
    first, second = told(project, tmp_path, ("book.toml", '"Small"', '"Another"'))
    before, after = (part_of(message, "one") for message in (first, second))
    assert after.text_digests == before.text_digests
    assert len(before.furniture_digests) == len(before.text_digests) > 2
    versos = [
        at
        for at, (one, other) in enumerate(
            zip(before.furniture_digests, after.furniture_digests, strict=True)
        )
        if one != other
    ]
    assert versos == [at for at in range(len(before.text_digests)) if at % 2]


def test_a_part_that_is_what_it_was_is_not_told_again(tmp_path: Path) -> None:
    project = BookProject(tmp_path, {"chapters/one.md": TEXT})
    first, second = told(project, tmp_path, ("chapters/one.md", "Words that", "Words which"))
    assert {part.id for part in first.parts} == {"title", "contents", "one"}
    assert {part.id for part in second.parts} == {"one"}


def test_lists_of_entries_tell_the_file_that_has_them(tmp_path: Path) -> None:
    entry = "@book{key,\n  author = {Ann Author},\n  title = {Title},\n  date = {1968},\n}\n"
    divisions = '[divisions]\nbody = ["chapters/one.md"]\nback = ["bibliography", "index"]\n'
    files = {
        "book.toml": f'[book]\ntitle = "T"\n\n{divisions}\n[page]\ntrim = "A6"\n',
        "chapters/one.md": "# One\n\nA [word]{.ix}.[@key]\n",
        "chapters/index.toml": '[headings."word"]\nsort = "word"\n',
        "bibliography/references.bib": entry,
    }
    (message,) = told(BookProject(tmp_path, files), tmp_path)
    files_of = {place.id: (place.source, place.made_from) for place in message.divisions}
    assert files_of["one"] == ("chapters/one.md", "")
    assert files_of["bibliography"] == ("", "bibliography/references.bib")
    assert files_of["index"] == ("", "chapters/index.toml")
