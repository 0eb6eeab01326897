"""Turn wishes into the files of a small book that works, in the language that is wished for.

Its files are in sample/book, with `$names` for what sample/words has in each language.
"""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Template

from chapbook.authoring.wishes import Wishes
from chapbook.locales import nearest

SAMPLE = Path(__file__).parent / "sample"
TEMPLATES = (".toml", ".md")
RENAMED = {"gitignore": ".gitignore"}
"""Files whose own name would mean something in the program's repository."""


def sample_words(language: str) -> Mapping[str, str]:
    """The words of the sample, in the language of a tag that `nearest` knows."""
    tag = nearest(language) or "en"
    path = SAMPLE / "words" / f"{tag.split('-')[0]}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def sample_book(wishes: Wishes, program: str) -> dict[str, bytes]:
    """The files by their paths in the book. `program` is what one types to build it."""
    words = dict(sample_words(wishes.language))
    filled = {
        **words,
        **settings_of(wishes),
        "title": wishes.title,
        "program": program,
        "toml_recto": toml_text(words["recto"]),
        "toml_recto_printed": toml_text(words["recto_printed"]),
    }
    folder = SAMPLE / "book"
    files = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        text = path.read_text("utf-8")
        if path.suffix in TEMPLATES:
            text = Template(text).substitute(filled)
        name = path.relative_to(folder).as_posix()
        files[RENAMED.get(name, name)] = text.encode()
    return files


def settings_of(wishes: Wishes) -> Mapping[str, str]:
    """The wishes as TOML writes them, by the names that the sample has for them."""
    return {
        "toml_title": toml_text(wishes.title),
        "toml_author": toml_text(wishes.author),
        "toml_language": toml_text(wishes.language),
        "toml_trim": toml_text(wishes.trim),
        "toml_paper": toml_text(wishes.paper),
    }


def toml_text(text: str) -> str:
    """`text` as a string of TOML, whose escapes are JSON's but for U+007F."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
