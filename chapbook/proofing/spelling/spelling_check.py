"""Turn a book's words into findings of those that are spelled wrong, or that nobody knows."""

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chapbook.apparatus.references import read_bibliography
from chapbook.cache import Store
from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.book_files import inside_book, read_book_file
from chapbook.manuscript.running_text import Run
from chapbook.proofing.checks.findings import Finding, finding
from chapbook.proofing.indexed_book import WorkedChapter
from chapbook.proofing.spelling.dictionaries import (
    SpellingDictionary,
    find_dictionary,
    script_of,
)
from chapbook.proofing.spelling.own_words import WORD, own_words
from chapbook.scholarship import Scholarship

KIND = "spelling"
LONGEST_ABBREVIATION = 6
_MAY_STAND_BESIDE = " \n\t\u00a0\u202f.,;:!?'\"‘’“”„‚«»‹›()[]{}–—-‑…*&+=<>|%§†"


@dataclass
class _Met:
    """A word of the text: where it stands first, and how often."""

    word: str
    language: str
    span: SourceSpan
    times: int = 1


def check_spelling(
    book: Scholarship, chapters: Sequence[WorkedChapter], store: Store
) -> Iterator[Finding]:
    """A finding for each word that is in no dictionary of its language, at its first place; the
    answers of dictionaries are kept in `store`."""
    settings, root = book.manuscript.config.checks, book.manuscript.root
    bibliography = book.manuscript.bibliography
    entries = read_bibliography(bibliography)[0] if bibliography else {}
    listed = read_book_file(root, settings.words, None).source
    own = own_words(chapters, book.authority, entries, listed.text if listed else "")
    folder = inside_book(root, settings.dictionaries) if settings.dictionaries else None
    met = _words_of(chapters)
    right: list[str] = [*own]
    for language in dict.fromkeys(each.language for each in met):
        words = [each for each in met if each.language == language]
        dictionary = find_dictionary(language, [folder] if folder else [])
        if dictionary is None:
            if not script_of(language):
                yield _missing(language, words)
            continue
        known = _known(dictionary, [each.word for each in words], own, store)
        right += [word for word, is_known in known.items() if is_known]
        for each in words:
            if not known[each.word]:
                yield _unknown(each, right)


def _missing(language: str, words: Sequence[_Met]) -> Finding:
    message = f"there is no dictionary for '{language}', so {len(words)} words were not looked up"
    hint = "put a .aff and a .dic file into a folder of the book: [check] dictionaries"
    return finding("dictionary-missing", message, words[0].span, hint)


def _unknown(met: _Met, right: Sequence[str]) -> Finding:
    times = f" ({met.times} times)" if met.times > 1 else ""
    likely = [word for word in right if _may_be_meant(met.word, word)]
    near = difflib.get_close_matches(met.word, likely, n=1, cutoff=0.8)
    hint = f"did you mean '{near[0]}'?" if near else "mend it, or add it to the book's words"
    return finding("spelling", f"'{met.word}' is in no dictionary{times}", met.span, hint)


def _may_be_meant(wrong: str, right: str) -> bool:
    """A quick look whether two words may be near; the first letter is seldom mistyped."""
    return wrong[0] == right[0] and abs(len(wrong) - len(right)) <= 2


def _words_of(chapters: Sequence[WorkedChapter]) -> list[_Met]:
    met: dict[tuple[str, str], _Met] = {}
    for chapter in chapters:
        own = chapter.parsed.metadata.language
        for passage in chapter.passages:
            for run in passage.runs:
                for word, start, end in _words_in(passage.text, run):
                    key = (run.language or own, word)
                    if key in met:
                        met[key].times += 1
                    else:
                        met[key] = _Met(word, key[0], passage.span(start, end))
    return list(met.values())


def _words_in(text: str, run: Run) -> Iterator[tuple[str, int, int]]:
    """The words of a run and their places in the passage, but for single letters, abbreviations,
    and what stands beside a letter of another run, a figure, code or an address."""
    for found in WORD.finditer(text, run.start, run.end):
        start, end = found.span()
        if (text[start - 1 : start] + text[end : end + 1]).strip(_MAY_STAND_BESIDE):
            continue
        word = found.group().replace("’", "'").replace("‑", "-").removesuffix("'s")
        is_short = word.isupper() and len(word) <= LONGEST_ABBREVIATION
        if len(word) > 1 and not is_short:
            yield word, start, end


def _known(
    dictionary: SpellingDictionary, words: Sequence[str], own: frozenset[str], store: Store
) -> Mapping[str, bool]:
    """Whether each word is right; of words that were looked up before the store knows it."""
    answers: dict[str, bool] = store.load(KIND, dictionary.digest, _answers) or {}
    before = len(answers)
    known = {word: _is_known(word, own, dictionary, answers) for word in words}
    if len(answers) > before:
        store.put(KIND, dictionary.digest, json.dumps(answers).encode())
    return known


def _answers(data: bytes) -> dict[str, bool]:
    return {str(word): bool(answer) for word, answer in json.loads(data).items()}


def _is_known(
    word: str, own: frozenset[str], dictionary: SpellingDictionary, answers: dict[str, bool]
) -> bool:
    """Whether the book or the dictionary has a word, or the parts that hyphens join."""
    if _is_own(word, own):
        return True
    if word not in answers:
        answers[word] = dictionary.has(word)
    if answers[word]:
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(
        len(part) < 2 or _is_known(part, own, dictionary, answers) for part in parts
    )


def _is_own(word: str, own: frozenset[str]) -> bool:
    """Whether the book knows the word, its singular, or the small letter that it begins with."""
    small = word[:1].lower() + word[1:]
    return any(each in own for form in (word, small) for each in (form, form.removesuffix("s")))
