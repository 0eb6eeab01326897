"""Turn the LaTeX text of a bibliography's field into HTML text."""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from chapbook.apparatus.latex_reader import KNOWN, LatexReader, TooDeepError

MARKS = re.compile(r"[\\{}$^_`'\"~&<>]|--")
"""What makes a text more than its characters."""

COMMAND = re.compile(r"\\([A-Za-z]+)")
SPACES = re.compile(r"[ \n\t\r]+")


@dataclass(frozen=True)
class HtmlText:
    """Converted text and the commands that were not understood, without their backslash."""

    html: str
    unknown: tuple[str, ...]


def to_html(
    latex: str, language: str, babel: Callable[[str], str], *, keep_case: bool = False
) -> HtmlText:
    """Convert a field. `language` (BCP 47) decides the quotation marks.

    `babel` turns a language name as LaTeX knows it to BCP 47 or ''. Braces are dropped,
    an unknown command goes and what it is given stays. With `keep_case`, the braces that
    guard letters against a change of case (`{NASA}`, `{C}old`) become
    `<span class="nocase">`; those of a command and of BibTeX's `{\\"O}` guard nothing.
    """
    if not MARKS.search(latex):
        return HtmlText(_tidy(latex), ())
    reader = LatexReader(latex, language, babel, keep_case)
    try:
        text = reader.read_group(closed=False)
    except TooDeepError:
        text = html.escape(re.sub(r"[{}\\]", "", latex), quote=False)
    return HtmlText(_tidy(text), tuple(dict.fromkeys(reader.unknown)))


def unknown_commands(latex: str) -> tuple[str, ...]:
    """The commands of a field that `to_html` doesn't understand, without converting more."""
    if "\\" not in latex or KNOWN.issuperset(COMMAND.findall(latex)):
        return ()
    return to_html(latex, "en", str).unknown


def _tidy(text: str) -> str:
    text = SPACES.sub(" ", text).strip(" ")
    return text if text.isascii() else unicodedata.normalize("NFC", text)
