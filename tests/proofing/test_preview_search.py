"""What a search of the pages keeps of them."""

from collections import Counter
from typing import cast

from chapbook.proofing.preview.page_list import ShownPage
from chapbook.proofing.preview.page_search import PageSearch
from chapbook.proofing.preview.proof import Layer, Proof, View
from chapbook.proofing.preview.rendering import Document

TEXTS = {"a": "The trial\r\n", "b": "Another trial", "c": "No more of it"}


class ReadDocument:
    """A document each of whose pages is named by its number."""

    def __init__(self) -> None:
        self.reads: Counter[str] = Counter()

    def text(self, page: int) -> str:
        name = chr(page)
        self.reads[name] += 1
        return TEXTS[name]


class ShownProof:
    """A book of the pages that are set last."""

    def __init__(self) -> None:
        self.view, self.document = View(), ReadDocument()

    def show(self, digests: str) -> None:
        pages = tuple(ShownPage(digest, "", "one", at) for at, digest in enumerate(digests))
        self.view = View(pages=pages)

    def text_layer(self, page: ShownPage) -> Layer:
        return cast("Document", self.document), ord(page.digest), 0.0


def test_a_page_is_read_once_and_forgotten_when_it_is_shown_no_more() -> None:
    proof = ShownProof()
    search = PageSearch(cast("Proof", proof))
    proof.show("ab")
    assert [hit.page_index for hit in search.find("trial")] == [0, 1]
    assert [hit.before for hit in search.find("trial")] == ["The ", "Another "]
    assert proof.document.reads == {"a": 1, "b": 1}
    proof.show("cb")
    assert [hit.page_index for hit in search.find("trial")] == [1]
    proof.show("ab")
    assert len(search.find("trial")) == 2
    assert proof.document.reads == {"a": 2, "b": 1, "c": 1}
