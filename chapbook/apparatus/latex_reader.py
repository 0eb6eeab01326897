"""Turn LaTeX into HTML text, one token after the other, from left to right."""

import html
import re
import unicodedata
from collections.abc import Callable

from chapbook.apparatus.bibstrings import term
from chapbook.apparatus.latex_tables import (
    ACCENTS,
    QUOTES,
    SIGNS,
    SILENT,
    SWITCHES,
    SYMBOLS,
    TAGS,
    TRANSPARENT,
)
from chapbook.apparatus.verbatim import verbatim

TOKENS = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?(?P<gap>\s*)|\\(?P<sign>.)|(?P<brace>[{}])|(?P<math>\$)"
    r"|(?P<script>[\^_])|(?P<quote>``|''|[`'\"])|(?P<dash>---?)|(?P<tie>~)"
    r"|(?P<text>(?:[^\\{}$^_`'\"\-~]+|-(?!-))+)|(?P<rest>.)",
    re.DOTALL,
)
DEPTH_LIMIT = 40
"""How deep braces and commands may nest; a bibliography needs three or four."""

TAG = re.compile(r"<[^<>]*>")
CASED = re.compile(r"(?:<[^<>]*>|&\w+;|[^\w<&]|[\d_])*+[^\W\d_]")
"""What has a letter to protect, tags and entities apart."""

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SPECIALS = frozenset({
    "bibstring", "bibsstring", "biblstring", "enquote", "foreignlanguage", "href", "mkbibquote",
    "nolinkurl", "path", "textlang", "url",
})  # fmt: skip
"""Commands with a rule of their own, in `_special`."""

KNOWN = SPECIALS.union(SYMBOLS, ACCENTS, TAGS, SWITCHES, SILENT, TRANSPARENT)
"""All commands that are understood, but for the Greek letters."""


class TooDeepError(Exception):
    """Braces or commands nest beyond the limit."""


