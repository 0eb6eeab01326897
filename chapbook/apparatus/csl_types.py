"""Turn an entry's type and subtype into the type of its CSL item, and into its genre."""

from collections.abc import Mapping

from chapbook.apparatus.bibtex import BibtexEntry

CSL_TYPES = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
})  # fmt: skip
"""The types of CSL 1.0.2, appendix III."""

TYPES: Mapping[str, str] = {
    "article": "article-journal", "suppperiodical": "article-journal",
    "newsarticle": "article-newspaper",
    **dict.fromkeys((
        "bookinbook", "collection", "commentary", "manual", "mvbook", "mvcollection",
        "mvproceedings", "mvreference", "proceedings", "reference",
    ), "book"),
    "booklet": "pamphlet",
    **dict.fromkeys(("inbook", "incollection", "suppbook", "suppcollection"), "chapter"),
    "inreference": "entry-encyclopedia",
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    "data": "dataset",
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    "techreport": "report",
    **dict.fromkeys(("phdthesis", "mastersthesis"), "thesis"),
    "unpublished": "manuscript",
    **dict.fromkeys(("artwork", "image"), "graphic"),
    **dict.fromkeys(("audio", "music"), "song"),
    **dict.fromkeys(("movie", "video"), "motion_picture"),
    "jurisdiction": "legal_case", "legal": "treaty",
    **dict.fromkeys(("letter", "letters"), "personal_communication"),
}  # fmt: skip
"""Types of BibTeX, biblatex and biblatex-apa whose CSL type has another name, after pandoc's
Text.Pandoc.Citeproc.BibTeX; where CSL 1.0.2 has a better one (performance, periodical, standard),
that."""

SUBTYPES: Mapping[str, str] = {
    "magazine": "article-magazine", "newspaper": "article-newspaper", "preprint": "article",
    "classical": "classic", "ancient": "classic", "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia", "encyclopaedia": "entry-encyclopedia",
    "blog": "post-weblog", "weblog": "post-weblog", "forum": "post", "tweet": "post",
    "radio": "broadcast", "television": "broadcast", "tv": "broadcast", "podcast": "broadcast",
    "film": "motion_picture", "photograph": "graphic", "score": "musical_score",
    "talk": "speech", "lecture": "speech", "letter": "personal_communication",
    "email": "personal_communication", "archival": "manuscript", "bookreview": "review-book",
    "exhibition": "event",
}  # fmt: skip
"""Values of `entrysubtype` (and of a @misc's `type`) that are no CSL type by name, and theirs."""

GENRE_KEYS: Mapping[str, str] = {
    "phdthesis": "phdthesis", "mastersthesis": "mathesis", "techreport": "techreport",
}  # fmt: skip
"""What `type` is where the entry's type says it (biblatex's manual, section 2.1.2)."""

EVENT_FIELDS = ("eventdate", "eventtitle", "venue")


def csl_type(entry: BibtexEntry) -> str:
    """The CSL type of an entry; 'document' where nothing fits.

    `entrysubtype` names a CSL type or one of SUBTYPES and goes before the entry's own type.
    """
    if named := _named(_written(entry, "entrysubtype")):
        return named
    if entry.kind == "misc":
        return _named(_written(entry, "type")) or "document"
    if entry.kind == "unpublished" and any(field in entry.fields for field in EVENT_FIELDS):
        return "speech"
    if entry.kind == "article" and _is_preprint(entry):
        return "article"
    return TYPES.get(entry.kind) or _named(entry.kind) or "document"


def genre_key(entry: BibtexEntry) -> str:
    """The localisation key or the words of an entry's genre, as LaTeX; '' for none."""
    field = entry.fields.get("type")
    if field and field.latex.strip():
        return field.latex
    return GENRE_KEYS.get(entry.kind, "")


def _named(written: str) -> str:
    """The CSL type that a word names: 'legal_case', 'Legal Case' and 'legalcase' are one."""
    bare = "".join(sign for sign in written.lower() if sign.isalpha())
    return SUBTYPES.get(bare) or _BY_NAME.get(bare, "")


def _written(entry: BibtexEntry, field: str) -> str:
    found = entry.fields.get(field)
    return found.latex if found else ""


def _is_preprint(entry: BibtexEntry) -> bool:
    """An article in no journal but in an archive for preprints."""
    return "eprint" in entry.fields and not {"journal", "journaltitle"} & entry.fields.keys()


_BY_NAME = {"".join(sign for sign in name if sign.isalpha()): name for name in CSL_TYPES}
