"""Turn a book's passages into findings of hyphens for dashes, and of dashes unlike the others."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.language_tags import primary_language
from chapbook.manuscript.running_text import Passage, Run
from chapbook.proofing.checks.findings import Finding, Mend, finding
from chapbook.proofing.checks.formulas import is_formula
from chapbook.proofing.checks.languages import words_of
from chapbook.proofing.indexed_book import WorkedChapter

SPACED_EN, SPACED_EM, CLOSED_EM = "an en dash with spaces", "an em dash with spaces", "an em dash"
HOUSE_DASHES = {SPACED_EN: " -- ", SPACED_EM: " --- ", CLOSED_EM: "---"}
USUAL = {"en-us": CLOSED_EM, "ru": SPACED_EM, "es": SPACED_EM}
"""Where the book itself has no dash; elsewhere the spaced en dash (Bringhurst, 5.2.1)."""
MOST_TOLD = 8
"""So many dashes of another style are told of one by one."""
_HYPHEN = re.compile(r"(?<=[^\W_]|[’”\"',.;:!?])( -(?:[ \n]|$))(?=[^\W\d_]|[‘“\"'(\[]|$)")
_DASHES = (
    (SPACED_EN, re.compile(r"(?<=\S)[ \n](?:–|--(?!-))[ \n](?=\S)")),
    (SPACED_EM, re.compile(r"(?<=\S)[ \n](?:—|---)[ \n](?=\S)")),
    (CLOSED_EM, re.compile(r"(?<=[\w,.!?’”\"')])(?:—|---)(?=[\w‘“\"'(])")),
)
_BETWEEN = r"(?<![\w/.,:–-])"
_YEARS = re.compile(_BETWEEN + r"(1\d{3}|20\d\d)-(1\d{3}|20\d\d|\d\d)(?![\w/–-]|[.,]\d)")


@dataclass(frozen=True)
class _Dash:
    style: str
    language: str
    span: SourceSpan


def check_dashes(chapters: Sequence[WorkedChapter]) -> Iterator[Finding]:
    """Hyphens for dashes in text and between numbers, and dashes of a style of their own."""
    dashes = list(_dashes_of(chapters))
    counts: dict[str, Counter[str]] = {}
    for dash in dashes:
        counts.setdefault(dash.language, Counter())[dash.style] += 1
    for passage, run, language in _runs(chapters):
        text = passage.text[run.start : run.end]
        if "-" in text:
            yield from _hyphens(passage, run, text, _house_style(counts, language))
            yield from _ranges(passage, run, text, language)
    yield from _unlike_others(dashes, counts)


def _runs(chapters: Sequence[WorkedChapter]) -> Iterator[tuple[Passage, Run, str]]:
    for chapter in chapters:
        for passage in chapter.passages:
            for run in passage.runs:
                yield passage, run, run.language or chapter.parsed.metadata.language


def _dashes_of(chapters: Sequence[WorkedChapter]) -> Iterator[_Dash]:
    for passage, run, language in _runs(chapters):
        text = passage.text[run.start : run.end]
        if "—" not in text and "–" not in text and "--" not in text:
            continue
        for style, pattern in _DASHES:
            for found in pattern.finditer(text):
                start = run.start + found.start()
                span = passage.span(start, run.start + found.end())
                yield _Dash(style, primary_language(language), span)


def _house_style(counts: dict[str, Counter[str]], language: str) -> str:
    """The style of most dashes in a language, or the customary one."""
    counted = counts.get(primary_language(language))
    if counted:
        return counted.most_common(1)[0][0]
    folded = language.lower()
    return USUAL.get(folded) or USUAL.get(primary_language(folded), SPACED_EN)


def _hyphens(passage: Passage, run: Run, text: str, style: str) -> Iterator[Finding]:
    for found in _HYPHEN.finditer(text):
        if found.end() == len(text) and run.end == len(passage.text):
            continue
        start = run.start + found.start(1)
        if is_formula(passage.text, start):
            continue
        old = found[1].removesuffix("\n")
        new = HOUSE_DASHES[style] if old.endswith(" ") else HOUSE_DASHES[style].rstrip()
        span = passage.span(start, start + len(old))
        message = "a hyphen between spaces stands for a dash"
        hint = f"write '{new.strip()}'{'' if style == CLOSED_EM else ' between spaces'}"
        is_sure = style != CLOSED_EM or old.endswith(" ")
        yield finding("hyphen-for-dash", message, span, hint, (Mend(span, old, new),) * is_sure)


def _ranges(passage: Passage, run: Run, text: str, language: str) -> Iterator[Finding]:
    for found in _number_ranges(text, language):
        first, last = found.start(1), found.end(2)
        span = passage.span(run.start + first, run.start + last)
        old, new = text[first:last], f"{found[1]}--{found[2]}"
        message = f"'{old}' is a range, and has a hyphen"
        hint = "write '--', which prints an en dash"
        yield finding("hyphen-in-range", message, span, hint, (Mend(span, old, new),))


def _number_ranges(text: str, language: str) -> Iterator[re.Match[str]]:
    """Years that follow on each other, numbers behind a word for pages, and counts of something.
    '1936-08' may be a month, and isn't taken."""
    for found in _YEARS.finditer(text):
        is_month = len(found[2]) == 2 and int(found[2]) <= 12
        if not is_month and int(found[2]) > int(found[1][-len(found[2]) :]):
            yield found
    words = words_of(language)
    for pattern in _counted(words.pages, words.counted):
        for found in pattern.finditer(text):
            if int(found[1]) < int(found[2]) and not _YEARS.match(text, found.start(1)):
                yield found


def _counted(pages: tuple[str, ...], counted: tuple[str, ...]) -> Iterator[re.Pattern[str]]:
    numbers = r"(\d{1,4})-(\d{1,4})"
    if pages:
        yield re.compile(rf"(?<!\w)(?:{'|'.join(pages)})\.?[ \n]{numbers}(?![\w/–-])")
    if counted:
        yield re.compile(rf"{_BETWEEN}{numbers}(?=[ \n](?:{'|'.join(counted)})(?!\w))")


def _unlike_others(dashes: list[_Dash], counts: dict[str, Counter[str]]) -> Iterator[Finding]:
    """The dashes that aren't of the style of most in their language, unless they are many."""
    for language, counted in counts.items():
        usual, most = counted.most_common(1)[0]
        others = [each for each in dashes if each.language == language and each.style != usual]
        if len(others) > MOST_TOLD:
            message = f"{len(others)} dashes of the book are otherwise than {usual}, as {most} are"
            yield finding("dash-mixed", message, others[0].span, "take one style throughout")
            continue
        for each in others:
            message = f"{each.style}, where {most} of the book are {usual}"
            hint = f"write '{HOUSE_DASHES[usual]}'"
            yield finding("dash-mixed", message, each.span, hint)