class LatexReader:
    """Reads LaTeX from left to right; its state is the position and what it met."""

    def __init__(
        self, latex: str, language: str, babel: Callable[[str], str], keep_case: bool
    ) -> None:
        self.latex = latex
        self.babel = babel
        self.keep_case = keep_case
        self.argument_at = -1
        self.language = language
        self.marks = QUOTES.get(language.split("-")[0], QUOTES["en"])
        self.at = 0
        self.depth = 0
        self.quotes = 0
        self.math = False
        self.unknown: list[str] = []

    def read_group(self, closed: bool) -> str:
        """HTML up to the brace that closes the group (or the end, where `closed` is false). Raises
        TooDeepError beyond DEPTH_LIMIT groups in each other."""
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise TooDeepError
        out: list[str] = []
        ends: list[str] = []
        while token := TOKENS.match(self.latex, self.at):
            self.at = token.end()
            if token["brace"] == "}":
                if closed:
                    break
            elif token["word"] in SWITCHES:
                self.argument_at = -1 if token["gap"] else self.at
                before, after = SWITCHES[token["word"]]
                out.append(before)
                ends.insert(0, after)
            else:
                out.append(self._token(token, "".join(out[-1:])))
        self.depth -= 1
        return "".join(out + ends)

    def _token(self, token: re.Match[str], before: str) -> str:
        kind, text = token.lastgroup, token[0]
        if kind in ("word", "gap"):
            return self._command(token["word"], token["gap"])
        if kind == "sign":
            return self._sign(text[1])
        if kind == "brace":
            return self._braced(token.start())
        if kind == "math":
            self.math = not self.math
            return ""
        if kind == "script" and self.math:
            tag = "sup" if text == "^" else "sub"
            return f"<{tag}>{self._argument()}</{tag}>"
        if kind == "quote":
            return self._quote(text, before)
        plain = {"--": "–", "---": "—"}.get(text, "\u00a0" if kind == "tie" else text)
        return html.escape(plain, quote=False)

    def _braced(self, start: int) -> str:
        """A group that is no command's argument: it guards its letters, unless in a formula."""
        guards = self.keep_case and not self.math and start != self.argument_at
        if not guards or self.latex.startswith("\\", self.at):
            return self.read_group(closed=True)
        self.keep_case = False
        inside = self.read_group(closed=True)
        self.keep_case = True
        return f'<span class="nocase">{inside}</span>' if CASED.match(inside) else inside

    def _sign(self, sign: str) -> str:
        if sign in ACCENTS:
            return self._accent(sign)
        return SIGNS.get(sign, html.escape(sign, quote=False))

    def _quote(self, mark: str, before: str) -> str:
        if mark == "``":
            return self.marks[0]
        if mark == "`":
            return self.marks[2]
        if mark == "''":
            return self.marks[1]
        if mark == '"':
            shown = TAG.sub("", before)[-1:]
            opens = not shown or shown.isspace() or shown in "([“‘„«–—"
            return self.marks[0 if opens else 1]
        return "’"

    def _command(self, name: str, gap: str) -> str:
        if name in SYMBOLS:
            self.argument_at = -1 if gap else self.at
            return SYMBOLS[name]
        if name in ACCENTS:
            return self._accent(name)
        if name in TAGS:
            before, after = TAGS[name]
            return f"{before}{self._argument()}{after}"
        if name in SILENT:
            self._raw_argument()
            return ""
        if name in TRANSPARENT:
            self.argument_at = -1 if name == "NoCaseChange" else self.at
            return ""
        return self._special(name, gap)

    def _special(self, name: str, gap: str) -> str:
        if name in ("enquote", "mkbibquote"):
            return self._enquote()
        if name in ("url", "nolinkurl", "path"):
            return verbatim(self._raw_argument())
        if name in ("bibstring", "bibsstring", "biblstring"):
            key = self._raw_argument()
            return html.escape(term(key, self.language) or key, quote=False)
        if name == "href":
            self._raw_argument()
            return self._argument()
        if name in ("foreignlanguage", "textlang"):
            return self._foreign(self.babel(self._raw_argument()))
        self.argument_at = self.at
        return self._greek_or_unknown(name) + gap[:1]

    def _enquote(self) -> str:
        pair = self.marks[:2] if self.quotes % 2 == 0 else self.marks[2:]
        self.quotes += 1
        inside = self._argument()
        self.quotes -= 1
        return f"{pair[0]}{inside}{pair[1]}"

    def _foreign(self, tag: str) -> str:
        inside = self._argument()
        return f'<span lang="{tag}">{inside}</span>' if LANGUAGE_TAG.fullmatch(tag) else inside

    def _greek_or_unknown(self, name: str) -> str:
        size = "CAPITAL" if name[0].isupper() else "SMALL"
        try:
            return unicodedata.lookup(f"GREEK {size} LETTER {name.upper()}")
        except KeyError:
            self.unknown.append(name)
            return ""

    def _accent(self, name: str) -> str:
        base = self._argument()
        first = {"ı": "i", "ȷ": "j"}.get(base[:1], base[:1])
        # The argument may begin with a tag or an entity, which no accent goes on.
        return first + ACCENTS[name] + base[1:] if first.isalpha() else base

    def _argument(self) -> str:
        """The next group, command or character, converted."""
        self._skip_space()
        if self.latex[self.at : self.at + 1] == "{":
            self.at += 1
            return self.read_group(closed=True)
        token = TOKENS.match(self.latex, self.at)
        if token is None or token[0] == "}":
            return ""
        if token["text"]:
            self.at += 1
            return html.escape(token["text"][0], quote=False)
        self.at = token.end()
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise TooDeepError
        converted = self._token(token, "")
        self.depth -= 1
        return converted

    def _raw_argument(self) -> str:
        """The next group as written, without its braces."""
        self._skip_space()
        found = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}").match(self.latex, self.at)
        self.at = found.end() if found else self.at
        return found[1] if found else ""

    def _skip_space(self) -> None:
        while self.latex[self.at : self.at + 1].isspace():
            self.at += 1
