"""Turn a fragment's HTML and its pages into what of its words is lost, doubled or out of order.

Each word of the HTML must be on a page exactly once, and in the order of the HTML.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chapbook.composition.set_lines import NOTE, SetPage
from chapbook.diagnostics import Diagnostic, SourceSpan, error

UNPRINTED = frozenset(("script", "style", "template", "svg", "math"))
# Hyphens come and go at the ends of lines, joiners and spaces too.
_DROPPED = dict.fromkeys(map(ord, "-\u2010\u00ad\u2060\u200b\u200c\u200d\ufeff"))
SHOWN = 60
"""So many characters of what is lost are shown."""

SpanOf = Callable[[Any], SourceSpan | None]


@dataclass(frozen=True)
class _Printed:
    """What of one element stands on the pages, and the first of these."""

    text: str
    page: int


def audit_words(body: Any, pages: Sequence[SetPage], span_of: SpanOf) -> Iterator[Diagnostic]:
    """What is wrong with the words of the element `body` as they stand on `pages`."""
    printed = _printed(pages)
    for element, text, may_repeat in _written(body, may_repeat=False):
        found = printed.get(element, _Printed("", 0)).text
        if found == text or (may_repeat and _is_repeated(text, found)):
            continue
        what = "is on no page" if not found else _difference(text, found)
        shown = " ".join(_own_text(element).split())[:SHOWN]
        yield error("words-lost", f"the text '{shown}' {what}", span_of(element))
    yield from _disorder(body, pages, span_of)


def _difference(written: str, printed: str) -> str:
    return "is printed twice" if len(printed) > len(written) else "is not printed whole"


def _is_repeated(text: str, printed: str) -> bool:
    """Whether a table's head is printed on several pages."""
    return bool(text) and printed == text * (len(printed) // len(text))


def _printed(pages: Sequence[SetPage]) -> Mapping[Any, _Printed]:
    texts: dict[Any, list[str]] = {}
    first: dict[Any, int] = {}
    for page in pages:
        for line in page.lines:
            for run in line.texts:
                if not run.is_generated:
                    texts.setdefault(run.element, []).append(run.text)
                    first.setdefault(run.element, page.page_index)
    return {
        element: _Printed(_plain("".join(parts)), first[element])
        for element, parts in texts.items()
    }


def _written(element: Any, may_repeat: bool) -> Iterator[tuple[Any, str, bool]]:
    """The elements with text of their own, that text, and whether it may be repeated."""
    if not isinstance(element.tag, str) or element.tag in UNPRINTED:
        return
    may_repeat = may_repeat or element.tag in {"thead", "caption"}
    if text := _plain(_own_text(element)):
        yield element, text, may_repeat
    for child in element:
        yield from _written(child, may_repeat)


def _own_text(element: Any) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _plain(text: str) -> str:
    return "".join(text.translate(_DROPPED).split()).casefold()


def _disorder(body: Any, pages: Sequence[SetPage], span_of: SpanOf) -> Iterator[Diagnostic]:
    """Blocks that begin on a page before one that they follow; notes apart."""
    begins: dict[Any, int] = {}
    for page in pages:
        for line in page.lines:
            if line.kind != NOTE:
                begins.setdefault(line.block, page.page_index)
    last = 0
    for element in body.iter():
        page_index = begins.get(element, last)
        if page_index < last:
            message = f"the text stands {last - page_index} pages before what precedes it"
            yield error("words-order", message, span_of(element))
        last = max(last, page_index)
