"""Turn documents in reading order into chapters: one for each heading of the first level."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chapbook.authoring.carried_lines import Line, trimmed
from chapbook.authoring.foreign_documents import ForeignDocument, text_of, title_from_name

_SETEXT = re.compile(r"(=+|-+)[ \t]*")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_NOT_TEXT = re.compile(r"\s*(?:[-*+>|:]|\d+[.)] |#{1,6} |<)")
_ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}\s*$")
_DIVISION = re.compile(r" {0,3}:{3,}\s*(\S.*)?$")
_PART = re.compile(r"\(PART\\?\*?\)\s*")
_CALL = re.compile(r"\[\^([^\s\]]+)\](?!:)")
_NOTE = re.compile(r" {0,3}\[\^([^\s\]]+)\]:")
_LINK = re.compile(r" {0,3}\[(?!\^)([^\[\]]+)\]:\s*\S+")
_LINK_USE = re.compile(r"\[([^\[\]^][^\[\]]*)\](?![(:{])")


@dataclass(frozen=True)
class ForeignChapter:
    """A chapter to be: its text without its own heading, which is in `title`, with markup.

    `paths` are the files that it comes from. `id` is what links call it, '' where it has no
    name of its own; `is_part`: a part's page.
    """

    title: str
    lines: tuple[Line, ...]
    paths: tuple[str, ...]
    id: str = ""
    is_numbered: bool = True
    is_part: bool = False


def chapters_of(documents: Sequence[ForeignDocument]) -> tuple[ForeignChapter, ...]:
    """The chapters of all documents. What stands before a document's first heading of the first
    level belongs to the chapter before it, as if the documents were one, unless there is none."""
    chapters: list[ForeignChapter] = []
    for document in documents:
        pieces = [_with_notes(piece, document.lines) for piece in _pieces(_atx(document.lines))]
        for piece in pieces:
            _add(chapters, document, piece)
    return tuple(chapters)


def _add(chapters: list[ForeignChapter], document: ForeignDocument, piece: list[Line]) -> None:
    heading = _HEADING.fullmatch(piece[0].text) if piece and not piece[0].is_code else None
    if heading is not None and heading[1] == "#":
        chapters.append(_titled(heading[2], piece, document))
        return
    rest = trimmed(piece)
    if not rest:
        return
    title = text_of(document.metadata.get("title"))
    if chapters and not title:
        last = chapters[-1]
        lines = _renamed_notes(rest, last.lines, len(last.paths) + 1)
        paths = tuple(dict.fromkeys((*last.paths, document.path)))
        chapters[-1] = replace(last, lines=(*last.lines, Line(""), *lines), paths=paths)
        return
    if not title:
        title = title_from_name(document.path.rsplit("/", 1)[-1])
        loss = f"the text has no title: '{title}' was made of the file's name"
        rest = (rest[0].with_loss(loss), *rest[1:])
    chapters.append(ForeignChapter(title, rest, (document.path,)))


def _titled(words: str, piece: list[Line], document: ForeignDocument) -> ForeignChapter:
    attributes = _ATTRIBUTES.search(words)
    said = attributes[1] if attributes else ""
    title = words[: attributes.start()] if attributes else words
    is_part = _PART.match(title) is not None
    named = re.search(r"#([^\s}]+)", said)
    first, *rest = piece
    lines = (Line("", first.losses), *rest) if first.losses else rest
    return ForeignChapter(
        title=_PART.sub("", title).strip(),
        lines=trimmed(lines),
        paths=(document.path,),
        id=named[1] if named else "",
        is_numbered=not re.search(r"(?:^|\s)(?:-|\.unnumbered)(?:\s|$)", said) or is_part,
        is_part=is_part,
    )


def _atx(lines: Sequence[Line]) -> list[Line]:
    """The lines with '# ' and '## ' for headings that are underlined."""
    made: list[Line] = []
    for line in lines:
        before = made[-1] if made else Line("")
        ruler = _SETEXT.fullmatch(line.text)
        starts = len(made) < 2 or not made[-2].text.strip()
        is_heading = ruler and before.text.strip() and not _NOT_TEXT.match(before.text) and starts
        if is_heading and ruler and not (line.is_code or before.is_code):
            marks = "#" if ruler[1][0] == "=" else "##"
            made[-1] = Line(f"{marks} {before.text.strip()}", (*before.losses, *line.losses))
        else:
            made.append(line)
    return made


def _pieces(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines before the first heading of the first level, and from each to the next."""
    pieces: list[list[Line]] = [[]]
    depth = 0
    for line in lines:
        if not line.is_code and (division := _DIVISION.match(line.text)):
            depth = depth + 1 if division[1] else max(0, depth - 1)
        heading = None if line.is_code or depth else _HEADING.fullmatch(line.text)
        if heading is not None and heading[1] == "#":
            pieces.append([])
        pieces[-1].append(line)
    return pieces


def _with_notes(piece: list[Line], document: Sequence[Line]) -> list[Line]:
    """The piece with the definitions of all notes that it calls and links that it names, and
    without those of notes that only others call."""
    elsewhere = dict(_definitions(document))
    own = dict(_definitions(piece))
    called = set(_found(_CALL, piece))
    everywhere = set(_found(_CALL, document))
    dropped = {label for label in own if label not in called and label in everywhere}
    left = [line for label, lines in _blocks(piece) if label not in dropped for line in lines]
    missing = [label for label in elsewhere if label in called and label not in own]
    for label in missing:
        left += [Line(""), *elsewhere[label]]
    return left + _links_named(left, document)


def _links_named(piece: Sequence[Line], document: Sequence[Line]) -> list[Line]:
    """The definitions of links that the piece uses and another one has."""
    used = {" ".join(name.lower().split()) for name in _found(_LINK_USE, piece)}
    here = {name.lower() for name in _found(_LINK, piece)}
    wanted: list[Line] = []
    for line in document:
        found = None if line.is_code else _LINK.match(line.text)
        if found and " ".join(found[1].lower().split()) in used and found[1].lower() not in here:
            wanted += [line]
            here.add(found[1].lower())
    return [Line(""), *wanted] if wanted else []


def _found(pattern: re.Pattern[str], lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        if not line.is_code:
            yield from pattern.findall(line.text)


def _definitions(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    return ((label, block) for label, block in _blocks(lines) if label)


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """The definitions of notes by their labels, and what stands between them by ''."""
    label, block = "", list[Line]()
    for at, line in enumerate(lines):
        found = None if line.is_code else _NOTE.match(line.text)
        goes_on = line.text.startswith(("    ", "\t")) or (
            # Empty lines belong to a note if its next paragraph follows; a lazy line does, too.
            _continues(lines, at) if not line.text.strip() else bool(lines[at - 1].text.strip())
        )
        if found or (label and not goes_on):
            yield label, block
            label, block = (found[1] if found else ""), []
        block.append(line)
    yield label, block


def _continues(lines: Sequence[Line], at: int) -> bool:
    following = next((line.text for line in lines[at:] if line.text.strip()), "")
    return following.startswith(("    ", "\t"))


def _renamed_notes(lines: Sequence[Line], before: Sequence[Line], number: int) -> tuple[Line, ...]:
    """The lines of a further file, its notes called otherwise than those of the same chapter."""
    taken = {label for label, _ in _definitions(before)}

    def rename(found: re.Match[str]) -> str:
        return f"[^{found[1]}-{number}]" if found[1] in taken else found[0]

    label = re.compile(r"\[\^([^\s\]]+)\]")
    return tuple(
        line if line.is_code else replace(line, text=label.sub(rename, line.text)) for line in lines
    )
