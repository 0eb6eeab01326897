"""Turn a book's passages into findings of quotation marks: unpaired, of two styles, or primes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chapbook.manuscript.language_tags import primary_language
from chapbook.manuscript.punctuation import marks_of, punctuated
from chapbook.manuscript.running_text import Passage
from chapbook.proofing.checks.findings import Finding, Mend, as_habit, finding
from chapbook.proofing.indexed_book import WorkedChapter

PRIMES = {"'": "′", '"': "″"}
FURTHEST_PARTNER = 8
"""Within so many paragraphs a quotation that was opened must end."""
MOST_TOLD = 8
_PRIME = re.compile(r"(?<![\w])\d[\d.,]*(?P<mark>['\"])(?=[ \n]?\d|[\s,.;:)\]–-]|$)")
_ENDS = frozenset(",.;:!?)]}’”»")
_OPENING = re.compile(r"(?<![^\s(\[—–-])[‘“„«»'\"](?=[^\W_])")
_APOSTROPHE_BEFORE = re.compile(
    r"(?<![^\s(\[—–])'(?=(?:\d\d|tis|twas|twere|twill|em|til|cause|n|bout|round|cos|ere|gainst)\b)",
    re.IGNORECASE,
)
_STRAIGHT_SINGLE = re.compile(r"(?<![^\s(\[—–])'(?=[^\W\d_])")
_ANY_SINGLE = re.compile(r"(?<![^\s(\[—–])'(?=\S)")
CLOSES = {"”": "“„", "»": "«", "«": "»", "“": "„"}
"""What each mark closes, if that is open; else it opens, but for the first. A straight mark
closes its like."""


def check_quotation_marks(chapters: Sequence[WorkedChapter]) -> Iterator[Finding]:
    """Marks without a partner, primes typed as quotes, and marks that aren't the language's."""
    for chapter in chapters:
        language = chapter.parsed.metadata.language
        lost = [each for p in chapter.passages for each in _lost_openings(p, language)]
        yield from as_habit(lost)
        for passage in chapter.passages:
            yield from _primes(passage)
        for group in _texts(chapter):
            yield from _unpaired(group)
    yield from _mixed(chapters)


def _texts(chapter: WorkedChapter) -> Iterator[list[Passage]]:
    """The chapter's own passages, and those of each note."""
    groups: dict[object, list[Passage]] = {}
    for passage in chapter.passages:
        groups.setdefault(passage.called_at, []).append(passage)
    yield from groups.values()


def _primes(passage: Passage) -> Iterator[Finding]:
    primes = 0
    for found in _PRIME.finditer(passage.text):
        mark, at = found["mark"], found.start("mark")
        before = passage.text[:at]
        is_open = (before.count('"') - primes) % 2 if mark == '"' else _ANY_SINGLE.search(before)
        if is_open or passage.run_of(at, at + 1) is None:
            continue
        primes += mark == '"'
        span = passage.span(at, at + 1)
        prime = PRIMES[mark]
        message = f"{mark} behind a figure prints as a quotation mark"
        mends = (Mend(span, mark, prime),)
        yield finding("straight-quote", message, span, f"write {prime}", mends)


def _lost_openings(passage: Passage, language: str) -> Iterator[Finding]:
    """Straight single marks before a word that are printed as apostrophes, for want of an end."""
    if not _STRAIGHT_SINGLE.search(passage.text):
        return
    # Dashes and dots are made of one sign each; here all signs keep their places.
    text = re.sub("-{2,3}", lambda dash: "–" * len(dash.group()), passage.text)
    printed = punctuated(text.replace("...", "………"), language)
    if len(printed) != len(passage.text):
        return
    for found in _STRAIGHT_SINGLE.finditer(passage.text):
        at = found.start()
        is_apostrophe = _APOSTROPHE_BEFORE.match(passage.text, at) is not None
        if printed[at] == "’" and not is_apostrophe and passage.run_of(at, at + 1):
            message = (
                "this mark opens a quotation that is never closed, and prints as an apostrophe"
            )
            yield finding("quote-unpaired", message, passage.span(at, at + 1), "write its end")


@dataclass(frozen=True)
class _Mark:
    """A double quotation mark: `text[at]` of the passage of that number."""

    sign: str
    passage: Passage
    at: int
    number: int

    def findings(self, what: str) -> Iterator[Finding]:
        """That it has no partner; what no run holds stands in no place that can be told."""
        if self.passage.run_of(self.at, self.at + 1):
            span = self.passage.span(self.at, self.at + 1)
            message = f"this quotation mark {what}"
            yield finding("quote-unpaired", message, span, "write its partner")


