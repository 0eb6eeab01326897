"""What WeasyPrint and its libraries read again and again is read once, with the same outcome."""

import importlib
import importlib.util
import inspect
import random
import re
from pathlib import Path
from typing import Any

import pyphen
import pytest

from chapbook.composition.array_types import read_types_alone
from chapbook.composition.changed_source import source_of, stock_of
from chapbook.composition.character_sets import keep_character_sets
from chapbook.composition.lazy_patterns import LazyDictionary
from tests.composition.test_composition_as_stock import prose
from tests.support.set_pages import fragment, typesetter

ODD = "<p>An \u200bempty glyph, naïve <b>office</b>, a\u0304, \u05d0\u05d1 <i>fi</i> “so”.</p>"


def test_glyphs_are_written_as_weasyprint_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = importlib.import_module("weasyprint.draw.text")
    justified = "".join(f"<p>{prose(random.Random(seed), 60)}</p>" for seed in range(3))
    setter = typesetter(tmp_path, "p { letter-spacing: 0.01em }")
    made = setter.typeset(fragment(justified + ODD))
    monkeypatch.setattr(draw, "draw_first_line", stock_of(draw.draw_first_line))
    assert setter.typeset(fragment(justified + ODD)) == made


def test_a_glyph_that_no_font_has_is_still_told(tmp_path: Path) -> None:
    made = typesetter(tmp_path).typeset(fragment("<p>A snowman ☃ here.</p>"))
    assert ["☃" in found.message for found in made.diagnostics] == [True]


def test_the_patterns_for_sets_of_characters_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault is still there: the stock keeps each pattern under itself."""
    parser = importlib.import_module("tinyhtml5")
    stream = importlib.import_module("tinyhtml5.inputstream")
    html = "<p class='a b' id=c>one &amp; two<br>three<!-- four --></p><div title='x&y'></div>"

    def parsed(kept: dict[Any, Any]) -> str:
        monkeypatch.setattr(stream, "characters_until_regex", kept)
        return "".join(repr((one.tag, one.attrib, one.text)) for one in parser.parse(html).iter())

    stock: dict[Any, Any] = {}
    expected = parsed(stock)
    assert {type(characters) for characters, _ in stock} == {re.Pattern}
    keep_character_sets(stream)
    kept = stream.characters_until_regex
    assert parsed(kept) == expected
    count = len(kept)
    assert count
    assert parsed(kept) == expected
    assert len(kept) == count


def test_the_type_of_an_array_of_glyphs_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = importlib.import_module("cffi.api")
    read: list[str] = []
    stock = api.FFI._typeof_locked

    def seen(ffi: Any, cdecl: str) -> Any:
        read.append(cdecl)
        return stock(ffi, cdecl)

    monkeypatch.setattr(api.FFI, "_typeof_locked", seen)
    setter = typesetter(tmp_path)
    setter.typeset(fragment("<p>Some words.</p>"))
    read.clear()
    setter.typeset(fragment("<p>Quite other words than those, with more letters.</p>"))
    assert read == []


HYPHENATED = (
    "counterrevolutionary testimony international afterwards Verfassungsgericht Zündung "
    "asszonnyal könnyű предоставление революция francis paris επανάσταση x"
)


@pytest.mark.parametrize("language", ["en_GB", "en_US", "de_DE", "ru_RU", "hu_HU", "eo", "sl"])
def test_words_are_divided_as_pyphen_divides_them(language: str) -> None:
    """With repeated patterns (eo, de), other spellings at a division (hu) and hexadecimal ones."""
    path = pyphen.LANGUAGES[language]
    ours, stock = LazyDictionary(path), _stock_dictionary()(path)
    for word in HYPHENATED.split():
        expected, found = stock.positions(word), ours.positions(word)
        assert found == expected, word
        assert [at.data for at in found] == [at.data for at in expected], word


def _stock_dictionary() -> Any:
    spec = importlib.util.find_spec("pyphen")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.HyphDict


@pytest.mark.parametrize(
    "written", ["PangoRectangle *", "char[4]", "hb_codepoint_t[]", "unsigned int *", "FcChar8 **"]
)
def test_a_type_is_read_without_the_names_of_all_others(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    ffi = importlib.import_module("weasyprint.text.ffi").ffi
    read_types_alone(ffi)
    c_parser = importlib.import_module("cffi.cparser")._get_parser()
    stock, sources = type(c_parser).parse, list[str]()

    def seen(self: Any, source: str, *rest: Any) -> Any:
        sources.append(source)
        return stock(self, source, *rest)

    monkeypatch.setattr(type(c_parser), "parse", seen)
    ours = ffi._parser.parse_type(written)
    monkeypatch.delitem(vars(ffi._parser), "_parse")
    assert ours == ffi._parser.parse_type(written)
    alone, with_all = sources
    assert len(alone) < 400 < len(with_all)


@pytest.mark.parametrize("module", ["inline", "block", "page"])
def test_the_source_of_a_function_ends_where_python_says(module: str) -> None:
    functions = vars(importlib.import_module(f"weasyprint.layout.{module}")).values()
    own = [each for each in functions if getattr(each, "__module__", "").endswith(module)]
    compared = [
        (source_of(stock_of(each)).rstrip(), inspect.getsource(stock_of(each)).rstrip())
        for each in own
        if inspect.isfunction(each) and not hasattr(each, "__wrapped__")
    ]
    assert len(compared) > 10
    for ours, pythons in compared:
        assert pythons.startswith(ours)
        assert re.fullmatch(r"(\n *(#.*)?)*", pythons.removeprefix(ours))
