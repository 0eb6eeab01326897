"""Turn what pandoc's Markdown has within a line, and ours hasn't, into ours.

The syntax is that of pandoc's manual, "Pandoc's Markdown": strikeout, superscripts and
subscripts, raw TeX, math, example lists. Comments of HTML become notes to editors.
"""

import re

from chapbook.authoring.carried_lines import Line, outside_code

_NAME = re.compile(r"(?<=[({])#([^\s(){}]+)")
_SPACED_ID = re.compile(
    r"(?<=\[\]\{)#([^{}.=\"]*\s[^{}.=\"]*)(?=\})|(?<=\]\()#([^()\"]*\s[^()\"]*)(?=\))"
)
_STRIKE = re.compile(r"(?<![\\~])~~(?=[^\s~])(.+?)(?<=[^\s~])~~(?!~)")
_SUBSCRIPT = re.compile(r"(?<![\\~])~(?!~)((?:\\ |[^\s~])+)~(?!~)")
_SUPERSCRIPT = re.compile(r"(?<![\\\[^])\^(?!\[)((?:\\ |[^\s^\]])+)\^")
_PAGE_BREAK = re.compile(r"\s*\\(?:newpage|clearpage|cleardoublepage|pagebreak|mainmatter|"
                         r"frontmatter|backmatter|tableofcontents|appendix|bigskip|medskip|noindent)"
                         r"(?:\{\})?\s*")  # fmt: skip
_TEX = re.compile(r"(?<!\\)\\[a-zA-Z]{2,}")
_MATH = re.compile(r"(?<![\\$\w])\$(?=[^\s$])(?:[^$\\`]|\\.)*(?<!\s)\$(?![\d$])")
_EXAMPLE = re.compile(r"\s*\(@[\w-]*\)\s")
_RAW = re.compile(r"\{=\w+\}")
_IMG = re.compile(r"<img\b([^<>]*?)/?>", re.IGNORECASE)
_IMG_VALUE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\s+(?:id|name)=\"([^\"]+)\"\s*>\s*</a>", re.IGNORECASE)
_A = re.compile(r"<a\s[^<>]*?\bhref=\"([^\"\s]+)\"[^<>]*>(.*?)</a>", re.IGNORECASE)
_COLUMNS = re.compile(r"</?col(?:group)?\b[^<>]*>", re.IGNORECASE)
_STYLE = re.compile(
    r"""(<[a-zA-Z][^<>]*?)\s+(?:style|id|type|align|width|data-[\w-]+)\s*=\s*(?:"[^"]*"|'[^']*')"""
)


def in_our_words(text: str) -> Line:
    """A line of a text as we write it, with what it loses."""
    if _PAGE_BREAK.fullmatch(text):
        return Line("", (f"'{text.strip()}' was left out: it is set by the program",))
    losses: list[str] = []

    def as_code(found: re.Match[str]) -> str:
        losses.append(f"mathematics stands as it was written: '{found[0][:40]}'")
        return f"`{found[0]}`"

    text = outside_code(text, lambda piece: _MATH.sub(as_code, piece))
    text = outside_code(text, lambda piece: _plain(piece, losses))
    return Line(text, tuple(losses))


def _plain(text: str, losses: list[str]) -> str:
    """A piece of a line that holds no code."""
    text = text.replace("%%", "\\%%")
    text = text.replace("<!--", "%% ").replace("-->", " %%") if "--" in text else text
    text = _IMG.sub(_image, text)
    text = _ANCHOR.sub(lambda found: f"[]{{#{found[1]}}}", text)
    text = _A.sub(r"[\2](\1)", text)
    text = _COLUMNS.sub("", text)
    while (stripped := _STYLE.sub(r"\1", text)) != text:
        text = stripped
    text = _SPACED_ID.sub(lambda found: "-".join(found[0].split()), text)
    text = _NAME.sub(lambda found: f"#{_id(found[1])}", text)
    text = _STRIKE.sub(r"<s>\1</s>", text)
    text = _SUBSCRIPT.sub(lambda found: f"<sub>{_spaced(found[1])}</sub>", text)
    text = _SUPERSCRIPT.sub(lambda found: f"<sup>{_spaced(found[1])}</sup>", text)
    if text.startswith("%%"):
        return text
    for pattern, what in (
        (_TEX, "TeX stands as it was written"),
        (_EXAMPLE, "a numbered example stands as it was written"),
        (_RAW, "what was for one format alone stands as it was written"),
    ):
        if found := pattern.search(text):
            losses.append(f"{what}: '{found[0].strip()[:40]}'")
    return text


def _id(name: str) -> str:
    """An id as ours may be: a letter first, no points."""
    return ("" if name[0].isalpha() else "r") + name.replace(".", "-")


def _spaced(text: str) -> str:
    return text.replace("\\ ", "\u00a0")


def _image(found: re.Match[str]) -> str:
    values = {name.lower(): first or second for name, first, second in _IMG_VALUE.findall(found[1])}
    return f"![{values.get('alt', '')}](<{values['src']}>)" if "src" in values else found[0]
