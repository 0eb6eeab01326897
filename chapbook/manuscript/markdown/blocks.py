"""Turn a chapter's marked lines into a tree of blocks, by Python-Markdown with our own rules."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown

from chapbook.manuscript.markdown.changes import take_change
from chapbook.manuscript.markdown.definition_lists import DefinitionListProcessor
from chapbook.manuscript.markdown.fenced_code import FencedCodeProcessor, take_code
from chapbook.manuscript.markdown.fenced_divisions import (
    FencedDivisionProcessor,
    StrayEndProcessor,
    close_divisions,
    take_division,
)
from chapbook.manuscript.markdown.line_blocks import LineBlockProcessor
from chapbook.manuscript.markdown.link_definitions import LinkDefinitionProcessor
from chapbook.manuscript.markdown.list_markers import set_styles, take_item
from chapbook.manuscript.markdown.note_definitions import NoteProcessor, take_note
from chapbook.manuscript.markdown.raw_html import RawHtmlProcessor, take_comment, take_html
from chapbook.manuscript.markdown.reading import Reading
from chapbook.manuscript.markdown.remarks import take_remark
from chapbook.manuscript.markdown.source_lines import SourceLines
from chapbook.manuscript.markdown.tables import CaptionProcessor, TableProcessor
from chapbook.manuscript.markdown.thematic_breaks import RuleProcessor, take_rule

_TAKERS = (
    take_code,
    take_remark,
    take_change,
    take_comment,
    take_html,
    take_division,
    take_note,
    take_rule,
    take_item,
)


def register_rules(markdown: Markdown, reading: Reading) -> None:
    """Add our block rules, each before those that its syntax must not be taken for."""
    parser, blocks = markdown.parser, markdown.parser.blockprocessors
    blocks.deregister("hr")
    blocks.register(FencedDivisionProcessor(parser, reading), "division", 99)
    blocks.register(StrayEndProcessor(parser, reading), "division-end", 98)
    blocks.register(NoteProcessor(parser, reading), "note", 97)
    blocks.register(FencedCodeProcessor(parser, reading), "fence", 84)
    blocks.register(RawHtmlProcessor(parser, reading), "html", 83)
    blocks.register(TableProcessor(parser, reading), "table", 77)
    blocks.register(CaptionProcessor(parser), "caption", 76)
    blocks.register(LineBlockProcessor(parser, reading), "line-block", 75)
    blocks.register(LinkDefinitionProcessor(parser), "reference", 15)
    blocks.register(DefinitionListProcessor(parser), "deflist", 25)
    blocks.register(RuleProcessor(parser, reading), "break", 82)


def read_blocks(reading: Reading, lines: Sequence[str], first: int) -> Element:
    """The blocks of `lines`, which begin at line `first` of the file. Their texts are raw still."""
    source = SourceLines(reading, lines, first)
    source.read(_TAKERS)
    close_divisions(source)
    markdown = Markdown(extensions=["def_list", "sane_lists"])
    register_rules(markdown, reading)
    root = Element("div")
    markdown.parser.parseChunk(root, "\n".join(source.done))
    set_styles(root)
    for definition in reading.definitions.values():
        set_styles(definition.content)
    for name, (address, title) in markdown.references.items():
        known = " ".join(reading.positions.read(name).text.split()).lower()
        reading.link_references[known] = (address, title or "")
    return root
