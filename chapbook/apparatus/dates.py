"""Turn an entry's date fields into what is wrong with them."""

import re
from collections.abc import Iterator

from chapbook.apparatus.bibtex import BibtexEntry
from chapbook.apparatus.edtf import read_edtf
from chapbook.diagnostics import Diagnostic, warning

DASHED = re.compile(r"\s*\d{4}\s*[-–—]+\s*\d{4}\s*")
DATE_FIELDS = ("date", "origdate", "eventdate", "urldate")


def unreadable_dates(entry: BibtexEntry) -> Iterator[Diagnostic]:
    """A warning for each date field that is not in EDTF."""
    for name in DATE_FIELDS:
        date = entry.fields.get(name)
        if date is None or not date.latex.strip() or read_edtf(date.latex):
            continue
        message = f"the {name} '{date.latex}' is not in the form 1936, 1936-08 or 1936-08-19"
        if DASHED.fullmatch(date.latex):
            hint = "a range is written with a slash, as 1936/1938"
        else:
            hint = "what is no date (n.d., forthcoming) goes into the field 'year'"
        yield warning("bibtex-date", message, date.span, hint)
