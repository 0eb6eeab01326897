"""Turn typeset fragments into one PDF, the book as it is read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pikepdf import Pdf

from chapbook.bindery.attachments import attach
from chapbook.bindery.claims import claim
from chapbook.bindery.collation import CollatedFragment, collate, open_fragments
from chapbook.bindery.destinations import (
    gather_destinations,
    lead_to_places,
    write_destinations,
)
from chapbook.bindery.folio_filling import fill_folios
from chapbook.bindery.fonts import unite_fonts
from chapbook.bindery.ink_colours import describe_inks
from chapbook.bindery.link_annotations import FoundLinks, relink, round_links
from chapbook.bindery.metadata import describe
from chapbook.bindery.model import Binding, LinkedBook
from chapbook.bindery.outline import write_outline
from chapbook.bindery.page_contents import join_contents
from chapbook.bindery.page_labels import label_of, label_pages
from chapbook.bindery.photographs import clear_photographs
from chapbook.bindery.saving import saved
from chapbook.bindery.shifting import shift_pages
from chapbook.bindery.structure import JoinedStructure


def link(binding: Binding, fonts: Sequence[Path]) -> LinkedBook:
    """Join the fragments; `fonts` are the files that they were set with.

    The same binding and fonts give the same bytes. Raises ValueError where a fragment
    isn't what it says, OSError where a font can't be read.
    """
    destinations = gather_destinations(binding.fragments)
    anchors = destinations.by_anchor

    def words_for(anchor: str) -> str:
        page_index = anchors[anchor].page_index
        label = label_of(page_index, binding.page_labels) or str(page_index + 1)
        return f"{binding.page_term} {label}"

    links = FoundLinks(binding.unnamed)
    with Pdf.new() as book:
        structure = JoinedStructure(book, binding.info.language)

        def finished() -> Iterator[CollatedFragment]:
            for fragment in open_fragments(binding.fragments):
                fill_folios([fragment], binding.folios)
                relink(fragment, anchors.keys(), words_for, links)
                shift_pages([fragment])
                round_links([fragment])
                structure.renumber(fragment)
                yield fragment

        collate(book, finished(), binding.trim, copied=structure.add)
        write_destinations(book, destinations, binding.unnamed)
        lead_to_places(book, links.page_indices, destinations, binding.unnamed)
        structure.write()
        unite_fonts(book, fonts)
        clear_photographs(book)
        is_inked = join_contents(book)
        if binding.ink_profile:
            describe_inks(book, binding.ink_profile.read_bytes, pages_are_inked=is_inked)
        missing = links.missing | write_outline(book, binding.outline, anchors.keys())
        label_pages(book, binding.page_labels)
        attach(book, binding.attachments, binding.info.created)
        describe(book, binding.info, claim(book, binding.info))
        pdf = saved(book, is_linearised=binding.is_linearised)
    return LinkedBook(pdf, tuple(sorted(missing)), tuple(sorted(destinations.repeated)))
