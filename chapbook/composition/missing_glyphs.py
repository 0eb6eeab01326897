"""Turn the characters that no font of a fragment had into Diagnostics at the words that hold them.

WeasyPrint's log names the characters alone; which lines hold them is read from the set pages.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from chapbook.composition.set_lines import SetPage
from chapbook.diagnostics import Diagnostic, SourceSpan, error

CODE = "glyph-missing"
HINT, HINT_FOR_SEVERAL = (
    f"leave {it} out, or name a font that has {it} in styles/" for it in ("it", "them")
)
MOST_NAMED = 4
_TOLD = re.compile(r"characters? '(.+)' \(U\+", re.DOTALL)


def told_characters(found: Diagnostic) -> str:
    """The characters that a Diagnostic of this module is about, '' for another one."""
    told = _TOLD.search(found.message) if found.code == CODE else None
    return told[1] if told else ""


def missing_glyphs(
    characters: Collection[str], pages: Sequence[SetPage], path: str, text: str
) -> Iterator[Diagnostic]:
    """What is missing on a fragment's pages: at each place of the source that was set, else at
    the block that prints it; what the program puts there, and what stands in margins, has no
    place."""
    run = _run_of(characters)
    lines = [line for page in pages for line in page.lines if run.search(line.text)]
    seen: set[str] = set()
    for span in dict.fromkeys(line.span for line in lines if line.span):
        for words, place in _in_block(run, text, span):
            seen.update(words)
            yield glyph_missing(words, place)
    for line in lines:
        for found in run.findall(line.text):
            if not line.span or not seen.issuperset(found):
                seen.update(found)
                yield glyph_missing(found, line.span or _first(found, path, text))
    yield from (glyph_missing(each) for each in sorted({*characters} - seen))


def _run_of(characters: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(characters)))}]+" if characters else r"(?!)")


def _in_block(
    run: re.Pattern[str], text: str, span: SourceSpan
) -> Iterator[tuple[str, SourceSpan]]:
    """The runs in the block that begins at a line, to the next blank one."""
    for number, line in enumerate(text.split("\n")[span.line - 1 :], span.line):
        if number > span.line and not line.strip():
            return
        for found in run.finditer(line):
            yield found[0], SourceSpan(span.path, number, found.start() + 1, len(found[0]))


def _first(characters: str, path: str, text: str) -> SourceSpan | None:
    """Where a chapter's title, which has no line, was written."""
    before, found, _ = text.partition(characters)
    if not found:
        return None
    column = len(before) - before.rfind("\n")
    return SourceSpan(path, before.count("\n") + 1, column, len(characters))


def glyph_missing(characters: str, span: SourceSpan | None = None) -> Diagnostic:
    """No font of the book has these characters, which stand side by side."""
    codes = [f"U+{ord(each):04X}" for each in dict.fromkeys(characters)]
    named = ", ".join(codes[:MOST_NAMED]) + " …" * (len(codes) > MOST_NAMED)
    are_several = len(characters) > 1
    message = f"no font of the book has the character{'s' * are_several} '{characters}' ({named})"
    return error(CODE, message, span, HINT_FOR_SEVERAL if are_several else HINT)
