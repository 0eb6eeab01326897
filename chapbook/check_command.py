"""Turn the command check into what it says, and with --fix into mended files."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from chapbook.apparatus.references import read_bibliography
from chapbook.bindery.sheet_budget import counted
from chapbook.building import Outcome, build, end, end_without, read_text
from chapbook.check_register import checks, found, names_in
from chapbook.command_settings import Settings
from chapbook.conclusion import Conclusion
from chapbook.diagnostics import Diagnostic, SourceSpan
from chapbook.pipeline import BuiltBook
from chapbook.proofing.checks.book_texts import BOOK_FILE
from chapbook.proofing.checks.examination import examine, examine_lines
from chapbook.proofing.checks.findings import Finding, Mend
from chapbook.proofing.checks.mending import Change, ChangedMeanwhileError, changes, write
from chapbook.proofing.checks.mistyped_keys import mend_keys
from chapbook.proofing.checks.silencing import at_lines, audit_silencings, of_book, silence
from chapbook.proofing.lines_report import lines_report
from chapbook.telling import cache_of, say
from chapbook.unchanged.recognition import LastBuild

TYPOGRAPHY, SPELLING = "--typography", "--spelling"


@dataclass(frozen=True)
class Wanted:
    """What is looked for. `only` are the names of checks, empty for all that `asked` doesn't leave
    out; `asked` are the options that ask for more."""

    only: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()

    @property
    def looked_for(self) -> frozenset[str]:
        """The names of all checks that are made."""
        made = {
            name for name, one in checks().items() if not one.asked_by or self.has(one.asked_by)
        }
        return frozenset(made) & self.only if self.only else frozenset(made)

    def has(self, option: str) -> bool:
        """Whether an option asks, or a name that only it looks for."""
        return option in self.asked or any(checks()[name].asked_by == option for name in self.only)

    def chosen(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The diagnostics that were asked for."""
        return tuple(one for one in diagnostics if not self.only or one.code in self.only)


def wanted(names: Iterable[str], asked: frozenset[str]) -> Wanted:
    """What names of checks and families want, and the options that ask for more. A family doesn't
    ask for what wants an option."""
    only: set[str] = set()
    for name in names:
        meant = (checks()[each] for each in names_in(name))
        only.update(
            one.name
            for one in meant
            if one.name == name or not one.asked_by or one.asked_by in asked
        )
    return Wanted(frozenset(only), asked)


def check(settings: Settings, wanted: Wanted, last: LastBuild | None = None) -> int:
    """Build the book, say all that is wrong with it and what might be better; write no PDF."""
    outcome, _ = _examined(settings, wanted)
    if outcome.built is None:
        return end_without(settings, outcome, last)
    conclusion = _concluded(settings, wanted, outcome, outcome.built)
    remembered = None if wanted.has(SPELLING) else last  # The machine's dictionaries may change.
    return end(settings, outcome, conclusion, {}, remembered)


def mend(settings: Settings, wanted: Wanted, confirm: Callable[[], bool]) -> int:
    """Check the book, show what is safe to mend, and mend it if that is confirmed; then say what
    is left."""
    outcome, findings = _examined(settings, wanted)
    built = outcome.built
    if built is None:
        return end_without(settings, outcome, None)
    conclusion = _concluded(settings, wanted, outcome, built)
    mendable = _mendable(settings, built, conclusion.diagnostics, findings)
    try:
        made = tuple(changes(settings.book, _mends(mendable), _texts(built)))
        if made and _is_confirmed(made, confirm):
            write(settings.book, made)
            done = {mend for change in made for mend in change.mends}
            mended = {
                _identity(each.diagnostic) for each in mendable if done.issuperset(each.mends)
            }
            left = tuple(one for one in conclusion.diagnostics if _identity(one) not in mended)
            conclusion = replace(conclusion, diagnostics=left)
            say(settings, f"{counted(len(done), 'place')} mended in {counted(len(made), 'file')}")
        else:
            say(settings, "nothing was written" if made else "there is nothing to mend")
    except ChangedMeanwhileError as changed:
        message = f"'{changed}' has changed since it was checked, so that nothing was mended"
        wrong = found("file-changed", message, SourceSpan(str(changed), 1), "check again")
        conclusion = replace(conclusion, diagnostics=(*conclusion.diagnostics, wrong))
    return end(settings, outcome, conclusion, {}, None)


def _mendable(
    settings: Settings,
    built: BuiltBook,
    told: Iterable[Diagnostic],
    findings: Sequence[Finding],
) -> list[Finding]:
    """The findings with mends, of those that are told."""
    told = tuple(told)
    shown = {_identity(one) for one in told}
    bibliography = built.manuscript.bibliography
    keys = tuple(read_bibliography(bibliography)[0]) if bibliography else ()
    keyed = mend_keys(told, keys, partial(read_text, settings.book))
    return [
        each for each in (*findings, *keyed) if each.mends and _identity(each.diagnostic) in shown
    ]


def _identity(one: Diagnostic) -> tuple[str, str, SourceSpan | None]:
    """What tells a Diagnostic from others, whatever severity the book gives it."""
    return one.code, one.message, one.span


def _mends(findings: Iterable[Finding]) -> tuple[Mend, ...]:
    return tuple(mend for each in findings for mend in each.mends)


def _texts(built: BuiltBook) -> dict[str, str]:
    """The texts of the chapters as they were checked, and that of book.toml, which is small and
    is looked at again."""
    chapters = {chapter.path: chapter.text for chapter in built.manuscript.chapters}
    return {**chapters, BOOK_FILE: read_text(built.manuscript.root, BOOK_FILE)}


def _is_confirmed(made: Iterable[Change], confirm: Callable[[], bool]) -> bool:
    """Show the changes, and ask."""
    for change in made:
        print(change.as_diff(), end="")
    sys.stdout.flush()
    return confirm()


def _examined(settings: Settings, wanted: Wanted) -> tuple[Outcome, list[Finding]]:
    """The book, with all findings but those of its lines."""
    findings: list[Finding] = []
    store = cache_of(settings) if wanted.has(SPELLING) else None

    def examined(built: BuiltBook) -> tuple[Diagnostic, ...]:
        findings.extend(examine(built, store))
        return tuple(each.diagnostic for each in findings)

    return build(settings, examine=examined), findings


def _concluded(
    settings: Settings, wanted: Wanted, outcome: Outcome, built: BuiltBook
) -> Conclusion:
    """All that is to be told: what makes a book bad, and, where it was asked for, what might be
    set better and doesn't."""
    read = partial(read_text, settings.book)
    own = built.manuscript.config.checks
    used = outcome.used
    lines: tuple[Diagnostic, ...] | None = None
    remarks: tuple[str, ...] = ()
    if wanted.has(TYPOGRAPHY):
        silenced = silence((each.diagnostic for each in examine_lines(built)), own, read)
        used |= silenced.used
        lines = wanted.chosen(silenced.kept)
        remarks = (lines_report(built.set_book.line_counts, lines),)
    silencings = [*of_book(own)]
    for path in _paths(built):
        silencings += at_lines(path, read(path))
    idle = audit_silencings(silencings, used, wanted.looked_for)
    diagnostics = wanted.chosen((*outcome.diagnostics, *idle))
    return Conclusion(diagnostics, lines, remarks, report=outcome.report)


def _paths(built: BuiltBook) -> tuple[str, ...]:
    """The files of the book in which something may be silenced."""
    manuscript = built.manuscript
    others = (manuscript.bibliography, manuscript.index_authority)
    chapters = (chapter.path for chapter in manuscript.chapters)
    return (*chapters, *(other.path for other in others if other), BOOK_FILE)
