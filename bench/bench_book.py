"""Make a book of so many chapters, the same each time.

A chapter has some 7,500 words, 20 notes (10 of them citations in the text), 15 citations, 60
index marks, two cross references, one of them forward, lists, quotations, headings of two
levels. There are 6 sources and 20 headwords a chapter, cited and marked all over the book.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from bench.book_model import (
    Block,
    Book,
    Chapter,
    Cite,
    CrossReference,
    Figure,
    Heading,
    ListBlock,
    Mark,
    Note,
    Paragraph,
    Quotation,
    Role,
    Run,
    Source,
    Table,
    Words,
)
from bench.prose import Prose

NOTES, BARE_CITATIONS, CITATIONS_IN_NOTES = 10, 10, 5
SOURCES_A_CHAPTER = 6
SECTIONS, SUBSECTIONS = 6, 2
PARAGRAPHS_A_SUBSECTION = 5
SYLLABLES = (
    "bar", "bel", "bra", "cor", "dal", "den", "fal", "gar", "hol", "ker", "lan", "lor", "mar",
    "mil", "nor", "ol", "pel", "ran", "ros", "sel", "tar", "ter", "var", "wen", "wil", "zel",
)  # fmt: skip
ENDINGS = ("an", "berg", "by", "er", "ford", "ham", "ington", "kov", "ley", "man", "sky", "ton")
GIVEN = ("Anna", "Clara", "David", "Edward", "Frances", "Henry", "Ida", "John", "Martin", "Rosa")
PLACES = ("Berlin", "Edinburgh", "Leipzig", "London", "Manchester", "New York", "Paris", "Vienna")


@dataclass(frozen=True)
class Edit:
    """Sentences put into the middle of the book's middle chapter: the variant decides which
    sentences and where. They have `least_words` together or more; 1 is one sentence, and 0
    leaves the book as it is."""

    variant: int
    least_words: int = 1

    def text(self) -> str:
        """What is put in."""
        sentences = Prose(f"edit {self.variant}").sentences(self.least_words)
        return " ".join(" ".join(sentence) for sentence in sentences)


@dataclass(frozen=True)
class _Marks:
    """What a chapter marks; a range's ends stand in paragraphs after one another."""

    points: Sequence[Mark]
    ranges: Sequence[tuple[str, ...]]


def make_book(chapters: int, sections: int = SECTIONS) -> Book:
    """A book of so many chapters; with fewer sections, two at least, a short one for a test."""
    prose = Prose(f"book of {chapters}")
    sources = tuple(_sources(prose, chapters * SOURCES_A_CHAPTER))
    ids = [
        [_section_id(number, section) for section in range(sections)] for number in range(chapters)
    ]
    made = []
    for number, marks in enumerate(_marks_of_chapters(prose, chapters)):
        targets = [ids[max(number - 1, 0)][1], ids[min(number + 1, chapters - 1)][-2]]
        made.append(_ChapterWriter(number, sources, marks, targets).chapter(sections))
    return Book("A Book for the Bench", "Nobody Inparticular", tuple(made), sources)


