"""Turn a language tag into its Hunspell dictionary: the book's, one that ships, the machine's."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent / "dictionaries"
OF_THE_MACHINE = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
REGIONS = {"en": "en_US", "de": "de_DE", "fr": "fr_FR", "es": "es_ES", "it": "it_IT", "ru": "ru_RU"}
"""What a language is looked up as that names no region, or one that has no dictionary."""


@dataclass(frozen=True)
class SpellingDictionary:
    """The .aff and .dic files at `path`, which has no suffix. They are read when the first word
    is looked up."""

    path: Path

    @cached_property
    def digest(self) -> str:
        """Of both files and of the rules here."""
        files = [Path(f"{self.path}.aff"), Path(f"{self.path}.dic"), Path(__file__)]
        return sha256(b"".join(sha256(file.read_bytes()).digest() for file in files)).hexdigest()

    @cached_property
    def _hunspell(self) -> Any:
        from chapbook.proofing.spelling.hunspell_files import read_hunspell

        return read_hunspell(self.path)

    def has(self, word: str) -> bool:
        """Whether the word is spelled right, also without its accents (the lists of English words
        have none: 'café') or, in Britain, with the 'iz' that Oxford writes for 'is'."""
        forms = [word.replace("’", "'")]
        plain = unicodedata.normalize("NFKD", forms[0])
        forms.append("".join(each for each in plain if not unicodedata.combining(each)))
        if self.path.name == "en_GB":
            forms += [form.replace("iz", "is") for form in forms]
        return any(bool(self._hunspell.lookup(form)) for form in dict.fromkeys(forms))


def find_dictionary(language: str, folders: Iterable[Path]) -> SpellingDictionary | None:
    """The dictionary of a tag in the first of `folders` that has one, else one that ships or that
    the machine has."""
    for folder in (*folders, SHIPPED, *OF_THE_MACHINE):
        for name in _names(language):
            if all((folder / f"{name}{suffix}").is_file() for suffix in (".aff", ".dic")):
                return SpellingDictionary(folder / name)
    return None


def script_of(language: str) -> str:
    """'Latn' of 'ru-Latn', Russian in Latin letters; '' for the language's own."""
    return next((part for part in language.split("-")[1:] if len(part) == 4 and part.isalpha()), "")


def _names(language: str) -> tuple[str, ...]:
    """What a tag's files may be called: by the region, the language alone, its usual region. What
    is written in another script than its own has words of its own."""
    primary, *others = language.split("-")
    primary = primary.lower()
    if script := script_of(language):
        return (f"{primary}_{script.title()}",)
    regions = [f"{primary}_{part.upper()}" for part in others if len(part) == 2]
    return (*regions, primary, *filter(None, [REGIONS.get(primary)]))
