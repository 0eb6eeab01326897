"""What templates may have of what they are given."""

import asyncio
from collections.abc import Coroutine, Generator
from types import FrameType
from typing import Any

import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment

from chapbook.composition.sandbox import Sandbox


class Plain:
    """An object of a book."""

    shown, _hidden = "shown", "hidden"

    def method(self) -> str:
        """A method."""
        return self.shown


def generator() -> Generator[int]:
    """A generator."""
    yield 1


def frame() -> FrameType | None:
    """A frame."""
    import sys

    return sys._getframe()


async def coroutine() -> None:
    """A coroutine."""


def things() -> list[Any]:
    waiting: Coroutine[Any, Any, None] = coroutine()
    waiting.close()
    code = generator.__code__
    plain = Plain()
    return [
        plain, Plain, plain.method, generator, generator(), frame(), code, waiting, [], {}, set(),
        "text", 1, (), asyncio,
    ]  # fmt: skip


NAMES = (
    "shown", "_hidden", "method", "__class__", "mro", "__globals__", "__code__", "gi_frame",
    "gi_code", "f_globals", "co_code", "cr_frame", "append", "clear", "update", "add", "pop",
    "format", "upper", "sleep",
)  # fmt: skip


@pytest.mark.parametrize("attribute", NAMES)
def test_it_lets_through_what_jinja_lets_through_however_often_it_is_asked(attribute: str) -> None:
    stock, ours = ImmutableSandboxedEnvironment(), Sandbox()
    for _ in range(2):
        for thing in things():
            expected = stock.is_safe_attribute(thing, attribute, None)
            assert ours.is_safe_attribute(thing, attribute, None) is expected


def test_a_template_gets_no_way_out() -> None:
    from jinja2.exceptions import SecurityError

    template = Sandbox().from_string("{{ plain.shown }} {{ plain.__class__.mro() }}")
    with pytest.raises(SecurityError):
        template.render(plain=Plain())