def _unpaired(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Double marks without a partner. A quotation of several paragraphs may open each of them."""
    opened: list[_Mark] = []
    for number, passage in enumerate(passages):
        lost = [mark for mark in opened if number - mark.number > FURTHEST_PARTNER]
        yield from _told(lost)
        opened = [mark for mark in opened if mark not in lost]
        primes = {found.start("mark") for found in _PRIME.finditer(passage.text)}
        for mark in _double_marks(passage, number):
            partner = _partner(mark, opened)
            if _opens(mark, partner):
                before = [each for each in opened if each.number < number]
                goes_on = mark.at == _start(passage) and number - 1 in {b.number for b in before}
                yield from _told([] if goes_on else before)
                opened = [*(each for each in opened if each not in before), mark]
            elif partner is not None:
                del opened[opened.index(partner) :]
            elif mark.at not in primes:
                yield from mark.findings("closes nothing")
    yield from _told(opened)


def _told(marks: Sequence[_Mark]) -> Iterator[Finding]:
    for mark in marks:
        yield from mark.findings("is never closed")


def _double_marks(passage: Passage, number: int) -> list[_Mark]:
    return [
        _Mark(sign, passage, at, number) for at, sign in enumerate(passage.text) if sign in '"“”„«»'
    ]


def _partner(mark: _Mark, opened: Sequence[_Mark]) -> _Mark | None:
    """The mark that is open and that `mark` would close."""
    wanted = CLOSES.get(mark.sign, mark.sign)
    return next((each for each in reversed(opened) if each.sign in wanted), None)


def _opens(mark: _Mark, partner: _Mark | None) -> bool:
    """Whether a mark opens a quotation: by its form, or by what stands around it."""
    text, at = mark.passage.text, mark.at
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    is_before_word = bool(after) and not after.isspace() and after not in _ENDS
    is_behind_space = not before or before.isspace() or before in "([{—–-/‘'“„«¿¡"
    if mark.sign == "„" or (mark.sign in "“«" and partner is None):
        return True
    if mark.sign == "»" and partner is None:
        return is_before_word and is_behind_space
    return mark.sign == '"' and is_behind_space and (is_before_word or partner is None)


def _start(passage: Passage) -> int:
    return len(passage.text) - len(passage.text.lstrip(" [(…\n"))


@dataclass(frozen=True)
class _Quote:
    """The opening of a quotation that stands in no other: how it was typed and is printed."""

    typed: str
    printed: str
    language: str
    passage: Passage
    at: int


def _mixed(chapters: Sequence[WorkedChapter]) -> Iterator[Finding]:
    quotes = [quote for chapter in chapters for quote in _outer_quotes(chapter)]
    counts: dict[str, Counter[str]] = {}
    for quote in quotes:
        counts.setdefault(quote.language, Counter())[quote.printed] += 1
    for language, counted in counts.items():
        usual, most = counted.most_common(1)[0]
        others = [q for q in quotes if q.language == language and q.printed != usual]
        for quote in others[:MOST_TOLD]:
            more = f"; so do {len(others)} in all" if len(others) > MOST_TOLD else ""
            message = f"this quotation begins with {quote.printed}, where {most} have {usual}{more}"
            span = quote.passage.span(quote.at, quote.at + 1)
            hint = "type straight marks, and the language decides"
            yield finding("quote-mixed", message, span, hint)


def _outer_quotes(chapter: WorkedChapter) -> Iterator[_Quote]:
    for passage in chapter.passages:
        for found in _OPENING.finditer(passage.text):
            at, mark = found.start(), found.group()
            run = passage.run_of(at, at + 1)
            if run is None or not _is_outer(passage.text[:at]):
                continue
            language = run.language or chapter.parsed.metadata.language
            marks = marks_of(language)
            printed = mark
            if mark == "'" and _closed_later(passage.text, at):
                is_primary = marks.is_primary_single
                printed = (marks.primary if is_primary else marks.secondary)[0]
            elif mark == '"':
                printed = marks.primary[0]
            is_gloss = printed in "‘‚" and not marks.is_primary_single
            if printed != "'" and not is_gloss:
                yield _Quote(mark, printed.strip(), primary_language(language), passage, at)


def _closed_later(text: str, at: int) -> bool:
    return re.search(r"(?<=\S)'(?!\w)", text[at + 1 :]) is not None


def _is_outer(before: str) -> bool:
    """Whether no quotation is open behind a text."""
    doubles = before.count('"') % 2 or before.count("“") > before.count("”")
    singles = len(re.findall(r"(?<![^\s(\[—–-])[‘'](?=\w)", before))
    ends = len(re.findall(r"(?<=\S)[’'](?!\w)", before))
    return not doubles and singles <= ends
