"""Turn a number of pages into the gatherings that the bindery folds, made up with blanks.

Custom: a book is made up at its end. Blanks stand before the back cover, which stays outside,
and never before the title; a signature that is shorter than the others is the last but one,
where the rest of the book holds it.
"""

from chapbook.bindery.imposition import Pages


def made_up(page_count: int, step: int, back_cover: bool) -> Pages:
    """The page indices, made up to a multiple of `step` with None.

    With `back_cover` the empty pages go before the last page, else to the end. Raises
    ValueError for fewer pages than one.
    """
    if page_count < 1:
        raise ValueError(f"a booklet needs a page; there are {page_count}")
    pages: list[int | None] = list(range(page_count))
    empty: list[int | None] = [None] * (-page_count % step)
    place = page_count - 1 if back_cover else page_count
    return pages[:place] + empty + pages[place:]


def ruled(pages: Pages, recto: int, verso: int) -> Pages:
    """The pages with those of two more, a recto and a verso, in the place of empty ones."""
    return [
        (verso if place % 2 else recto) if page is None else page
        for place, page in enumerate(pages)
    ]


def gathered(pages: Pages, signature_pages: int) -> tuple[Pages, ...]:
    """The pages by signatures, the shorter one, if any, last but one."""
    whole, rest = divmod(len(pages), signature_pages)
    lengths = [signature_pages] * whole
    if rest:
        lengths.insert(max(whole - 1, 0), rest)
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    return tuple(
        pages[start : start + length] for start, length in zip(starts, lengths, strict=True)
    )
