"""Jinja's sandbox, which remembers what it has found safe.

An index asks for tens of thousands of attributes, and each is compared with a dozen types, for
two thirds of the time that its HTML takes.
"""

from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment


class Sandbox(ImmutableSandboxedEnvironment):
    """Says of each attribute what its base class says, which looks at its name and at the type of
    its object alone (jinja2/sandbox.py, `is_internal_attribute` and `modifies_known_mutable`)."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._verdicts: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have it."""
        asked = type(obj), attr
        if asked not in self._verdicts:
            self._verdicts[asked] = super().is_safe_attribute(obj, attr, value)
        return self._verdicts[asked]
