"""Turn a fragment's tree of HTML into the place where each of its elements was written."""

from collections.abc import Mapping
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
        while element is not None:
            if note := self._notes.get(element.get("id", "")):
                return note
            line = element.get("data-line", "")
            if line.isdigit() and self._source:
                return SourceSpan(self._source, int(line))
            element = self._parents.get(element)
        return None
