"""Turn pages of inks into what a print shop would send back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pikepdf import Name, Object, Pdf
from PIL import Image, ImageChops

from chapbook.bindery.collation import PT_PER_MM
from chapbook.bindery.painted_page import Inks, Painted, Picture, Shape, Text, painted
from chapbook.bindery.prepress.colour_space import UnknownSpaceError, colour_space
from chapbook.bindery.prepress.images import picture_of
from chapbook.bindery.prepress.inspection import foreign_colours
from chapbook.bindery.printed_fonts import Fonts
from chapbook.diagnostics import Severity
from chapbook.manuscript.print_config import PressSettings

BLACK_FROM = 0.85
"""So much black ink makes a text black."""
DARK_FROM = 0.7
"""So much of each coloured ink does, too."""
COUNTS_FROM = 0.1
"""Less of an ink shows no edge."""
SMALL_TYPE_PT = 9.0
"""Type up to this size in three inks shows every tenth of a millimetre by which they are off."""
RARE_PIXELS = 0.001
"""So few of an image's pixels may have more ink than all others."""
TOLERANCE = 0.99
ENOUGH = 12
"""So many letters are enough to find a text by."""
INK_NAMES = "CMYK"


@dataclass(frozen=True)
class PressFinding:
    """Something wrong on a page (from 0): what a Diagnostic says, and by what its source can be
    found: the words that are there, or near; or an image's size in pixels and the pages of the
    images of that size that were before it."""

    severity: Severity
    code: str
    message: str
    page_index: int
    words: str = ""
    near: str = ""
    pixels: tuple[int, int] | None = None
    alike_before: tuple[int, ...] = ()
    hint: str = ""


def audit_press_pages(book: Pdf, press: PressSettings) -> tuple[PressFinding, ...]:
    """What is wrong with pages whose colours are separated; once a page for each kind, once in
    all for each image."""
    inks = 4 if press.colour == "cmyk" else 1
    found = [_foreign(each.page_index, each.what) for each in foreign_colours(book, inks)]
    pages, fonts = _Pages(press), Fonts()
    for index, page in enumerate(book.pages):
        found += pages.examine(index, painted(page, fonts))
    return (*found, *pages.wrong_images())


def _foreign(page_index: int, what: str) -> PressFinding:
    message = f"{what} can't be turned into the inks of the press edition"
    return PressFinding(Severity.ERROR, "press-colour", message, page_index)


class _Pages:
    """Examines page by page; images are kept, to be told of where they are printed largest."""

    def __init__(self, press: PressSettings) -> None:
        self._press = press
        self._images: dict[tuple[int, int], tuple[int, float, int, Picture]] = {}

    def examine(self, index: int, page: Iterable[Painted]) -> list[PressFinding]:
        """What is wrong with text and shapes of a page, the worst of each kind."""
        worst: dict[str, tuple[float, PressFinding, Text | Shape]] = {}
        lines: list[tuple[float, str]] = []
        for each, words in _with_words(page):
            if isinstance(each, Picture):
                self._keep(index, each)
                continue
            if len(words) >= ENOUGH and isinstance(each, Text):
                lines.append((each.matrix.f, words))
            for badness, finding in self._faults(index, each, words):
                if finding.code not in worst or badness > worst[finding.code][0]:
                    worst[finding.code] = (badness, finding, each)
        return [
            replace(finding, near=_nearest(each, lines)) if isinstance(each, Shape) else finding
            for _, finding, each in worst.values()
        ]

    def _keep(self, index: int, picture: Picture) -> None:
        dpi = _dpi(picture)
        known = self._images.get(picture.image.objgen)
        if known is None or dpi < known[1]:
            first = index if known is None else known[0]
            self._images[picture.image.objgen] = (first, dpi, index, picture)

    def _faults(
        self, index: int, each: Text | Shape, words: str
    ) -> Iterator[tuple[float, PressFinding]]:
        if isinstance(each, Text):
            yield from _text_faults(index, each, words)
        total = sum(each.inks) * 100
        if total > self._press.ink_limit_percent / TOLERANCE:
            yield total, self._too_much_ink(index, total, words=words)
        if isinstance(each, Shape):
            thin = self._press.hairline_pt
            if each.thickness_pt is not None and each.thickness_pt < thin * TOLERANCE:
                message = f"a line of {each.thickness_pt:.2g} pt may break up in print"
                hint = f"at least {thin:g} pt, by 'hairline_pt' in [print]"
                yield (
                    thin - each.thickness_pt,
                    PressFinding(Severity.WARNING, "press-hairline", message, index, hint=hint),
                )

    def _too_much_ink(self, index: int, total: float, words: str = "") -> PressFinding:
        what = "text has" if words else "there is"
        message, hint = self._ink_message(what, total)
        return PressFinding(Severity.WARNING, "press-ink", message, index, words, hint=hint)

    def _ink_message(self, what: str, total: float) -> tuple[str, str]:
        limit = f"{self._press.ink_limit_percent:g} %"
        message = f"{what} {total:.0f} % of ink, and the paper takes no more than {limit}"
        return message, "'ink_limit' in [print]"

    def wrong_images(self) -> Iterator[PressFinding]:
        """Images that are too coarse at their printed size, or have too much ink."""
        firsts: dict[tuple[int, int], list[int]] = {}
        for first, dpi, index, picture in self._images.values():
            pixels = (int(picture.image.Width), int(picture.image.Height))
            before = tuple(firsts.setdefault(pixels, []))
            firsts[pixels].append(first)
            for code, (message, hint) in self._image_faults(picture, dpi, pixels):
                yield PressFinding(
                    Severity.WARNING,
                    code,
                    message,
                    index,
                    pixels=pixels,
                    alike_before=before,
                    hint=hint,
                )

    def _image_faults(
        self, picture: Picture, dpi: float, pixels: tuple[int, int]
    ) -> Iterator[tuple[str, tuple[str, str]]]:
        is_stencil = bool(picture.image.get(Name.ImageMask, False))
        total = 0.0 if is_stencil else _total_ink(picture.image) * 100
        if total > self._press.ink_limit_percent / TOLERANCE:
            yield "press-ink", self._ink_message("an image has", total)
        wanted = self._press.image_dpi
        if dpi < wanted * TOLERANCE:
            size = f"{picture.width_pt / PT_PER_MM:.0f} × {picture.height_pt / PT_PER_MM:.0f} mm"
            message = f"an image has {dpi:.0f} dpi at its printed size, {size}"
            hint = f"{pixels[0] * wanted / dpi:.0f} pixels across would make {wanted:g}"
            yield "press-resolution", (message, hint)


