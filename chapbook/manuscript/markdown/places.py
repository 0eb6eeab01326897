"""Turn an id that the author gives to a word, block or code into a target to refer to."""

from xml.etree.ElementTree import Element

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.attributes import apply_attributes
from chapbook.manuscript.markdown.reading import DraftTarget, Reading


def add_place(reading: Reading, element: Element, attributes: Attributes, span: SourceSpan) -> None:
    """Set `attributes` on `element`; an id among them becomes a target without a title."""
    local_id = apply_attributes(reading, element, attributes, span)
    if local_id:
        anchor = reading.anchor(local_id)
        reading.targets.append(DraftTarget(local_id, anchor, "place", None, 0, span))
