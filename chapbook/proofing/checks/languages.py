"""Turn a language tag into what the checks of texts know of that language."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chapbook.manuscript.language_tags import primary_language


@dataclass(frozen=True)
class LanguageWords:
    """What languages.toml has of a language; empty where it has nothing. `refers` is a regular
    expression."""

    doubled: frozenset[str] = frozenset()
    pages: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    refers: str = ""


@cache
def words_of(language: str) -> LanguageWords:
    """What is known of a language tag's primary language."""
    known = _read().get(primary_language(language), {})
    return LanguageWords(
        doubled=frozenset(known.get("doubled", "").split()),
        pages=tuple(known.get("pages", "").split()),
        counted=tuple(known.get("counted", "").split()),
        people=tuple(known.get("people", "").split()),
        refers=known.get("refers", ""),
    )


@cache
def _read() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
