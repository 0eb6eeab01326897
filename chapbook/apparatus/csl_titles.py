"""Turn the title fields of an entry into the title variables of its CSL item.

biblatex's manual, section 2.3.5: `title` is the work's, `booktitle` that of the volume it stands
in, `maintitle` that of the whole in several volumes. In CSL the whole is `title` (or, of a part,
`container-title`) and the volume `volume-title`.
"""

from chapbook.apparatus.bibstrings import numbered_series, term
from chapbook.apparatus.csl_text import EntryText, joined, up_to_colon

ARTICLES = frozenset({"article", "newsarticle", "periodical", "review", "suppperiodical"})
BOOKS = frozenset({
    "book", "collection", "commentary", "mvbook", "mvcollection", "mvproceedings", "mvreference",
    "proceedings", "reference",
})  # fmt: skip
PARTS = frozenset({
    "bookinbook", "conference", "inbook", "incollection", "inproceedings", "inreference",
    "suppbook", "suppcollection",
})  # fmt: skip


def csl_titles(text: EntryText) -> dict[str, str]:
    """The title variables; '' for one that an entry has not."""
    if text.kind == "periodical":
        titles = _of_periodical(text)
    elif text.kind in PARTS:
        titles = _of_part(text)
    else:
        titles = _of_work(text)
    return {
        **titles,
        "event-title": _whole(text, "event"),
        "collection-title": _series(text),
    }


def _of_periodical(text: EntryText) -> dict[str, str]:
    """A periodical's own title is the container of the issue, whose title it may lack."""
    return {
        "title": _whole(text, "issue"),
        "title-short": _short(text, "issue", ""),
        "container-title": _whole(text, ""),
        "container-title-short": text.rich("shorttitle") or text.rich("shortjournal"),
    }


def _of_part(text: EntryText) -> dict[str, str]:
    volume = _whole(text, "book")
    main = _whole(text, "main")
    return {
        "title": _whole(text, ""),
        "title-short": _short(text, "", text.rich("shorttitle")),
        "container-title": main or volume or _whole(text, "journal"),
        "volume-title": volume if main else "",
    }


def _of_work(text: EntryText) -> dict[str, str]:
    main = _whole(text, "main")
    own = _whole(text, "")
    return {
        "title": main or own,
        "title-short": _short(text, "main" if main else "", text.rich("shorttitle")),
        # A book's `booktitle` is there only to be inherited.
        "container-title": _whole(text, "journal")
        or ("" if text.kind in BOOKS else _whole(text, "book")),
        "volume-title": own if main else _whole(text, "issue"),
    }


def _whole(text: EntryText, of: str) -> str:
    """Title, subtitle and addition: 'Title: Subtitle. Addition'."""
    with_subtitle = joined(":", text.rich(f"{of}title"), text.rich(f"{of}subtitle"))
    return joined(".", with_subtitle, text.rich(f"{of}titleaddon"))


def _short(text: EntryText, of: str, written: str) -> str:
    """What is written as short title, else the title before its subtitle or colon."""
    if written:
        return written
    title = text.rich(f"{of}title")
    divided = text.latex(f"{of}subtitle") or text.latex(f"{of}titleaddon")
    return up_to_colon(title) or (title if divided else "")


def _series(text: EntryText) -> str:
    """The series; a journal's may be a number or a key (biblatex's manual, section 2.3.7)."""
    written = text.latex("series")
    if text.kind in ARTICLES and written.isdigit():
        return numbered_series(written, text.book_language)
    return term(written, text.book_language) or text.rich("series")
