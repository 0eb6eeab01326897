"""Turn the YAML block at a chapter's top into what it says of the chapter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from chapbook.diagnostics import Diagnostic, SourceSpan, did_you_mean, error, warning
from chapbook.manuscript.language_tags import is_language_tag
from chapbook.manuscript.nocite import NOTHING_NOCITED, MetadataText, NocitedKeys, read_nocite

DIVISION_KINDS = (
    "chapter", "part", "appendix", "imprint", "bibliography", "errata", "colophon", "back-cover",
)  # fmt: skip
_TEXT_KEYS = ("title", "running_title", "id", "division", "language", "lang", "author")
_KEYS = (*_TEXT_KEYS, "numbered", "nocite")
_LARGEST_BLOCK = 64 * 1024
_ID = re.compile(r"[^\W\d_][\w.]*(?:-[\w.]+)*")


@dataclass(frozen=True)
class FrontBlock:
    """The metadata as written: '' or None for what isn't given. `lines` is how many lines of
    the file the block takes, its rulers counted."""

    title: str = ""
    running_title: str = ""
    id: str = ""
    division: str = "chapter"
    language: str = ""
    author: str = ""
    numbered: bool | None = None
    lines: int = 0
    nocite: NocitedKeys = NOTHING_NOCITED


def read_metadata(path: str, text: str) -> tuple[FrontBlock, tuple[Diagnostic, ...]]:
    """The metadata of a chapter whose whole text is `text`, and what is wrong with it."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontBlock(), ()
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {"---", "..."}:
            return _Reader(path).read("\n".join(lines[1:number]), number + 1)
    span = SourceSpan(path, 1, 1, 3)
    message = "the metadata block that begins here has no end"
    hint = "close it with a line of three hyphens; for a rule write '* * *'"
    return FrontBlock(), (error("metadata-syntax", message, span, hint),)


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Diagnostic] = []
        self.values: dict[str, Any] = {}
        self.block = ""

    def read(self, block: str, lines: int) -> tuple[FrontBlock, tuple[Diagnostic, ...]]:
        self.block = block
        root = self._compose(block)
        if isinstance(root, yaml.MappingNode):
            for key, value in root.value:
                self._entry(key, value)
        elif root is not None:
            message = "the metadata must be lines of 'key: value'"
            self.found.append(error("metadata-syntax", message, self._span(root)))
        return self._front_block(lines), tuple(self.found)

    def _compose(self, block: str) -> yaml.Node | None:
        try:
            if len(block) > _LARGEST_BLOCK:
                raise RecursionError
            return yaml.compose(block, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as problem:
            mark = problem.problem_mark or problem.context_mark
            line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
            message = f"the metadata is not valid YAML: {problem.problem or problem.context}"
            span = SourceSpan(self.path, line, column)
            hint = "a value that holds a colon, or begins with '@', needs quotation marks"
            self.found.append(error("metadata-syntax", message, span, hint))
        except (yaml.YAMLError, RecursionError):
            span = SourceSpan(self.path, 1, 1, 3)
            message = "the metadata can't be read: it holds forbidden characters or is too large"
            self.found.append(error("metadata-syntax", message, span))
        return None

    def _span(self, node: yaml.Node) -> SourceSpan:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return SourceSpan(self.path, start.line + 2, start.column + 1, max(1, length))

    def _entry(self, key: yaml.Node, value: yaml.Node) -> None:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if name not in _KEYS:
            self._unknown(name, key)
        elif name in self.values:
            message = f"'{name}' is given twice"
            self.found.append(error("metadata-value", message, self._span(key)))
        elif name == "nocite":
            self.values[name], found = read_nocite(self._texts(value))
            self.found += found
        elif not isinstance(value, yaml.ScalarNode):
            message = f"'{name}' must be a single value"
            self.found.append(error("metadata-value", message, self._span(value)))
        elif name == "numbered":
            self._numbered(value)
        else:
            self.values[name] = " ".join(str(value.value).split())
            self._check(name, self.values[name], value)

    def _unknown(self, name: str, key: yaml.Node) -> None:
        hint = did_you_mean(name, _KEYS)
        if name == "epigraph":
            hint = "write it in the text, between '::: epigraph' and ':::'"
        message = f"there is no metadata key '{name}'" if name else "a metadata key must be a word"
        self.found.append(warning("metadata-unknown", message, self._span(key), hint))

    def _texts(self, node: yaml.Node) -> Iterator[MetadataText]:
        """Where the text of a value, or of each value in a list, stands in the block."""
        for value in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            start, end = value.start_mark.index, value.end_mark.index
            if not isinstance(value, yaml.ScalarNode):
                message = "'nocite' must be keys, or a list of keys"
                self.found.append(error("metadata-value", message, self._span(value)))
                continue
            if value.style in {"|", ">"}:
                start = max(start, self.block.find("\n", start, end))
            elif value.style:
                start, end = start + 1, end - 1
            yield MetadataText(self.path, self.block, start, end)

    def _numbered(self, value: yaml.ScalarNode) -> None:
        known = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        said = str(value.value).lower()
        if said in known:
            self.values["numbered"] = known[said]
        else:
            message = f"'numbered' must be true or false, not '{value.value}'"
            self.found.append(error("metadata-value", message, self._span(value)))

    def _check(self, name: str, said: str, value: yaml.ScalarNode) -> None:
        """Note a value that its key can't have, and drop it."""
        message, hint = "", ""
        if name in {"language", "lang"} and not is_language_tag(said):
            message, hint = f"'{said}' is not a language tag", "write it like 'en-GB' or 'de'"
        elif name == "division" and said not in DIVISION_KINDS:
            message = f"a chapter can't be of the division '{said}'"
            hint = did_you_mean(said, DIVISION_KINDS) or f"known: {', '.join(DIVISION_KINDS)}"
        elif name == "id" and not _ID.fullmatch(said):
            message = f"'{said}' can't be an id"
            hint = "begin with a letter; letters, digits, '.', '_' and single hyphens"
        if message:
            self.found.append(error("metadata-value", message, self._span(value), hint))
            del self.values[name]

    def _front_block(self, lines: int) -> FrontBlock:
        values = self.values
        return FrontBlock(
            title=values.get("title", ""),
            running_title=values.get("running_title", ""),
            id=values.get("id", ""),
            division=values.get("division", "chapter"),
            language=values.get("language", values.get("lang", "")),
            author=values.get("author", ""),
            numbered=values.get("numbered"),
            lines=lines,
            nocite=values.get("nocite", NOTHING_NOCITED),
        )
