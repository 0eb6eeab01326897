"""Turn other tools' references to what is numbered, figures and sections, into cross references.

Quarto and pandoc-crossref write `@fig-map`, `[-@fig-map]`, `[see @fig-a; @fig-b]`, at the beginning
of a sentence `@Fig-map`; bookdown writes `\\@ref(fig:map)`.
"""

import re
from collections.abc import Set

from chapbook.authoring.carried_lines import Line, outside_code

_NAME = r"@((?:[Ff]ig|[Tt]bl|[Tt]ab|[Ss]ec|[Ee]q|[Ll]st)[:-][\w:-]*\w)"
_REFERENCE = re.compile(
    rf"(?<![\\!^])\[(?P<group>[^\[\]]*@[^\[\]]*)\](?![(\[{{:])"
    rf"|(?<![\w\\])-?{_NAME}|\\@ref\((?P<bookdown>[\w:-]+)\)"
)
_ITEM = re.compile(rf"([^@]*?)-?{_NAME}([^@]*)")


def with_references(text: str, known: Set[str]) -> Line:
    """A text whose references to `known` ids are ours. What leads nowhere may be a citation; of
    bookdown's it is told."""
    missing: list[str] = []

    def own(name: str) -> str:
        made = name if name in known else name[0].lower() + name[1:]
        return f"[](#{made})" if made in known else ""

    def item(text: str) -> str:
        found = _ITEM.fullmatch(text.strip())
        made = own(found[2]) if found else ""
        return f"{found[1]}{made}{found[3]}" if found and made else ""

    def refer(found: re.Match[str]) -> str:
        if found["group"] is not None:
            items = [item(each) for each in found["group"].split(";")]
            return ", ".join(items) if all(items) else found[0]
        made = own(found["bookdown"] or found[2])
        if not made and found["bookdown"]:
            missing.append(found["bookdown"])
        return made or found[0]

    new = outside_code(text, lambda piece: _REFERENCE.sub(refer, piece))
    return Line(new, tuple(f"a reference leads nowhere: '{name}'" for name in missing))
