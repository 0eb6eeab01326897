"""What the sheet for whoever stands at the printer says in one language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PrinterWords:
    """Names of facts, what they are, titles and texts of the steps (bindery/instructions.py), with
    places for numbers in braces.

    Of a pair the first is for the short edge, face up and a pile that is turned over. `decimal` is
    the sign between a number's whole part and the rest.
    """

    decimal: str
    kicker: str
    paper: str
    sheets: str
    only: str
    scale: str
    sides: str
    weight: str
    thickness: str
    a_copy: str
    for_copies: str
    two_copies: str
    full_size: str
    one_side: str
    both_sides: tuple[str, str]
    side_by_side: tuple[str, str]
    paper_title: str
    paper_text: str
    one_side_title: str
    one_side_text: str
    both_sides_title: tuple[str, str]
    both_sides_text: tuple[str, str]
    by_hand_title: str
    by_hand_text: str
    file_page: str
    file_pages: str
    lying: tuple[str, str]
    pile: tuple[str, str]
    edge: tuple[str, str]
    check_title: str
    check_text: tuple[str, str]
    halve_title: str
    halve_text: str
    cut_title: str
    cut_text: str
    left_on_right: str
    right_on_left: str
    upper_on_lower: str
    then: str
    fold_title: str
    fold_together: str
    fold_across: str
    fold_in_parts: str
    staple_title: str
    staple_text: str
    standing_out: str
    gather_title: str
    gather_sheets: str
    gather_sheet: str
    in_order: str
    in_order_by_stair: str
    glue_title: str
    glue_text: str
    mill_and_glue: str
    into_the_cover: str
    blank: str
    footer: str
