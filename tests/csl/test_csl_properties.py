"""What holds of any text: nothing is lost in reading markup, merging punctuation, changing case."""

from hypothesis import given
from hypothesis import strategies as st

from chapbook.csl.html import to_html
from chapbook.csl.initials import initials
from chapbook.csl.markup import parse
from chapbook.csl.particles import parse_particles
from chapbook.csl.person_names import Name
from chapbook.csl.punctuation import merged
from chapbook.csl.quotation import Marks, with_marks
from chapbook.csl.rich import Font, Inline, Quoted, Span, Text, plain, texts
from chapbook.csl.text_case import change_case

PIECES = st.sampled_from([
    "<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", '<span class="nocase">', "</span>", '"', "'",
    "“", "”", "‘", "’", "«", "»", "„", "á", "É", " ", "ø's", ".", ",", "?", "<", ">", "&",
])  # fmt: skip
MARKUP = st.lists(PIECES, max_size=12).map("".join)
MARKS = Marks("“", "”", "‘", "’")
ITALIC = Font(style="italic")
CASES = ["title", "sentence", "uppercase", "lowercase", "capitalize-first", "capitalize-all"]


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def inlines() -> st.SearchStrategy[list[Inline]]:
    leaves: st.SearchStrategy[Inline] = st.builds(
        Text, st.text("ab .,:;!?…", max_size=4), st.booleans(), st.booleans()
    )
    return st.lists(
        st.recursive(
            leaves,
            lambda inner: st.one_of(
                st.builds(lambda c: Span(tuple(c), ITALIC), st.lists(inner, max_size=3)),
                st.builds(lambda c: Quoted(tuple(c)), st.lists(inner, max_size=3)),
            ),
            max_leaves=8,
        ),
        max_size=5,
    )


@given(st.text())
def test_any_text_is_read_and_written(text: str) -> None:
    to_html(with_marks(parse(text), MARKS))


@given(MARKUP)
def test_markup_loses_no_character_but_tags_and_quotation_marks(text: str) -> None:
    def content(one: str) -> str:
        return "".join(letter for letter in one if letter in "áÉø .,?&")

    without_tags = text.replace('<span class="nocase">', "")
    read = plain(parse(text)).replace('<span class="nocase">', "")
    assert content(read) == content(without_tags)


@given(st.text(alphabet=st.characters(exclude_characters="<>\"'“”‘’„‚«»")))
def test_text_without_markup_stays(text: str) -> None:
    assert plain(parse(text)) == text


@given(inlines(), st.booleans())
def test_merging_loses_no_letter(given_: list[Inline], inside: bool) -> None:
    result = merged(given_, punctuation_in_quote=inside)
    assert letters(plain(result)) == letters(plain(given_))
    assert len(plain(result)) <= len(plain(given_))


@given(inlines(), st.booleans())
def test_merging_leaves_no_empty_text(given_: list[Inline], inside: bool) -> None:
    assert all(leaf.text for leaf in texts(merged(given_, punctuation_in_quote=inside)))


@given(MARKUP, st.sampled_from(CASES))
def test_a_change_of_case_changes_case_alone(text: str, case: str) -> None:
    before, after = plain(parse(text)), plain(change_case(parse(text), case))
    assert after.casefold() == before.casefold()


@given(st.text(max_size=20), st.sampled_from(["", ".", ". "]), st.booleans(), st.booleans())
def test_initials_are_made_of_any_name(given_: str, with_: str, hyphen: bool, all_: bool) -> None:
    assert len(letters(initials(given_, with_, hyphen, all_))) <= len(letters(given_))


@given(st.text(max_size=20), st.text(max_size=20))
def test_particles_lose_no_letter(family: str, given_: str) -> None:
    name = parse_particles(Name(family=family, given=given_))
    parts = f"{name.given} {name.dropping} {name.suffix} {name.non_dropping} {name.family}"
    assert sorted(letters(parts)) == sorted(letters(family + given_))
