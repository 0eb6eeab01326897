"""Turn typeset fragments into one PDF, the book as it is read."""

from collections.abc import Sequence
from pathlib import Path

from pikepdf import Pdf

from chapbook.bindery.attachments import attach
from chapbook.bindery.claims import claim
from chapbook.bindery.collation import collate, open_fragments
from chapbook.bindery.destinations import gather_destinations, write_destinations
from chapbook.bindery.folio_filling import fill_folios
from chapbook.bindery.fonts import unite_fonts
from chapbook.bindery.link_annotations import relink
from chapbook.bindery.metadata import describe
from chapbook.bindery.model import Binding, LinkedBook
from chapbook.bindery.outline import write_outline
from chapbook.bindery.page_labels import label_of, label_pages
from chapbook.bindery.photographs import clear_photographs
from chapbook.bindery.saving import saved
from chapbook.bindery.shifting import shift_pages
from chapbook.bindery.structure import join_structure, renumber_structure


def link(binding: Binding, fonts: Sequence[Path]) -> LinkedBook:
    """Join the fragments; `fonts` are the files that they were set with.

    The same binding and fonts give the same bytes. Raises ValueError where a fragment
    isn't what it says, OSError where a font can't be read.
    """
    fragments = open_fragments(binding.fragments)
    fill_folios(fragments, binding.folios)
    destinations = gather_destinations(fragments)
    anchors = destinations.by_anchor

    def words_for(anchor: str) -> str:
        page_index = anchors[anchor].page_index
        label = label_of(page_index, binding.page_labels) or str(page_index + 1)
        return f"{binding.page_term} {label}"

    missing = relink(fragments, anchors.keys(), words_for)
    shift_pages(fragments)
    renumber_structure(fragments)
    with Pdf.new() as book:
        collate(book, fragments, binding.trim)
        write_destinations(book, destinations)
        join_structure(book, fragments, binding.info.language)
        unite_fonts(book, fonts)
        clear_photographs(book)
        missing |= write_outline(book, binding.outline, anchors.keys())
        label_pages(book, binding.page_labels)
        attach(book, binding.attachments, binding.info.created)
        describe(book, binding.info, claim(book))
        pdf = saved(book, is_linearised=binding.is_linearised)
    return LinkedBook(pdf, tuple(sorted(missing)), tuple(sorted(destinations.repeated)))
