"""What each language makes of a small text, and that no locale lacks a key."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import chapbook.locales as locales
from chapbook.locales import known_languages, locale_of, nearest, read_locale
from chapbook.manuscript.printed_dates import printed_date
from tests.manuscript.manuscript_chapters import parse, without_lines

TEXTS = Path(__file__).parent / "languages" / "texts.txt"


def cases() -> Iterator[tuple[str, str, str]]:
    for case in re.split(r"(?m)^=== ", TEXTS.read_text("utf-8"))[1:]:
        language, rest = case.split("\n", 1)
        source, expected = rest.split("--->\n", 1)
        yield language, source, expected.strip()


@pytest.mark.parametrize(("language", "source", "expected"), list(cases()))
def test_a_text_is_set_as_its_language_has_it(language: str, source: str, expected: str) -> None:
    body = without_lines(parse(source, language=language).body)
    shown = body.removeprefix("<p>").removesuffix("</p>")
    assert shown.replace("\u00a0", "~").replace("\u202f", "_") == expected


def test_every_language_has_a_text() -> None:
    assert sorted(language for language, _, _ in cases()) == list(known_languages())


@pytest.mark.parametrize("tag", ["de", "en-GB", "en-US", "es", "fr", "it", "ru"])
def test_a_locale_has_every_key_and_no_other(tag: str) -> None:
    locale = read_locale(tag)
    assert len(locale.dates.months) == len(locale.dates.months_alone) == 12
    assert all(vars(locale.labels).values())
    assert "{n}" in locale.index.note
    assert "{nn}" in locale.index.notes


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('cited = "cited"\n', "", r"xx \[labels\]: cited"),
        ("[quotes]\n", '[quotes]\ntertiary = ""\n', r"xx \[quotes\]: tertiary"),
        ("[spaces]\n", "[other]\n[spaces]\n", "xx: other"),
    ],
)
def test_a_wrong_locale_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    text = (locales.FOLDER / "en-GB.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "xx.toml").write_text(text.replace(old, new), "utf-8")
    monkeypatch.setattr(locales, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=told):
        read_locale("xx")
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize(
    ("tag", "file"),
    [
        ("en", "en-US"),
        ("EN-gb", "en-GB"),
        ("en-AU", "en-US"),
        ("de-AT", "de"),
        ("fr", "fr"),
        ("pl", None),
    ],
)
def test_the_nearest_locale(tag: str, file: str | None) -> None:
    assert nearest(tag) == file
    assert locale_of(tag).tag == (file or "en-US")


@pytest.mark.parametrize(
    ("written", "language", "printed"),
    [
        ("2026-05-01", "en-GB", "1 May 2026"),
        ("2026-05-01", "en-US", "May 1, 2026"),
        ("2026-05-01", "de", "1. Mai 2026"),
        ("2026-05-01", "ru", "1 мая 2026 г."),
        ("2026-05", "ru", "май 2026 г."),
        ("2026-05-01", "es", "1 de mayo de 2026"),
        ("2026-13-01", "en-GB", "2026-13-01"),
        ("Spring 2026", "de", "Spring 2026"),
        ("2026", "fr", "2026"),
    ],
)
def test_dates_are_printed_as_the_language_has_them(
    written: str, language: str, printed: str
) -> None:
    assert printed_date(written, language) == printed
