"""Turn an index into lines of plain text.

Two spaces a level, [X] for a letter head, `**12**` for a principal locator, `*12*` for an
illustration. What is printed in a book (templates/index.html) has the same words and points.
"""

from collections.abc import Iterator

from chapbook.apparatus.index_model import Index, IndexEntry, Locator
from chapbook.apparatus.labels import labels

SYMBOLS = "Symbols"


def index_lines(index: Index, language: str) -> tuple[str, ...]:
    """The lines of an index, its opening note last."""
    printing = _Printing(language, index.style.layout == "run-in", index.style.see_also == "first")
    lines: list[str] = []
    part = ""
    for section in index.sections:
        if section.part != part:
            part = section.part
            lines.append(f"[[{part}]]")
        if index.style.letters:
            lines.append(f"[{section.letter or SYMBOLS}]")
        for entry in section.entries:
            lines += printing.lines(entry, 0)
    return (*lines, f"[note] {index.note}") if index.note else tuple(lines)


def see_text(entry: IndexEntry, language: str) -> str:
    """A heading's cross reference: 'See Oryol'."""
    return f"{labels(language).see.capitalize()} {'; '.join(entry.see)}"


def locators_text(entry: IndexEntry) -> str:
    """A heading's locators with the separator before them, '' for none."""
    texts = ", ".join(map(_locator, entry.locators))
    return f"{entry.separator}{texts}" if texts else ""


def _locator(locator: Locator) -> str:
    mark = "**" if locator.principal else "*" if locator.illustration else ""
    return f"{mark}{locator.text}{mark}"


class _Printing:
    """How the entries of one index are printed."""

    def __init__(self, language: str, run_in: bool, see_also_first: bool) -> None:
        words = labels(language)
        self._see, self._see_also = words.see, words.see_also
        self._language = language
        self._run_in, self._first = run_in, see_also_first

    def lines(self, entry: IndexEntry, level: int) -> Iterator[str]:
        if self._run_in:
            yield self._as_paragraph(entry)
            return
        below = self._also_below(entry)
        yield "  " * level + self._head(entry, level, with_also=not below)
        for subentry in entry.subentries:
            yield from self.lines(subentry, level + 1)
        if below:
            yield "  " * (level + 1) + f"{self._see_also.capitalize()} {self._targets(entry)}"

    def _also_below(self, entry: IndexEntry) -> bool:
        """Behind the last subentry, on a line of its own."""
        return bool(entry.see_also and entry.subentries) and not self._first

    def _targets(self, entry: IndexEntry) -> str:
        return "; ".join(entry.see_also)

    def _head(self, entry: IndexEntry, level: int, with_also: bool = True) -> str:
        """A heading with its locators and its cross references."""
        text = entry.heading + locators_text(entry)
        sent = [(self._see, "; ".join(entry.see))] if entry.see else []
        if entry.see_also and with_also:
            sent.append((self._see_also, self._targets(entry)))
        for word, targets in sent:
            if level:
                text += f" ({word} {targets})"
            else:
                point = "" if text.endswith(".") else "."
                text += f"{point} {word.capitalize()} {targets}"
        return text

    def _as_paragraph(self, entry: IndexEntry) -> str:
        """'type, 3; casting of, 9; and paper, 12. See also fonts'."""
        if not entry.subentries:
            return self._head(entry, 0)
        text = entry.heading + locators_text(entry)
        if self._first and entry.see_also:
            text += f" ({self._see_also} {self._targets(entry)})"
        text += "; " if entry.locators else ": "
        text += "; ".join(map(self._subentry, entry.subentries))
        if entry.see:
            text += f". {see_text(entry, self._language)}"
        if entry.see_also and not self._first:
            text += f". {self._see_also.capitalize()} {self._targets(entry)}"
        return text

    def _subentry(self, entry: IndexEntry) -> str:
        """A subentry in its head's paragraph; what is below it stands in parentheses."""
        text = self._head(entry, 1)
        below = "; ".join(map(self._subentry, entry.subentries))
        return f"{text} ({below})" if below else text
