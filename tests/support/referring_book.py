"""A book whose first chapter refers, in its text and in a note, to a place in its third."""

FILLED_PAGE = "Words that fill a page of the book, again and again and on and on. " * 30 + "\n\n"


def referring_book(divisions: str, pages_between: int) -> dict[str, str]:
    """Its files; `divisions` is a line of that section beside the chapters."""
    return {
        "book.toml": f"""
            [book]
            title = "A Small Book"
            running_title = "Small"
            date = "2026"

            [divisions]
            {divisions}
            body = ["chapters/one.md", "chapters/two.md", "chapters/three.md"]

            [page]
            trim = "A6"
            """,
        "chapters/one.md": "# One\n\nSee [it](#there), and a note.^[Or [there](#there).]\n",
        "chapters/two.md": "# Two\n\n" + FILLED_PAGE * pages_between,
        "chapters/three.md": "# Three\n\n## There {#there}\n\nIt is here.\n",
    }
