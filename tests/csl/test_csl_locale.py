"""Terms, ordinals, dates and options are found where the specification says."""

from dataclasses import replace

import pytest

from chapbook.csl.locale import make_locale
from tests.csl.csl_locales import EN_US, SOURCES, locale, locale_xml, terms_xml


@pytest.mark.parametrize(
    ("language", "chosen", "quote"),
    [
        ("en-US", "en-US", "“"),
        ("en", "en-US", "“"),
        ("en-GB", "en-GB", "‘"),
        ("EN_gb", "en-GB", "‘"),
        ("en-GB-oxendict", "en-GB-Oxendict", "“"),
        ("en-Latn-GB", "en-GB", "‘"),
        ("en-AU", "en-AU", "“"),
        ("fr", "fr-FR", "“"),
        ("ja", "ja-JP", "“"),
        ("en-US-x-sort-ja", "en-US", "“"),
        ("gx", "gx", "“"),
        ("", "en-US", "“"),
    ],
)
def test_a_language_takes_what_it_lacks_from_others(language: str, chosen: str, quote: str) -> None:
    made = locale(language)
    assert (made.language, made.term("open-quote")) == (chosen, quote)


def test_without_files_there_are_no_terms() -> None:
    assert make_locale("de", {}).term("page") is None
    assert make_locale("de", {}).ordinal_suffix(3) == ""


@pytest.mark.parametrize(
    ("form", "plural", "term"),
    [
        ("long", False, "page"),
        ("long", True, "pages"),
        ("short", True, "pp."),
        ("symbol", False, "p."),
        ("verb-short", False, "page"),
        ("of no kind", False, "page"),
    ],
)
def test_a_term_falls_back_to_other_forms(form: str, plural: bool, term: str) -> None:
    assert locale().term("page", form, plural) == term


def test_a_short_verb_falls_back_to_the_verb() -> None:
    assert locale().term("editor", "verb-short") == "edited by"


def test_terms_are_empty_or_undefined() -> None:
    made = locale("en-US", terms_xml('<term name="and"/><term name="at">\n  </term>'))
    assert made.term("and") == made.term("at") == ""
    assert made.term("nowhere") is None


def test_a_style_goes_before_files_and_its_nearest_language_first() -> None:
    own = [
        terms_xml('<term name="and">dialect</term>', "en-GB"),
        terms_xml('<term name="and">language</term><term name="at">language</term>', "en"),
        terms_xml(
            '<term name="and">any</term><term name="at">any</term><term name="by">any</term>'
        ),
        terms_xml('<term name="by">wrong</term>', "fr"),
    ]
    made = locale("en-GB", *own)
    assert [made.term(name) for name in ("and", "at", "by")] == ["dialect", "language", "any"]


def test_a_dialect_of_the_language_overrides_the_bare_language() -> None:
    made = locale("en", terms_xml('<term name="and">yes</term>', "en-US"))
    assert made.term("and") == "yes"


def test_locale_fallback_goes_before_form_fallback() -> None:
    made = locale("en-US", terms_xml('<term name="page">leaf</term>'))
    assert (made.term("page"), made.term("page", "short")) == ("leaf", "p.")


def test_indentation_around_a_term_goes_and_spaces_stay() -> None:
    made = locale(
        "en-US", terms_xml('<term name="ad">\n   A. D.\n </term><term name="bc"> BC</term>')
    )
    assert (made.term("ad"), made.term("bc")) == ("A. D.", " BC")


def test_old_and_new_names_of_a_term_are_one() -> None:
    made = locale("en-US", terms_xml('<term name="sub verbo" form="short">s.v.</term>'))
    assert made.term("sub-verbo", "short") == made.term("sub verbo", "short") == "s.v."


def test_options_are_taken_one_by_one() -> None:
    own = locale_xml('<style-options limit-day-ordinals-to-day-1="true"/>')
    made = locale("en-US", own)
    assert (made.punctuation_in_quote, made.limit_day_ordinals_to_day_1) == (True, True)
    assert not locale("en-GB").punctuation_in_quote
    assert locale("fr").limit_day_ordinals_to_day_1


