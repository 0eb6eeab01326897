"""The words that a language writes with a capital though no index has them: days, titles, peoples.

Lists, not rules: what is missing here costs the indexer a glance.
"""

from collections.abc import Mapping

_ENGLISH = (
    "January February March April May June July August September October November December Jan "
    "Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday "
    "Sunday Easter Christmas I O Oh OK AD BC CE BCE AM PM Mr Mrs Ms Miss Dr Prof Sir Dame Lord "
    "Lady Rev Comrade Saint God Bible Internet Web Figure Table Chapter Section Part Volume "
    "Appendix Note Listing Example Article Page No African American Arab Argentine Armenian Asian "
    "Australian Austrian Balt Baltic Bavarian Belgian Bohemian Brazilian Briton Britons British "
    "Bulgarian Canadian Caucasian Chilean Chinese Christian Christians Croat Cuban Czech Czechs "
    "Dane Danes Danish Dutch Dutchman Egyptian English Englishman Estonian European Finn Finnish "
    "Finns French Frenchman Georgian German Greek Greeks Hebrew Hindu Hungarian Indian Iranian "
    "Iraqi Irish Irishman Islamic Israeli Italian Japanese Jew Jewish Jews Kazakh Korean Latin "
    "Latvian Lithuanian Londoner Mexican Mongol Mongolian Moslem Muslim Muslims Muscovite "
    "Norwegian Norwegians Ottoman Pakistani Parisian Persian Pole Poles Polish Portuguese "
    "Protestant Prussian Roman Romans Romanian Russian Scot Scots Scottish Serb Serbian Siberian "
    "Slav Slavic Slovak Slovene Soviet Soviets Spaniard Spaniards Spanish Swede Swedes Swedish "
    "Swiss Tatar Thai Turk Turkish Turks Ukrainian Uzbek Uzbeks Viennese Vietnamese Welsh "
    "Welshman Western Yiddish Yugoslav Zionist Catholic Buddhist Afrikaans Berliner Dubliner "
    "Parisians Yankee"
)
_GERMAN = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Montag "
    "Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Ostern Pfingsten Weihnachten "
    "Herr Herrn Frau Dr Prof Sankt Gott Abbildung Tabelle Kapitel Abschnitt Teil Band Seite Nr "
    "Sie Ihr Ihre Ihren Ihrem Ihnen Anfang Mitte Ende Uhr"
)
_FRENCH = "M Mme Mlle MM Dr Saint Sainte Dieu Pâques Noël Figure Tableau Chapitre"

_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
    "fr": frozenset(_FRENCH.split()),
}
_ENGLISH_ENDINGS = (
    "ism", "isms", "ist", "ists", "ite", "ites", "ian", "ians", "ish", "ese", "isation", "ization",
)  # fmt: skip
_TITLES = (
    "Mr Mrs Ms Miss Dr Prof Sir Dame Lord Lady Rev Comrade Herr Herrn Frau M Mme Mlle MM Saint St"
)
TITLES = frozenset(_TITLES.split())
"""What may stand before a name and belongs to no headword."""

LEADING_ARTICLES = frozenset(("The", "A", "An", "Der", "Die", "Das", "Le", "Les", "Un", "Une"))
"""The articles that a title or an institution's name may begin with."""

_ROLES = (
    "Ambassador Archbishop Attorney Baron Bishop Captain Chairman Chairwoman Chancellor Chief "
    "Colonel Commander Commissar Commissioner Consul Count Countess Deputy Director Duke Duchess "
    "Earl Editor Emperor Empress Engineer General Governor Head Hero Judge Justice King Leader "
    "Lieutenant Major Marshal Mayor Member Minister Officer Official Order Pope President Prime "
    "Prince Princess Procurator Professor Prosecutor Queen Secretary Senator Sergeant Tsar"
)
ROLES = frozenset(_ROLES.split())
"""What someone is, in English: no name, though 'of' and one may follow it."""

_GERMAN_ARTICLES = (
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner "
    "im am zum zur vom beim ins ans dieser diese dieses diesem diesen jeder jede jedes jedem "
    "jeden mein meine sein seine seinen seinem seiner unser unsere unserer unserem unseren "
    "ihre ihren ihrem ihrer viel viele mehr wenig zwei drei vier fünf"
)
ARTICLES: Mapping[str, frozenset[str]] = {"de": frozenset(_GERMAN_ARTICLES.split())}
"""What only a common noun follows, in the languages that write those with a capital."""

NOUNS_HAVE_CAPITALS = frozenset(("de", "lb", "gsw", "nds"))

_PARTICLES = {
    "en": "de da di do dos du del della la le van von der den ter ten zu bin ibn ben al el",
    "de": "von van de la di da du zu",
    "fr": "de du des la le van von der d",
    "es": "de del la las los y van von",
    "it": "di de da del della dello dei van von",
}
PARTICLES: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _PARTICLES.items()
}
"""What stands inside a name without a capital."""

GENITIVES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "en": (("of",), ("of", "the"), ("for",), ("for", "the")),
    "fr": (("de",), ("du",), ("des",), ("de", "la")),
}
"""What joins the parts of an institution's name."""


def primary(language: str) -> str:
    """The first part of a language's tag: 'en' of 'en-GB'."""
    return language.split("-")[0].lower()


def is_ordinary(word: str, language: str) -> bool:
    """Whether a word that stands alone has its capital for its language's sake."""
    base = primary(language)
    if word in _WORDS.get(base, frozenset()) or word.removesuffix("s") in _WORDS.get(base, ()):
        return True
    if len(word) < 2 or word.startswith("I'") or _is_roman(word):
        return True
    return base == "en" and not word.isupper() and word.endswith(_ENGLISH_ENDINGS)


def _is_roman(word: str) -> bool:
    return len(word) < 7 and set(word) <= set("IVXL")
