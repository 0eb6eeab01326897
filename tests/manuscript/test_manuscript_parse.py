"""A chapter as a whole: metadata, title, targets, languages, notes' order."""

from dataclasses import replace

from chapbook.manuscript.book_config import Matter
from chapbook.manuscript.model import NoteCall, Target
from tests.manuscript.manuscript_chapters import DIVISION, parse, parse_found, placed


def test_metadata_and_heading() -> None:
    chapter = parse(
        "---\ntitle: \"The 'Trials'\"\nrunning_title: Trials\nlang: de\nauthor: A. B.\n"
        "numbered: false\n---\n# *Die* Prozesse\n"
    )
    assert chapter.metadata.title == "The ‚Trials‘"
    assert chapter.metadata.running_title == "Trials"
    assert chapter.metadata.language == "de"
    assert chapter.metadata.author == "A. B."
    assert chapter.metadata.numbered is False
    assert (chapter.title_html, chapter.title_text) == ("<em>Die</em> Prozesse", "Die Prozesse")


def test_the_heading_gives_the_title_where_the_metadata_does_not() -> None:
    chapter = parse("# A *Title*[^1]\n\n[^1]: N.\n")
    assert chapter.metadata.title == chapter.metadata.running_title == "A Title"
    assert chapter.title_html == 'A <em>Title</em><cb-slot n="0"></cb-slot>'


def test_the_metadata_gives_the_title_where_there_is_no_heading() -> None:
    chapter, found = parse_found("---\ntitle: Cats & 'dogs'\n---\nText.\n")
    assert found == ()
    assert (chapter.title_html, chapter.title_text) == ("Cats &amp; ‘dogs’", "Cats & ‘dogs’")
    assert chapter.targets[0].title_text == "Cats & ‘dogs’"


def test_body_matter_is_numbered_and_other_matter_not() -> None:
    front = replace(DIVISION, matter=Matter.FRONT)
    assert parse("# T").metadata.numbered is True
    assert parse_found("# T", division=front)[0].metadata.numbered is False


def test_an_imprint_needs_no_title() -> None:
    chapter, found = parse_found("Text.", division=replace(DIVISION, kind="imprint"))
    assert found == ()
    assert chapter.targets[0].level == 0


def test_targets_are_the_chapter_and_then_all_in_it_in_order() -> None:
    chapter = parse("# T {#t}\n\n[x]{#place}\n\n## S[^1]\n\n[^1]: See [y]{#in-note}.\n")
    assert [(t.id, t.anchor, t.kind, t.level) for t in chapter.targets] == [
        ("trials", "trials", "heading", 1),
        ("t", "trials", "place", 0),
        ("place", "trials--place", "place", 0),
        ("s", "trials--s", "heading", 2),
        ("in-note", "trials--in-note", "place", 0),
    ]


def test_titles_of_targets_hold_no_calls_ids_or_marks() -> None:
    chapter = parse("## A [b]{.ix} *c* [d](#x) [e]{#p .q}[^1] [@k]\n\n[^1]: N.\n")
    target = next(target for target in chapter.targets if target.level == 2)
    assert isinstance(target, Target)
    assert target.title_html == 'A b <em>c</em> d <span class="q">e</span>'
    assert target.title_text == "A b c d e"


def test_slots_are_numbered_through_title_body_and_notes() -> None:
    chapter = parse("# T[^t]\n\nA[^a] [@k].\n\n[^a]: In [@m].\n\n[^t]: Of [@n].\n")
    kinds = [
        ("note", slot.note) if isinstance(slot, NoteCall) else type(slot).__name__
        for slot in chapter.slots
    ]
    assert kinds == [("note", 0), ("note", 1), "Citation", "Citation", "Citation"]
    assert [note.blocks for note in chapter.notes] == [
        ('Of <cb-slot n="3"></cb-slot>.',),
        ('In <cb-slot n="4"></cb-slot>.',),
    ]


def test_language_of_the_book_and_of_the_chapter() -> None:
    assert 'data-line="1">„So.“' in parse('"So."', language="de").body
    assert "»" in parse('---\nlang: fr\n---\n"So."', language="de").body


def test_the_body_is_the_same_each_time() -> None:
    source = "# T\n\nA [b]{.x #y key=z ix='q; r'} [@k] ^[n].\n"
    assert parse(source) == parse(source)


def test_an_empty_file() -> None:
    chapter, found = parse_found("")
    assert (chapter.body, chapter.slots, chapter.title_html) == ("", (), "")
    assert placed(found) == []
