"""A name in CSL's parts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name in CSL's parts. One that is no person's has `literal` alone.

    `others` stands for 'and others' at the end of a list. `static`: the family name always
    stands first, as in Hungarian.
    """

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static: bool = False
    others: bool = False
