"""Turn an entry's fields into the rich text of CSL-JSON.

Rich text is characters as they are (`&`, never `&amp;`) with `<i>`, `<b>`, `<sup>`, `<sub>`,
`<span style="font-variant:small-caps;">`, `<span class="nocase">` and `<span lang="…">`.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from chapbook.apparatus.bibstrings import term
from chapbook.apparatus.bibtex import BibtexEntry, LatexField
from chapbook.apparatus.csl_fields import ALIASES
from chapbook.apparatus.languages import bcp_47, entry_language
from chapbook.apparatus.latex import to_html
from chapbook.apparatus.markup import plain_text
from chapbook.apparatus.names import split_literals
from chapbook.apparatus.verbatim import verbatim

TAG = re.compile(r"<[^<>]*>")
CSL_TAGS: Mapping[str, str] = {
    "<em>": "<i>", "</em>": "</i>", "<strong>": "<b>", "</strong>": "</b>",
    "<code>": "", "</code>": "",
    '<span class="smallcaps">': '<span style="font-variant:small-caps;">',
}  # fmt: skip
"""The tags that CSL-JSON writes in another way, or has none for."""

ENDS = "!?.,:;"


@dataclass(frozen=True)
class EntryText:
    """An entry whose fields are read as text.

    `fields` have biblatex's names. `book_language` (BCP 47) is that of the words the program
    adds; `language`, the entry's own or else the book's, decides the quotation marks.
    """

    kind: str
    fields: Mapping[str, LatexField]
    book_language: str
    language: str

    def latex(self, name: str) -> str:
        """A field as written, '' for none."""
        field = self.fields.get(name)
        return field.latex.strip() if field else ""

    def rich(self, name: str, *, keep_case: bool = True) -> str:
        """A field as rich text; braces guard capitals unless `keep_case` is false."""
        field = self.fields.get(name)
        return rich_text(field.latex, self.language, keep_case=keep_case) if field else ""

    def plain(self, name: str) -> str:
        """A field as text without markup."""
        return self.decoded(self.latex(name))

    def decoded(self, latex: str) -> str:
        """LaTeX as text without markup."""
        return plain_text(self.html(latex))

    def html(self, latex: str) -> str:
        """LaTeX as HTML text."""
        return to_html(latex, self.language, bcp_47).html

    def code(self, name: str) -> str:
        """A URL, a number or a name for programs, as it is."""
        return html.unescape(verbatim(self.latex(name)))

    def words(self, name: str) -> str:
        """A key field: biblatex's keys in the book's language, anything else as it is."""
        return term(self.latex(name), self.book_language) or self.rich(name)

    def literals(self, name: str, *, keys: bool = False) -> str:
        """A list of publishers or places ('A and B') with semicolons, keys in words if wanted."""
        words = [
            (term(item, self.book_language) if keys else "")
            or rich_text(item, self.language, keep_case=False)
            for item in split_literals(self.latex(name))
        ]
        return "; ".join("et al." if word == "others" else word for word in words)


def entry_text(entry: BibtexEntry, language: str) -> EntryText:
    """An entry read in a book of a language (BCP 47), its fields under biblatex's names."""
    aliases = {ALIASES[name]: field for name, field in entry.fields.items() if name in ALIASES}
    fields = {**aliases, **entry.fields} if aliases else entry.fields
    return EntryText(entry.kind, fields, language, entry_language(entry) or language)


def rich_text(latex: str, language: str, *, keep_case: bool = True) -> str:
    """LaTeX as CSL-JSON's rich text."""
    text = to_html(latex, language, bcp_47, keep_case=keep_case).html
    if "<" in text:
        text = TAG.sub(lambda tag: CSL_TAGS.get(tag[0], tag[0]), text)
    return html.unescape(text) if "&" in text else text


def joined(sign: str, *parts: str) -> str:
    """The parts with a sign and a space between them, or a space alone after one of `!?.,:;`."""
    whole = ""
    for part in filter(None, parts):
        if not whole:
            whole = part
        elif TAG.sub("", whole)[-1:] in ENDS:
            whole = f"{whole} {part}"
        else:
            whole = f"{whole}{sign} {part}"
    return whole


def up_to_colon(text: str) -> str:
    """A title up to its first colon, every tag closed; '' where it has none."""
    at = 0
    open_tags: list[str] = []
    for tag in [*TAG.finditer(text), None]:
        end = tag.start() if tag else len(text)
        colon = text.find(": ", at, end)
        if colon >= 0:
            return text[:colon].rstrip() + "".join(f"</{name}>" for name in reversed(open_tags))
        if tag is None:
            break
        at = tag.end()
        if tag[0].startswith("</"):
            open_tags.pop()
        else:
            open_tags.append(tag[0].strip("<>").split()[0])
    return ""
