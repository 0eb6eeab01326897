"""The page of contents: what its leaders are made of."""

from pathlib import Path

from pikepdf import Dictionary

from tests.support.book_project import BookProject

SECTIONS = "# One\n\nText.\n" + "".join(f"\n## Section {number}\n\nText.\n" for number in range(9))


def test_a_leader_is_one_stroke_and_no_row_of_circles(tmp_path: Path) -> None:
    book = BookProject(tmp_path, {"chapters/one.md": SECTIONS})
    book.change("book.toml", "[page]", "[contents]\n    depth = 2\n\n    [page]")
    pdf = book.build().pdf
    contents = pdf.destinations["contents"]
    drawing = pdf.page(contents)
    forms = drawing.Resources.get("/XObject", Dictionary())
    streams = [drawing.Contents, *(form for _, form in forms.items())]
    operators = b"\n".join(stream.read_bytes() for stream in streams).split()
    assert (operators.count(b"d") >= 10, operators.count(b"c")) == (True, 0)
