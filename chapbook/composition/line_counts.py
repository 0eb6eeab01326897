"""How the lines of some pages fell out, as numbers that can be added up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LineCounts:
    """How the justified lines of some pages fell out, and how many lines end in hyphens."""

    lines: int = 0
    justified: int = 0
    loose: int = 0
    very_loose: int = 0
    tight: int = 0
    hyphenated: int = 0
    spaces: float = 0.0

    @property
    def mean_space(self) -> float:
        """The mean space of a justified line, as a multiple of the face's."""
        return self.spaces / self.justified if self.justified else 0.0

    def __add__(self, other: "LineCounts") -> "LineCounts":
        return LineCounts(*(getattr(self, name) + getattr(other, name) for name in FIELDS))


FIELDS = tuple(LineCounts.__dataclass_fields__)
NO_LINES = LineCounts()
