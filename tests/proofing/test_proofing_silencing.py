"""What a book silences is silent, an error never is, and a silencing in vain is told."""

from chapbook.check_register import checks
from chapbook.diagnostics import Diagnostic, Severity, SourceSpan, error, warning
from chapbook.manuscript.check_settings import CheckSettings, read_checks
from chapbook.manuscript.settings import load_toml
from chapbook.proofing.checks.silencing import at_lines, audit_silencings, of_book, silence

PATH = "chapters/one.md"
ALL = frozenset(checks())


def at(line: int, code: str = "doubled-word", path: str = PATH) -> Diagnostic:
    return warning(code, "Wrong", SourceSpan(path, line))


def lines_left(text: str, count: int, path: str = PATH) -> list[int]:
    """Of a finding in each line, the lines of those that stay."""
    found = [at(line, path=path) for line in range(1, count + 1)]
    kept = silence(found, CheckSettings(), lambda _: text).kept
    return [one.span.line for one in kept if one.span]


def settings(toml: str) -> tuple[CheckSettings, list[str]]:
    read = load_toml("book.toml", toml)
    made = read_checks(read)
    return made, [f"{one.span}: {one.message} [{one.code}]" for one in read.diagnostics]


def test_a_comment_alone_is_about_the_paragraph_below_it() -> None:
    text = "One.\n\n<!-- check: off doubled-word -->\n\nTwo.\ntwo.\n\nThree.\n"
    assert lines_left(text, 8) == [1, 2, 7, 8]


def test_a_comment_in_a_paragraph_is_about_that_paragraph() -> None:
    text = "One.\n\nTwo.\ntwo <!-- check: off doubled-word --> two.\ntwo.\n\nThree.\n"
    assert lines_left(text, 7) == [1, 2, 6, 7]


def test_a_bibliography_is_silenced_by_a_comment_of_its_own() -> None:
    text = "% check: off doubled-word\n@book{a,\n}\n\n@book{b,\n}\n"
    assert lines_left(text, 6, path="bibliography/references.bib") == [4, 5, 6]


def test_a_comment_may_name_several_checks_and_families() -> None:
    text = "<!-- check: off history, doubled-word -->\nText.\n"
    found = [at(2), at(2, "claim-uncited"), at(2, "hyphen-for-dash")]
    kept = silence(found, CheckSettings(), lambda _: text).kept
    assert [one.code for one in kept] == ["hyphen-for-dash"]


def test_an_error_stays_whatever_is_silenced() -> None:
    wrong = error("citation-undefined", "Wrong", SourceSpan(PATH, 1))
    made, _ = settings('[check]\noff = ["citations"]\n[check.severity]\ncitations = "note"\n')
    assert silence([wrong], made, lambda _: "").kept == (wrong,)


def test_book_toml_silences_and_weighs() -> None:
    made, wrong = settings(
        '[check]\noff = ["language"]\n[check.severity]\nquotation-uncited = "note"\n'
        'entry-uncited = "error"\n'
    )
    found = [at(1), at(1, "quotation-uncited"), at(1, "entry-uncited")]
    kept = silence(found, made, lambda _: "").kept
    assert [(one.code, one.severity) for one in kept] == [
        ("quotation-uncited", Severity.NOTE),
        ("entry-uncited", Severity.ERROR),
    ]
    assert wrong == []


def test_what_is_wrong_with_the_settings_is_told_at_its_place() -> None:
    made, wrong = settings(
        '[check]\noff = ["double-word", "citation-undefined"]\n'
        '[check.severity]\nrunt = "bad"\nrnt = "note"\n'
    )
    assert made == CheckSettings()
    assert sorted(wrong) == [
        "book.toml:2:23: 'citation-undefined' finds errors, which can't be silenced [check-fixed]",
        "book.toml:2:8: there is no check 'double-word' [check-unknown]",
        "book.toml:4:1: the severity of 'runt' must be 'note' or 'warning' or 'error', not 'bad' "
        "[config-value]",
        "book.toml:5:1: there is no check 'rnt' [check-unknown]",
    ]


def test_a_silencing_in_vain_is_told_and_one_that_works_is_not() -> None:
    text = (
        "<!-- check: off doubled-word -->\nOne one.\n\n"
        "<!-- check: off hyphen-for-dash, doubeld-word, note-lost -->\nTwo.\n"
    )
    made, _ = settings('[check]\noff = ["runt", "history"]\n')
    used = silence([at(2), at(9, "runt")], made, lambda _: text).used
    silencings = [*of_book(made), *at_lines(PATH, text)]
    told = [f"{one.span}: {one.message}" for one in audit_silencings(silencings, used, ALL)]
    assert told == [
        "book.toml:2:16: 'history' finds nothing in this book that would have to be silenced",
        "chapters/one.md:4:17: 'hyphen-for-dash' finds nothing here that would have to be silenced",
        "chapters/one.md:4:34: there is no check 'doubeld-word'",
        "chapters/one.md:4:48: 'note-lost' finds errors, which can't be silenced",
    ]


def test_a_silencing_of_what_nobody_looked_for_is_not_in_vain() -> None:
    made, _ = settings('[check]\noff = ["runt"]\n')
    assert list(audit_silencings(of_book(made), frozenset(), ALL - {"runt"})) == []
