"""Turn a fragment's HTML into its words in the order in which they are read, notes at their calls,
and into how often it has what."""

from collections import Counter
from html.parser import HTMLParser

UNREAD_TAGS = frozenset(("head", "hr"))
UNREAD = frozenset(("ornament", "line-number", "hidden-figures", "continued"))
VOID = frozenset(("br", "img", "hr", "col", "meta", "link"))
INLINE = frozenset(
    ("a", "b", "cite", "code", "em", "i", "q", "s", "small", "span", "strong", "sub", "sup", "u")
)
APART = frozenset(
    [
        "call",
        "marker",
        "table-call",
        "table-marker",
        "note",
        "note-block",
        "note-verse",
        "note-item",
        "note-quote",
        "number",
        "entry-title",
        "folio",
    ]
)
"""Classes of inline elements whose text is read apart from what is around it."""


class ReadHtml(HTMLParser):
    """The text and the counts of an HTML document."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.counts: Counter[str] = Counter()
        self._open: list[tuple[str, bool, bool]] = []
        self.feed(html)

    @property
    def words(self) -> list[str]:
        """The words; those of a figure's drawing and the markers of lists aren't among them."""
        return plain_words(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        classes = frozenset((dict(attrs).get("class") or "").split())
        self.counts.update(
            key for key in (tag, *(f"{tag}.{name}" for name in classes)) if self._is_read
        )
        is_apart = tag not in INLINE or bool(classes & APART)
        is_unread = tag in UNREAD_TAGS or bool(classes & UNREAD)
        self.text += " " * is_apart
        if tag not in VOID:
            self._open.append((tag, is_apart, is_unread))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag in VOID:
            return
        opened, is_apart, _ = self._open.pop()
        assert opened == tag, (opened, tag)
        self.text += " " * is_apart

    def handle_data(self, data: str) -> None:
        """Text."""
        self.text += data * self._is_read

    @property
    def _is_read(self) -> bool:
        return not any(is_unread for _, _, is_unread in self._open)


def plain_words(text: str) -> list[str]:
    """The words of a text without what joins or divides them unseen; figures are all alike, since
    a folio in the HTML may be left open."""
    unseen = dict.fromkeys(map(ord, "\u2060\u200b\u200c\u200d\ufeff\u00ad"))
    figures = dict.fromkeys(map(ord, "0123456789"), "0")
    return text.translate(unseen | figures).casefold().split()
