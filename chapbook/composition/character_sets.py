"""Have tinyhtml5 build the pattern for a set of characters once, as it means to.

tinyhtml5 2.1 keeps it under the pattern instead of the set (inputstream.py, `chars_until`), and so
builds it again for each tag, attribute and text.
"""

import re
from collections.abc import Collection
from types import ModuleType


def keep_character_sets(inputstream: ModuleType) -> None:
    """Change tinyhtml5's module inputstream; once is enough."""
    vars(inputstream)["characters_until_regex"] = _Patterns()


class _Patterns(dict[tuple[Collection[str], bool], "re.Pattern[str]"]):
    """By the characters, and whether those are wanted, or all others."""

    def __missing__(self, key: tuple[Collection[str], bool]) -> "re.Pattern[str]":
        characters, is_wanted = key
        listed = "".join(map(re.escape, sorted(characters)))
        pattern = self[key] = re.compile(f"[{'' if is_wanted else '^'}{listed}]+")
        return pattern
