"""Lines and columns of TOML keys and array items."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from chapbook.manuscript.toml_places import KeyPath, find_places

VALID = '''\
top = "x # [no]" # b = 1
lit = 'a\\'
multi = """one
[two] = 3 \\""" four"""
after = \'\'\'x
y = 1\'\'\'

[divisions]
front = ["half-title", "title",
   "contents"]   # end
  "quoted key".sub = { a = 1, b = [2, [3]] }
date = 2026-01-01

[[people]]
name = "A"
[[people]]
  name = "B"
'''


def test_places() -> None:
    tomllib.loads(VALID)
    assert dict(find_places(VALID)) == {
        ("top",): (1, 1),
        ("lit",): (2, 1),
        ("multi",): (3, 1),
        ("after",): (5, 1),
        ("divisions",): (8, 2),
        ("divisions", "front"): (9, 1),
        ("divisions", "front", 0): (9, 10),
        ("divisions", "front", 1): (9, 24),
        ("divisions", "front", 2): (10, 4),
        ("divisions", "quoted key"): (11, 3),
        ("divisions", "quoted key", "sub"): (11, 16),
        ("divisions", "quoted key", "sub", "a"): (11, 24),
        ("divisions", "quoted key", "sub", "b"): (11, 31),
        ("divisions", "quoted key", "sub", "b", 0): (11, 36),
        ("divisions", "quoted key", "sub", "b", 1): (11, 39),
        ("divisions", "quoted key", "sub", "b", 1, 0): (11, 40),
        ("divisions", "date"): (12, 1),
        ("people",): (14, 3),
        ("people", 0, "name"): (15, 1),
        ("people", 1, "name"): (17, 3),
    }


def keys_of(value: object, path: KeyPath = ()) -> set[KeyPath]:
    if isinstance(value, dict):
        named = list(value.items())
    elif isinstance(value, list):
        named = list(enumerate(value))
    else:
        return set()
    paths = {(*path, key) for key, _ in named}
    return paths.union(*(keys_of(inner, (*path, key)) for key, inner in named))


def test_every_key_has_a_place() -> None:
    missing = keys_of(tomllib.loads(VALID)) - set(find_places(VALID))
    assert missing == {("people", 0), ("people", 1)}


@given(st.text("a=[]{}\"'#.,\n 1", max_size=40))
def test_a_valid_text_has_places_for_its_keys(text: str) -> None:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    places = find_places(text)
    tables = {path for path in keys_of(values) if isinstance(path[-1], int)}
    assert keys_of(values) - tables <= set(places)
