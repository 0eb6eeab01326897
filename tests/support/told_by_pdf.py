"""Turn a PDF into all that can be read out of its bytes, however it is stored."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String


def values_in(pdf: Pdf) -> Iterator[Object]:
    """Every value of every object; the trailer's are among them."""
    for each in pdf.objects:
        yield from _within(each)


def _within(value: Object) -> Iterator[Object]:
    yield value
    if isinstance(value, Array | Dictionary | Stream):
        kids = value if isinstance(value, Array) else [kid for _, kid in value.items()]
        for kid in kids:
            if isinstance(kid, Object) and not kid.is_indirect:
                yield from _within(kid)


def texts_in(pdf: Pdf) -> Iterator[bytes]:
    """Every string as UTF-8 and as it is, every name, and every stream without its filters."""
    for value in values_in(pdf):
        if isinstance(value, Stream):
            is_photograph = value.get(Name.Filter) == Name.DCTDecode
            yield value.read_raw_bytes() if is_photograph else value.read_bytes()
        elif isinstance(value, String):
            yield from (bytes(value), str(value).encode())
        elif isinstance(value, Name):
            yield str(value).encode()


def dictionaries_in(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary, those of streams among them."""
    return (value for value in values_in(pdf) if isinstance(value, Dictionary | Stream))