def edited(book: Book, edit: Edit) -> Book:
    """The book with an edit: one paragraph of one chapter has more sentences."""
    number = len(book.chapters) // 2
    chapter = book.chapters[number]
    paragraphs = [at for at, block in enumerate(chapter.blocks) if isinstance(block, Paragraph)]
    at = paragraphs[len(paragraphs) // 2 + edit.variant % 5]
    paragraph = chapter.blocks[at]
    assert isinstance(paragraph, Paragraph)
    longer = replace(paragraph, runs=(*paragraph.runs, Words(" " + edit.text())))
    blocks = (*chapter.blocks[:at], longer, *chapter.blocks[at + 1 :])
    chapters = (
        *book.chapters[:number],
        replace(chapter, blocks=blocks),
        *book.chapters[number + 1 :],
    )
    return replace(book, chapters=chapters)


def _section_id(chapter: int, section: int) -> str:
    return f"section-{chapter + 1}-{section + 1}"


def _name(prose: Prose, taken: set[str]) -> str:
    """A family name that nobody has."""
    while True:
        parts = [prose.one_of(SYLLABLES) for _ in range(prose.number(1, 2))]
        name = ("".join(parts) + prose.one_of(ENDINGS)).capitalize()
        if name not in taken:
            taken.add(name)
            return name


def _sources(prose: Prose, count: int) -> Iterator[Source]:
    taken: set[str] = set()
    for number in range(count):
        family, year = _name(prose, taken), str(prose.number(1901, 2019))
        fields = [
            ("author", f"{family}, {prose.one_of(GIVEN)}"),
            ("title", prose.phrase(prose.number(3, 6)).title()),
        ]
        if number % 6 == 4:
            kind = "article"
            first = prose.number(1, 300)
            fields += [
                ("journaltitle", f"Journal of {prose.term().capitalize()}"),
                ("volume", str(prose.number(1, 60))),
                ("pages", f"{first}--{first + prose.number(5, 40)}"),
            ]
        elif number % 6 == 5:
            kind = "incollection"
            fields += [
                ("editor", f"{_name(prose, taken)}, {prose.one_of(GIVEN)}"),
                ("booktitle", prose.phrase(4).title()),
            ]
        else:
            kind = "book"
        if kind != "article":
            fields += [
                ("publisher", f"{_name(prose, taken)} Press"),
                ("location", prose.one_of(PLACES)),
            ]
        yield Source(f"{family.lower()}{year}", kind, (*fields, ("date", year)))


def _headwords(prose: Prose, count: int) -> list[str]:
    """Half of them persons, half terms."""
    taken: set[str] = set()
    heads: dict[str, None] = {}
    while len(heads) < count:
        person = f"{_name(prose, taken)}, {prose.one_of(GIVEN)}"
        heads[person if len(heads) % 2 else f"{prose.term()} of {prose.term()}"] = None
    return list(heads)


def _marks_of_chapters(prose: Prose, chapters: int) -> list[_Marks]:
    """Ten headwords in a row have thirty marks: 26 points, and two ranges of two marks."""
    points: list[Mark] = []
    ranges: list[tuple[str, ...]] = []
    for number, head in enumerate(_headwords(prose, chapters * 20)):
        kind = number % 10
        if kind < 6:
            points += [Mark((head,), "")] * 2
        elif kind == 6:
            points += [Mark((head,), "")] * 3
            ranges.append((head,))
        elif kind == 7:
            points += [Mark((head,), "", Role.PRINCIPAL), *[Mark((head,), "")] * 2]
        else:
            subentries = [f"and {prose.term()}", f"before {prose.term()}"]
            points += [Mark((head, below), "") for below in subentries for _ in range(2)]
            if kind == 9:
                ranges.append((head, subentries[0]))
    shuffle = Random("marks")
    points.sort(key=lambda _: shuffle.random())
    return [_Marks(points[at::chapters], ranges[at::chapters]) for at in range(chapters)]


class _ChapterWriter:
    """Writes one chapter: first its text, then notes, citations and marks at places in it."""

    def __init__(
        self, number: int, sources: Sequence[Source], marks: _Marks, targets: Sequence[str]
    ) -> None:
        self._number, self._sources, self._marks, self._targets = number, sources, marks, targets
        self._prose = Prose(f"chapter {number}")

    def chapter(self, sections: int) -> Chapter:
        """The chapter."""
        count = sections * SUBSECTIONS * PARAGRAPHS_A_SUBSECTION
        texts = [self._prose.sentences(self._prose.number(60, 150)) for _ in range(count)]
        paragraphs = iter(self._paragraphs(texts))
        blocks: list[Block] = []
        for section in range(sections):
            id_ = _section_id(self._number, section)
            blocks.append(Heading(2, self._heading(), id_))
            for subsection in range(SUBSECTIONS):
                blocks += [next(paragraphs) for _ in range(PARAGRAPHS_A_SUBSECTION)]
                if not subsection:
                    blocks.append(self._special(section))
                    blocks.append(Heading(3, self._heading(), f"{id_}-b"))
        return Chapter(f"chapter-{self._number + 1}", self._heading(), tuple(blocks))

    def _heading(self) -> str:
        return self._prose.phrase(self._prose.number(2, 5))

    def _special(self, section: int) -> Block:
        """What is no paragraph: a list, a quotation, in some chapters a table or a figure."""
        if section == 2 and self._number % 4 == 0:
            return self._table()
        if section == 2 and self._number % 4 == 2:
            text = " ".join(self._prose.sentence())
            return Figure(f"drawing-{self._number}", text, f"fig-{self._number}")
        if section % 2:
            return Quotation(Paragraph((Words(self._text(50)),)))
        items = [Paragraph((Words(self._text(12)),)) for _ in range(4)]
        return ListBlock(tuple(items), section % 4 == 0)

    def _text(self, words: int) -> str:
        return " ".join(" ".join(sentence) for sentence in self._prose.sentences(words))

    def _table(self) -> Table:
        rows = [("Year", "Subject", "Number")]
        for _ in range(8):
            number, year = self._prose.number(100, 999), self._prose.number(1901, 2019)
            rows.append((str(year), self._prose.phrase(3), str(number)))
        return Table(tuple(rows), " ".join(self._prose.sentence()), f"tbl-{self._number}")

    def _paragraphs(self, texts: list[list[list[str]]]) -> Iterator[Paragraph]:
        """The paragraphs, with all that is called and marked in them."""
        count = len(texts)
        behind: dict[tuple[int, int], list[Run]] = {}

        def put(paragraph: int, run: Run) -> None:
            """Behind a sentence of it that nothing stands behind yet, where there is one."""
            sentence = self._prose.number(0, len(texts[paragraph]) - 1)
            behind.setdefault((paragraph, sentence), []).append(run)

        calls: list[Run] = [Note(tuple(self._note(number))) for number in range(NOTES)]
        calls += [self._cite() for _ in range(BARE_CITATIONS)]
        for number, call in enumerate(calls):
            put((number * count // len(calls) + number % 3) % count, call)
        for number, target in enumerate(self._targets):
            put(
                count * (2 * number + 1) // 4,
                CrossReference(f"See {self._heading().lower()}", target),
            )
        for number, path in enumerate(self._marks.ranges):
            first = number * count // len(self._marks.ranges) + 1
            put(first, Mark(path, "", Role.OPEN))
            last = min(first + self._prose.number(1, 8), count - 1)
            put(last, Mark(path, "", Role.CLOSE))
        marks: dict[int, list[Mark]] = {}
        for number, mark in enumerate(self._marks.points):
            marks.setdefault(number % count, []).append(mark)
        for number, sentences in enumerate(texts):
            runs: list[Run] = []
            for place, sentence in enumerate(sentences):
                here = marks.get(number, []) if place == len(sentences) // 2 else []
                runs += self._sentence(sentence, here, space=bool(place))
                runs += _called(behind.get((number, place), []))
            yield Paragraph(tuple(runs))

    def _sentence(self, words: list[str], marks: Sequence[Mark], space: bool) -> Iterator[Run]:
        """A sentence, one of its words emphasised now and then, the marks on words of it."""
        before = " " if space else ""
        middle = words[: len(words) // 2]
        yield Words(before + " ".join(middle) + " ")
        rest = words[len(words) // 2 :]
        for number, mark in enumerate(marks):
            word = rest.pop(0) if len(rest) > 1 else ""
            bare = word.rstrip(".,;:?")
            if number % 2:
                yield Words(word)
                yield mark
            else:
                yield replace(mark, text=bare)
                yield Words(word[len(bare) :])
            yield Words(" " if word else "")
        if not marks and len(rest) > 2 and not self._prose.number(0, 4):
            yield Words(rest[0].rstrip(".,;:?"), emphasised=True)
            yield Words(" ")
            rest = rest[1:]
        yield Words(" ".join(rest))

    def _note(self, number: int) -> Iterator[Run]:
        yield Words(self._text(self._prose.number(12, 45)))
        if number < CITATIONS_IN_NOTES:
            yield Words(" See ")
            yield self._cite()
            yield Words(".")

    def _cite(self) -> Cite:
        source = self._sources[self._prose.number(0, len(self._sources) - 1)]
        page = str(self._prose.number(1, 400)) if self._prose.number(0, 2) else ""
        return Cite(source.key, page)


def _called(runs: Sequence[Run]) -> Iterator[Run]:
    """What stands behind a sentence; a cross reference is a sentence of its own."""
    for run in runs:
        if isinstance(run, CrossReference):
            yield Words(" ")
            yield run
            yield Words(".")
        else:
            yield run
