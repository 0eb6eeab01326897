"""The audit of set pages: words lost or doubled, overflow, the grid, pages that are too short."""

from pathlib import Path

import pytest

from tests.support.set_pages import diagnostics_of, fragment, tightening_of, typesetter

SMALL = "@page { size: 70mm 90mm; margin: 8mm } p { hyphens: none }"
LINE = "Words of a line that is long enough to be broken into two or three of them, or four."
PARAGRAPHS = "".join(f'<p data-line="{number}">{number}. {LINE}</p>' for number in range(1, 9))


def found(folder: Path, body: str, css: str = "") -> list[str]:
    made = typesetter(folder, SMALL + css).typeset(fragment(f"<article>{body}</article>"))
    return [f"{one.span}: {one.message} [{one.code}]" for one in diagnostics_of(made)]


def test_a_sound_text_has_nothing_wrong(tmp_path: Path) -> None:
    table = "<table><thead><tr><th>Head</th></tr></thead>" + "<tr><td>cell</td></tr>" * 30
    listed = "<ul><li>one</li><li>two <em>three</em> four</li></ul>"
    assert (
        found(tmp_path, f"{PARAGRAPHS}{table}</table>{listed}{PARAGRAPHS}<p>{LINE * 2}</p>") == []
    )


def test_hyphens_at_the_ends_of_lines_lose_nothing(tmp_path: Path) -> None:
    words = "incomprehensibility well-known counterrevolutionaries " * 20
    assert found(tmp_path, f"<p>{words}</p>", "p { hyphens: auto }") == []


def test_text_on_no_page_is_told_with_its_line(tmp_path: Path) -> None:
    css = ".lost { display: none }"
    body = f'{PARAGRAPHS}<p data-line="12" class="lost">All of this is lost.</p>'
    assert found(tmp_path, body, css) == [
        "chapters/test.md:12:1: the text 'All of this is lost.' is on no page [words-lost]"
    ]


def test_text_that_is_cut_off_is_told(tmp_path: Path) -> None:
    css = ".cut { max-height: 2rlh; continue: discard; max-lines: 2 }"
    body = f'<p data-line="3" class="cut">{LINE * 3}</p>{PARAGRAPHS}'
    (told,) = found(tmp_path, body, css)
    assert told.startswith("chapters/test.md:3:1: the text 'Words of a line")
    assert told.endswith("is not printed whole [words-lost]")


def test_a_word_too_long_for_its_column_is_told(tmp_path: Path) -> None:
    long = "Donaudampfschifffahrtselektrizitaeten"
    cells = f"<tr><td>{long}</td><td>narrow</td></tr>"
    css = "table { table-layout: fixed; hyphens: manual }"
    (told,) = found(tmp_path, f'<table data-line="9">{cells}</table>', css)
    assert told.startswith(f"chapters/test.md:9:1: p. 1: '{long[-30:]}' juts out of its column by")


def test_text_over_text_is_told(tmp_path: Path) -> None:
    css = ".number { display: inline-block; width: 10mm; white-space: pre }"
    css += "b { margin-left: -5mm } .up { margin-top: -1rlh }"
    body = (
        '<p data-line="3"><span class="number">Appendix A</span>Title</p>'
        '<p data-line="4">Words and <b>more</b></p><p data-line="5">Words <b>and</b></p>'
        '<p data-line="6" class="up">Up.</p>'
    )
    assert [told for told in found(tmp_path, body, css) if "[text-overprinted]" in told] == [
        "chapters/test.md:3:1: p. 1: 'Title' is printed over 'Appendix A' [text-overprinted]",
        "chapters/test.md:4:1: p. 1: 'more' is printed over 'Words and' [text-overprinted]",
        "chapters/test.md:5:1: p. 1: 'and' is printed over 'Words' [text-overprinted]",
        "chapters/test.md:6:1: p. 1: 'Up.' is printed over 'Words' [text-overprinted]",
    ]


def test_a_line_off_the_grid_is_told_once_a_page(tmp_path: Path) -> None:
    css = ".odd { margin-top: 3pt }"
    body = f'{PARAGRAPHS}<p data-line="20" class="odd">Odd.</p>'
    told = found(tmp_path, body.replace('<p data-line="2"', '<p class="odd" data-line="2"'), css)
    assert told[0] == "chapters/test.md:2:1: p. 1: the line is 1.1 mm off the grid [off-grid]"
    assert len(told) == 2


@pytest.mark.parametrize(
    "block",
    [
        '<figure><div style="height: 31pt"></div><figcaption>A caption.</figcaption></figure>',
        f"<table>{'<tr><td>cell</td></tr>' * 4}</table>",
        f"<blockquote><p>{LINE * 9}</p></blockquote>",
        '<pre style="font-size: 7pt; line-height: 9pt">code</pre>',
    ],
    ids=["figure", "table", "extract over two pages", "code"],
)
def test_the_text_behind_a_block_is_on_the_grid(tmp_path: Path, block: str) -> None:
    before, after = f"<p>{LINE}</p>{block}", f"<p>{LINE * 4}</p>"
    assert found(tmp_path, f"{before}{PARAGRAPHS}<h2>Head</h2>{after}") == []
    assert found(tmp_path, f"{before}<h2>Head</h2>{after}") == []


def test_a_last_page_of_a_line_or_two_is_told(tmp_path: Path) -> None:
    told = {
        told
        for words in range(150, 260, 4)
        for told in found(tmp_path, f'<p>{"word " * words}</p><p data-line="2">The end.</p>')
    }
    assert told == {"chapters/test.md:2:1: p. 5 has one line only [page-near-empty]"}


ROWS = "<tr><td>cell</td></tr>" * 9
PICTURE = '<div style="height: 50mm"></div><figcaption>A caption.</figcaption>'


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (f'<table data-line="9">{ROWS}</table>', "table"),
        (f'<figure data-line="9">{PICTURE}</figure>', "figure"),
    ],
    ids=["table", "figure"],
)
def test_a_page_left_white_before_what_is_kept_whole_is_told(
    tmp_path: Path, block: str, what: str
) -> None:
    before, after = f'<p data-line="3">{LINE * 3}</p>', f'<p data-line="12">{LINE * 9}</p>'

    def white(body: str) -> list[str]:
        made = typesetter(tmp_path, SMALL).typeset(fragment(f"<article>{body}</article>"))
        told = (one for one in tightening_of(made) if one.code == "page-white")
        return [f"{one.span}: {one.message} [{one.severity}]" for one in told]

    assert white(before + block + after) == []
    (told,) = white(before * 2 + block + after)
    assert told == (
        f"chapters/test.md:9:1: p. 2 ends 4 lines short: the {what} that follows is kept whole "
        "[note]"
    )
    assert white(before * 6 + block + after) == []


@pytest.mark.parametrize("height", ["normal", "1.3", "13.5pt"])
def test_a_book_may_say_its_leading_in_any_way(tmp_path: Path, height: str) -> None:
    css = f"html {{ line-height: {height} !important }} p {{ line-height: inherit }}"
    told = found(tmp_path, f"<p>{LINE}</p><figure><p>x</p></figure>{PARAGRAPHS}", css)
    assert all("off-grid" in one or "only" in one for one in told)
