"""The phone's edition: narrow pages that follow each other on a screen."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tests.support.book_project import BookProject
from tests.support.inspect_pdf import InspectedPdf

WORDS = "Words of a line that is long enough to be broken into two or three, or into four. "
FILES = {
    "book.toml": """
        [book]
        title = "A Small Book"

        [divisions]
        front = ["half-title", "title", "contents"]
        body = ["chapters/one.md", "chapters/two.md"]
        back = ["index"]
        chapters_open = "recto"

        [notes]
        place = "side"
        """,
    "chapters/one.md": f"# One\n\nFirst. {WORDS * 3}See [two](#two).^[A note. {WORDS}]\n\n"
    '[]{ix="a"}[]{ix="b"}[]{ix="c"}[]{ix="d"}[]{ix="e"}[]{ix="f"}Last.\n\n'
    "![Wide.](wide.jpg){alt='A grey field'}\n",
    "chapters/two.md": "# Two\n\nSecond.\n",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookProject:
    made = BookProject(tmp_path_factory.mktemp("phone"), FILES)
    picture = Image.linear_gradient("L").resize((3000, 1500))
    picture.save(made.root / "chapters" / "wide.jpg", quality=98)
    ran = made.run("--edition", "phone")
    assert (ran.code, ran.err) == (0, "")
    return made


@pytest.fixture(scope="module")
def phone(book: BookProject) -> InspectedPdf:
    return InspectedPdf((book.out / "a-small-book-phone.pdf").read_bytes())


def test_pages_are_as_large_as_a_phone_and_type_is_large_on_them(phone: InspectedPdf) -> None:
    assert [round(side) for side in phone.boxes[0].media] == [0, 0, 255, 454]
    assert phone.find_text("First.")[0].size == pytest.approx(12, abs=0.05)


def test_no_page_is_blank_and_all_have_the_same_margins(phone: InspectedPdf) -> None:
    assert not any(phone.render(page).is_blank for page in range(phone.page_count))
    assert phone.labels[:4] == ("i", "ii", "iii", "1")
    first, second = phone.find_text("First.")[0], phone.find_text("Second.")[0]
    assert first.x == pytest.approx(second.x, abs=0.1)


def test_notes_stand_at_the_foot(phone: InspectedPdf) -> None:
    (note,), (text, *_) = phone.find_text("A note."), phone.find_text("First.")
    assert note.page_index == text.page_index
    assert note.y < 100 < text.y


def test_the_index_has_one_column(phone: InspectedPdf) -> None:
    page = phone.destinations["index"]
    entries = [found for word in "abcdef" for found in phone.find_text(f"{word}, ")]
    here = [found for found in entries if found.page_index == page]
    assert len(here) == 6
    assert len({round(found.x) for found in here}) == 1


def test_links_are_live(phone: InspectedPdf) -> None:
    targets = {link.page_index: link for link in phone.links}
    assert phone.destinations["one"] in targets
    assert phone.destinations["index"] in targets


def test_pictures_have_the_resolution_of_the_screen(book: BookProject) -> None:
    book.run()
    widths, sizes = {}, {}
    for name in ("a-small-book", "a-small-book-phone"):
        with pikepdf.open(BytesIO((book.out / f"{name}.pdf").read_bytes())) as pdf:
            image, *_ = (one for page in pdf.pages for one in page.get_images().values())
            widths[name], sizes[name] = int(image.Width), len(image.read_raw_bytes())
    assert widths["a-small-book"] == 3000
    assert widths["a-small-book-phone"] <= 90 / 25.4 * 300
    assert sizes["a-small-book-phone"] < sizes["a-small-book"] / 4


@pytest.mark.parametrize("command", ["booklet", "cover"])
def test_it_is_not_for_paper(book: BookProject, command: str) -> None:
    ran = book.run(command, "--edition", "phone")
    assert ran.code == 2
    assert "the phone edition is read on a screen" in ran.err
