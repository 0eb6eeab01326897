"""Turn a book directory's book.toml into a BookConfig, with defaults for what it doesn't say."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from chapbook.diagnostics import BookError, Diagnostic, SourceSpan, error
from chapbook.locales import known_languages, nearest
from chapbook.manuscript.book_config import (
    BookConfig,
    CitationSettings,
    Division,
    Edition,
    Matter,
    Opening,
)
from chapbook.manuscript.book_files import book_file, inside_book, read_book_file
from chapbook.manuscript.check_settings import CHECK_KEYS, read_checks
from chapbook.manuscript.citation_style import DEFAULT_STYLE
from chapbook.manuscript.divisions import NamedDivision, default_names, make_divisions
from chapbook.manuscript.house_style import KNOWN_KEYS as HOUSE_STYLE_KEYS
from chapbook.manuscript.house_style import HouseStyle, read_house_style
from chapbook.manuscript.language_tags import is_language_tag
from chapbook.manuscript.line_settings import read_hyphenation, read_kept_together
from chapbook.manuscript.page_settings import PAGE_KEYS, read_page
from chapbook.manuscript.print_settings import PRINT_KEYS, read_printing
from chapbook.manuscript.printed_dates import printed_date
from chapbook.manuscript.settings import Settings, load_toml

CONFIG_FILE = "book.toml"
DEFAULT_BIBLIOGRAPHY = "bibliography/references.bib"
DEFAULT_LANGUAGE = "en-GB"
KNOWN_KEYS = {
    "book": (
        "title", "running_title", "subtitle", "authors", "editors", "language", "slug",
        "publisher", "place", "date", "edition", "licence", "isbn", "url", "summary", "keywords",
    ),
    "divisions": ("front", "body", "back", "chapters_open"),
    "page": PAGE_KEYS,
    "editions": tuple(edition for edition in Edition if edition),
    "print": PRINT_KEYS,
    "pdf": ("attach_source", "linearised"),
    "typography": ("keep_together",),
    "notes": ("numbering", "place"),
    "contents": ("depth",),
    "citations": ("bibliography", "style", "subsequent", "ibid", "back_references"),
    "markdown": ("html", "changes"),
    "check": CHECK_KEYS,
    **HOUSE_STYLE_KEYS,
}  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")


def read_config(
    root: Path, output: Edition = Edition.STANDARD
) -> tuple[BookConfig, tuple[Diagnostic, ...]]:
    """The configuration of the book in `root` for `output`, and all that is wrong with it.

    Raises BookError where there is no book.toml or it isn't TOML. A wrong value is
    reported and stands at its default.
    """
    read = read_book_file(root, CONFIG_FILE, None)
    if read.source is None:
        raise BookError(why_no_book(root) or read.diagnostics)
    settings = load_toml(CONFIG_FILE, read.source.text)
    settings.check_keys({**KNOWN_KEYS, "hyphenation": settings.keys("hyphenation")})
    for edition in KNOWN_KEYS["editions"]:
        settings.check_section(f"editions.{edition}", PAGE_KEYS)
    bibliography = _bibliography(root, settings)
    style = read_house_style(settings)
    divisions, found = _divisions(root, settings, bibliography, style)
    if not output.is_bound:
        divisions = tuple(replace(one, opening=Opening.NEXT) for one in divisions)
    config = _book(settings, divisions, bibliography, style, output)
    place = _notes_place(settings, config)
    page = replace(config.page, has_side_notes=place == "side")
    config = replace(config, notes_place=place, page=page)
    return config, (*settings.diagnostics, *found)


def why_no_book(root: Path) -> tuple[Diagnostic, ...]:
    """What says that a folder isn't there or holds no book; () where it does."""
    if not root.is_dir():
        return (error("config-missing", f"there is no directory '{root.name}'"),)
    if book_file(root, CONFIG_FILE) is None and not (root / CONFIG_FILE).exists():
        message = f"there is no {CONFIG_FILE} in '{root.name}', so it is not a book"
        hint = f"a {CONFIG_FILE} needs a [book] section with a title"
        return (error("config-missing", message, SourceSpan(CONFIG_FILE, 1), hint),)
    return ()


def _book(
    settings: Settings,
    divisions: tuple[Division, ...],
    bibliography: str | None,
    house_style: HouseStyle,
    output: Edition,
) -> BookConfig:
    title = settings.text("book", "title")
    if not title:
        key = ("book", "title") if settings.given("book", "title") else ("book",)
        settings.error("the book has no title", *key, hint='[book] needs a line: title = "…"')
    language = _language(settings)
    printing = read_printing(settings, language)
    return BookConfig(
        title=title,
        running_title=settings.text("book", "running_title") or title,
        subtitle=settings.text("book", "subtitle"),
        authors=settings.texts("book", "authors"),
        editors=settings.texts("book", "editors"),
        language=language,
        slug=_slug(settings, title),
        publisher=settings.text("book", "publisher"),
        place=settings.text("book", "place"),
        date=printed_date(settings.text("book", "date"), language),
        edition=settings.text("book", "edition"),
        licence=settings.text("book", "licence"),
        isbn=settings.text("book", "isbn"),
        url=_url(settings),
        summary=settings.text("book", "summary"),
        keywords=settings.texts("book", "keywords"),
        divisions=divisions,
        page=read_page(settings, output, printing),
        printing=printing,
        notes_numbering=settings.choice("notes", "numbering", ("chapter", "book")),
        notes_place=settings.choice("notes", "place", ("page", "end", "side")),
        contents_depth=settings.integer("contents", "depth", 1, range(1, 7)),
        bibliography_source=bibliography,
        citations=_citations(settings),
        html=settings.choice("markdown", "html", ("safe", "trusted")),
        output=output,
        hyphenation=read_hyphenation(settings),
        keeps_together=read_kept_together(settings),
        house_style=house_style,
        changes=settings.choice("markdown", "changes", ("original", "proposed")),
        checks=read_checks(settings),
        linearises=settings.flag("pdf", "linearised"),
        attaches_source=settings.flag("pdf", "attach_source"),
    )


