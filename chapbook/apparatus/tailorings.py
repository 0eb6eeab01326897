"""Where languages order letters otherwise than Unicode's default collation does.

The tables have the letters that stand in names and words of the language, after the CLDR's
collation charts; ICU has more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

Letters = Mapping[str, tuple[str, int]]
"""Each letter: the one that it follows, by how many steps; with none it is spelled so."""


@dataclass(frozen=True)
class Tailoring:
    """A language's own letters; `accents_backward`: the last accent of a word counts first."""

    letters: Letters = field(default_factory=dict)
    accents_backward: bool = False


SWEDISH: Letters = {
    "å": ("z", 1), "ä": ("z", 2), "æ": ("z", 2), "ö": ("z", 3), "ø": ("z", 3),
}  # fmt: skip
DANISH: Letters = {
    "æ": ("z", 1), "ä": ("z", 1), "ø": ("z", 2), "ö": ("z", 2), "å": ("z", 3), "aa": ("z", 3),
}  # fmt: skip
CZECH: Letters = {"č": ("c", 1), "ch": ("h", 1), "ř": ("r", 1), "š": ("s", 1), "ž": ("z", 1)}
POLISH: Letters = {
    "ą": ("a", 1), "ć": ("c", 1), "ę": ("e", 1), "ł": ("l", 1), "ń": ("n", 1), "ó": ("o", 1),
    "ś": ("s", 1), "ź": ("z", 1), "ż": ("z", 2),
}  # fmt: skip

TAILORINGS: Mapping[str, Tailoring] = {
    "sv": Tailoring(SWEDISH),
    "fi": Tailoring(SWEDISH),
    "da": Tailoring(DANISH),
    "nb": Tailoring(DANISH),
    "nn": Tailoring(DANISH),
    "no": Tailoring(DANISH),
    "es": Tailoring({"ñ": ("n", 1)}),
    "cs": Tailoring(CZECH),
    "sk": Tailoring({**CZECH, "ä": ("a", 1), "ô": ("o", 1)}),
    "pl": Tailoring(POLISH),
    "fr-ca": Tailoring(accents_backward=True),
    "de@phonebook": Tailoring({"ä": ("ae", 0), "ö": ("oe", 0), "ü": ("ue", 0)}),
}

TAILORED_BY_ICU = frozenset({
    "az", "cs", "cy", "da", "et", "fi", "fil", "fo", "fr-ca", "hr", "hu", "is", "kl", "lt",
    "lv", "mt", "nb", "nn", "no", "pl", "ro", "se", "sk", "sl", "sq", "sr", "sv", "tr", "vi",
})  # fmt: skip
"""The languages in Latin letters of whose order the tables don't have all; Spanish isn't one,
for CLDR's tailoring of it is ñ alone."""

LATIN = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
CYRILLIC = tuple("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
AFTER: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sv": {"Z": ("Å", "Ä", "Ö")},
    "fi": {"Z": ("Å", "Ä", "Ö")},
    "da": {"Z": ("Æ", "Ø", "Å")},
    "nb": {"Z": ("Æ", "Ø", "Å")},
    "nn": {"Z": ("Æ", "Ø", "Å")},
    "no": {"Z": ("Æ", "Ø", "Å")},
    "es": {"N": ("Ñ",)},
    "cs": {"C": ("Č",), "H": ("CH",), "R": ("Ř",), "S": ("Š",), "Z": ("Ž",)},
    "sk": {
        "A": ("Ä",), "C": ("Č",), "H": ("CH",), "O": ("Ô",), "R": ("Ř",), "S": ("Š",),
        "Z": ("Ž",),
    },
    "pl": {
        "A": ("Ą",), "C": ("Ć",), "E": ("Ę",), "L": ("Ł",), "N": ("Ń",), "O": ("Ó",), "S": ("Ś",),
        "Z": ("Ź", "Ż"),
    },
}  # fmt: skip


def tailoring(language: str, variant: str = "") -> Tailoring:
    """A language's own letters; none for one that has Unicode's order."""
    code = language.replace("_", "-").lower()
    names = (f"{code.split('-')[0]}@{variant}", code, code.split("-")[0])
    return next((TAILORINGS[name] for name in names if name in TAILORINGS), Tailoring())


@cache
def latin_letters(language: str) -> tuple[str, ...]:
    """The letter heads of a language in Latin letters, in its order."""
    own = AFTER.get(language.split("-")[0].lower(), {})
    return tuple(letter for base in LATIN for letter in (base, *own.get(base, ())))
