"""References that are known from the cache."""

from pathlib import Path

import pytest

from chapbook.apparatus import known_references, references
from chapbook.apparatus.known_references import KnownReferences, from_bytes, to_bytes
from chapbook.apparatus.references import read_references
from chapbook.cache import Store
from chapbook.manuscript.model import SourceText

SHIPPED = Path("bibliography/references.bib")
TWO = SourceText("references.bib", "@book{a, title={A}}\n@book{b, title={B}, yeer={1937}}\n")


def known(store: Store, source: SourceText = TWO) -> KnownReferences:
    return KnownReferences(store, source, "en-GB")


@pytest.fixture
def no_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store that knows `a`, and nobody to read a .bib file."""
    store = Store(tmp_path)
    first = known(store)
    assert first.references["a"].item["title"] == "A"
    first.keep()

    def read(*_: object) -> None:
        raise AssertionError("the .bib file was read again")

    monkeypatch.setattr(references, "read_references", read)
    return store


def test_every_reference_is_the_same_when_it_comes_back() -> None:
    source = SourceText(str(SHIPPED), SHIPPED.read_text("utf-8"))
    made, found = read_references(source, "en-GB")
    keys, back, diagnostics = from_bytes(to_bytes(made, made.values(), found))
    assert (keys, back, diagnostics) == (tuple(made), dict(made), found)
    # Texts of citations are known by what the item is written as.
    assert [repr(one.item) for one in back.values()] == [repr(one.item) for one in made.values()]


def test_what_was_asked_for_is_known(no_reader: Store) -> None:
    again = known(no_reader)
    assert [*again.references] == ["a", "b"]
    assert again.references["a"].item["title"] == "A"
    assert [one.code for one in again.diagnostics] == ["bibtex-incomplete"] * 2
    again.keep()


def test_another_file_is_read(no_reader: Store) -> None:
    with pytest.raises(AssertionError, match="read again"):
        known(no_reader, SourceText("references.bib", TWO.text + "\n"))
    with pytest.raises(AssertionError, match="read again"):
        KnownReferences(no_reader, TWO, "de")


def test_one_more_that_is_asked_for_is_read_and_kept(
    no_reader: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = known(no_reader)
    with pytest.raises(AssertionError, match="read again"):
        again.references["b"]
    monkeypatch.setattr(references, "read_references", read_references)
    assert again.references["b"].item["title"] == "B"
    again.keep()
    monkeypatch.setattr(references, "read_references", None)
    assert known(no_reader).references["b"].item["title"] == "B"


def test_what_no_file_has_is_no_reference(no_reader: Store) -> None:
    assert "c" not in known(no_reader).references
    with pytest.raises(KeyError):
        known(no_reader).references["c"]


def test_another_program_reads_again(no_reader: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_references, "_program", lambda: "another")
    with pytest.raises(AssertionError, match="read again"):
        known(no_reader)
