"""Turn `numbers=5` of a verse into numbers beside every fifth of its lines."""

from xml.etree.ElementTree import Element, SubElement

from chapbook.manuscript.markdown.reading import FencedDivision, Reading


def number_lines(reading: Reading, div: Element, division: FencedDivision) -> None:
    """Number the lines of the verse in `div`; `start` is the number of its first line."""
    every = _whole_number(reading, division, "numbers")
    start = _whole_number(reading, division, "start")
    if start is not None and division.attributes.get("numbers") is None:
        message, hint = "'start' counts lines that have no numbers", "add numbers=5"
        reading.warn("attributes", message, division.span, hint)
    if every is None:
        return
    div.set("class", f"{div.get('class', '')} numbered")
    lines = [line for line in div.iter("p") if line.get("class") == "line"]
    for number, line in enumerate(lines, start=1 if start is None else start):
        if number % every == 0:
            SubElement(line, "span", {"class": "line-number"}).text = str(number)


def _whole_number(reading: Reading, division: FencedDivision, key: str) -> int | None:
    """The value of `key`; None, and an error, where it is no whole number from 1."""
    value = division.attributes.get(key)
    if value is None or (value.isascii() and value.isdecimal() and int(value) > 0):
        return None if value is None else int(value)
    message = f"'{key}' must be a whole number from 1, not '{value}'"
    reading.error("attributes", message, division.span)
    return None