def _notes_place(settings: Settings, config: BookConfig) -> str:
    """Where the notes can stand: endnotes and their division need each other."""
    is_there = any(division.kind == "notes" for division in config.divisions)
    if config.notes_place == "end" and not is_there:
        hint = "add \"notes\" to 'back' in [divisions]"
        message = "the notes are to stand at the end, but no division 'notes' is there for them"
        settings.error(message, "notes", "place", hint=hint)
        return "page"
    if is_there and config.notes_place != "end":
        hint = 'say place = "end" in [notes], or take the division out'
        message = "'notes' would be empty: the notes stand on the pages"
        settings.error(message, "divisions", hint=hint)
    if config.notes_place == "side" and not config.output.is_bound:
        return "page"  # There is no margin that would hold them.
    return config.notes_place


def _citations(settings: Settings) -> CitationSettings:
    return CitationSettings(
        style=settings.text("citations", "style", DEFAULT_STYLE),
        style_span=settings.span("citations", "style"),
        subsequent=settings.choice("citations", "subsequent", ("chapter", "book")),
        ibid=settings.choice("citations", "ibid", ("page", "spread", "anywhere")),
        back_references=settings.flag("citations", "back_references"),
    )


def _language(settings: Settings) -> str:
    language = settings.text("book", "language", DEFAULT_LANGUAGE)
    if is_language_tag(language):
        if nearest(language) is None:
            known = f"known: {', '.join(known_languages())}; the program's own words are English"
            message = f"the program doesn't know the language '{language}'"
            settings.warn("language-unknown", message, "book", "language", hint=known)
        return language
    message, hint = f"'{language}' is not a language tag", "write it like 'en-GB' or 'de'"
    settings.error(message, "book", "language", hint=hint)
    return DEFAULT_LANGUAGE


def _slug(settings: Settings, title: str) -> str:
    """The stem of the output files' names; checked, since it becomes a path."""
    slug = settings.text("book", "slug")
    if not slug:
        return slug_of(title)
    if _SLUG.fullmatch(slug):
        return slug
    hint = f"for instance '{slug_of(slug)}'"
    settings.error(
        "'slug' may hold lower-case letters, digits and single hyphens", "book", "slug", hint=hint
    )
    return slug_of(slug)


def slug_of(title: str) -> str:
    """'moscow-trials-1936-1938' of 'Moscow Trials, 1936–1938'; 'book' where nothing is left."""
    latin = unicodedata.normalize("NFKD", title.replace("–", "-").replace("ß", "ss"))
    letters = latin.encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "book"


def _url(settings: Settings) -> str:
    url = settings.text("book", "url")
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.netloc)
    except ValueError:
        is_web = False
    if url and not is_web:
        settings.error("'url' must begin with https:// or http://", "book", "url")
        return ""
    return url


def _bibliography(root: Path, settings: Settings) -> str | None:
    if not settings.given("citations", "bibliography"):
        return DEFAULT_BIBLIOGRAPHY if book_file(root, DEFAULT_BIBLIOGRAPHY) else None
    named = settings.text("citations", "bibliography")
    if not named:
        return None
    if inside_book(root, named) is not None and book_file(root, named) is not None:
        return named
    found = read_book_file(root, named, settings.span("citations", "bibliography"))
    settings.diagnostics.extend(found.diagnostics)
    return None


def _divisions(
    root: Path, settings: Settings, bibliography: str | None, house_style: HouseStyle
) -> tuple[tuple[Division, ...], tuple[Diagnostic, ...]]:
    names = [
        NamedDivision(name, matter, settings.span("divisions", matter.value, number))
        for matter in Matter
        for number, name in enumerate(settings.texts("divisions", matter.value))
    ]
    if not any(settings.given("divisions", matter.value) for matter in Matter):
        names = default_names(root, has_bibliography=bibliography is not None)
    if not any(name.matter is Matter.BODY for name in names):
        message, hint = "the book has no chapters", "name them in [divisions], as 'body = […]'"
        settings.error(message, "divisions", "body", hint=hint)
    opening = Opening(settings.choice("divisions", "chapters_open", ("recto", "next")))
    made = make_divisions(root, names, opening, house_style.parts_on_recto)
    return made.divisions, made.diagnostics
