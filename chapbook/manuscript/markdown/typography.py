"""Turn the typewriter punctuation in an element tree into printed punctuation.

Quotation marks pair across the markup of a block (`*"word"*`), so a block's texts are set
together. Code keeps its characters; calls and citations leave no trace in the context.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from chapbook.manuscript.language_spaces import bind_short_words
from chapbook.manuscript.markdown.html_elements import AS_WRITTEN, BLOCKS
from chapbook.manuscript.markdown.reading import SLOT, DraftReference, Reading
from chapbook.manuscript.punctuation import OPAQUE, Piece, set_punctuation
from chapbook.manuscript.spacing import bind_spaces


@dataclass(frozen=True)
class _Text:
    """A text in the tree: an element's own, or the one behind it."""

    element: Element
    is_tail: bool
    piece: Piece

    def put(self, text: str) -> None:
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


def set_typography(reading: Reading, root: Element, language: str) -> None:
    """Set the texts in `root`; language by the nearest `lang`, `language` failing that."""
    _Setter(reading).set_block(root, language)


class _Setter:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.line: list[_Text | str] = []

    def set_block(self, block: Element, language: str) -> None:
        self._inside(block, language)
        self._finish()

    def _inside(self, element: Element, language: str) -> None:
        language = element.get("lang", language)
        if element.tag in AS_WRITTEN:
            self.line.append("".join(element.itertext()) or OPAQUE)
            return
        if element.text:
            self.line.append(_Text(element, False, Piece(element.text, language)))
        for child in element:
            self._child(child, language)
            if child.tail:
                self.line.append(_Text(child, True, Piece(child.tail, language)))

    def _child(self, child: Element, language: str) -> None:
        if child.tag in BLOCKS:
            self._finish()
            self._inside(child, language)
            self._finish()
        elif child.tag == SLOT:
            draft = self.reading.draft_of(child)
            if isinstance(draft, DraftReference):
                self._inside(draft.content, language)
        elif child.tag == "br":
            self.line.append("\n")
        elif child.tag == "img":
            self.line.append(OPAQUE)
        else:
            self._inside(child, language)

    def _finish(self) -> None:
        """Set what has been gathered since the last block boundary."""
        line, self.line = self.line, []
        if not any(isinstance(text, _Text) for text in line):
            return
        pieces = [
            Piece(text, "", is_set=True) if isinstance(text, str) else text.piece for text in line
        ]
        bound = bind_spaces("".join(piece.text for piece in pieces), self.reading.keeps_together)
        start = 0
        spaced: list[Piece] = []
        for piece in pieces:
            stop = start + len(piece.text)
            if piece.is_set:
                spaced.append(piece)
            else:
                spaced.append(self._kept_together(bound[start:stop], piece.language))
            start = stop
        for text, done in zip(line, set_punctuation(spaced), strict=True):
            if isinstance(text, _Text):
                text.put(done)

    def _kept_together(self, text: str, language: str) -> Piece:
        if "short words" in self.reading.keeps_together:
            text = bind_short_words(text, language)
        return Piece(text, language)
