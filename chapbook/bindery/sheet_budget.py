"""Turn a number of pages into what it costs in sheets, and what would cost less."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SheetBudget:
    """What a copy takes. Its pages, made up with blanks, fill units of `unit_pages` (a leaf or a
    folded sheet), of which `units` come off a press sheet. Beside the first page of reader's
    spreads there is an empty place, `empty_before`. `blank_term` says what blanks are
    made of. Sheets may make several `copies` at once."""

    pages: int
    unit_pages: int
    units: int = 1
    empty_before: int = 0
    blank_term: str = "blank"
    copies: int = 1

    @property
    def sheets(self) -> int:
        """Sheets a copy, or for all the copies that they make."""
        return -(-(self.pages + self.empty_before) // (self.unit_pages * self.units))

    @property
    def blanks(self) -> int:
        """Pages in the book with nothing on them; what is cut off and thrown away isn't counted."""
        return -(self.pages + self.empty_before) % self.unit_pages

    @property
    def pages_to_save(self) -> int:
        """So many pages fewer save a sheet; 0 where there is but one sheet."""
        a_sheet_less = (self.sheets - 1) * self.units * self.unit_pages
        return self.pages + self.empty_before - a_sheet_less if a_sheet_less else 0

    def __str__(self) -> str:
        """'58 pages = 15 sheets, 2 blanks; 2 pages fewer save a sheet'."""
        text = f"{counted(self.pages, 'page')} = {counted(self.sheets, 'sheet')}"
        if self.copies > 1:
            text += f" for {self.copies} copies"
        if self.blanks:
            text += f", {counted(self.blanks, self.blank_term)}"
        if 0 < self.pages_to_save < self.unit_pages:
            saves = "saves" if self.pages_to_save == 1 else "save"
            text += f"; {counted(self.pages_to_save, 'page')} fewer {saves} a sheet"
        return text


def counted(number: int, what: str) -> str:
    """'1 sheet', '2 sheets'."""
    return f"{number} {what}{'' if number == 1 else 's'}"
