"""What the workbench prints of an index and of what it covers."""

from textwrap import dedent

from chapbook.apparatus.model import Folio, FolioStyle, PageLocation
from chapbook.proofing.index_coverage import index_coverage
from chapbook.proofing.index_listing import index_as_data, index_as_text
from chapbook.proofing.index_suggestions import suggest_marks
from chapbook.proofing.suggestions_report import SHOWN, suggestions_as_data, suggestions_as_text
from tests.support.indexed_texts import indexed_texts


def on_pages(*pages: int) -> dict[str, PageLocation]:
    return {
        f"one--ix{number}": PageLocation(page, Folio(page + 1, FolioStyle.ARABIC))
        for number, page in enumerate(pages, start=1)
    }


TEXT = """# One

The [press]{ix="printing > presses" .main} and [another]{ix="printing > presses"}.

It opens[]{ix="paper" .open} here.

It closes[]{ix="paper" .close} there.
"""
RULES = '[headings."printing"]\nsee_also = ["paper"]\n[see]\n"parchment" = ["paper"]\n'


def test_the_listing_names_every_mark() -> None:
    book = indexed_texts({"one": TEXT}, authority=RULES, pages=3, locations=on_pages(0, 0, 1, 2))
    expected = """\
        paper
            2–3  chapters/one.md:5, chapters/one.md:7
        parchment
            see paper
        printing
            presses
                **1**  chapters/one.md:3
            see also paper

        3 headwords, 2 locators"""
    assert index_as_text(book) == dedent(expected)


def test_the_listing_as_data() -> None:
    book = indexed_texts({"one": "The [press]{.ix}.\n"}, locations=on_pages(0))
    assert index_as_data(book) == [
        {
            "part": "",
            "letter": "P",
            "heading": "press",
            "locators": [
                {
                    "text": "1",
                    "principal": False,
                    "illustration": False,
                    "note": False,
                    "marks": [{"path": "chapters/one.md", "line": 1, "column": 5}],
                }
            ],
            "see": [],
            "see_also": [],
            "subentries": [],
        }
    ]


def test_coverage_tells_pages_without_locators_from_those_inside_ranges() -> None:
    book = indexed_texts({"one": TEXT}, pages=5, locations=on_pages(0, 0, 1, 3))
    (chapter,) = index_coverage(book)
    assert chapter.folios == ("1", "2", "3", "4", "5")
    assert (chapter.words, chapter.locators) == (11, 2)
    assert chapter.uncovered == ("5",)
    assert chapter.only_ranges == ("3", "4")


def test_a_headword_of_every_page_is_cut_short() -> None:
    text = "\n\n".join(["Then the NKVD came."] * (SHOWN + 2))
    groups = suggest_marks(indexed_texts({"one": text}, pages=9))
    lines = suggestions_as_text(groups).split("\n")
    assert lines[0] == f"NKVD ({SHOWN + 2}, not yet in the index)"
    assert lines[-3:] == [
        "    … and 2 more (--format json has all)",
        "",
        f"{SHOWN + 2} marks to consider, 1 headword",
    ]
    (group,) = suggestions_as_data(groups)
    assert isinstance(group["places"], list)
    assert len(group["places"]) == SHOWN + 2
