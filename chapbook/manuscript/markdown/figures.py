"""Turn an image alone in its paragraph into a numbered figure with a caption."""

from xml.etree.ElementTree import Element

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.markdown.attribute_values import Attributes
from chapbook.manuscript.markdown.attributes import apply_attributes
from chapbook.manuscript.markdown.images import ImageSyntax, image_element, read_image_syntax
from chapbook.manuscript.markdown.nodes import filled
from chapbook.manuscript.markdown.reading import DraftTarget, Reading
from chapbook.manuscript.markdown.scanner import Scanner, Surroundings
from chapbook.manuscript.markdown.serialize import plain_text

_ON_THE_IMAGE = frozenset(("width", "height"))
_OURS = frozenset(("alt", "credit"))


def make_figure(
    scanner: Scanner, paragraph: Element, start: int, end: int, around: Surroundings
) -> bool:
    """Make `paragraph` a figure if its text is an image and nothing else."""
    found = None if around.in_note else _image_alone(scanner, start, end)
    if found is None:
        return False
    reading = scanner.reading
    span = reading.span(scanner.placed, start, end)
    reading.figures += 1
    paragraph.tag = "figure"
    attributes = found.attributes
    values = tuple(p for p in attributes.values if p[0] not in _OURS | _ON_THE_IMAGE)
    given = Attributes(attributes.id, attributes.classes, values)
    local_id = apply_attributes(reading, paragraph, given, span)
    caption = scanner.element("figcaption", found.words_start, found.words_end, around)
    alt = attributes.get("alt")
    if alt is None:
        hint = 'say what it shows: ![caption](file){alt="…"}'
        reading.warn("figure-alt", "this figure has no alt text", span, hint)
        alt = plain_text(caption)
    image = image_element(reading, found, alt, span)
    for name in _ON_THE_IMAGE:
        value = attributes.get(name)
        if value is not None:
            image.set(name, value)
    filled(paragraph, [image])
    if caption.text or len(caption) or attributes.get("credit"):
        paragraph.append(_with_credit(caption, attributes.get("credit") or ""))
    if not local_id:
        local_id = reading.free_id(f"figure-{reading.figures}", span)
        paragraph.set("id", reading.anchor(local_id))
    anchor = reading.anchor(local_id)
    reading.targets.append(DraftTarget(local_id, anchor, "figure", caption, 0, span))
    return True


def _with_credit(caption: Element, credit: str) -> Element:
    """The caption, which names the figure elsewhere too, and the credit behind it."""
    if not credit:
        return caption
    caption.tag = "span"
    space = " " if caption.text or len(caption) else ""
    credited = filled(Element("span", {"class": "credit"}), [credit])
    return filled(Element("figcaption"), [caption, space, credited])


def _image_alone(scanner: Scanner, start: int, end: int) -> ImageSyntax | None:
    """The image that the text from `start` to `end` is; None where it is something else or more."""
    text = scanner.text
    if not text.startswith("![", start) or "\n\n" in text[start:end]:
        return None
    close = scanner.structure.brackets.get(start + 1)
    # A quick look whether its syntax can reach to the end, before reading it for good.
    if close is None or close >= end or text[end - 1] not in ")]}":
        return None
    found = read_image_syntax(scanner, start, end)
    return found if found and found.end == end else None


def make_caption(
    reading: Reading, table: Element, caption: Element, attributes: Attributes, span: SourceSpan
) -> None:
    """Make `table` a target, by the attributes that its caption ends with."""
    reading.tables += 1
    local_id = apply_attributes(reading, table, attributes, span)
    if not local_id:
        local_id = reading.free_id(f"table-{reading.tables}", span)
        table.set("id", reading.anchor(local_id))
    anchor = reading.anchor(local_id)
    reading.targets.append(DraftTarget(local_id, anchor, "table", caption, 0, span))
