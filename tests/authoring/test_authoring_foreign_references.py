"""References and links of other tools become those that a book can have."""

import pytest

from chapbook.authoring.carried_lines import Line
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
