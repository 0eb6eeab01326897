"""References and links of other tools become those that a book can have."""

import pytest

from chapbook.authoring.carried_lines import Line
from chapbook.authoring.foreign_links import with_links_that_lead
from chapbook.authoring.foreign_references import with_references


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("@fig-a, (@fig-b): -@fig-a.", "[](#fig-a), ([](#fig-b)): [](#fig-a)."),
        ("[see @fig-a; Figure -@fig-b, left]", "see [](#fig-a), Figure [](#fig-b), left"),
        ("@Fig-a's and **@fig-b**", "[](#fig-a)'s and **[](#fig-b)**"),
        ("[@fig-a] [@fig-a](b.md) [@fig-a]{.x}", "[](#fig-a) [[](#fig-a)](b.md) [[](#fig-a)]{.x}"),
        ("^[See @fig-a.] ![@fig-a](b.png)", "^[See [](#fig-a).] ![[](#fig-a)](b.png)"),
        (
            r"\@ref(fig-a) me@fig-a.org \@fig-a `@fig-a`",
            "[](#fig-a) me@fig-a.org \\@fig-a `@fig-a`",
        ),
        # Citations, as far as is known.
        ("[@key; @fig-a] @fig-c [@fig-c]", "[@key; @fig-a] @fig-c [@fig-c]"),
    ],
)
def test_references_to_what_is_numbered(text: str, ours: str) -> None:
    assert with_references(text, {"fig-a", "fig-b"}) == Line(ours)


def test_a_reference_that_leads_nowhere_is_told() -> None:
    assert with_references(r"\@ref(fig:x)", set()).losses == ("a reference leads nowhere: 'fig:x'",)


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("[One [1](#one)](#one)", "[One 1](#one)"),
        ("[[a](#b) c [d](#e)](#f).", "[a c d](#f)."),
        ("[![x](a.png)](http://x.org) ![x](b.png)", "[![x](a.png)](http://x.org) ![x](b.png)"),
        ("[w](https://x.org/a) `[a](b)`", "[w](https://x.org/a) `[a](b)`"),
        (r"\[a](b) [n][r] [s]{.x}", r"\[a](b) [n][r] [s]{.x}"),
    ],
)
def test_links_are_not_inside_links(text: str, ours: str) -> None:
    assert with_links_that_lead(text) == Line(ours)


def test_a_link_to_what_is_in_no_book_is_left_out_and_told() -> None:
    assert with_links_that_lead(r"A [place](\l) and [file](file:///C:/a.doc).") == Line(
        "A place and file.",
        (
            r"a link was left out: '\l' is neither a web address nor in the book",
            "a link was left out: 'file:///C:/a.doc' is neither a web address nor in the book",
        ),
    )
