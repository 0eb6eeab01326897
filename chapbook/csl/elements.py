"""The elements of a compiled style: what its XML says, checked and ready to be rendered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from chapbook.csl.options import BibliographyOptions, CitationOptions, NameOptions, StyleOptions
from chapbook.csl.rich import PLAIN, Font


@dataclass(frozen=True, slots=True)
class Look:
    """Affixes, font and the like of a rendering element; '' and False where nothing is said."""

    prefix: str = ""
    suffix: str = ""
    font: Font = PLAIN
    quotes: bool = False
    strip_periods: bool = False
    text_case: str = ""
    display: str = ""


BARE = Look()


@dataclass(frozen=True, eq=False, slots=True)
class Text:
    """`cs:text`: one of a variable, a macro's elements, a term or a value."""

    source: str
    """'variable', 'macro', 'term' or 'value'."""
    name: str
    form: str
    plural: bool
    look: Look
    macro: tuple["Element", ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Number:
    """`cs:number`; `form` is numeric, ordinal, long-ordinal or roman."""

    variable: str
    form: str
    look: Look


@dataclass(frozen=True, eq=False, slots=True)
class Label:
    """`cs:label`; `plural` is contextual, always or never. In names, `variable` is ''."""

    variable: str
    form: str
    plural: str
    look: Look


@dataclass(frozen=True, eq=False, slots=True)
class DatePart:
    """`cs:date-part`; `name` is day, month or year."""

    name: str
    form: str
    range_delimiter: str
    look: Look


@dataclass(frozen=True, eq=False, slots=True)
class Date:
    """`cs:date`, in a style or a locale. `form` is '' (its own parts), 'text' or 'numeric'.

    `shown` is the attribute date-parts: year-month-day, year-month or year.
    """

    variable: str
    form: str
    shown: str
    delimiter: str
    parts: tuple[DatePart, ...]
    look: Look


@dataclass(frozen=True, eq=False, slots=True)
class NamePart:
    """`cs:name-part`; `name` is given or family."""

    name: str
    look: Look


@dataclass(frozen=True, eq=False, slots=True)
class Name:
    """`cs:name` with the options it sets itself."""

    options: NameOptions
    parts: tuple[NamePart, ...]
    look: Look


@dataclass(frozen=True, eq=False, slots=True)
class EtAl:
    """`cs:et-al`; `term` is et-al or and-others."""

    term: str
    look: Look


@dataclass(frozen=True, eq=False, slots=True)
class Names:
    """`cs:names`. `label_first`: the label stands before the name, as in 'ed. Jane Doe'."""

    variables: tuple[str, ...]
    delimiter: str | None
    name: Name | None
    et_al: EtAl | None
    label: Label | None
    label_first: bool
    substitute: tuple["Element", ...]
    look: Look


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """`cs:group`."""

    children: tuple["Element", ...]
    delimiter: str
    look: Look


@dataclass(frozen=True, slots=True)
class Test:
    """One tested value: `kind` is type, variable, is-numeric, is-uncertain-date, locator, position
    or disambiguate. Of types and locators there may be several, parted by spaces."""

    kind: str
    value: str


@dataclass(frozen=True, eq=False, slots=True)
class Branch:
    """`cs:if`, `cs:else-if` or, without tests, `cs:else`; `match` is all, any or none."""

    tests: tuple[Test, ...]
    match: str
    children: tuple["Element", ...]


@dataclass(frozen=True, eq=False, slots=True)
class Choose:
    """`cs:choose`."""

    branches: tuple[Branch, ...]


Element = Text | Number | Label | Date | Names | Group | Choose


def descendants(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements and all that is in them; a macro's are told once, however often it is called."""
    waiting, macros = list(elements), set()
    while waiting:
        element = waiting.pop()
        yield element
        match element:
            case Text():
                if element.name not in macros:
                    waiting += element.macro
                if element.macro:
                    macros.add(element.name)
            case Group():
                waiting += element.children
            case Names():
                waiting += element.substitute
            case Choose():
                for branch in element.branches:
                    waiting += branch.children


@dataclass(frozen=True, eq=False, slots=True)
class SortKey:
    """`cs:key`: a variable or a macro's elements, and what it says of et al."""

    variable: str
    macro: tuple[Element, ...]
    descending: bool
    names_min: int | None
    names_use_first: int | None
    names_use_last: bool | None


@dataclass(frozen=True, eq=False, slots=True)
class Layout:
    """`cs:layout`."""

    children: tuple[Element, ...]
    delimiter: str
    look: Look


@dataclass(frozen=True, eq=False, slots=True)
class Citation:
    """`cs:citation`."""

    layout: Layout
    sort: tuple[SortKey, ...]
    options: CitationOptions
    names: NameOptions


@dataclass(frozen=True, eq=False, slots=True)
class Bibliography:
    """`cs:bibliography`."""

    layout: Layout
    sort: tuple[SortKey, ...]
    options: BibliographyOptions
    names: NameOptions


@dataclass(frozen=True, eq=False, slots=True)
class Style:
    """A whole style. `class_` is note or in-text; `locale` its default locale or ''.

    `locale_xml` are its own `cs:locale` elements as they are written, for `locale.py`.
    """

    title: str
    class_: str
    locale: str
    citation: Citation
    bibliography: Bibliography | None
    options: StyleOptions
    names: NameOptions
    locale_xml: tuple[str, ...] = field(default=())
