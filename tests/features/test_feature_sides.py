"""A fragment is set once for either side: on the other one its pages are where they should be."""

from pathlib import Path

import pytest

from tests.support.book_project import BookProject

FILLING = "Words that fill the page until it is full and another has to be begun behind it. " * 25
GROWN = "Words more than there were. " * 60
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h5v5z"/></svg>'
FILES = {
    "book.toml": """
        [book]
        title = "Sides"

        [divisions]
        front = ["contents"]
        body = ["chapters/one.md", "chapters/two.md", "chapters/three.md"]
        chapters_open = "next"

        [page]
        trim = "A6"
        theme = "THEME"
        """,
    "chapters/one.md": "# One {#one}\n\nShort, see [two](#part).\n",
    "chapters/two.md": "# Two {#two}\n\nA [way](https://example.org/) and a note.^[Of it.]\n\n"
    f"{FILLING}\n\n## Part {{#part}}\n\n{FILLING}\n\n![A triangle](figures/triangle.svg)\n",
    "chapters/three.md": f"# Three {{#three}}\n\nSee [two](#two).\n\n{FILLING}\n",
    "chapters/figures/triangle.svg": SVG,
    "figures/triangle.svg": SVG,
    "styles/dot.svg": SVG,
    "styles/own.css": "h2 { background: url(dot.svg) } p.first { opacity: 0.5 }",
}
BOUND = "\n@page :left { --never: 1 }\n"
"""What makes text be set for the side that it begins on; it prints nothing."""


def project(folder: Path, theme: str = "classic", css: str = "") -> BookProject:
    toml = FILES["book.toml"].replace("THEME", theme)
    style = FILES["styles/own.css"] + css
    return BookProject(folder, FILES | {"book.toml": toml, "styles/own.css": style})


@pytest.mark.parametrize("theme", ["classic", "modern"])
@pytest.mark.parametrize("grown", ["", GROWN])
def test_pages_are_as_if_set_for_their_side(tmp_path: Path, theme: str, grown: str) -> None:
    built = []
    for name, css in (("moved", ""), ("bound", BOUND)):
        book = project(tmp_path / name, theme, css)
        book.write("chapters/one.md", FILES["chapters/one.md"] + grown)
        built.append(book.build())
    moved, bound = built
    assert moved.diagnostics == bound.diagnostics
    assert moved.pdf.page_count == bound.pdf.page_count
    for page in range(moved.pdf.page_count):
        mine, other = moved.pdf.render(page, 1.4), bound.pdf.render(page, 1.4)
        # Readers reckon in 24 bits, and a page that was moved has one sum more.
        assert mine.difference(other) <= 1, f"page {page}"
    assert moved.pdf.destinations == bound.pdf.destinations
    for anchor in moved.pdf.destinations:
        mine_at, other_at = moved.pdf.destination_view(anchor), bound.pdf.destination_view(anchor)
        assert mine_at[1] == pytest.approx(other_at[1], abs=0.002), anchor
    for mine_link, other_link in zip(moved.pdf.links, bound.pdf.links, strict=True):
        assert mine_link.rect == pytest.approx(other_link.rect, abs=0.002)
    assert moved.pdf.figure_boxes
    for mine_box, other_box in zip(moved.pdf.figure_boxes, bound.pdf.figure_boxes, strict=True):
        assert mine_box == pytest.approx(other_box, abs=0.002)
    assert moved.pdf.structure_problems == ()
    assert moved.pdf.syntax_problems == ()


def test_a_chapter_that_changes_sides_is_moved_and_not_set_again(tmp_path: Path) -> None:
    book = project(tmp_path)
    before = book.build().pdf
    book.write("chapters/one.md", FILES["chapters/one.md"] + GROWN)
    after = book.build()
    assert set(after.book.set_again) == {"one", "contents"}
    first = before.destinations["two"]
    assert (first % 2, after.pdf.destinations["two"]) == (1, first + 1)
    # A6's gutter is 13 mm, its fore-edge 15.6 mm.
    shift_pt = 2.6 * 72 / 25.4
    assert before.destinations["two--part"] == first + 1
    assert after.pdf.destination_view("two--part") == before.destination_view("two--part")
    # The areas of links are whole points.
    (link_before,) = (link for link in before.links if link.uri)
    (link_after,) = (link for link in after.pdf.links if link.uri)
    moved = [now - then for now, then in zip(link_after.rect, link_before.rect, strict=True)]
    assert moved == [pytest.approx(at, abs=1) for at in (-shift_pt, 0, -shift_pt, 0)]
    (text_before,) = before.find_text("way")
    (text_after,) = after.pdf.find_text("way")
    assert text_after.x - text_before.x == pytest.approx(-shift_pt, abs=0.01)


@pytest.mark.parametrize(
    "css",
    [
        "@page :left { padding-top: 1mm }",
        "@page { background: #ffe }",
        "h2 { break-before: recto }",
        "html { background: #ffe }",
    ],
)
def test_a_chapter_that_depends_on_its_side_is_set_for_it(tmp_path: Path, css: str) -> None:
    book = project(tmp_path, css=css)
    book.build()
    book.write("chapters/one.md", FILES["chapters/one.md"] + GROWN)
    assert "two" in book.build().book.set_again


def test_side_notes_stay_at_the_fore_edge(tmp_path: Path) -> None:
    book = project(tmp_path)
    book.change("book.toml", "[page]", '[notes]\nplace = "side"\n\n[page]')
    before = book.build()
    book.write("chapters/one.md", FILES["chapters/one.md"] + GROWN[: len(GROWN) // 2])
    after = book.build()
    assert after.pdf.destinations["two"] == before.pdf.destinations["two"] + 1
    assert {"one", "two"} <= set(after.book.set_again)
    (call,), (note,) = after.pdf.find_text("and a note"), after.pdf.find_text("Of it.")
    assert call.page_index % 2 == 0
    assert note.x > call.x
