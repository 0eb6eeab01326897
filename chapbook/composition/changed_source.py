"""Turn a function of WeasyPrint into the same with some of its source changed.

For what is too long to be wrapped and too deep to be overridden; each use names the upstream
issue, and has a guard test.
"""

import inspect
import linecache
from collections.abc import Callable, Mapping
from types import CodeType, ModuleType
from typing import Any

CHANGED = "chapbook_stock"
"""What a changed function has its original under."""

Function = Callable[..., Any]


def stock_of(function: Function) -> Function:
    """The function as WeasyPrint has it."""
    stock: Function = vars(function).get(CHANGED, function)
    return stock


def is_changed(function: Function) -> bool:
    """Whether a function stands in another's place."""
    return CHANGED in vars(function)


def carries(function: Function, mark: str) -> bool:
    """Whether a function, or one in whose place it stands, has the mark."""
    while mark not in vars(function):
        if CHANGED not in vars(function):
            return False
        function = vars(function)[CHANGED]
    return True


def replaced(stock: Function, instead: Function) -> Function:
    """`instead`, marked as standing in the place of `stock`."""
    vars(instead)[CHANGED] = stock
    return instead


def source_of(function: Function) -> str:
    """The source of a function, by the places of its instructions: `inspect` takes the file apart
    to find its end."""
    code = function.__code__
    lines = linecache.getlines(code.co_filename)
    return "".join(lines[code.co_firstlineno - 1 : _last_line(code)])


def _last_line(code: CodeType) -> int:
    ends = [end or 0 for _, end, _, _ in code.co_positions()]
    inside = [_last_line(each) for each in code.co_consts if isinstance(each, CodeType)]
    return max((*ends, *inside))


def with_source_changed(module: ModuleType, name: str, changes: Mapping[str, str]) -> Function:
    """The module's function with each text of its source that `changes` has for a key replaced.

    The module keeps its own; one that is changed already stays so. Raises RuntimeError where
    a text isn't there exactly once.
    """
    stock: Function = vars(module)[name]
    if is_changed(stock):
        return stock
    source = source_of(stock)
    for known, instead in changes.items():
        if source.count(known) != 1:
            raise RuntimeError(f"WeasyPrint's {name} has changed: see where chapbook changes it")
        source = source.replace(known, instead)
    names = vars(module)
    exec(compile(source, inspect.getfile(stock), "exec"), names)
    made: Function = names[name]
    names[name] = stock
    return replaced(stock, made)
