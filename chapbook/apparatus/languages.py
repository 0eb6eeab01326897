"""Turn a language's name as LaTeX and BibTeX know it into BCP 47."""

import re
from collections.abc import Mapping
from functools import lru_cache

from chapbook.apparatus.bibtex import BibtexEntry, LatexField

LANGUAGE_FIELDS = ("langid", "language", "hyphenation")
VARIANT = re.compile(r"variant\s*=\s*(\w+)")
VARIANTS: Mapping[str, str] = {
    "american": "en-US", "us": "en-US", "usmax": "en-US", "british": "en-GB", "uk": "en-GB",
    "australian": "en-AU", "newzealand": "en-NZ", "austrian": "de-AT", "swiss": "de-CH",
    "brazilian": "pt-BR", "mexican": "es-MX", "canadian": "fr-CA",
}  # fmt: skip
"""polyglossia's variants, as `langidopts` has them (biblatex's manual, section 2.2.3)."""

BCP_47 = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

BABEL_NAMES: Mapping[str, str] = {
    "acadian": "fr-CA", "afrikaans": "af", "albanian": "sq", "american": "en-US",
    "arabic": "ar", "armenian": "hy", "australian": "en-AU", "austrian": "de-AT",
    "basque": "eu", "belarusian": "be", "bosnian": "bs", "brazil": "pt-BR",
    "brazilian": "pt-BR", "breton": "br", "british": "en-GB", "bulgarian": "bg",
    "canadian": "en-CA", "canadien": "fr-CA", "catalan": "ca", "chinese": "zh",
    "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "esperanto": "eo", "estonian": "et", "farsi": "fa", "finnish": "fi", "francais": "fr",
    "french": "fr", "galician": "gl", "georgian": "ka", "german": "de", "germanb": "de",
    "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "icelandic": "is",
    "indonesian": "id", "irish": "ga", "italian": "it", "japanese": "ja", "kazakh": "kk",
    "korean": "ko", "latin": "la", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk",
    "magyar": "hu", "mexican": "es-MX", "mongolian": "mn", "naustrian": "de-AT",
    "newzealand": "en-NZ", "ngerman": "de", "norsk": "nb", "norwegian": "no",
    "nswissgerman": "de-CH", "nynorsk": "nn", "persian": "fa", "polish": "pl",
    "polutonikogreek": "el", "portuges": "pt", "portuguese": "pt", "romanian": "ro",
    "russian": "ru", "sanskrit": "sa", "scottish": "gd", "serbian": "sr", "serbianc": "sr-Cyrl",
    "slovak": "sk", "slovene": "sl", "slovenian": "sl", "spanish": "es", "swedish": "sv",
    "swissgerman": "de-CH", "turkish": "tr", "ukenglish": "en-GB", "ukrainian": "uk",
    "usenglish": "en-US", "vietnamese": "vi", "welsh": "cy", "yiddish": "yi",
}  # fmt: skip


@lru_cache(maxsize=1000)
def bcp_47(name: str) -> str:
    """The BCP 47 tag of a language name, '' for an unknown one.

    Takes babel's names, biblatex's localisation keys ('langenglish') and BCP 47 itself; of
    several languages ('english and german') the first.
    """
    first = re.split(r"\s*(?:,|\band\b)\s*", name.strip())[0].strip("{} ").lower()
    known = BABEL_NAMES.get(first) or BABEL_NAMES.get(first.removeprefix("lang"))
    if known:
        return known
    tag = name.strip()
    return tag if BCP_47.fullmatch(tag) and len(tag.split("-")[0]) < 4 else ""


def language_field(entry: BibtexEntry) -> LatexField | None:
    """The field that says in which language an entry is, None for none."""
    written = (entry.fields.get(name) for name in LANGUAGE_FIELDS)
    return next((field for field in written if field and field.latex.strip()), None)


def entry_language(entry: BibtexEntry) -> str:
    """The BCP 47 tag of the language an entry is in, '' where it's not said or not known."""
    field = language_field(entry)
    tag = bcp_47(field.latex) if field else ""
    options = entry.fields.get("langidopts")
    if tag and options and (variant := VARIANT.search(options.latex)):
        wanted = VARIANTS.get(variant[1].lower(), "")
        return wanted if wanted.split("-")[0] == tag.split("-")[0] else tag
    return tag
