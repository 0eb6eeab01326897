"""Figures and tables are numbered through the book, each kind by itself."""

from chapbook.apparatus.captions import caption_labels
from tests.apparatus.apparatus_builders import chapter, target


def test_numbers_run_through_the_book() -> None:
    one = chapter(
        "01",
        targets=(
            target("01", "map", "figure", "A map", 0),
            target("01", "list", "table", "A list", 0),
            target("01", "place", "place", "", 0),
        ),
    )
    two = chapter("02", targets=(target("02", "plan", "figure", "A plan", 0),), language="de")
    assert caption_labels([one, two]) == {
        "01--map": "Figure\u00a01",
        "01--list": "Table\u00a01",
        "02--plan": "Abbildung\u00a02",
    }
