"""LaTeX in the bibliography's fields, and names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapbook.apparatus.languages import bcp_47
from chapbook.apparatus.latex import to_html, unknown_commands
from chapbook.apparatus.names import read_name, split_names
from chapbook.apparatus.verbatim import verbatim
from tests.apparatus.case_files import pairs


def decode(latex: str) -> str:
    return to_html(latex, "en", bcp_47).html


@pytest.mark.parametrize(("written", "expected"), pairs("latex.txt"))
def test_latex_becomes_html_text(written: str, expected: str) -> None:
    marked = re.fullmatch(r"(.*?)(?: \[(\w\w)\])?", written)
    assert marked
    converted = to_html(marked[1], marked[2] or "en", bcp_47)
    shown = converted.html.replace("\u202f", "{nnbsp}").replace("\u00a0", "{nbsp}")
    assert shown == expected
    assert converted.unknown == ()


@pytest.mark.parametrize(("written", "expected"), pairs("nocase.txt"))
def test_braces_guard_capitals(written: str, expected: str) -> None:
    converted = to_html(written, "en", bcp_47, keep_case=True).html
    shown = re.sub(r'<span class="nocase">(.*?)</span>', r"[\1]", converted)
    assert shown == expected


@given(st.text(alphabet=r"ab \{}$'`~-<é" + '"', max_size=40))
def test_guarding_capitals_changes_nothing_else(latex: str) -> None:
    guarded = to_html(latex, "en", bcp_47, keep_case=True).html
    without = re.sub(r'<span class="nocase">(.*?)</span>', r"\1", guarded)
    assert without.split() == to_html(latex, "en", bcp_47).html.split()


def test_unknown_commands_are_named_once_and_leave_their_argument() -> None:
    converted = to_html(r"a \foo{b} \bar \foo c", "en", bcp_47)
    assert converted.html == "a b c"
    assert converted.unknown == ("foo", "bar")


@given(st.text(alphabet=r"ab\{}$^" + "f\n", max_size=40))
def test_unknown_commands_are_found_without_converting(latex: str) -> None:
    assert unknown_commands(latex) == to_html(latex, "en", bcp_47).unknown


@pytest.mark.parametrize("deep", ["{" * 5000 + "x" + "}" * 5000, r"\'" * 5000 + "x"])
def test_nesting_has_a_limit(deep: str) -> None:
    assert "x" in to_html(deep, "en", bcp_47).html


@given(st.text(alphabet=r"ab\{}$^_'`~-&<>%é" + '" \n', max_size=60))
def test_any_text_gives_well_formed_html(latex: str) -> None:
    text = to_html(latex, "en", bcp_47).html
    stack: list[str] = []
    for slash, tag in re.findall(r"<(/?)(\w+)[^>]*>", text):
        if slash:
            assert stack.pop() == tag
        else:
            stack.append(tag)
    assert stack == []
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;|quot;)", re.sub(r"<[^<>]*>", "", text))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("http://a.b/c--d?e='f'&g", "http://a.b/c--d?e='f'&amp;g"),
        (r"http://a.b/c\_d\%20\&e", "http://a.b/c_d%20&amp;e"),
        (r"\url{http://a.b/\~{}c}", "http://a.b/~c"),
        ("10.1002/(SICI)1096<377::AID>3.0.CO;2-P", "10.1002/(SICI)1096&lt;377::AID&gt;3.0.CO;2-P"),
    ],
)
def test_addresses_stay_as_they_are(written: str, expected: str) -> None:
    assert verbatim(written) == expected


@pytest.mark.parametrize(("written", "expected"), pairs("names.txt"))
def test_names_fall_into_their_parts(written: str, expected: str) -> None:
    names = [read_name(name, decode) for name in split_names(written)]
    parts = ["|".join((n.given, n.particle, n.family, n.suffix)) for n in names]
    assert "; ".join(parts) == expected


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("german", "de"),
        ("ngerman", "de"),
        ("Russian", "ru"),
        ("langenglish", "en"),
        ("english and german", "en"),
        ("de-AT", "de-AT"),
        ("ru", "ru"),
        ("klingonish", ""),
        ("", ""),
    ],
)
def test_language_names_become_bcp_47(name: str, tag: str) -> None:
    assert bcp_47(name) == tag
