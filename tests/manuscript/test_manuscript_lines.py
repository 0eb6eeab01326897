"""Every block knows its line in the file, and every slot and mark its line and column."""

import re

from tests.manuscript.manuscript_chapters import parse, parse_found

SOURCE = """\
---
title: Lines
---

# Title[^1]

Paragraph one
of two [mark]{.ix} lines.

- item
- item [@key]
    continued

    further

> quotation
>
> | a | b |
> |---|---|
> | c | d[^2] |

::: box
inside
:::

| verse
|   line

```
code
```

    more code

Term
:   Definition

![A](map.svg){alt=x}

* * *

<div><p>raw</p>
<p>raw two</p></div>

## Section

[^1]: One
    [x]{.ix}.

[^2]: Two.
"""


ELEMENTS = (
    *("p", "ul", "li", "blockquote", "table", "tr", "td", "div"),
    *("pre", "dt", "dd", "figure", "hr", "h2"),
)


def line_of(body: str, element: str) -> list[int]:
    found = re.findall(rf'<{element}(?: [^>]*)? data-line="(\d+)"', body)
    return [int(line) for line in found]


def test_blocks_carry_their_lines() -> None:
    body = parse(SOURCE).body
    assert {element: line_of(body, element) for element in ELEMENTS} == {
        "p": [7, 11, 14, 16, 23, 26, 27, 42, 43],
        "ul": [10],
        "li": [10, 11],
        "blockquote": [16],
        "table": [18],
        "tr": [18, 20],
        "td": [20, 20],
        "div": [22, 26, 26, 42],
        "pre": [29, 33],
        "dt": [35],
        "dd": [36],
        "figure": [38],
        "hr": [40],
        "h2": [45],
    }


def test_slots_and_marks_carry_line_and_column() -> None:
    chapter = parse(SOURCE)
    slots = [(slot.span.line, slot.span.column, slot.span.length) for slot in chapter.slots]
    assert slots == [(5, 8, 4), (11, 8, 6), (20, 10, 4)]
    marks = [(mark.path, mark.span.line, mark.span.column) for mark in chapter.marks]
    assert marks == [(("mark",), 8, 8), (("x",), 48, 5)]


def test_columns_hold_behind_tabs_quotations_and_bullets() -> None:
    source = "-\tA [^a]\n\n\tB [^b] \\* [^c]\n\n> - C\n>   D [^d]\n\n|   E [^e]\n|    F [^f]\n"
    _, found = parse_found(source)
    undefined = [one.span for one in found if one.code == "note-undefined"]
    lines = source.split("\n")
    assert [
        lines[span.line - 1][span.column - 1 : span.column - 1 + span.length]
        for span in undefined
        if span
    ] == ["[^a]", "[^b]", "[^c]", "[^d]", "[^e]", "[^f]"]


def test_a_note_below_a_table_has_the_line_of_its_text() -> None:
    table = "| a[^x] | b^[Here.] |\n|---|---|\n| c | d |\n\n: T {notes=below}\n\n[^x]: There.\n"
    lines = re.findall(r'<p id="[^"]*tn1[ab]" data-line="(\d+)"', parse(f"# T\n\n{table}").body)
    assert lines == ["9", "3"]


def test_carriage_returns_and_a_byte_order_mark_shift_nothing() -> None:
    _, found = parse_found("\ufeff# T\r\n\r\nA [^x]\r\n")
    assert [str(one.span) for one in found] == ["chapters/01-trials.md:3:3"]


def test_a_file_longer_than_there_are_marks_is_still_read() -> None:
    chapter, _ = parse_found("word\n\n" * 70_000)
    assert chapter.body.count("<p") == 70_000
