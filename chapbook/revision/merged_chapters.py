"""Turn the chapters of two states of a book into chapters that show what has changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from chapbook.manuscript.model import Note, ParsedChapter
from chapbook.revision.atoms import atoms_of
from chapbook.revision.counts import ChapterChanges, Counts
from chapbook.revision.html_tree import read_tree
from chapbook.revision.merged_text import MergedText
from chapbook.revision.slot_contents import note_content
from chapbook.revision.struck_slots import StruckSlots
from chapbook.revision.word_alignment import likeness

RENAMED = 0.5
"""From this likeness on, a chapter that is nowhere by its name is one that is new by its."""


@dataclass(frozen=True)
class MergedChapter:
    """A chapter of both states, and what has changed in it."""

    chapter: ParsedChapter
    changes: ChapterChanges


def merged_chapters(
    old: Sequence[ParsedChapter],
    new: Sequence[ParsedChapter],
    struck: Mapping[str, StruckSlots],
    has_image: Callable[[str], bool],
) -> tuple[MergedChapter, ...]:
    """The chapters in the new order; those that are gone stand behind what they stood behind.

    `struck` has what stood in the old chapters' slots, by the chapters' paths; `has_image` tells
    whether the book still has a picture.
    """
    likes = _likes(old, new)
    made: list[MergedChapter] = [
        _merged(likes.get(chapter.path), chapter, struck, has_image) for chapter in new
    ]
    kept = {like.path: chapter.path for chapter in new if (like := likes.get(chapter.path))}
    before = ""
    for chapter in old:
        if chapter.path not in kept:
            gone = _gone(chapter, struck[chapter.path], has_image)
            paths = [one.chapter.path for one in made]
            made.insert(paths.index(before) + 1 if before in paths else 0, gone)
            before = gone.chapter.path
        else:
            before = kept[chapter.path]
    return tuple(made)


def _likes(old: Sequence[ParsedChapter], new: Sequence[ParsedChapter]) -> dict[str, ParsedChapter]:
    """The old chapter of each new one by its path: of the same path, or id, or most alike."""
    by_path = {chapter.path: chapter for chapter in old}
    likes = {chapter.path: by_path[chapter.path] for chapter in new if chapter.path in by_path}
    for chapter in new:
        left = [one for one in old if one.path not in {like.path for like in likes.values()}]
        if chapter.path in likes or not left:
            continue
        same = next((one for one in left if one.division.id == chapter.division.id), None)
        nearest = same or max(left, key=lambda one: _likeness(one, chapter))
        if same or _likeness(nearest, chapter) >= RENAMED:
            likes[chapter.path] = nearest
    return likes


def _likeness(one: ParsedChapter, other: ParsedChapter) -> float:
    def no_slots(_number: int) -> str:
        return ""

    trees = (read_tree(chapter.body) for chapter in (one, other))
    before, now = (atoms_of(tree.children, no_slots) for tree in trees)
    return likeness(before, now)


def _merged(
    old: ParsedChapter | None,
    new: ParsedChapter,
    struck: Mapping[str, StruckSlots],
    has_image: Callable[[str], bool],
) -> MergedChapter:
    slots = struck[old.path] if old else StruckSlots((), ())
    text = MergedText(old, new, slots, has_image, len(new.slots))
    title, body = text.title(), text.body()
    notes = _notes(text, old, new)
    chapter = replace(
        new, title_html=title, body=body, notes=notes, slots=(*new.slots, *text.added_slots)
    )
    has_changed = text.counts != Counts() or bool(text.added_slots)
    state = "changed" if has_changed else "unchanged"
    if old is None:
        state = "added"
    elif old.path != new.path:
        state = "renamed"
    changes = ChapterChanges(new.path, new.title_text, state, old.path if old else "", text.counts)
    return MergedChapter(chapter, changes)


def _notes(text: MergedText, old: ParsedChapter | None, new: ParsedChapter) -> tuple[Note, ...]:
    """The notes of the new state, their changes marked."""
    made: list[Note] = []
    for number, note in enumerate(new.notes):
        before: tuple[str, ...] = ()
        if old and number in text.notes_paired:
            was = text.notes_paired[number]
            if note_content(old, was) == note_content(new, number):
                made.append(note)
                continue
            before = tuple(text.struck.note_text(block) for block in old.notes[was].blocks)
        elif number not in text.notes_added:
            made.append(note)
            continue
        blocks = [
            text.note(before[at] if at < len(before) else "", block)
            for at, block in enumerate(note.blocks)
        ]
        blocks += [text.note(block, "") for block in before[len(note.blocks) :]]
        made.append(replace(note, blocks=tuple(blocks)))
    return tuple(made)


def _gone(
    old: ParsedChapter, struck: StruckSlots, has_image: Callable[[str], bool]
) -> MergedChapter:
    text = MergedText(old, None, struck, has_image, 0)
    title, body = text.title(), text.body()
    division = replace(old.division, id=f"struck-{old.division.id}")
    path = f"{old.path} (removed)"
    chapter = replace(
        old,
        division=division,
        path=path,
        metadata=replace(old.metadata, numbered=False, nocite=(), nocite_spans=()),
        title_html=title,
        body=body,
        slots=tuple(text.added_slots),
        notes=(),
        marks=(),
        targets=(replace(old.targets[0], id=division.id, anchor=division.id),),
        images=tuple(image for image in old.images if has_image(image)),
        image_lookups=(),
    )
    changes = ChapterChanges(old.path, old.title_text, "removed", old.path, text.counts)
    return MergedChapter(chapter, changes)
