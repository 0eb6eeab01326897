"""A book with what the shipped and the stress books lack: endnotes, right-to-left text, chapters in
other languages, an index in two sections, a picture of pixels, characters that markup has."""

from pathlib import Path

from PIL import Image

from tests.support.book_project import BookProject

FILES = {
    "book.toml": """
        [book]
        title = "Mixed <Company> & Others"
        subtitle = "In \\"several\\" tongues"
        authors = ["Ann & Co. <Author>"]
        language = "de"
        slug = "mixed"
        date = "2026"
        url = "https://example.org/mixed"
        keywords = ["a < b"]

        [divisions]
        front = ["title", "contents"]
        body = ["chapters/one.md", "chapters/two.md", "chapters/three.md"]
        back = ["notes", "index", "back-cover"]

        [notes]
        place = "end"

        [contents]
        depth = 2
        """,
    "chapters/one.md": """
        # Eins & \\<Zwei>^[Eine Note am Titel.]

        Ein Satz[^a] mit [«1, 2»]{lang=he}, mit [ein *Wort*]{lang=de .smallcaps} und `a < b && c`.

        [^a]: Die Note.

            > Ein Zitat in ihr.

            Und ihr Schluß, s. [](#zwei).

        ## Ein Abschnitt {#abschnitt}

        [Goethe]{ix="Goethe, Johann von"} und [Licht]{ix="Licht > Brechung"}[]{ix="Licht > Farbe"}.

        ![Ein Feld.](field.png){#fig-field alt="Grau, mit \\"Rand\\" < 1"}
        """,
    "chapters/two.md": """
        ---
        language: ru
        id: zwei
        ---
        # Глава вторая

        Текст главы.^[Примечание.] [Пушкин]{ix="Puschkin"} [Goethe]{ix="Goethe, Johann von"}.

        | Имя | Год |
        |---|---|
        | Пушкин^[Поэт.] | 1799 |

        : Годы
        """,
    "chapters/three.md": """
        ---
        language: en-GB
        ---
        # Three

        See [the section](#abschnitt) and [](#fig-field).^[Last.]

        | A line of verse,
        |   and one indented.
        """,
    "chapters/index.toml": """
        [sections.names]
        title = "Namen"
        names = true

        [sections.subjects]
        title = "Sachen"
        """,
}  # fmt: skip


def mixed_book(folder: Path) -> BookProject:
    """The book in `folder`."""
    book = BookProject(folder, FILES)
    Image.linear_gradient("L").resize((1800, 600)).save(book.root / "chapters" / "field.png")
    return book
