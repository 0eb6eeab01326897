"""Turn a book's headings into findings of levels, sections and titles."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chapbook.diagnostics import SourceSpan
from chapbook.proofing.checks.blocks import Block, blocks_of
from chapbook.proofing.checks.findings import Finding, finding
from chapbook.proofing.indexed_book import WorkedChapter

TITLED = frozenset(("chapter", "appendix"))


@dataclass
class _Section:
    """A heading with its sections, in the order of the file."""

    level: int
    title: str
    span: SourceSpan
    sections: list["_Section"] = field(default_factory=list)


def check_headings(chapters: Sequence[WorkedChapter]) -> Iterator[Finding]:
    """Levels that are skipped, sections without text, with one part only, or of one title."""
    for chapter in chapters:
        blocks = blocks_of(chapter.parsed)
        if chapter.parsed.division.kind in TITLED:
            whole = _sections_of(chapter, blocks)
            yield from _skipped(whole)
            yield from _single(whole)
            yield from _same_titles(whole)
        yield from _empty(chapter, blocks)
    titles = [
        _Section(1, chapter.parsed.title_text, chapter.parsed.targets[0].span)
        for chapter in chapters
        if chapter.parsed.division.kind in TITLED and chapter.parsed.targets
    ]
    yield from _doubles(titles, "chapters of the book")


def _sections_of(chapter: WorkedChapter, blocks: Sequence[Block]) -> _Section:
    """The chapter's heading with all below it."""
    parsed = chapter.parsed
    top = _Section(1, parsed.title_text, SourceSpan(parsed.path, 1))
    outermost = {block.line for block in blocks if block.heading_level}
    above = [top]
    for target in parsed.targets:
        if target.kind != "heading":
            continue
        if target.level == 1:
            top.span = target.span
            continue
        if target.span.line not in outermost:
            continue
        while above[-1].level >= target.level:
            above.pop()
        section = _Section(target.level, target.title_text, target.span)
        above[-1].sections.append(section)
        above.append(section)
    return top


def _skipped(section: _Section) -> Iterator[Finding]:
    deep = next((inner for inner in section.sections if inner.level > section.level + 1), None)
    for inner in section.sections:
        if inner is deep:
            signs, wanted = "#" * inner.level, "#" * (section.level + 1)
            above = f"below one of level {section.level}"
            message = f"'{inner.title}' is a heading of level {inner.level} {above}"
            yield finding(
                "heading-skipped", message, inner.span, f"write '{wanted}', not '{signs}'"
            )
        yield from _skipped(inner)


def _single(section: _Section) -> Iterator[Finding]:
    if len(section.sections) == 1 and section.title:
        only = section.sections[0]
        message = f"'{only.title}' is the only section of '{section.title}'"
        hint = "divide it into two or more, or not at all"
        yield finding("section-single", message, only.span, hint)
    for inner in section.sections:
        yield from _single(inner)


def _same_titles(section: _Section) -> Iterator[Finding]:
    yield from _doubles(section.sections, f"sections of '{section.title}'")
    for inner in section.sections:
        yield from _same_titles(inner)


def _doubles(sections: Sequence[_Section], what: str) -> Iterator[Finding]:
    counted = Counter(section.title.casefold() for section in sections if section.title)
    first: dict[str, _Section] = {}
    for section in sections:
        key = section.title.casefold()
        if counted[key] > 1 and key in first:
            place = first[key].span
            message = f"two {what} are called '{section.title}'; the first is at {place}"
            hint = "say what each is about"
            yield finding("heading-duplicate", message, section.span, hint)
        first.setdefault(key, section)


def _empty(chapter: WorkedChapter, blocks: Sequence[Block]) -> Iterator[Finding]:
    spans = {
        target.span.line: target
        for target in chapter.parsed.targets
        if target.kind == "heading" and target.level > 1
    }
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if not block.heading_level or block.line not in spans:
            continue
        if following is None or _is_no_deeper(following, block):
            target = spans[block.line]
            message = f"there is no text below '{target.title_text}'"
            hint = "write the section, or take the heading out"
            yield finding("section-empty", message, target.span, hint)


def _is_no_deeper(following: Block, heading: Block) -> bool:
    return 0 < following.heading_level <= heading.heading_level
