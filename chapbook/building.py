"""Turn the settings of a command into a built book, and what came of it into files and words."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from chapbook.cache import Store, write_whole
from chapbook.citation_files import BIB, CFF
from chapbook.command_settings import Settings
from chapbook.composition.compositors import Compositors
from chapbook.composition.first_compositor import jobs_at_hand
from chapbook.composition.standing_type import StandingType
from chapbook.conclusion import Conclusion
from chapbook.diagnostics import BookError, Diagnostic
from chapbook.manuscript.book_config import Edition
from chapbook.pipeline import BuiltBook, build_book
from chapbook.press_files import PressFiles
from chapbook.proofing.checks.silencing import Silencing, silence
from chapbook.scholarship import Revise
from chapbook.telling import cache_of, clear_progress, conclude, progress
from chapbook.unchanged.recognition import REPORT, LastBuild

EDITIONS = ("", *(f"-{edition}" for edition in Edition if edition))
KINDS = ("", "-booklet", "-instructions", "-calibration", "-cover", "-errata")
OUTPUTS = (
    *(f"{{}}{edition}{kind}.pdf" for edition in EDITIONS for kind in KINDS),
    "{}.html",
    "{}.epub",
    BIB,
    CFF,
)
"""The names of all that commands write, with the slug in the braces."""


@dataclass(frozen=True)
class ComposingRoom:
    """Who sets a book, and what its builds in this process leave to the next."""

    cache: Store
    compositors: Compositors
    standing: StandingType

    @classmethod
    def of(cls, settings: Settings, *, remembers: bool = False) -> "ComposingRoom":
        """One with compositors of its own, who are to be ended."""
        jobs = settings.jobs or jobs_at_hand()
        compositors = Compositors(jobs, first=settings.first)
        return cls(cache_of(settings, remembers=remembers), compositors, StandingType())


@dataclass(frozen=True)
class Outcome:
    """How a build went: the book, unless there was none to read, and all that is wrong.

    `press` is what a further step made of the book, None without one. `used` are the silencings
    that had something to silence.
    """

    built: BuiltBook | None
    diagnostics: tuple[Diagnostic, ...]
    press: PressFiles | None = None
    used: frozenset[Silencing] = frozenset()

    @property
    def report(self) -> str:
        """The text of report.json, '' without a book."""
        if self.built is None:
            return ""
        # It wants the bindery, which nothing before the pages does.
        from chapbook.proofing.report import report_json

        return report_json(self.built)

    @property
    def pages(self) -> int:
        """The pages of the book."""
        return self.built.set_book.pagination.page_count if self.built else 0

    def file_name(self, pattern: str) -> str:
        """The name of an output of the book: '{}.pdf' with what its files' names begin with."""
        assert self.built, "what isn't built has no outputs"
        return pattern.format(self.built.manuscript.config.file_stem)


def build(
    settings: Settings,
    also: Callable[[BuiltBook], PressFiles | None] = lambda _: None,
    examine: Callable[[BuiltBook], tuple[Diagnostic, ...]] = lambda _: (),
    room: ComposingRoom | None = None,
    revise: Revise = lambda manuscript, chapters: (manuscript, chapters),
) -> Outcome:
    """Build, do a further step and examine the book, and gather all that is wrong but for what
    the book silences; `revise` may change its chapters when they are parsed.

    What is in `room` is kept; without one compositors are made and ended.
    """
    built, press = None, None
    found: tuple[Diagnostic, ...] = ()
    try:
        built = _built(settings, room, revise)
        found = built.diagnostics
        found = (*found, *examine(built))
        press = also(built)
        found = (*found, *(press.diagnostics if press else ()))
    except BookError as wrong:
        found = (*found, *wrong.diagnostics)
    finally:
        clear_progress()
    if built is None:
        return Outcome(None, found, press)
    checks, read = built.manuscript.config.checks, partial(read_text, settings.book)
    own, all_found = silence(built.diagnostics, checks, read), silence(found, checks, read)
    built = replace(built, diagnostics=own.kept)
    return Outcome(built, all_found.kept, press, all_found.used)


def _built(settings: Settings, room: ComposingRoom | None, revise: Revise) -> BuiltBook:
    with ExitStack() as ending:
        own = room or ComposingRoom.of(settings)
        if room is None:
            ending.enter_context(own.compositors)

        def pages_are_set(*_: object) -> None:
            if room is None:
                own.compositors.dismiss()

        return build_book(
            settings.book,
            own.cache,
            progress(settings),
            settings.edition,
            own.compositors,
            standing=own.standing,
            revise=revise,
            laid_out=pages_are_set,
        )


def read_text(book: Path, path: str) -> str:
    """The text of a file of the book, '' where it can't be read."""
    try:
        return (book / path).read_text("utf-8", errors="replace")
    except OSError:
        return ""


def end(
    settings: Settings,
    outcome: Outcome,
    conclusion: Conclusion,
    files: Mapping[str, bytes],
    last: LastBuild | None,
) -> int:
    """Tell what the build came to, write its files, and have them remembered."""

    def write(files: Mapping[str, bytes]) -> None:
        settings.out.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            write_whole(settings.out / name, data)

    built = outcome.built
    if built is None:
        return conclude(settings, conclusion, 0, lambda: None)
    write({REPORT: conclusion.report.encode()})
    seconds = sum(built.seconds.values())
    code = conclude(settings, conclusion, seconds, lambda: write(files))
    if last:
        slug = built.manuscript.config.slug
        last.remember(
            conclusion, files, [pattern.format(slug) for pattern in OUTPUTS], _used(built)
        )
    return code


def end_without(settings: Settings, outcome: Outcome, last: LastBuild | None) -> int:
    """Tell why nothing was made."""
    return end(settings, outcome, Conclusion(outcome.diagnostics, report=outcome.report), {}, last)


def _used(built: BuiltBook) -> tuple[str, ...]:
    """The files of the book that it names itself, wherever they are in it."""
    manuscript = built.manuscript
    others = (manuscript.bibliography, manuscript.index_authority)
    profile = manuscript.config.printing.press.profile
    return (
        *(chapter.path for chapter in manuscript.chapters),
        *(image for chapter in built.book.chapters for image in chapter.images),
        *(other.path for other in others if other),
        *([profile] if profile else []),
    )