def _with_words(page: Iterable[Painted]) -> Iterator[tuple[Painted, str]]:
    """All that is painted, text with its words. A drawing's text comes letter by letter: what
    has the same inks is taken together until there is enough of it to be found by."""
    text, words = None, ""
    for each in page:
        if text and isinstance(each, Text) and each.inks == text.inks and len(words) < ENOUGH:
            words += each.words
            continue
        if text:
            yield text, words.strip()
        text, words = None, ""
        if isinstance(each, Text):
            text, words = each, each.words
        else:
            yield each, ""
    if text:
        yield text, words.strip()


def _nearest(shape: Shape, lines: Sequence[tuple[float, str]]) -> str:
    """The first line of text within a shape's height, else the one that is nearest to it."""
    if shape.extent_pt is None or not lines:
        return ""
    foot, head = shape.extent_pt

    def away(line: tuple[float, str]) -> float:
        return max(foot - line[0], line[0] - head, 0.0)

    return min(lines, key=away)[1]


def _text_faults(index: int, text: Text, words: str) -> Iterator[tuple[float, PressFinding]]:
    used = [ink for ink in text.inks if ink >= COUNTS_FROM]
    colours, black = text.inks[:3], text.inks[3]
    if (black >= BLACK_FROM and len(used) > 1) or min(colours) >= DARK_FROM:
        message = f"text is in a black of several inks, {_inks_text(text.inks)}"
        hint = "for text take black alone: black, or device-cmyk(0 0 0 1)"
        yield (
            sum(text.inks),
            PressFinding(Severity.ERROR, "press-rich-black", message, index, words, hint=hint),
        )
    elif len(used) > 2 and text.size_pt <= SMALL_TYPE_PT:
        message = f"text of {text.size_pt:.3g} pt in {len(used)} inks, {_inks_text(text.inks)}"
        hint = "where inks don't quite stand on each other, small type has coloured edges"
        yield (
            len(used),
            PressFinding(Severity.WARNING, "press-small-text", message, index, words, hint=hint),
        )


def _inks_text(inks: Inks) -> str:
    """'C 60 M 40 Y 40 K 100'."""
    return " ".join(f"{name} {ink * 100:.0f}" for name, ink in zip(INK_NAMES, inks, strict=True))


def _dpi(picture: Picture) -> float:
    """The lower of the resolutions across and along."""
    image = picture.image
    across = int(image.Width) / max(picture.width_pt, 0.01)
    along = int(image.Height) / max(picture.height_pt, 0.01)
    return min(across, along) * 72


def _total_ink(image: Object) -> float:
    """How much ink an image has where it has most, but for a few pixels; 1 is one ink full."""
    space = colour_space(image.ColorSpace)
    if space.mode != "CMYK":
        return 1.0
    if space.palette:
        return max(sum(space.palette[at : at + 4]) for at in range(0, len(space.palette), 4)) / 255
    try:
        picture, _ = picture_of(image, "CMYK")
    except UnknownSpaceError:
        return 0.0
    return _most_ink(picture)


def _most_ink(picture: Image.Image) -> float:
    """The mean of four channels is a quarter of their sum, and fits into a byte."""
    cyan, magenta, yellow, black = picture.split()
    mean = ImageChops.add(
        ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2), scale=2
    )
    histogram = mean.histogram()
    spare = RARE_PIXELS * sum(histogram)
    for level in range(255, -1, -1):
        spare -= histogram[level]
        if spare < 0:
            return level * 4 / 255
    return 0.0
