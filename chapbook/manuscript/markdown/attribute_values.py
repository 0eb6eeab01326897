"""What an attribute list says: id, classes, values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attributes:
    """A list as written; `values` unquoted, with backslashes still before what they escape."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str | None:
        """The value of `key`; the last one counts."""
        return dict(self.values).get(key)