@pytest.mark.parametrize(
    ("number", "suffix"),
    [(1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (11, "th"), (12, "th"), (13, "th"), (21, "st"),
     (101, "st"), (111, "th"), (0, "th")],
)  # fmt: skip
def test_ordinal_suffixes_go_by_the_last_digits(number: int, suffix: str) -> None:
    assert locale().ordinal_suffix(number) == suffix


@pytest.mark.parametrize(
    ("number", "gender", "suffix"),
    [(1, "feminine", "re"), (1, "masculine", "er"), (1, "", "e"), (2, "feminine", "e"),
     (21, "", "e"), (101, "masculine", "e")],
)  # fmt: skip
def test_ordinal_suffixes_have_a_gender(number: int, gender: str, suffix: str) -> None:
    assert locale("fr").ordinal_suffix(number, gender) == suffix


@pytest.mark.parametrize(
    ("name", "match", "numbers"),
    [
        ("ordinal-02", "", [2, 12, 22, 102, 112]),
        ("ordinal-02", "last-two-digits", [2, 102]),
        ("ordinal-02", "whole-number", [2]),
        ("ordinal-12", "", [12, 112]),
        ("ordinal-12", "whole-number", [12]),
    ],
)
def test_a_suffix_matches_digits_or_a_number(name: str, match: str, numbers: list[int]) -> None:
    own = terms_xml(f'<term name="ordinal">x</term><term name="{name}" match="{match}">y</term>')
    made = locale("en-US", own)
    found = [n for n in (1, 2, 3, 12, 22, 102, 112) if made.ordinal_suffix(n) == "y"]
    assert found == numbers


def test_a_style_that_redefines_an_ordinal_replaces_them_all() -> None:
    made = locale("en-US", terms_xml('<term name="ordinal">.</term>'))
    assert {made.ordinal_suffix(number) for number in range(30)} == {"."}
    assert made.long_ordinal(2) == "second"


def test_a_suffix_with_a_gender_alone_leaves_the_others_to_the_default() -> None:
    own = terms_xml(
        '<term name="ordinal">.ª</term><term name="ordinal-02" gender-form="masculine">.ºº</term>'
    )
    made = locale("en-US", own)
    assert (made.ordinal_suffix(2, "masculine"), made.ordinal_suffix(2, "feminine")) == (
        ".ºº",
        ".ª",
    )


def test_the_default_suffix_may_have_genders_alone() -> None:
    own = terms_xml(
        '<term name="ordinal" gender-form="feminine" match="whole-number">ª</term>'
        '<term name="ordinal" gender-form="masculine">º</term>'
    )
    made = locale("en-US", own)
    found = [made.ordinal_suffix(3, gender) for gender in ("feminine", "masculine", "")]
    assert found == ["ª", "º", "º"]


def test_ordinals_of_csl_1_0_have_their_default_in_the_fourth() -> None:
    terms = "".join(f'<term name="ordinal-0{n}">{s}</term>' for n, s in enumerate("abcd", 1))
    made = locale("en-US", terms_xml(terms))
    found = [made.ordinal_suffix(number) for number in (1, 2, 3, 4, 5, 11, 12, 13, 21)]
    assert found == ["a", "b", "c", "d", "d", "d", "d", "d", "a"]


@pytest.mark.parametrize(
    ("language", "number", "gender", "ordinal"),
    [
        ("en", 2, "", "second"),
        ("en", 42, "", "42nd"),
        ("fr", 1, "feminine", "première"),
        ("fr", 1, "masculine", "premier"),
        ("fr", 11, "", "11e"),
    ],
)
def test_long_ordinals_are_words_up_to_ten(
    language: str, number: int, gender: str, ordinal: str
) -> None:
    assert locale(language).long_ordinal(number, gender) == ordinal


def test_terms_have_genders() -> None:
    made = locale("fr", terms_xml('<term name="edition">éd</term>'))
    assert [made.gender(name) for name in ("edition", "month-08", "page")] == [
        "feminine", "masculine", "",
    ]  # fmt: skip


def test_date_formats_are_the_nearest() -> None:
    own = locale_xml('<date form="text"><date-part name="year"/></date>')
    text = locale("en-GB", own).date_format("text")
    numeric = locale("en-GB").date_format("numeric")
    assert text is not None
    assert numeric is not None
    assert [part.name for part in text.parts] == ["year"]
    assert [part.name for part in numeric.parts] == ["month", "day", "year"]
    assert locale().date_format("other") is None


def test_making_a_locale_changes_nothing() -> None:
    sources = dict(SOURCES)
    first, second = make_locale("fr", sources), make_locale("fr", sources)
    assert sources == SOURCES
    assert first is not second
    assert replace(first).term("and") == second.term("and") == "et"
    assert make_locale("en", {"en-US": EN_US}).term("page") == "page"
