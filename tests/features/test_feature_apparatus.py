"""Notes, citations, cross references, figures and the index, as they stand on the pages."""

import re
from pathlib import Path

import pytest

from tests.support.book_project import BookProject, Built

WORDS = "Words of a sentence that goes on for a while and then stops. " * 9
SVG = "http://www.w3.org/2000/svg"
BOX = f'<svg xmlns="{SVG}" viewBox="0 0 60 20"><rect width="60" height="20"/></svg>'

FILES = {
    "book.toml": """
        [book]
        title = "A Noted Book"
        running_title = "Noted"
        language = "en-GB"

        [divisions]
        front = ["title", "contents"]
        body = ["chapters/one.md", "chapters/two.md"]
        back = ["bibliography", "index"]
        chapters_open = "next"

        [page]
        trim = "A6"
        """,
    "chapters/one.md": f"""\
# One

First call.[^a] A citation [@serge1937, chap. 2]. The
press[]{{ix="press > iron; press > wooden"}} works, as
@serge1937[]{{ix="Serge, Victor"}}, wrote. See [the end](#end) and [](#fig-box).

![A box.](box.svg){{#fig-box alt="a black box"}}

{WORDS}

{WORDS}

[^a]: The *note* itself, with [a mark]{{ix="notes"}} and more.

    Its second paragraph.
""",
    "chapters/two.md": f"""\
# Two

Again one.^[Inline, see [@serge1937].] Again the press[]{{ix="press > iron"}}.

{WORDS}

## The end {{#end}}

[Trotsky]{{ix="Trotsky, Leon; Trotsky, Leon > exile; Trotsky, Leon > return" .main}} here.
The page alone: [](#end){{.page}}.
""",
    "chapters/box.svg": BOX,
    "chapters/index.toml": """
        [see]
        "Bronstein, Lev" = ["Trotsky, Leon"]
        "Lev B." = ["Trotsky, Leon"]
        """,
    "bibliography/references.bib": """
        @book{serge1937,
          author = {Serge, Victor},
          title = {From Lenin to Stalin},
          translator = {Manheim, Ralph},
          publisher = {Pioneer Publishers},
          location = {New York},
          date = {1937},
        }
        """,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return BookProject(tmp_path_factory.mktemp("noted"), FILES).build()


def page_of(built: Built, anchor: str) -> int:
    return built.pdf.destinations[anchor]


def one_line(text: str) -> str:
    return " ".join(text.replace("-\n", "").split())


def test_nothing_is_wrong_with_it(built: Built) -> None:
    assert built.diagnostics == ()


def test_notes_stand_at_the_foot_of_the_page_that_calls_them(built: Built) -> None:
    (call,) = built.pdf.find_text("First call")
    (note,) = built.pdf.find_text("itself, with a mark")
    (second,) = built.pdf.find_text("Its second paragraph")
    assert note.page_index == call.page_index
    assert second.y < note.y < call.y
    assert note.size < call.size


def test_notes_are_numbered_by_chapter(built: Built) -> None:
    one, two = (
        built.pdf.page_text(page_of(built, "one")),
        built.pdf.page_text(page_of(built, "two")),
    )
    assert "1. The note" in one_line(one)
    assert "2. Victor Serge, From Lenin to Stalin, trans. Ralph Manheim" in one_line(one)
    assert "1. Inline, see Victor Serge, From Lenin to Stalin" in one_line(two)


def test_a_citation_has_its_locator_and_a_full_stop(built: Built) -> None:
    text = one_line(built.pdf.page_text(page_of(built, "one")))
    assert "(Pioneer Publishers, 1937), ch. 2." in text.replace("\u00a0", " ").replace("\ufffe", "")


def test_the_call_of_a_narrative_citation_goes_after_the_comma(built: Built) -> None:
    assert "as Serge,3 wrote" in one_line(built.pdf.page_text(page_of(built, "one")))


def test_calls_lead_to_notes_and_back(built: Built) -> None:
    leads = {(link.page_index, link.destination) for link in built.pdf.links}
    page = page_of(built, "one")
    assert {(page, "one--fn1"), (page, "one--fnref1")} <= leads


def test_citations_lead_to_the_bibliography(built: Built) -> None:
    targets = {link.destination for link in built.pdf.links if link.page_index == 2}
    assert "ref--serge1937" in targets
    entry = built.pdf.page_text(page_of(built, "ref--serge1937"))
    assert "Serge, Victor. From Lenin to Stalin" in one_line(entry)


def test_references_print_the_folio_of_their_target(built: Built) -> None:
    folio = built.pdf.labels[page_of(built, "two--end")]
    text = one_line(built.pdf.page_text(page_of(built, "one"))).replace("\u00a0", " ")
    assert f"See the end (p. {folio}) and Figure 1 (p. 1)" in text
    assert f"The page alone: {folio}." in one_line(built.pdf.page_text(page_of(built, "two--end")))
    assert built.book.set_book.runs > 1, "the folio of a later page takes a second run"


def test_figures_are_numbered(built: Built) -> None:
    text = one_line(built.pdf.page_text(page_of(built, "one--fig-box"))).replace("\u00a0", " ")
    assert "figure 1. a box." in text.lower()
    assert built.pdf.structure_counts["Figure"] == 1


def test_the_index_prints_each_folio_once_and_links_to_the_mark(built: Built) -> None:
    page = page_of(built, "index")
    text = built.pdf.page_text(page)
    two = built.pdf.labels[page_of(built, "two")]
    assert f"iron, 1, {two}" in text
    assert "Bronstein, Lev. See Trotsky, Leon" in one_line(text)
    assert "Lev B. See Trotsky, Leon" in one_line(text)
    assert text.index("notes") < text.index("press") < text.index("Trotsky, Leon,")
    marks = [link for link in built.pdf.links if link.page_index == page]
    assert {link.destination for link in marks} == {None}
    assert not [name for name in built.pdf.destinations if "--ix" in name]
    folios = [built.pdf.labels[link.target_page_index or 0] for link in marks]
    assert [link.contents.split(", ")[-1] for link in marks] == [f"p. {folio}" for folio in folios]
    assert set(folios) == {"1", two}


def test_no_line_begins_with_a_call(tmp_path: Path) -> None:
    """A call belongs to the word before it; stock line breaking tears it off."""
    words = " ".join(f"{'word' * (n % 3 + 1)}.^[Note {n}.]" for n in range(60))
    built = BookProject(tmp_path, {"chapters/one.md": f"# One\n\n{words}\n"}).build()
    assert built.diagnostics == ()
    lines = [
        line
        for page in range(built.pdf.page_count)
        for line in built.pdf.page_text(page).split("\n")
    ]
    assert len(lines) > 60
    assert [line for line in lines if re.match(r"\d+ word", line)] == []


def test_an_entry_without_a_title_is_told_and_printed_without(tmp_path: Path) -> None:
    files = {
        "chapters/one.md": "# One\n\nWords.[@doe1999] More.[@doe1999]\n",
        "bibliography/references.bib": "@book{doe1999, author = {Doe, Jane}, date = {1999}}\n",
    }
    built = BookProject(tmp_path, files).build()
    assert [one.code for one in built.diagnostics] == ["bibtex-incomplete"]
    notes = one_line(built.pdf.page_text(page_of(built, "one")))
    assert "1. Jane Doe, (1999). 2. Doe." in notes
