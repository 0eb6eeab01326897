"""Turn the functions of shadings (ISO 32000-1, 7.10) into ones whose values are inks.

The stops of a gradient stay what they are; between them colours go the way that they went, in
small steps, since inks don't mix as lights do.
"""

from collections.abc import Callable, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

STEPS = 65
Recolour = Callable[[Sequence[float]], Sequence[float]]


class UnknownFunctionError(ValueError):
    """A function that can't be separated."""


def separated_function(pdf: Pdf, function: Object, recolour: Recolour) -> Object:
    """The function with its values recoloured. Raises UnknownFunctionError for a sampled one, a
    program, and one for each colour."""
    kind = int(function.FunctionType) if not isinstance(function, Array) else -1
    if kind == 3:
        parts = [separated_function(pdf, part, recolour) for part in function.Functions.as_list()]
        return Dictionary(
            FunctionType=3,
            Domain=function.Domain,
            Bounds=function.Bounds,
            Encode=function.Encode,
            Functions=Array(parts),
        )
    if kind != 2:
        raise UnknownFunctionError(f"a function of type {kind}")
    first = _numbers(function.get(Name.C0, Array([0])))
    last = _numbers(function.get(Name.C1, Array([1])))
    if first == last:
        inks = Array(list(recolour(first)))
        return Dictionary(FunctionType=2, Domain=function.Domain, C0=inks, C1=inks, N=1)
    start, end = _numbers(function.Domain)
    shares = [
        (start + (end - start) * step / (STEPS - 1)) ** float(function.N) for step in range(STEPS)
    ]
    samples = [
        recolour([low + share * (high - low) for low, high in zip(first, last, strict=True)])
        for share in shares
    ]
    return _sampled(pdf, function.Domain, samples)


def _sampled(pdf: Pdf, domain: Object, samples: Sequence[Sequence[float]]) -> Object:
    """The function that has these inks at even steps through its domain."""
    levels = (round(min(max(ink, 0.0), 1.0) * 255) for inks in samples for ink in inks)
    sampled = pdf.make_stream(bytes(levels))
    sampled.FunctionType = 0
    sampled.Domain = domain
    sampled.Range = Array([0, 1] * len(samples[0]))
    sampled.Size = Array([len(samples)])
    sampled.BitsPerSample = 8
    return sampled


def _numbers(array: Object) -> list[float]:
    return [float(number) for number in array.as_list()]
