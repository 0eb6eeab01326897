"""Turn a chapter's passages into findings of doubled words and needless spaces."""

import re
from collections.abc import Iterator
from itertools import pairwise

from chapbook.locales import locale_of
from chapbook.manuscript.running_text import Passage, Run
from chapbook.proofing.checks.findings import Finding, Mend, as_habit, finding
from chapbook.proofing.checks.formulas import is_formula
from chapbook.proofing.checks.languages import words_of
from chapbook.proofing.indexed_book import WorkedChapter

_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
_ONLY_MARKUP = re.compile(r"[\s>*_\[\]]*")
_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_SPACED_MARK = re.compile(r"(?<=[^\W\d_]) +([,;:!?]|\.(?!\.))(?=\s|$)")


def check_words(chapter: WorkedChapter) -> Iterator[Finding]:
    """Doubled words, doubled spaces, and spaces before marks of punctuation."""
    language = chapter.parsed.metadata.language
    spaces: list[Finding] = []
    for passage in chapter.passages:
        yield from _doubled_words(passage, language)
        for run in passage.runs:
            text = passage.text[run.start : run.end]
            spaces += _double_spaces(passage, run, text)
            yield from _spaced_marks(passage, run, text, run.language or language)
    yield from as_habit(spaces)


def _doubled_words(passage: Passage, language: str) -> Iterator[Finding]:
    for one, two in pairwise(_WORD.finditer(passage.text)):
        word = two.group()
        gap = passage.text[one.end() : two.start()]
        if one.group().casefold() != word.casefold() or gap.strip() or len(word) < 2:
            continue
        run = passage.run_of(two.start(), two.end())
        if run is None or _is_meant(one.group(), word, run.language or language):
            continue
        between = _source_between(passage, one.end(), two.start())
        if between is None or not _ONLY_MARKUP.fullmatch(between):
            continue
        span = passage.span(two.start(), two.end())
        message = f"'{one.group()} {word}': the word stands twice"
        yield finding("doubled-word", message, span, "take one away", _without(passage, one, two))


def _is_meant(one: str, two: str, language: str) -> bool:
    """Whether both are a name, or grammar may double the word."""
    is_name = one[:1].isupper() and two[:1].isupper()
    return is_name or two.casefold() in words_of(language).doubled


def _source_between(passage: Passage, start: int, end: int) -> str | None:
    """What the author wrote between two places of a passage."""
    before, after = passage.run_of(start - 1, start), passage.run_of(end, end + 1)
    if before is None or after is None:
        return None
    return passage.source.text[
        before.index + start - before.start : after.index + end - after.start
    ]


def _without(passage: Passage, one: re.Match[str], two: re.Match[str]) -> tuple[Mend, ...]:
    """The change that takes the second word away, where nothing but space parts the two."""
    gap = passage.text[one.end() : two.start()]
    if passage.run_of(one.start(), two.end()) is None:
        return ()
    if "\n" not in gap:
        span = passage.span(one.end(), two.end())
        return (Mend(span, gap + two.group(), ""),)
    behind = passage.text[two.end() : two.end() + 1]
    if behind != " " or passage.run_of(two.start(), two.end() + 1) is None:
        return ()
    return (Mend(passage.span(two.start(), two.end() + 1), f"{two.group()} ", ""),)


def _double_spaces(passage: Passage, run: Run, text: str) -> Iterator[Finding]:
    for spaces in _SPACES.finditer(text):
        span = passage.span(run.start + spaces.start(), run.start + spaces.end())
        mend = Mend(span, spaces.group(), " ")
        yield finding("double-space", "two spaces in a row print as one", span, "", (mend,))


def _spaced_marks(passage: Passage, run: Run, text: str, language: str) -> Iterator[Finding]:
    spaces = locale_of(language).spaces
    if spaces.before_high or spaces.before_colon:
        return
    for found in _SPACED_MARK.finditer(text):
        start, end = run.start + found.start(), run.start + found.end()
        if is_formula(passage.text, start):
            continue
        span = passage.span(start, end)
        mend = Mend(span, found.group(), found[1])
        message = f"a space stands before '{found[1]}'"
        yield finding("space-before-mark", message, span, "take it away", (mend,))
