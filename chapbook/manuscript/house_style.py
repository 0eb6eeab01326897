"""Turn book.toml's [parts], [openings], [breaks] and [tables] into a HouseStyle."""

from dataclasses import dataclass

from chapbook.manuscript.settings import Settings

PART_NUMBERS = ("roman", "arabic", "none")
OPENING_STYLES = ("small-caps", "drop-cap", "plain")
PLACES_OF_TABLE_NOTES = ("foot", "below")


@dataclass(frozen=True)
class HouseStyle:
    """What the book does alike throughout.

    `part_numbers`: the figures of parts ('roman', 'arabic' or 'none'). `parts_on_recto`: a part
    opens on a recto and the chapter behind it too, so that the page between stays empty.
    `opening`: how a chapter's first words are set ('small-caps', 'drop-cap' or 'plain').
    `ornament` stands in a break; '' leaves a line empty. `table_notes`: notes to tables stand at
    the page's 'foot' with all others, or 'below' their table, with letters.
    """

    part_numbers: str = PART_NUMBERS[0]
    parts_on_recto: bool = True
    opening: str = OPENING_STYLES[0]
    ornament: str = ""
    table_notes: str = PLACES_OF_TABLE_NOTES[0]


CUSTOMARY = HouseStyle()
"""The house style of a book that says nothing of it."""

KNOWN_KEYS = {
    "parts": ("numbers", "open"),
    "openings": ("style",),
    "breaks": ("ornament",),
    "tables": ("notes",),
}


def read_house_style(settings: Settings) -> HouseStyle:
    """The house style that book.toml gives; what is wrong with it is noted in `settings`."""
    return HouseStyle(
        part_numbers=settings.choice("parts", "numbers", PART_NUMBERS),
        parts_on_recto=settings.choice("parts", "open", ("recto", "next")) == "recto",
        opening=settings.choice("openings", "style", OPENING_STYLES),
        ornament=settings.text("breaks", "ornament"),
        table_notes=settings.choice("tables", "notes", PLACES_OF_TABLE_NOTES),
    )
