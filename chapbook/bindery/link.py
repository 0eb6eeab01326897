"""Turn typeset fragments into one PDF, the book as it is read."""

from collections.abc import Sequence
from pathlib import Path

from chapbook.bindery.attachments import attach
from chapbook.bindery.claims import claim
from chapbook.bindery.collation import blank
from chapbook.bindery.destinations import (
    Destinations,
    gather_destinations,
    lead_to_places,
    write_destinations,
)
from chapbook.bindery.directory import Directory
from chapbook.bindery.fonts import unite_fonts
from chapbook.bindery.ink_colours import describe_inks
from chapbook.bindery.metadata import describe
from chapbook.bindery.model import Binding, LinkedBook
from chapbook.bindery.outline import write_outline
from chapbook.bindery.packing import packed
from chapbook.bindery.page_contents import write_contents
from chapbook.bindery.page_labels import label_pages
from chapbook.bindery.saving import written
from chapbook.bindery.sewing import Sewing, SewnFragment
from chapbook.bindery.structure import JoinedStructure


def link(binding: Binding, fonts: Sequence[Path], sewing: Sewing | None = None) -> LinkedBook:
    """Join the fragments; `fonts` are the files that they were set with. `sewing` may have some of
    them, and can't be used again.

    The same binding and fonts give the same bytes. Raises ValueError where a fragment
    isn't what it says, OSError where a font can't be read.
    """
    destinations = gather_destinations(binding.fragments)
    # Packing takes a fourth of the room that the open book does, which is given up before.
    pdf, missing = _joined(binding, destinations, fonts, sewing)
    if not binding.is_linearised:
        pdf = packed(pdf)
    return LinkedBook(pdf, tuple(sorted(missing)), tuple(sorted(destinations.repeated)))


def _joined(
    binding: Binding, destinations: Destinations, fonts: Sequence[Path], sewing: Sewing | None
) -> tuple[bytes, frozenset[str]]:
    """The book, not packed, and the anchors that it misses."""
    with sewing or Sewing(binding.trim, binding.info.language, fonts) as sewing:
        directory = _directory(binding, destinations)
        sewn = sewing.sewn(binding.fragments, directory)
        book = sewing.book
        _structure(sewing, sewn)
        _put_in_blanks(sewing, sewn)
        write_destinations(book, destinations, binding.unnamed)
        to_unnamed = (each.pages[number] for each in sewn for number in each.links.pages_to_unnamed)
        lead_to_places(book, to_unnamed, destinations, binding.unnamed)
        is_inked = _write_contents(sewing, sewn)
        if binding.ink_profile:
            describe_inks(book, binding.ink_profile.read_bytes, pages_are_inked=is_inked)
        missing = write_outline(book, binding.outline, directory.page_indices.keys())
        missing = missing.union(*(each.links.missing for each in sewn))
        label_pages(book, binding.page_labels)
        attach(book, binding.attachments, binding.info.created)
        describe(book, binding.info, claim(book, binding.info))
        return written(book, is_linearised=binding.is_linearised), frozenset(missing)


def _directory(binding: Binding, destinations: Destinations) -> Directory:
    places = destinations.by_anchor.items()
    return Directory(
        {anchor: place.page_index for anchor, place in places},
        binding.page_labels,
        binding.page_term,
        binding.unnamed,
        binding.folios,
    )


def _structure(sewing: Sewing, sewn: Sequence[SewnFragment]) -> None:
    joined = JoinedStructure(sewing.book)
    for each in sewn:
        if each.structure:
            joined.add(each.structure, each.pages, is_in_part=each.bound.is_in_part)
    joined.write()


def _put_in_blanks(sewing: Sewing, sewn: Sequence[SewnFragment]) -> None:
    """Put the empty pages before fragments, each as large as the page after it."""
    pages = sewing.book.pages
    page_index = 0
    for each in sewn:
        for _ in range(each.bound.blanks_before):
            pages.insert(page_index, blank(sewing.book, each.pages[0]))
            page_index += 1
        page_index += len(each.pages)


def _write_contents(sewing: Sewing, sewn: Sequence[SewnFragment]) -> bool:
    """Unite the fonts, and write what pages draw with them."""
    fonts = [font for each in sewn for font in each.fonts]
    drawn = (
        (page, drawing)
        for each in sewn
        for page, drawing in zip(each.pages, each.drawings, strict=True)
        if drawing
    )
    united = unite_fonts(sewing.book, sewing.originals, fonts)
    return write_contents(sewing.book, drawn, united, sewing.compressing)
