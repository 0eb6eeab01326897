"""Turn an entry's date fields into the year that citations print."""

import re
from collections.abc import Mapping

from chapbook.apparatus.bibtex import BibtexEntry
from chapbook.diagnostics import Diagnostic, warning

EDTF_START = re.compile(r"\s*(?:\.\.|unknown|\*)?/?\s*(?:y?(-?\d{4,})|(\d{2}[\dXu]{2}))")


def start_year(entry: BibtexEntry, fields: Mapping[str, str]) -> tuple[str, tuple[Diagnostic, ...]]:
    """The year of `date` (the start, where it is a range) or else the field `year`.

    `date` is in EDTF, as biblatex's manual, section 2.3.8, has it. '' where there is neither.
    """
    date = entry.fields.get("date")
    if date is None or not date.latex.strip():
        return fields.get("year", ""), ()
    if found := EDTF_START.match(date.latex.replace("{", "").replace("}", "")):
        return found[1] or found[2], ()
    message = f"the date '{date.latex}' is not in the form 1936, 1936-08 or 1936-08-19"
    hint = "what is no date (n.d., forthcoming) goes into the field 'year'"
    return fields.get("year", ""), (warning("bibtex-date", message, date.span, hint),)
