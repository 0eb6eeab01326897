"""Turn what somebody says of a book that isn't there yet into the settings it begins with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chapbook.locales import FALLBACK, known_languages, nearest
from chapbook.manuscript.language_tags import is_language_tag
from chapbook.manuscript.page_sizes import PAPER_SIZES, TRIM_SIZES, PageSize, named_size

DEFAULT_TRIM = "A5"
INCH_TRIMS = ("half-letter", "5x8", "6x9", "digest")
INCH_PAPERS = ("letter", "legal", "tabloid")


class WishError(Exception):
    """A wish that can't be granted; says why, and what can."""


@dataclass(frozen=True)
class Wishes:
    """What a book begins with. `language` is a tag that the program knows; `trim` and `paper`
    are names of sizes, and two pages of the trim lie side by side on the paper."""

    title: str
    author: str
    language: str
    trim: str
    paper: str


def known_language(wish: str) -> str:
    """The tag of a language that the program knows. Raises WishError for others."""
    if is_language_tag(wish) and nearest(wish):
        return FALLBACK if wish.lower() == "en" else wish
    raise WishError(f"'{wish}' is no language that the program knows: {_listed(known_languages())}")


def known_trim(wish: str) -> str:
    """The name of a trim. Raises WishError for others."""
    return _known(wish, TRIM_SIZES, "trim")


def paper_for(wish: str, trim: str) -> str:
    """The name of a paper that holds two pages of that trim. Raises WishError for others."""
    paper, fitting = _known(wish, PAPER_SIZES, "paper"), fitting_papers(trim)
    if paper in fitting:
        return paper
    raise WishError(f"two pages of {trim} don't fit on {paper}: take {_listed(fitting)}")


def fitting_papers(trim: str) -> tuple[str, ...]:
    """The papers that hold two pages of a trim, the usual one for it first."""
    page, is_inch = TRIM_SIZES[trim], trim in INCH_TRIMS
    fitting = [name for name, paper in PAPER_SIZES.items() if _holds(paper, page)]

    def rank(name: str) -> tuple[bool, bool, float]:
        paper = PAPER_SIZES[name]
        at_home = paper.width_mm >= PAPER_SIZES["letter" if is_inch else "A4"].width_mm - 6
        is_of_kind = (name in INCH_PAPERS) == is_inch
        return not at_home, not is_of_kind, paper.width_mm * paper.height_mm

    return tuple(sorted(fitting, key=rank))


def answered(
    given: Mapping[str, str], sample: Callable[[str], Mapping[str, str]], ask: "Ask"
) -> Wishes:
    """The wishes: what is `given`, by the fields' names, and what `ask` hears of the others.

    `sample` has a title and an author in a language, which are proposed. Raises WishError for
    what is given wrong.
    """

    def wish(field: str, question: str, proposed: str, check: Callable[[str], str]) -> str:
        said = given.get(field, "")
        return check(said) if said else ask(question, proposed, check)

    language = wish("language", "Language", FALLBACK, known_language)
    words = sample(language)
    title = wish("title", "Title", words["title"], _plain)
    author = wish("author", "Author", words["author"], _plain)
    trim = wish("trim", f"Size of a page ({_listed(TRIM_SIZES)})", DEFAULT_TRIM, known_trim)
    papers = fitting_papers(trim)
    question = f"Paper to print it on ({_listed(papers)})"
    paper = wish("paper", question, papers[0], lambda said: paper_for(said, trim))
    return Wishes(title, author, language, trim, paper)


Ask = Callable[[str, str, Callable[[str], str]], str]
"""Asks a question, proposes an answer, and asks again until what checks it raises no WishError."""


def take_proposed(question: str, proposed: str, check: Callable[[str], str]) -> str:
    """The answer of somebody who isn't there."""
    del question
    return check(proposed)


def _plain(wish: str) -> str:
    """The words in one line, with nothing that a file of settings can't hold."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in wish).split())
    if not plain:
        raise WishError("some words are needed")
    return plain


def _known(wish: str, sizes: Mapping[str, PageSize], what: str) -> str:
    size = named_size(wish, sizes)
    for name, known in sizes.items():
        if known is size:
            return name
    raise WishError(f"'{wish}' is no {what} that the program knows: {_listed(sizes)}")


def _holds(paper: PageSize, page: PageSize) -> bool:
    """Whether two pages lie side by side on the paper, turned either way."""
    width_mm, height_mm = 2 * page.width_mm, page.height_mm
    wanted = sorted((width_mm, height_mm))
    return wanted[0] <= paper.width_mm and wanted[1] <= paper.height_mm


def _listed(names: "Mapping[str, PageSize] | tuple[str, ...]") -> str:
    return ", ".join(names)
