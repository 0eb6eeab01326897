"""Turn a book's text into findings of quotations and figures that name no source."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_config import Matter
from chapbook.manuscript.running_text import Passage
from chapbook.proofing.checks.blocks import Block, blocks_of, has_source
from chapbook.proofing.checks.findings import Finding, finding
from chapbook.proofing.checks.languages import words_of
from chapbook.proofing.indexed_book import WorkedChapter

LONG_QUOTATION = 25
"""Words. The Chicago Manual (17th ed., 13.10) sets off quotations of about a hundred; one of two
lines is long enough that a reader asks where it stands."""
_QUOTED = re.compile(
    r"(?<![^\s(\[—–])(?:“([^“”]+)”|\"([^\"]+)\"|„([^„“”]+)[“”]|«([^«»]+)»|[‘']((?:[^‘’']|[’'](?=\w))+)[’'](?!\w))"
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-ÞА-Я0-9])")
_QUOTATIONS_APART = frozenset(("epigraph", "verse", "letter"))
_SIGNED = re.compile(r"(?:^|\n)\s*[—–]\s*\S[^\n]{0,100}$")
"""A last line that begins with a dash names who is quoted."""
_READ_FOR_CLAIMS = frozenset(("p", "li", "dd"))
_TEXTS = frozenset(("chapter", "appendix"))
_NUMBER = (
    r"(?:\d{1,3}(?:[,.\u2009\u202f\u00a0 ]\d{3})+"
    r"|\d+(?:[.,]\d+)?(?: (?:million|billion|thousand|Millionen|Tausend|millions))|\d{3,})"
)
_SHARE = (
    r"\d+(?:[.,]\d+)? ?(?:%|per cent|percent|Prozent|pour cent|por ciento|per cento)"
    r"(?:\s+(?:of|der|des|von|de|del|di|dei))?"
)
_YEAR = re.compile(r"1\d{3}|20\d\d")


def check_evidence(chapters: Sequence[WorkedChapter]) -> Iterator[Finding]:
    """Quotations and counts of people in chapters, where no note is called near them."""
    for chapter in chapters:
        division = chapter.parsed.division
        if division.kind in _TEXTS and division.matter is not Matter.FRONT:
            yield from _in_chapter(chapter)


def _in_chapter(chapter: WorkedChapter) -> Iterator[Finding]:
    blocks = blocks_of(chapter.parsed)
    cited = [has_source(chapter.parsed, block) for block in blocks]
    for at, block in enumerate(blocks):
        near = cited[max(0, at - 1) : at + 2]
        if _is_quotation(block) and not any(near):
            span = SourceSpan(chapter.parsed.path, block.line)
            message = "this quotation names no source, nor does the text beside it"
            yield finding("quotation-uncited", message, span, "cite it: [@key, p. 3]")
    lines = [block.line for block in blocks]
    for passage in chapter.passages:
        at = bisect_right(lines, passage.source.at(0)[0]) - 1
        is_text = passage.kind in _READ_FOR_CLAIMS and passage.called_at is None
        if is_text and at >= 0 and not cited[at]:
            if not any(cited[at : at + 2]) and "blockquote" not in blocks[at].tags:
                yield from _long_quotations(passage)
            yield from _claims(passage, chapter.parsed.metadata.language)


def _is_quotation(block: Block) -> bool:
    """Whether a block is a quotation that says nowhere whose it is."""
    is_apart = block.classes & (_QUOTATIONS_APART | {"source"})
    text = block.text.strip()
    return "blockquote" in block.tags and not is_apart and bool(text) and not _SIGNED.search(text)


def _long_quotations(passage: Passage) -> Iterator[Finding]:
    for found in _QUOTED.finditer(passage.text):
        count = len(found.group().split())
        if count >= LONG_QUOTATION and passage.run_of(found.start(), found.start() + 1):
            span = passage.span(found.start(), found.start() + 1)
            message = f"{count} words are quoted, and the paragraph names no source"
            yield finding("quotation-uncited", message, span, "cite it: [@key, p. 3]")


def _claims(passage: Passage, language: str) -> Iterator[Finding]:
    pattern = _claim(language)
    for found in pattern.finditer(passage.text) if pattern else ():
        number = found.group().split()[0]
        if _YEAR.fullmatch(number) and number == found["number"]:
            continue
        start = found.start()
        if passage.run_of(start, start + len(number)):
            span = passage.span(start, start + len(number))
            sentence = _sentence(passage.text, start)
            message = f"'{found.group()}', and the paragraph names no source: '{sentence}'"
            yield finding("claim-uncited", message, span, "cite it: [@key, p. 3]")


@cache
def _claim(language: str) -> re.Pattern[str] | None:
    """A number or a share, at most three words, and people."""
    people = words_of(language).people
    if not people:
        return None
    counted = rf"(?:(?P<number>{_NUMBER})|{_SHARE})"
    return re.compile(
        rf"(?<![\w.,]){counted}(?:\s+[^\W\d]+){{0,3}}?\s+(?:{'|'.join(people)})(?!\w)"
    )


def _sentence(text: str, at: int) -> str:
    """The beginning of the sentence that a place is in."""
    start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, at)), default=0)
    words = text[start:].split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
