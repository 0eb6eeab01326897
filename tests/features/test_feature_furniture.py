"""Running heads and folios, set apart from the text, are where they were and what they were."""

from pathlib import Path

import pytest

from tests.support.book_project import BookProject, Built

FILLING = "Words that fill the page until it is full and another has to be begun behind it. " * 25
OWN = """
@page {
  @bottom-left { content: url(dot.svg) " " string(part, last) " of " counter(pages);
    background: #eee; color: blue; border: 1pt solid green }
  @left-middle { content: counter(page, upper-roman); transform: rotate(90deg) }
  border: 1pt solid red; background: #ffe; marks: crop; bleed: 6mm;
}
h2 { string-set: part content() }
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
FILES = {
    "book.toml": """
        [book]
        title = "A Small Book"
        running_title = "Small"

        [divisions]
        front = ["title", "contents", "chapters/preface.md"]
        body = ["chapters/one.md", "chapters/two.md"]
        back = ["notes"]
        chapters_open = "next"

        [page]
        trim = "A6"
        theme = "THEME"

        [notes]
        place = "end"
        """,
    "chapters/preface.md": f"# Preface\n\n{FILLING}\n",
    "chapters/one.md": f"# One\n\nA note.^[Of it.]\n\n{FILLING}\n\n## Part\n\n{FILLING}\n",
    "chapters/two.md": f"# Two\n\nA note.^[Of that.]\n\n{FILLING}\n",
    "styles/dot.svg": DOT,
}
TOGETHER = "\n.never::before { content: counter(page) }\n"
"""What makes text and furniture be set together; it prints nothing."""


def build(folder: Path, theme: str, css: str) -> Built:
    toml = FILES["book.toml"].replace("THEME", theme)
    return BookProject(folder, FILES | {"book.toml": toml, "styles/own.css": css}).build()


@pytest.mark.parametrize("css", ["", OWN], ids=["shipped", "own"])
@pytest.mark.parametrize("theme", ["classic", "modern"])
def test_pages_look_as_if_set_at_once(tmp_path: Path, theme: str, css: str) -> None:
    apart = build(tmp_path / "apart", theme, css)
    together = build(tmp_path / "together", theme, css + TOGETHER)
    assert apart.book.furnished_again
    assert together.book.furnished_again == ()
    assert apart.pdf.page_count == together.pdf.page_count == 10
    for page in range(apart.pdf.page_count):
        mine, other = apart.pdf.render(page, 1.4), together.pdf.render(page, 1.4)
        # Readers reckon in 24 bits, and a page that was moved has one sum more.
        assert mine.difference(other) <= 1, f"page {page}"


def test_furniture_is_no_part_of_the_text(tmp_path: Path) -> None:
    pdf = build(tmp_path, "classic", "").pdf
    page = pdf.destinations["one"] + 1
    assert "Small" in pdf.page_text(page)
    content = pdf.page(page).Contents.read_bytes()
    _, mark, furniture = content.partition(b"\nQ\n/Artifact<</Type/Pagination>>BDC\n")
    assert mark
    assert furniture.endswith(b"\nEMC")
    assert furniture.count(b"BT\n") == 2
    assert b"BDC" not in furniture
    assert pdf.structure_problems == ()
    assert pdf.syntax_problems == ()


def test_a_blind_page_has_no_furniture(tmp_path: Path) -> None:
    pdf = build(tmp_path, "classic", "").pdf
    assert b"/Pagination" not in pdf.page(0).Contents.read_bytes()


def test_running_elements_are_set_with_the_text(tmp_path: Path) -> None:
    css = """
        h2 { position: running(part) }
        @page { @bottom-center { content: element(part) } }
        """
    built = build(tmp_path, "classic", css)
    assert built.book.furnished_again == ()
    assert built.pdf.find_text("Part")
    folio = built.pdf.labels[built.pdf.destinations["two"] + 1]
    assert folio in built.pdf.page_text(built.pdf.destinations["two"] + 1).split()


def test_a_sign_that_the_running_head_s_font_lacks_is_told_once(tmp_path: Path) -> None:
    css = '@page :right { @top-right { content: "\\2603" } }'
    found = build(tmp_path, "classic", css).diagnostics
    assert {one.code for one in found} == {"glyph-missing"}
    assert len(set(found)) == len(found)


def test_endnotes_are_not_set_again_for_the_pages_in_their_heads(tmp_path: Path) -> None:
    toml = FILES["book.toml"].replace("THEME", "classic")
    book = BookProject(tmp_path, FILES | {"book.toml": toml})
    book.write("chapters/one.md", "# One\n\n" + f"A note.^[{FILLING}]\n\n" * 4)
    book.build()
    book.write("chapters/preface.md", "# Preface\n\nShort.\n")
    moved = book.change("chapters/one.md", "# One\n\n", f"# One\n\n{FILLING}\n\n").build()
    assert "notes" in moved.book.furnished_again
    assert moved.diagnostics == ()
    start = moved.pdf.destinations["notes"]
    calls = [moved.pdf.labels[found.page_index] for found in moved.pdf.find_text("A note.")]
    head = " ".join(moved.pdf.page_text(start + 1).split()[-4:])
    assert head == f"Notes to page {calls[0]}"


BESIDE = """
@page :right { @right-top { content: "beside"; text-align: left; font-size: 8pt } }
@page :left { @left-top { content: "beside"; text-align: right; font-size: 8pt } }
@page :right { @left-top { content: "beside"; text-align: left; font-size: 12pt } }
"""


@pytest.mark.parametrize("css", [BESIDE, BESIDE + TOGETHER], ids=["apart", "together"])
def test_the_same_words_in_two_margins_are_each_set_in_their_style(
    tmp_path: Path, css: str
) -> None:
    pdf = build(tmp_path, "classic", css).pdf
    recto = [each for each in pdf.find_text("beside") if each.page_index == 4]
    (verso,) = [each for each in pdf.find_text("beside") if each.page_index == 5]
    inner, outer = sorted(recto, key=lambda found: found.x)
    assert (round(inner.x), round(inner.size), round(outer.size)) == (0, 12, 8)
    assert outer.x > 240
    assert verso.x > 10
    assert round(verso.size) == 8
