"""Read index marks and options that are given as plain values, without a book."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from chapbook.apparatus.authority import HeadingPath, HeadingRule, IndexAuthority, SeeRule
from chapbook.apparatus.authority import heading_path as path_of
from chapbook.apparatus.index_model import IndexPlace
from chapbook.apparatus.index_pages import Emphasis, PlacedMark, page_of_label
from chapbook.apparatus.index_style import CHOICES, SWITCHES, IndexStyle
from chapbook.diagnostics import Severity, SourceSpan
from chapbook.manuscript.model import MarkRole

PLAIN_STYLE = IndexStyle(letters=False, figure_colon=False, explain="emphasis")
"""Without letter heads, with a comma after every heading, and a note on bold and italic only."""

ROLES = {"": MarkRole.POINT, "open": MarkRole.OPEN, "close": MarkRole.CLOSE}
FORMATS = {
    "": Emphasis.PLAIN,
    "main": Emphasis.PRINCIPAL,
    "illus": Emphasis.ILLUSTRATION,
}
OTHER_NAMES = {
    "range_style": "range",
    "note_style": "notes",
    "sort": "order",
    "sub_sort_skip": "skip_function_words",
    "locale": "language",
}


@dataclass(frozen=True)
class PlainMark:
    """An index mark as plain values; `chapbook.apparatus.index.plain_index` says what they are.

    Without a `span` the mark's number among those given stands for its line.
    """

    h: tuple[str, ...]
    p: str = ""
    leaf: int | None = None
    note: str = ""
    range: str = ""
    fmt: str = ""
    see: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    pair: bool = False
    sort: str = ""
    anchor: str = ""
    span: SourceSpan | None = None


@dataclass(frozen=True)
class ReadMarks:
    """The marks on their pages, and the cross references among them with their places."""

    placed: tuple[PlacedMark, ...]
    see: Mapping[HeadingPath, SeeRule] = field(default_factory=dict)
    also: Mapping[HeadingPath, SeeRule] = field(default_factory=dict)


@dataclass(frozen=True)
class PlainOptions:
    """How a plain index is made; `told`: the least severity that gets a line."""

    style: IndexStyle
    language: str
    told: Severity


def plain_options(options: Mapping[str, object]) -> PlainOptions:
    """The options of a plain index. Raises ValueError for one that isn't known.

    They are the settings of an IndexStyle (also under the names range_style, note_style, sort
    and sub_sort_skip), `language` or `locale` ('en', 'de@collation=phonebook') and `warnings`
    (true gives them lines too).
    """
    given = {OTHER_NAMES.get(name, name): value for name, value in options.items()}
    language, _, collation = str(given.pop("language", "en")).partition("@collation=")
    told = Severity.WARNING if given.pop("warnings", False) else Severity.ERROR
    if collation:
        given["collation"] = collation
    settings: dict[str, Any] = {name: _setting(name, value) for name, value in given.items()}
    return PlainOptions(replace(PLAIN_STYLE, **settings), language, told)


def _setting(name: str, value: object) -> str | bool | int:
    if name in CHOICES and isinstance(value, str) and value in CHOICES[name]:
        return value
    if name in SWITCHES and isinstance(value, bool):
        return value
    if name == "most_locators" and isinstance(value, int):
        return value
    raise ValueError(f"no such option of an index: {name} = {value!r}")


def read_marks(marks: Iterable[PlainMark | Mapping[str, object]]) -> ReadMarks:
    """The marks and cross references. Raises ValueError for what isn't a mark."""
    plain = [mark if isinstance(mark, PlainMark) else _plain_mark(mark) for mark in marks]
    leaves = {mark.p: mark.leaf for mark in reversed(plain) if mark.leaf is not None}
    placed: list[PlacedMark] = []
    see: dict[HeadingPath, SeeRule] = {}
    also: dict[HeadingPath, SeeRule] = {}
    for number, mark in enumerate(plain, start=1):
        place = IndexPlace(mark.span or SourceSpan("", number), mark.anchor or f"mark-{number}")
        _add_targets(see, mark.h, mark.see, place.span)
        _add_targets(also, mark.h, mark.also, place.span)
        if not mark.see:
            placed.append(_placed(mark, place, leaves))
            if mark.pair:
                placed.append(replace(placed[-1], path=mark.h[::-1]))
    return ReadMarks(tuple(placed), see, also)


def _plain_mark(written: Mapping[str, object]) -> PlainMark:
    known = {each.name for each in fields(PlainMark)}
    unknown = [name for name in written if name not in known]
    mark = PlainMark(
        h=_texts(written.get("h")),
        p=_text(written, "p"),
        leaf=int(_text(written, "leaf")) if written.get("leaf") is not None else None,
        note=_text(written, "note"),
        range=_text(written, "range"),
        fmt=_text(written, "fmt"),
        see=_texts(written.get("see")),
        also=_texts(written.get("also")),
        pair=bool(written.get("pair")),
        sort=_text(written, "sort"),
        anchor=_text(written, "anchor"),
    )
    if unknown or not mark.h or mark.range not in ROLES or mark.fmt not in FORMATS:
        raise ValueError(f"not an index mark: {dict(written)!r}")
    return mark


def _text(written: Mapping[str, object], name: str) -> str:
    value = written.get(name)
    return "" if value is None else str(value)


def _texts(value: object) -> tuple[str, ...]:
    """One text or several."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(map(str, value))
    return (str(value),) if value else ()


def _add_targets(
    rules: dict[HeadingPath, SeeRule], path: HeadingPath, names: Iterable[str], span: SourceSpan
) -> None:
    if targets := tuple(map(path_of, names)):
        before = rules.get(path, SeeRule((), span))
        rules[path] = SeeRule(tuple(dict.fromkeys((*before.targets, *targets))), before.span)


def _placed(mark: PlainMark, place: IndexPlace, leaves: Mapping[str, int]) -> PlacedMark:
    leaf = mark.leaf if mark.leaf is not None else leaves.get(mark.p, 0)
    return PlacedMark(
        path=mark.h,
        page=page_of_label(mark.p, leaf) if mark.p else None,
        note=mark.note,
        role=ROLES[mark.range],
        emphasis=FORMATS[mark.fmt],
        sort_key=mark.sort,
        place=place,
    )


def plain_authority(read: ReadMarks, style: IndexStyle) -> IndexAuthority:
    """The rules that the marks' cross references are."""
    headings = {path: HeadingRule("", rule.targets, rule.span) for path, rule in read.also.items()}
    return IndexAuthority(headings=headings, see=read.see, style=style)
