"""Turn the figures in a `::: figures` division into panels of one figure, or a row of several."""

from dataclasses import replace
from xml.etree.ElementTree import Element

from chapbook.diagnostics import SourceSpan
from chapbook.manuscript.markdown.nodes import filled
from chapbook.manuscript.markdown.reading import DraftTarget, Reading

GROUP = "figures"
MOST = 3


def group_figures(reading: Reading, root: Element) -> None:
    """Set the figures of each group side by side.

    A paragraph behind them is the caption of all: they are then one figure, whose panels have
    letters. Without one each keeps its own number.
    """
    for group in [div for div in root.iter("div") if GROUP in div.get("class", "").split()]:
        line = int(group.get("data-line", "1"))
        span = SourceSpan(reading.path, line)
        figures = [child for child in group if child.tag == "figure"]
        captions = [child for child in group if child.tag == "p"]
        if not 2 <= len(figures) <= MOST or len(figures) + len(captions) != len(group):
            message = "'figures' holds two or three images, each in its paragraph, and a caption"
            reading.error("figures", message, span)
            continue
        row = filled(Element("div", {"class": "panels"}), figures)
        for child in list(group):
            group.remove(child)
        group.append(row)
        if captions:
            _as_one(reading, group, figures, captions, span)


def _as_one(
    reading: Reading,
    group: Element,
    figures: list[Element],
    captions: list[Element],
    span: SourceSpan,
) -> None:
    group.tag = "figure"
    caption = filled(Element("figcaption", {"data-line": captions[0].get("data-line", "1")}), [])
    for paragraph in captions:
        filled(caption, [" " if caption.text or len(caption) else ""])
        filled(caption, [paragraph.text or "", *paragraph])
    group.append(caption)
    for letter, figure in zip("abc", figures, strict=False):
        _as_panel(reading, figure, letter)
    if "id" not in group.attrib:
        group.set("id", reading.anchor(reading.free_id(f"figure-{reading.figures}", span)))
    anchor = group.attrib["id"]
    reading.targets[:] = [target for target in reading.targets if target.anchor != anchor]
    local_id = anchor.removeprefix(reading.anchor(""))
    reading.targets.append(DraftTarget(local_id, anchor, "figure", caption, 0, span))


def _as_panel(reading: Reading, figure: Element, letter: str) -> None:
    """A figure as a panel: no number of its own, a letter before its caption."""
    figure.tag = "div"
    figure.set("class", f"panel {figure.get('class', '')}".strip())
    anchor = figure.get("id")
    reading.targets[:] = [
        replace(target, kind="place") if target.anchor == anchor else target
        for target in reading.targets
    ]
    words = figure.find("figcaption")
    if words is None:
        words = Element("figcaption")
        figure.append(words)
    label = filled(Element("span", {"class": "panel-letter"}), [letter])
    label.tail = f"\u2002{words.text or ''}"
    words.text = None
    words.insert(0, label)
    words.tag = "p"
    words.set("class", "panel-caption")
