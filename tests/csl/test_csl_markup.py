"""The rich text of CSL-JSON as inlines."""

import pytest

from chapbook.csl.markup import parse
from chapbook.csl.rich import Font, Inline, Quoted, Span, Text, plain

ITALIC = Font(style="italic")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ()),
        ("plain & <x>", (Text("plain & <x>"),)),
        ("<i>a</i>", (Span((Text("a"),), ITALIC),)),
        ("<em>a</em>", (Span((Text("a"),), ITALIC),)),
        ("<b>a</b>", (Span((Text("a"),), Font(weight="bold")),)),
        ("<sup>2</sup>", (Span((Text("2", kept=True),), Font(vertical="sup")),)),
        ("<sc>x</sc>", (Span((Text("x", kept=True),), Font(variant="small-caps")),)),
        ('<span class="nocase">x</span>', (Span((Text("x", kept=True),)),)),
        ('<span lang="de">x</span>', (Span((Text("x"),), language="de"),)),
        ('"a"', (Quoted((Text("a"),)),)),
        ("“a”", (Quoted((Text("a"),), ("“", "”")),)),
        ("«a»", (Quoted((Text("a"),), ("«", "»")),)),
        ("it's", (Text("it’s"),)),
        ("a</i>", (Text("a</i>"),)),
        ("<i>a", (Text("<i>a"),)),
        ("<u>a</u>", (Text("<u>a</u>"),)),
    ],
)
def test_what_markup_says(source: str, expected: tuple[Inline, ...]) -> None:
    assert _unglued(parse(source)) == expected


def _unglued(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without what tells which texts were written together."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            result.append(Text(inline.text, inline.kept))
        elif isinstance(inline, Quoted):
            result.append(Quoted(_unglued(inline.children), inline.marks))
        else:
            result.append(
                Span(_unglued(inline.children), inline.font, inline.language, mark=inline.mark)
            )
    return tuple(result)


def test_italics_may_hold_a_quotation_and_a_quotation_italics() -> None:
    (span,) = parse('<i>a "b" c</i>')
    assert isinstance(span, Span)
    assert [type(child) for child in span.children] == [Text, Quoted, Text]
    (quoted,) = parse('"a <i>b</i>"')
    assert isinstance(quoted, Quoted)
    assert [type(child) for child in quoted.children] == [Text, Span]


def test_tags_that_cross_are_text() -> None:
    assert plain(parse("<i>a<b>c</i>d</b>")) == "a<b>cd</b>"


def test_marks_and_tags_are_not_among_the_characters() -> None:
    assert plain(parse('<i>a</i> "b" <sub>c</sub>')) == "a b c"


def test_a_text_behind_another_is_glued_to_it() -> None:
    first, *_, last = parse("a<i>b</i>c")
    assert isinstance(first, Text)
    assert isinstance(last, Text)
    assert (first.glued, last.glued) == (False, True)
