"""A sequence whose items are made when somebody asks for one."""

from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar, overload

Item = TypeVar("Item")


class LazySequence(Sequence[Item]):
    """Items that are made together, once, and not before one of them is wanted."""

    @abstractmethod
    def make(self) -> Sequence[Item]:
        """All of them."""

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...

    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        return self._made[at]

    def __len__(self) -> int:
        return len(self._made)

    @cached_property
    def _made(self) -> Sequence[Item]:
        return self.make()
