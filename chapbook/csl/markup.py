"""Turn the rich text of CSL-JSON into inlines: `<i>`, `<span class="nocase">`, quotation marks.

Markup as in the CSL-JSON specification, section "HTML-like tags for rich text"; what is not
closed is text. Straight quotation marks become quotations, straight apostrophes curly ones.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from chapbook.csl.rich import Font, Inline, Quoted, Span, Text

_TOKEN = re.compile(
    r"(?P<open><(?:i|em|b|strong|sup|sub|sc)>|<span\b[^<>]*>)"
    r"|(?P<close></(?:i|em|b|strong|sup|sub|sc|span)>)"
    r"|(?P<quote>[\"'“”‘’„‚«»])"
)
_FONTS = {
    "i": Font(style="italic"),
    "em": Font(style="italic"),
    "b": Font(weight="bold"),
    "strong": Font(weight="bold"),
    "sup": Font(vertical="sup"),
    "sub": Font(vertical="sub"),
    "sc": Font(variant="small-caps"),
}
_NO_FONT = Font("normal", "normal", "normal", "none", "baseline")
_ELISION = re.compile(r"(?<!\w)'(n)'(?!\w)", re.IGNORECASE)
"""As in rock 'n' roll."""
_PAIRS = {"“": "”", "‘": "’", "„": "“", "‚": "‘", "«": "»"}
_CLOSERS = frozenset(_PAIRS.values())


@dataclass
class _Open:
    """Something not yet closed: a tag or a quotation, and what it holds so far."""

    written: str
    kind: str
    children: list[Inline] = field(default_factory=list)


@lru_cache(maxsize=20_000)
def parse(source: str) -> tuple[Inline, ...]:
    """The inlines of a CSL-JSON text."""
    if not _TOKEN.search(source):
        return (Text(source),) if source else ()
    return _Parser(_ELISION.sub(r"’\1’", source)).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.stack = [_Open("", "root")]
        self.glued = False

    def run(self) -> tuple[Inline, ...]:
        at = 0
        for token in _TOKEN.finditer(self.source):
            self._add(self.source[at : token.start()])
            at = token.end()
            if token["open"]:
                self.stack.append(_Open(token[0], _name(token[0])))
            elif token["close"]:
                self._close_tag(token[0])
            else:
                self._quote(token)
        self._add(self.source[at:])
        while len(self.stack) > 1:
            self._give_up()
        return tuple(_joined(self.stack[0].children))

    def _add(self, text: str) -> None:
        if text:
            self.stack[-1].children.append(Text(text, glued=self.glued))
            self.glued = True

    def _give_up(self) -> None:
        """The innermost open thing was none: its mark is text."""
        lost = self.stack.pop()
        self._add("’" if lost.written == "'" else lost.written)
        self.stack[-1].children += lost.children

    def _close_tag(self, written: str) -> None:
        name = written.strip("</>")
        if not any(opened.kind == name for opened in self.stack):
            self._add(written)
            return
        while self.stack[-1].kind != name:
            self._give_up()
        closed = self.stack.pop()
        self.stack[-1].children.append(_span(closed))

    def _quote(self, token: re.Match[str]) -> None:
        mark = token[0]
        before = self.source[token.start() - 1 : token.start()]
        after = self.source[token.end() : token.end() + 1]
        if self._closes(mark, before, after):
            while self.stack[-1].kind != "quote":
                self._give_up()
            closed = self.stack.pop()
            straight = closed.written in "\"'"
            marks = None if straight else (closed.written, mark)
            self.stack[-1].children.append(Quoted(tuple(_joined(closed.children)), marks))
        elif _opens(mark, before, after):
            self.stack.append(_Open(mark, "quote"))
        else:
            self._add("’" if mark == "'" else mark)

    def _closes(self, mark: str, before: str, after: str) -> bool:
        opened = next((one for one in reversed(self.stack) if one.kind == "quote"), None)
        if opened is None:
            return False
        tags = self.stack[self.stack.index(opened) + 1 :]
        if mark in "\"'":
            matches = opened.written == mark and not before.isspace()
        else:
            matches = _PAIRS.get(opened.written) == mark
        inside_word = mark in "'’" and (after.isalnum() and before.isalnum())
        return matches and not inside_word and not tags


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in _PAIRS:
        return True
    if mark not in "\"'" or not after or after.isspace():
        return False
    return not before or not (before.isalnum() or before in ".,;:!?)]’'\"")


def _name(tag: str) -> str:
    return "span" if tag.startswith("<span") else tag.strip("<>")


def _span(closed: _Open) -> Inline:
    children = tuple(_joined(closed.children))
    if closed.kind in ("sup", "sub", "sc"):
        return Span(_kept(children), _FONTS[closed.kind])
    if closed.kind in _FONTS:
        return Span(children, _FONTS[closed.kind])
    if "nocase" in closed.written:
        return Span(_kept(children))
    if "nodecor" in closed.written:
        return Span(_kept(children), _NO_FONT)
    if "small-caps" in closed.written:
        return Span(_kept(children), _FONTS["sc"])
    language = re.search(r"\blang=[\"']([A-Za-z0-9-]+)[\"']", closed.written)
    return Span(children, language=language[1] if language else "")


def _kept(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    kept: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            kept.append(Text(inline.text, kept=True, glued=inline.glued))
        elif isinstance(inline, Quoted):
            kept.append(Quoted(_kept(inline.children), inline.marks))
        else:
            kept.append(Span(_kept(inline.children), inline.font, inline.language))
    return tuple(kept)


def _joined(inlines: list[Inline]) -> list[Inline]:
    """Neighbouring texts in one."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text) and inline.kept == last.kept:
            joined[-1] = Text(last.text + inline.text, last.kept, last.glued)
        else:
            joined.append(inline)
    return joined
