"""Turn a book with colours of ink into one that says what they look like.

The output intent of a book that is read is sRGB, and says nothing of cyan, magenta, yellow and
black: what they are on paper, DefaultCMYK does (ISO 32000-1, 8.6.5.6; ISO 19005-3, 6.2.4.3).
"""

from collections.abc import Callable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

SHIPPED_PROFILE = "styles/profiles/offset-uncoated-fogra29.icc"
IN_INK = b"DeviceCMYK"
"""How drawings, images and gradients name the space."""


def is_of_inks(profile: bytes) -> bool:
    """Whether an ICC profile describes a printer with four inks (ISO 15076-1, 7.2)."""
    return profile[12:20] == b"prtrCMYK" and profile[36:40] == b"acsp"


def describe_inks(book: Pdf, profile: Callable[[], bytes], *, pages_are_inked: bool) -> None:
    """Describe colours of ink by an ICC profile, which is asked for where there are any:
    `pages_are_inked` says whether pages draw in such themselves."""
    resources = list(_resources(book))
    if not pages_are_inked and not any(map(_hold_ink, resources)):
        return
    described = book.make_stream(profile())
    described.N = 4
    default = book.make_indirect(Array([Name.ICCBased, described]))
    for each in resources:
        named = dict(each.get(Name.ColorSpace, Dictionary()).items())
        each.ColorSpace = Dictionary({**named, "/DefaultCMYK": default})


def _resources(book: Pdf) -> Iterator[Object]:
    """The resources of pages, and of the forms and patterns that they reach: each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Object] = [page.obj for page in book.pages]
    while waiting:
        resources = waiting.pop().get(Name.Resources)
        if not isinstance(resources, Dictionary) or resources.objgen in seen:
            continue
        if resources.is_indirect:
            seen.add(resources.objgen)
        yield resources
        for drawn in _drawn_by(resources):
            if drawn.objgen not in seen:
                seen.add(drawn.objgen)
                waiting.append(drawn)


def _drawn_by(resources: Object) -> Iterator[Object]:
    """Forms, images and patterns, and the forms that are masks."""
    for kind in (Name.XObject, Name.Pattern):
        for _, drawn in resources.get(kind, Dictionary()).items():
            yield drawn
    for _, state in resources.get(Name.ExtGState, Dictionary()).items():
        mask = state.get(Name.SMask)
        if isinstance(mask, Dictionary):
            yield mask.G


def _hold_ink(resources: Object) -> bool:
    """Whether an image, a gradient or a form is of such colours."""
    gradients = (shading for _, shading in resources.get(Name.Shading, Dictionary()).items())
    return any(map(_is_inked, (*_drawn_by(resources), *gradients)))


def _is_inked(drawn: Object) -> bool:
    if not isinstance(drawn, Stream):
        return IN_INK in drawn.unparse(resolved=True)
    if drawn.get(Name.Subtype) == Name.Image:
        return IN_INK in drawn.get(Name.ColorSpace, Name.DeviceGray).unparse(resolved=True)
    return IN_INK in drawn.read_bytes()
