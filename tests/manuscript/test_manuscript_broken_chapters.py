"""What becomes of a chapter with mistakes: hints, severities, gaps, what is dropped."""

from pathlib import Path

from chapbook.diagnostics import Severity
from tests.manuscript.manuscript_chapters import parse_found, placed


def test_hints_name_the_nearest() -> None:
    _, found = parse_found("A.[^serge]\n\n![M](mab.svg){alt=m}\n\n[^sergei]: N.")
    hints = {one.code: one.hint for one in found}
    assert hints["note-undefined"] == "did you mean 'sergei'?"
    assert hints["image-missing"] == "did you mean 'map.svg'?"


def test_severities() -> None:
    _, found = parse_found("# T\n\n![A](map.svg)\n\nText.[^a]")
    assert {one.code: one.severity for one in found} == {
        "figure-alt": Severity.WARNING,
        "note-undefined": Severity.ERROR,
    }


def test_a_chapter_without_title_is_a_warning() -> None:
    _, found = parse_found("Text.")
    assert [(one.code, one.severity, str(one.span)) for one in found] == [
        ("chapter-title", Severity.WARNING, "chapters/01-trials.md:1:1")
    ]


def test_a_draft_marks_what_could_not_be_read() -> None:
    chapter, _ = parse_found("Text.[^no]\n\n![Cap](no.svg){alt=x}")
    assert "Text.[^no]</p>" in chapter.body
    assert '<span class="gap">[no.svg]</span>' in chapter.body
    assert chapter.slots == ()


def test_dropped_html_leaves_its_text_but_not_its_code() -> None:
    chapter, _ = parse_found("A <font color=red>b</font> <script>evil()</script>c.")
    assert chapter.body == '<p data-line="1">A b c.</p>'


def test_trusted_html_stays_but_slots_can_not_be_forged() -> None:
    source = '<video id="v" src="x"></video> and\n\n<cb-slot n="0"></cb-slot> A <u style="x">b</u>.'
    chapter, found = parse_found(source, html="trusted")
    assert '<video id="v" src="x"></video>' in chapter.body
    assert '<u style="x">b</u>' in chapter.body
    assert "cb-slot" not in chapter.body
    assert placed(found) == ["3:1 html the HTML element <cb-slot> is not allowed"]


def test_images_are_looked_for_in_the_book_and_beside_the_chapter(tmp_path: Path) -> None:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "a b.png").write_bytes(b"")
    (tmp_path / "top.svg").write_text("<svg/>")
    source = "![A](a%20b.png){alt=a}\n\n![B](../top.svg){alt=b} ![B](top.svg)"
    chapter, found = parse_found("# T\n\n" + source, root=tmp_path)
    assert placed(found) == []
    assert chapter.images == ("chapters/a b.png", "top.svg")
    assert '<img src="chapters/a b.png" alt="a">' in chapter.body


def test_a_link_out_of_the_book_is_no_image_of_it(tmp_path: Path) -> None:
    book, outside = tmp_path / "book", tmp_path / "secret.svg"
    book.mkdir()
    outside.write_text("<svg/>")
    (book / "innocent.svg").symlink_to(outside)
    chapter, found = parse_found("![A](innocent.svg){alt=a}", root=book)
    assert [one.code for one in found if one.severity is Severity.ERROR] == ["image-missing"]
    assert chapter.images == ()
