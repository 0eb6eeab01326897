"""What tells items and people apart, as disambiguation found it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chapbook.csl.scene import NO_DIFFERENCE, Difference


@dataclass(frozen=True, slots=True)
class ToldApart:
    """Differences by item id; and how much of a person's given name is shown everywhere.

    `given_of` is by the name and whether it stands first in its list.
    """

    of_item: Mapping[str, Difference] = field(default_factory=dict)
    given_of: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def of(self, item_id: str) -> Difference:
        """The item's difference."""
        return self.of_item.get(item_id, NO_DIFFERENCE)
