"""What a cite or an entry is rendered from: the item, its place, and what disambiguates it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from chapbook.csl import elements as el
from chapbook.csl.items import Item
from chapbook.csl.locale import Locale
from chapbook.csl.options import NameOptions
from chapbook.csl.person_names import Name
from chapbook.csl.rich import Inline

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = "first", "subsequent", "ibid", "ibid-with-locator"


@dataclass(frozen=True, slots=True)
class Cite:
    """One item as cited in one place. Prefix and suffix are CSL-JSON rich text.

    `position` is CSL's; `first_note` the number of the note of its first citation, 0 for none.
    `part` is '' for the whole cite, 'author' for its author alone.
    """

    item: Item
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    part: str = ""
    position: str = FIRST
    near_note: bool = False
    first_note: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells an item from others that would look the same.

    `names_shown` is how many names at least are shown before et al., 0 for the style's number;
    `given` how much of a given name is shown (1 initials, 2 all), by the name's place in its
    list; `year_suffix` counts from 1, 0 for none.
    """

    names_shown: int = 0
    given: tuple[tuple[int, int], ...] = ()
    condition: bool = False
    year_suffix: int = 0

    def with_given(self, at: int, level: int) -> "Difference":
        """The same with more of the given name of the person at a place."""
        kept = tuple(pair for pair in self.given if pair[0] != at)
        return replace(self, given=(*kept, (at, level)))


NO_DIFFERENCE = Difference()


@dataclass(frozen=True, eq=False, slots=True)
class Area:
    """`cs:citation` or `cs:bibliography` in a style and a locale.

    `names` are the name options in force; `name` is citation, bibliography or sort.
    """

    style: el.Style
    locale: Locale
    name: str
    names: NameOptions
    number_of: Mapping[str, int]
    """The citation number by item id."""
    own_year_suffix: bool = False
    """The style itself says where the year suffix goes."""


@dataclass(eq=False, slots=True)
class Scene:
    """A rendering under way. `suppressed` are variables that a substitution has used up.

    `used` are the variables rendered so far, in order.
    """

    area: Area
    cite: Cite
    difference: Difference = NO_DIFFERENCE
    given_of: Mapping[tuple[str, str], int] = field(default_factory=dict)
    suppressed: set[str] = field(default_factory=set)
    used: list[str] = field(default_factory=list)
    year_suffix_done: bool = False
    leave_out: str = ""
    """What becomes of the names that the cite begins with: 'people' leaves people out, 'names'
    also what substitutes for them; '' shows them."""
    name_lists: list[tuple[Inline, ...]] = field(default_factory=list)
    people: list[tuple[Name, ...]] = field(default_factory=list)
    sort_key: el.SortKey | None = None
    inherited: el.Names | None = None

    def note_use(self, *variables: str) -> None:
        """Remember variables that were rendered; within a substitution that uses them up.

        One that was rendered before the substitution may come again (specification,
        "Substitute").
        """
        if self.inherited is not None:
            self.suppressed.update(one for one in variables if one not in self.used)
        self.used.extend(variables)
