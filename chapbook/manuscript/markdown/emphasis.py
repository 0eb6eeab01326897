"""Turn runs of `*` and `_` into em and strong, by CommonMark's rules (0.31.2, section 6.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from chapbook.manuscript.markdown.nodes import Node, filled

DEEPEST = 8


@dataclass
class Run:
    """A run of delimiters that may open or close emphasis; `left` of its `count` are unused."""

    character: str
    count: int
    can_open: bool
    can_close: bool
    left: int


def resolve_emphasis(nodes: Sequence["Node | Run"]) -> list[Node]:
    """`nodes` with their runs made into elements, or into text where they have no partner."""
    resolver = _Resolver()
    for node in nodes:
        resolver.add(node)
    return _as_text(resolver.done)


def _as_text(nodes: Sequence["Node | Run"]) -> list[Node]:
    return [node.character * node.left if isinstance(node, Run) else node for node in nodes]


class _Resolver:
    def __init__(self) -> None:
        self.done: list[Node | Run] = []
        # Below these indices there is no opener for such a closer: keeps the search linear.
        self._bottoms: dict[tuple[str, int, bool], int] = {}
        self._depths: dict[int, int] = {}

    def add(self, node: Node | Run) -> None:
        """Put `node` behind the others, or close with it what it closes."""
        if not isinstance(node, Run) or not node.can_close:
            self.done.append(node)
            return
        while node.left and self._close(node):
            continue
        if node.left:
            self.done.append(node if node.can_open else node.character * node.left)

    def _close(self, closer: Run) -> bool:
        key = (closer.character, closer.count % 3, closer.can_open)
        at = _opener(self.done, closer, self._bottoms.get(key, 0))
        inside = [] if at is None else _as_text(self.done[at + 1 :])
        depth = 1 + max((self._depths.get(id(node), 0) for node in inside), default=0)
        if at is None or depth > DEEPEST:
            self._bottoms[key] = len(self.done)
            return False
        opener = self.done[at]
        assert isinstance(opener, Run)
        width = 2 if opener.left >= 2 and closer.left >= 2 else 1
        element = filled(Element("strong" if width == 2 else "em"), inside)
        self._depths[id(element)] = depth
        opener.left -= width
        closer.left -= width
        del self.done[at + 1 if opener.left else at :]
        self.done.append(element)
        for known, bottom in self._bottoms.items():
            self._bottoms[known] = min(bottom, len(self.done))
        return True


def _opener(done: Sequence["Node | Run"], closer: Run, bottom: int) -> int | None:
    for at in range(len(done) - 1, bottom - 1, -1):
        node = done[at]
        if not isinstance(node, Run) or not node.can_open or node.character != closer.character:
            continue
        if not _clashes(node, closer):
            return at
    return None


def _clashes(opener: Run, closer: Run) -> bool:
    """CommonMark's rules 9 and 10, the rule of three."""
    if not (opener.can_close or closer.can_open) or (opener.count + closer.count) % 3:
        return False
    return bool(opener.count % 3 or closer.count % 3)
