"""Turn the places of a chapter that ask for references into lists of them."""

from collections.abc import Callable, Sequence

from chapbook.apparatus.bibliography import SECTION, sections
from chapbook.composition.listed_entries import ListedEntry, side_by_side


def set_references(
    references: Sequence[ListedEntry], entry: Callable[[ListedEntry], str], html: str
) -> str:
    """`html` with each `<div class="references">` holding its references, written by `entry`."""
    lists = iter(sections(html, references))
    return SECTION.sub(
        lambda asked: (
            asked[0].removesuffix("</div>")
            + "\n".join(str(entry(reference)) for reference in side_by_side(next(lists)))
            + "</div>"
        ),
        html,
    )
