"""Turn an item into the label that stands for it where the data have none: 'Doe65', 'RoNo78'."""

from chapbook.csl.items import Item

_LETTERS_BY_NAMES = {1: 4, 2: 2, 3: 2}


def citation_label(item: Item) -> str:
    """The beginnings of the authors' family names (four at most), and two figures of the year."""
    people = item.names.get("author") or item.names.get("editor") or ()
    names = [name.family or name.literal for name in people if not name.others][:4]
    size = _LETTERS_BY_NAMES.get(len(names), 1)
    letters = "".join(name[:size] for name in names)
    issued = item.dates.get("issued")
    year = f"{abs(issued.start.year) % 100:02d}" if issued and issued.start else ""
    return letters + year
