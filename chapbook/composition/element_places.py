"""Turn a fragment's tree of HTML into the place where each of its elements was written."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from chapbook.composition.model import HtmlFragment
from chapbook.diagnostics import SourceSpan


class ElementPlaces:
    """The places of one fragment's elements: those of its notes, and the lines of its blocks."""

    def __init__(self, fragment: HtmlFragment, root: Element) -> None:
        self._source = fragment.source
        self._notes: Mapping[str, SourceSpan] = {
            note.note_anchor: note.span for note in fragment.notes
        }
        self._parents = {child: parent for parent in root.iter() for child in parent}

    def __call__(self, element: Element | None) -> SourceSpan | None:
        """Where `element` was written; None for what the program makes."""
        for each in self.upwards(element):
            if span := self._own(each):
                return span
        return None

    def upwards(self, element: Element | None) -> Iterator[Element]:
        """`element` and all that it is in, from the inside."""
        while element is not None:
            yield element
            element = self._parents.get(element)

    def ids_before_a_line(self, element: Element) -> Iterator[str]:
        """The ids from `element` up to the first that was written at a place: those of what the
        program puts there, an entry of the bibliography or the opening of a chapter."""
        for each in self.upwards(element):
            if self._own(each):
                return
            if name := each.get("id", ""):
                yield name

    def _own(self, element: Element) -> SourceSpan | None:
        if note := self._notes.get(element.get("id", "")):
            return note
        line = element.get("data-line", "")
        return SourceSpan(self._source, int(line)) if line.isdigit() and self._source else None
