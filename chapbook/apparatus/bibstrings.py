"""Turn biblatex's localisation keys (`phdthesis`, `patreqfr`, `inpress`) into words.

The keys are those of biblatex's manual, section 4.9.2, that stand in fields of a .bib file:
`type`, `pubstate`, `series` and a patent's `location`.
"""

from collections.abc import Mapping

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "ru", "sv")

WORDS: Mapping[str, tuple[str, ...]] = {
    "bathesis": ("bachelor’s thesis", "Bachelorarbeit", "mémoire de licence",
        "tesis de licenciatura", "tesi di laurea", "bachelorscriptie", "praca licencjacka",
        "бакалаврская работа", "kandidatuppsats"),
    "mathesis": ("master’s thesis", "Masterarbeit", "mémoire de master", "tesis de maestría",
        "tesi di laurea magistrale", "masterscriptie", "praca magisterska",
        "магистерская диссертация", "masteruppsats"),
    "phdthesis": ("PhD diss.", "Diss.", "thèse de doctorat", "tesis doctoral",
        "tesi di dottorato", "proefschrift", "rozprawa doktorska", "докторская диссертация",
        "doktorsavhandling"),
    "candthesis": ("candidate’s thesis", "Qualifikationsschrift", "thèse de candidature",
        "tesis de candidatura", "tesi di candidatura", "kandidaatsscriptie", "praca kandydacka",
        "кандидатская диссертация", "kandidatavhandling"),
    "techreport": ("technical report", "Technischer Bericht", "rapport technique",
        "informe técnico", "rapporto tecnico", "technisch rapport", "sprawozdanie techniczne",
        "технический отчёт", "teknisk rapport"),
    "resreport": ("research report", "Forschungsbericht", "rapport de recherche",
        "informe de investigación", "rapporto di ricerca", "onderzoeksrapport",
        "sprawozdanie naukowe", "научный отчёт", "forskningsrapport"),
    "software": ("computer software", "Software", "logiciel", "programa", "software",
        "computersoftware", "oprogramowanie", "программное обеспечение", "datorprogram"),
    "datacd": ("CD-ROM", "CD-ROM", "cédérom", "CD-ROM", "CD-ROM", "cd-rom", "CD-ROM", "CD-ROM",
        "cd-rom"),
    "audiocd": ("audio CD", "Audio-CD", "CD audio", "CD de audio", "CD audio", "audio-cd",
        "płyta CD audio", "аудио-CD", "ljud-cd"),
    "inpreparation": ("in preparation", "in Vorbereitung", "en préparation", "en preparación",
        "in preparazione", "in voorbereiding", "w przygotowaniu", "в подготовке",
        "under arbete"),
    "submitted": ("submitted", "eingereicht", "soumis", "enviado", "inviato", "ingediend",
        "złożone", "представлено", "inskickad"),
    "forthcoming": ("forthcoming", "im Erscheinen", "à paraître", "próximamente",
        "di prossima pubblicazione", "te verschijnen", "w przygotowaniu", "готовится к печати",
        "kommande"),
    "inpress": ("in press", "im Druck", "sous presse", "en prensa", "in stampa", "ter perse",
        "w druku", "в печати", "i tryck"),
    "prepublished": ("prepublished", "Vorveröffentlichung", "prépublié", "prepublicado",
        "pre-pubblicato", "voorpublicatie", "wstępnie opublikowane",
        "предварительная публикация", "förhandspublicerad"),
    "newseries": ("new series", "neue Folge", "nouvelle série", "nueva época", "nuova serie",
        "nieuwe reeks", "nowa seria", "новая серия", "ny följd"),
    "oldseries": ("old series", "alte Folge", "ancienne série", "antigua época",
        "vecchia serie", "oude reeks", "stara seria", "старая серия", "gammal följd"),
    "patent": ("patent", "Patent", "brevet", "patente", "brevetto", "patent", "patent",
        "патент", "patent"),
    "patentde": ("German patent", "deutsches Patent", "brevet allemand", "patente alemana",
        "brevetto tedesco", "Duits patent", "patent niemiecki", "патент Германии",
        "tyskt patent"),
    "patenteu": ("European patent", "europäisches Patent", "brevet européen",
        "patente europea", "brevetto europeo", "Europees patent", "patent europejski",
        "патент Европы", "europeiskt patent"),
    "patentfr": ("French patent", "französisches Patent", "brevet français",
        "patente francesa", "brevetto francese", "Frans patent", "patent francuski",
        "патент Франции", "franskt patent"),
    "patentuk": ("British patent", "britisches Patent", "brevet britannique",
        "patente británica", "brevetto britannico", "Brits patent", "patent brytyjski",
        "патент Великобритании", "brittiskt patent"),
    "patentus": ("U.S. patent", "US-Patent", "brevet américain", "patente estadounidense",
        "brevetto statunitense", "Amerikaans patent", "patent amerykański", "патент США",
        "amerikanskt patent"),
    "patreq": ("patent request", "Patentanmeldung", "demande de brevet",
        "solicitud de patente", "domanda di brevetto", "patentaanvraag", "wniosek patentowy",
        "заявка на патент", "patentansökan"),
    "patreqde": ("German patent request", "deutsche Patentanmeldung",
        "demande de brevet allemand", "solicitud de patente alemana",
        "domanda di brevetto tedesco", "Duitse patentaanvraag",
        "wniosek o patent niemiecki", "заявка на патент Германии",
        "ansökan om tyskt patent"),
    "patreqeu": ("European patent request", "europäische Patentanmeldung",
        "demande de brevet européen", "solicitud de patente europea",
        "domanda di brevetto europeo", "Europese patentaanvraag",
        "wniosek o patent europejski", "заявка на патент Европы",
        "ansökan om europeiskt patent"),
    "patreqfr": ("French patent request", "französische Patentanmeldung",
        "demande de brevet français", "solicitud de patente francesa",
        "domanda di brevetto francese", "Franse patentaanvraag",
        "wniosek o patent francuski", "заявка на патент Франции",
        "ansökan om franskt patent"),
    "patrequk": ("British patent request", "britische Patentanmeldung",
        "demande de brevet britannique", "solicitud de patente británica",
        "domanda di brevetto britannico", "Britse patentaanvraag",
        "wniosek o patent brytyjski", "заявка на патент Великобритании",
        "ansökan om brittiskt patent"),
    "patrequs": ("U.S. patent request", "US-Patentanmeldung", "demande de brevet américain",
        "solicitud de patente estadounidense", "domanda di brevetto statunitense",
        "Amerikaanse patentaanvraag", "wniosek o patent amerykański",
        "заявка на патент США", "ansökan om amerikanskt patent"),
    "countryde": ("Germany", "Deutschland", "Allemagne", "Alemania", "Germania", "Duitsland",
        "Niemcy", "Германия", "Tyskland"),
    "countryeu": ("European Union", "Europäische Union", "Union européenne", "Unión Europea",
        "Unione Europea", "Europese Unie", "Unia Europejska", "Европейский союз",
        "Europeiska unionen"),
    "countryfr": ("France", "Frankreich", "France", "Francia", "Francia", "Frankrijk",
        "Francja", "Франция", "Frankrike"),
    "countryuk": ("United Kingdom", "Großbritannien", "Royaume-Uni", "Reino Unido",
        "Regno Unito", "Verenigd Koninkrijk", "Wielka Brytania", "Великобритания",
        "Storbritannien"),
    "countryus": ("United States of America", "USA", "États-Unis", "Estados Unidos",
        "Stati Uniti d’America", "Verenigde Staten van Amerika",
        "Stany Zjednoczone Ameryki", "США", "USA"),
}  # fmt: skip
"""What each key is in the LANGUAGES, in their order."""

NUMBERED_SERIES = (
    "{} series", "{}. Serie", "{}e série", "{}.ª época", "{}ª serie", "{}e reeks", "{}. seria",
    "{}-я серия", "serie {}",
)  # fmt: skip
"""How a journal's series is counted in the LANGUAGES."""

SAME_AS: Mapping[str, str] = {"countryep": "countryeu"}


def term(key: str, language: str) -> str:
    """The words for a key in a language (BCP 47; English for one not known); '' for no key."""
    name = key.strip().lower()
    words = WORDS.get(SAME_AS.get(name, name))
    return words[_column(language)] if words else ""


def numbered_series(number: str, language: str) -> str:
    """A journal's numbered series in words: '3rd series' (biblatex's manual, section 2.3.7)."""
    column = _column(language)
    return NUMBERED_SERIES[column].format(number if column else _english_ordinal(number))


def _column(language: str) -> int:
    code = language.split("-")[0]
    return LANGUAGES.index(code) if code in LANGUAGES else 0


def _english_ordinal(number: str) -> str:
    teen = number[-2:] in ("11", "12", "13")
    ending = "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")
    return number + ending
