"""Turn a colour space of a PDF into what its numbers mean."""

from dataclasses import dataclass, replace

from pikepdf import Array, Dictionary, Name, Object, Stream, String

DEVICE = {
    "/DeviceGray": "L", "/G": "L", "/CalGray": "L",
    "/DeviceRGB": "RGB", "/RGB": "RGB", "/CalRGB": "RGB",
    "/DeviceCMYK": "CMYK", "/CMYK": "CMYK",
}  # fmt: skip
OF_COUNT = {1: "L", 3: "RGB", 4: "CMYK"}
BLACK = {"L": (0.0,), "RGB": (0.0, 0.0, 0.0), "CMYK": (0.0, 0.0, 0.0, 1.0), "LAB": (0.0, 0.0, 0.0)}


class UnknownSpaceError(ValueError):
    """A colour space that can't be turned into inks."""


@dataclass(frozen=True)
class ColourSpace:
    """What numbers mean: `mode` is 'L', 'RGB', 'CMYK' or 'LAB', by `profile` if there is one.

    `is_pattern`: the numbers, if any, colour a pattern. `palette` are the colours of an indexed
    space, `mode` that of its base.
    """

    mode: str
    profile: bytes = b""
    is_pattern: bool = False
    palette: bytes = b""

    @property
    def black(self) -> tuple[float, ...]:
        """The colour that is current when the space is chosen (ISO 32000-1, 8.6.5.2)."""
        return BLACK[self.mode]


GREY, RGB, CMYK = ColourSpace("L"), ColourSpace("RGB"), ColourSpace("CMYK")


def colour_space(given: Object, named: Object | None = None) -> ColourSpace:
    """The space that an object is; `named` are a page's own spaces, by name.

    Raises UnknownSpaceError for separations, spot colours and what the format doesn't have.
    """
    if isinstance(given, Name):
        if str(given) in DEVICE:
            return ColourSpace(DEVICE[str(given)])
        if given == Name.Pattern:
            return ColourSpace("L", is_pattern=True)
        if named is not None and given in named:
            return colour_space(named[given])
        raise UnknownSpaceError(str(given))
    return _array_space(given, named)


def _array_space(given: Object, named: Object | None) -> ColourSpace:
    parts = list(given.as_list())
    family = str(parts[0])
    if family in DEVICE:
        return ColourSpace(DEVICE[family])
    if family == "/Lab":
        return ColourSpace("LAB")
    if family == "/ICCBased":
        return _icc_based(parts[1])
    if family == "/Pattern":
        under = colour_space(parts[1], named) if len(parts) > 1 else GREY
        return replace(under, is_pattern=True)
    if family in ("/Indexed", "/I"):
        base = colour_space(parts[1], named)
        table = parts[3]
        palette = table.read_bytes() if isinstance(table, Stream) else bytes(table)
        return replace(base, palette=palette)
    raise UnknownSpaceError(family)


def _icc_based(stream: Object) -> ColourSpace:
    count = int(stream.get(Name.N, 0))
    if count not in OF_COUNT:
        raise UnknownSpaceError(f"an ICC profile of {count} colours")
    return ColourSpace(OF_COUNT[count], stream.read_bytes())


def named_spaces(resources: Object | None) -> Object | None:
    """The colour spaces of resources, by name."""
    if not isinstance(resources, Dictionary):
        return None
    found = resources.get(Name.ColorSpace)
    return found if isinstance(found, Dictionary) else None


def device_name(mode: str) -> Name:
    """The device space of inks: 'L' or 'CMYK'."""
    return Name.DeviceGray if mode == "L" else Name.DeviceCMYK


def indexed(mode: str, palette: bytes) -> Array:
    """An indexed space over a device space."""
    count = len(palette) // (1 if mode == "L" else 4)
    return Array([Name.Indexed, device_name(mode), count - 1, String(palette)])
