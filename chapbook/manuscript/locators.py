"""Turn the text after a citation's key into a CSL locator and what follows it.

The grammar is pandoc's: an optional comma, then a labelled or bare number ('chap. 2',
'pp. 12–14, 17', '33'), or anything in braces. A bare number is a page. What follows the
first labelled part (', p. 45' in 'vol. 2, p. 45') is left for the suffix.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chapbook.manuscript.locator_labels import locator_term, longest_label
from chapbook.manuscript.locator_numbers import Part, read_word
from chapbook.manuscript.locator_tokens import Token


@dataclass(frozen=True)
class LocatorText:
    """A locator: its CSL term, its plain text, and where in the text it ends.

    The term is '' where there is no locator, and for words in braces without a label
    ('{ii, A}'). `marked_up` is where the locator's text begins and stops, if it stands in
    braces and holds markup or quotation marks.
    """

    label: str
    locator: str
    end: int
    marked_up: tuple[int, int] | None = None


def read_locator(tokens: Sequence[Token], start: int, language: str) -> LocatorText:
    """The locator at the beginning of `tokens`; without one, an empty one that ends at `start`.

    Labels are those of `language`, then of English. Line breaks count as spaces. Hyphens
    between numbers become en dashes in page locators.
    """
    at = 0
    if at < len(tokens) and tokens[at].is_sign(","):
        at += 1
    if at < len(tokens) and tokens[at].is_space:
        at += 1
    found = _in_braces(tokens, at, language) or _integrated(tokens, at, language)
    return found or LocatorText("", "", start)


def _integrated(tokens: Sequence[Token], at: int, language: str) -> LocatorText | None:
    """A number or several, with or without a label."""
    label, at = _label(tokens, at, language)
    needs_digits = not label
    first = read_word(tokens, at, may_be_separated=False)
    if first is None or not _counts(first, needs_digits):
        return None
    parts = [first]
    while word := read_word(tokens, parts[-1].end, may_be_separated=True):
        if not _counts(word, needs_digits) or _begins_label(tokens, parts[-1].end, language):
            break
        parts.append(word)
    term = label or "page"
    value = "".join(part.text for part in parts)
    return LocatorText(term, _dashes(value, term), tokens[parts[-1].end - 1].end)


def _counts(part: Part, needs_digits: bool) -> bool:
    return part.has_digit if needs_digits else part.is_number


def _begins_label(tokens: Sequence[Token], at: int, language: str) -> bool:
    """Whether ', l. 120' stands at `at`, where 'l' is no roman fifty."""
    while at < len(tokens) and (tokens[at].is_space or tokens[at].is_sign(",;")):
        at += 1
    return bool(_label(tokens, at, language)[0])


def _label(tokens: Sequence[Token], at: int, language: str) -> tuple[str, int]:
    """The longest label, and where the number behind it begins; '' and `at` where none does.

    So 's.v.' before a word is no page 'v', though 's.' is a label too.
    """
    found = "", at
    label = ""
    for end in range(at + 1, len(tokens) + 1):
        label += tokens[end - 1].text
        if len(label.strip()) > longest_label(language):
            break
        term = locator_term(label, language)
        if term:
            word = read_word(tokens, end, may_be_separated=False)
            found = (term, end) if word and word.is_number else ("", at)
    return found


def _in_braces(tokens: Sequence[Token], at: int, language: str) -> LocatorText | None:
    """'{…}' as a locator whatever it holds, with a label where it begins with one.

    Empty braces say that what follows is no locator.
    """
    close = _closing_brace(tokens, at)
    if close is None:
        return None
    inside = _without_outer_spaces(tokens[at + 1 : close])
    end = tokens[close].end
    if not inside:
        return LocatorText("", "", end)
    term, begin = _label_in_braces(inside, language)
    inside = inside[begin:]
    value = "".join(token.text for token in inside)
    has_markup = any(token.is_opaque or token.is_sign("'\"") for token in inside)
    marked_up = (inside[0].start, inside[-1].end) if has_markup else None
    return LocatorText(term, _dashes(value, term), end, marked_up)


def _without_outer_spaces(tokens: Sequence[Token]) -> Sequence[Token]:
    words = [index for index, token in enumerate(tokens) if not token.is_space]
    return tokens[words[0] : words[-1] + 1] if words else ()


def _closing_brace(tokens: Sequence[Token], at: int) -> int | None:
    if at >= len(tokens) or not tokens[at].is_sign("{"):
        return None
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].is_sign("{") - tokens[index].is_sign("}")
        if depth == 0:
            return index
    return None


def _label_in_braces(inside: Sequence[Token], language: str) -> tuple[str, int]:
    """The term, and the index of the first token that isn't the label's. A label alone is none."""
    unlabelled = ("page" if re.match("[0-9]", inside[0].text) else "", 0)
    found = unlabelled
    label = ""
    for end in range(1, len(inside) + 1):
        label += inside[end - 1].text
        if len(label.strip()) > longest_label(language):
            break
        term = locator_term(label, language)
        if term:
            found = (term, end) if end < len(inside) else unlabelled
    return found


def _dashes(value: str, term: str) -> str:
    return re.sub(r"(?<=[\dA-Za-z]) ?- ?(?=[\dA-Za-z])", "–", value) if term == "page" else value
