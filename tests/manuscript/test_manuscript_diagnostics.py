"""What is wrong with a chapter is said at its line and column, all in one run."""

import pytest

from tests.manuscript.manuscript_chapters import parse_found, placed

NOTES = [
    ("---\ntitle: x\n---\nText.[^no]", ["4:6 note-undefined the note 'no' has no text"]),
    (
        "Text.[^abd]\n\n[^abc]: Note.",
        [
            "1:6 note-undefined the note 'abd' has no text",
            "3:1 note-uncalled the note 'abc' is never called",
        ],
    ),
    (
        "One.[^a] Two.[^a]\n\n[^a]: N.",
        ["1:14 note-called-twice the note 'a' is called a second time"],
    ),
    (
        "One.[^a]\n\n[^a]: N.\n\n[^a]: M.",
        ["5:1 note-duplicate the note 'a' has already been written in line 3"],
    ),
    ("One.[^a]\n\n[^a]:\n\nText.", ["3:1 note-empty the note 'a' has no text"]),
    ("One^[].", ["1:4 note-empty this note has no text"]),
    ("One^[a ^[b] c].", ["1:8 note-nested a note can't stand inside a note"]),
    (
        "One.[^a]\n\n[^a]: N [^b].\n\n[^b]: M.",
        [
            "3:9 note-nested a note can't stand inside a note",
            "5:1 note-uncalled the note 'b' is never called",
        ],
    ),
    (
        "One.[^a]\n\n[^a]: N\n\n    | a |\n    |---|\n    | b |",
        ["5:1 note-content a table can't stand inside a note"],
    ),
    (
        "One.[^a]\n\n[^a]: N\n\n    ## H",
        ["5:1 note-content a heading can't stand inside a note"],
    ),
]
ATTRIBUTES = [
    ("A [b]{.x c.", ["1:6 attributes this attribute list is not closed"]),
    ("A [b]{.x =y} c.", ["1:10 attributes '=y' can't stand in an attribute list"]),
    ("## H {#a b}", ["1:10 attributes 'b' can't stand in an attribute list"]),
    ("A [b]{lang=english!}.", ["1:3 attributes 'english!' is not a language tag"]),
    ("A [b]{#1x}.", ["1:3 attributes '1x' can't be an id"]),
    ("A [b]{line=3}.", ["1:3 attributes 'line' can't be the name of an attribute"]),
    ("A [b]{#x} [c]{#x}.", ["1:11 id-duplicate the id 'x' is already used in line 1"]),
    (
        "# T\n\n## A {#x}\n\n## B {#x}",
        ["5:4 id-duplicate the id 'x' is already used in line 3"],
    ),
    ("```{=html}\nx\n```", ["1:4 attributes this attribute list can't be read"]),
    (
        "- a\n\n    ## H {.x=}\n\n> b [^z]",
        [
            "3:13 attributes '=' can't stand in an attribute list",
            "5:5 note-undefined the note 'z' has no text",
        ],
    ),
]
LINKS = [
    ("A [b](c d).", ["1:6 link-syntax the address of this link can't be read"]),
    ("A [b](javascript:alert).", ["1:3 link-address a link can't begin with 'javascript:'"]),
    ("A [b](JAVA\tSCRIPT:x).", ["1:6 link-syntax the address of this link can't be read"]),
    ("A [b](java&#9;script:x).", ["1:3 link-address a link can't begin with 'javascript:'"]),
    ("A [b](file:///etc/passwd).", ["1:3 link-address a link can't begin with 'file:'"]),
    ("A [b](data:text/html,x).", ["1:3 link-address a link can't begin with 'data:'"]),
    (
        "A [b](other.md).",
        ["1:3 link-address 'other.md' is neither a web address nor a place in the book"],
    ),
    ("A [b]().", ["1:3 link-address this link has no address"]),
    (
        "A [b [c](#d)](https://e.example).",
        ["1:6 link-nested a link can't stand inside a link"],
    ),
]
CITATIONS = [
    ("A [@a; b].", ["1:8 citation-syntax this part of the citation names no source"]),
    ("A [see @a and @b].", ["1:15 citation-syntax a second source in one part of a citation"]),
    ("A [@a [@b]].", ["1:7 citation-syntax a citation can't stand inside a citation"]),
    ("A [@a ^[n]].", ["1:7 citation-syntax a note can't stand inside a citation"]),
    ("A [@a [x](#y)].", ["1:7 citation-syntax a cross reference can't stand inside a citation"]),
    ("A [@a [x]{.ix}].", ["1:7 index-mark an index mark can't stand inside a citation"]),
]
INDEX_MARKS = [
    ("A []{.ix}.", ["1:3 index-mark this index mark has no headword"]),
    ('A []{ix="a; "}.', ["1:3 index-mark a headword of this index mark is empty"]),
    ('A []{ix="a > b > c > d"}.', ["1:3 index-mark an index entry has at most 3 levels"]),
    (
        'A []{ix="a; b" sort="c"}.',
        ["1:3 index-mark 'sort' must give one key for each of the 2 headwords"],
    ),
    (
        'A []{ix="a" .open .close}.',
        ["1:3 index-mark an index mark can't open and close a range at once"],
    ),
]
LEFTOVERS = [
    (
        "A [^ b] and ^[c.",
        ["1:3 syntax this note call is broken", "1:13 syntax this note is not closed"],
    ),
    ("A [@b and c.", ["1:3 syntax this citation is not closed"]),
    (
        "A {.x} b {y=z}.",
        [
            "1:3 syntax this attribute list belongs to nothing",
            "1:10 syntax this attribute list belongs to nothing",
        ],
    ),
    (
        "A ]{.x} b ::: c.",
        [
            "1:3 syntax this attribute list has no text to belong to",
            "1:11 syntax ':::' has no meaning inside a paragraph",
        ],
    ),
    ("A <!-- b.", ["1:3 syntax this comment is not closed"]),
    ("::: x\nText.", ["1:1 syntax this division is not closed"]),
    ("Text.\n\n:::", ["3:1 syntax ':::' closes no division"]),
    ("::: x y\nText.\n:::", ["1:1 syntax this division's name can't be read"]),
    (
        "> ::: x\n> A.\n\nText.\n\n:::",
        ["1:3 syntax this division doesn't end inside the quotation or list item it begins in"],
    ),
    ("```python\nx", ["1:1 syntax this code block is not closed"]),
    (
        "A\x01b \U000f0000c [^d].",
        [
            "1:2 character the character U+0001 can't stand in a book",
            "1:5 character the character U+F0000 can't stand in a book",
            "1:8 note-undefined the note 'd' has no text",
        ],
    ),
]
HEADINGS = [
    (
        "# T\n\nText.\n\n# U",
        ["5:3 heading-level a second heading of the first level; the title is in line 1"],
    ),
    (
        "> # T",
        ["1:5 heading-level a chapter's own heading can't stand in a quotation, list or division"],
    ),
]
IMAGES = [
    ("![A](map.svg)", ["1:1 figure-alt this figure has no alt text"]),
    ("A ![](map.svg) b.", ["1:3 figure-alt this image doesn't say what it shows"]),
    ("![A](mop.svg){alt=x}", ["1:1 image-missing there is no image 'mop.svg'"]),
    (
        "![A](../../x.svg){alt=x}",
        ["1:1 image-outside-book the image '../../x.svg' is outside the book"],
    ),
    (
        "![A](/etc/x.svg){alt=x}",
        ["1:1 image-outside-book the image '/etc/x.svg' is outside the book"],
    ),
    (
        "![A](https://x.example/a.svg){alt=x}",
        ["1:1 image-remote an image must be a file of the book"],
    ),
    (
        "![A](notes.md){alt=x}",
        ["1:1 image-type 'notes.md' is not an image of a known type"],
    ),
]
TABLES = [
    (
        "| a | b |\n|---|---|\n| c | d | e |",
        ["3:11 table this row has 3 cells, but the table 2 columns"],
    ),
]
DIVISIONS = [
    (
        "::: {.verse numbers=x}\n| A\n:::",
        ["1:1 attributes 'numbers' must be a whole number from 1, not 'x'"],
    ),
    (
        "::: {.verse start=0}\n| A\n:::",
        [
            "1:1 attributes 'start' must be a whole number from 1, not '0'",
        ],
    ),
    ("::: {.verse every=5}\n| A\n:::", ["1:1 attributes 'verse' takes no 'every'"]),
    ("A.\n\n::: verse\nA\n:::", ["3:1 verse there are no lines in this verse"]),
    ("::: sidebar\nA\n:::", ["1:1 sidebar this sidebar has no title"]),
    (
        '> ::: {.sidebar title="A [^x]"}\n> A\n> :::',
        ["1:26 note-undefined the note 'x' has no text"],
    ),
    ("::: signature\nA\n:::", ["1:1 division-place '::: signature' stands outside a letter"]),
    (
        "::: figures\n![A](map.svg){alt=x}\n:::",
        ["1:1 figures 'figures' holds two or three images, each in its paragraph, and a caption"],
    ),
    (
        "| a | b {.decimal} |\n|---|---|\n| c | 1.5 |\n| d | many |",
        ["4:1 table-decimal 'many' is not a number, but its column is a decimal one"],
    ),
    (
        "| a | b |\n|---|---|\n| c | d |\n\n: E {notes=x}",
        ["1:1 attributes 'notes' of a table must be 'foot' or 'below', not 'x'"],
    ),
]
HTML = [
    (
        "A <script>x</script> b <font>c</font>.",
        [
            "1:3 html the HTML element <script> is not allowed",
            "1:24 html the HTML element <font> is not allowed",
        ],
    ),
    ("A <b>c.", ["1:3 html <b> is not closed"]),
    ("A c</b>.", ["1:4 html </b> closes nothing"]),
    (
        'A <b onclick="x" style="y">c</b>.',
        [
            '1:3 html the attribute onclick="…" is not allowed on <b>',
            '1:3 html the attribute style="…" is not allowed on <b>',
        ],
    ),
    ('A <cb-slot n="1"></cb-slot>.', ["1:3 html the HTML element <cb-slot> is not allowed"]),
    ("A <div>b</div>.", ["1:3 html <div> can't stand inside a paragraph"]),
    (
        "Text.\n\n  <div onclick='x'>\n<p>a\n<script>\nb\n</script></div>",
        [
            '3:3 html the attribute onclick="…" is not allowed on <div>',
            "5:1 html the HTML element <script> is not allowed",
        ],
    ),
    ("<div>\n\ntext", ["1:1 html <div> is not closed"]),
    ("<iframe src=x></iframe>", ["1:1 html the HTML element <iframe> is not allowed"]),
]
ALL = [
    *NOTES,
    *ATTRIBUTES,
    *LINKS,
    *CITATIONS,
    *INDEX_MARKS,
    *LEFTOVERS,
    *HEADINGS,
    *IMAGES,
    *TABLES,
    *DIVISIONS,
    *HTML,
]


@pytest.mark.parametrize(("source", "expected"), ALL, ids=[source for source, _ in ALL])
def test_what_is_said_and_where(source: str, expected: list[str]) -> None:
    _, found = parse_found(source)
    assert placed(found) == expected
    assert {one.span.path for one in found if one.span} == {"chapters/01-trials.md"}
