"""Have WeasyPrint load the parts of fontTools that it has for old HarfBuzz and for variable fonts
when it uses them: they are a sixth of its own imports (weasyprint/pdf/fonts.py)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

SUBSETTER, INSTANCER = "fontTools.subset", "fontTools.varLib.instancer"


class _Later(ModuleType):
    """Stands for a module until something of it is wanted."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


@contextmanager
def font_tools_later() -> Iterator[None]:
    """What imports them while inside gets modules that are loaded later."""
    subsetter, instancer = _Later(SUBSETTER), _Later(INSTANCER)

    def instantiate(*arguments: Any, **options: Any) -> Any:
        return import_module(INSTANCER).instantiateVariableFont(*arguments, **options)

    # It is imported by its own name.
    vars(instancer)["instantiateVariableFont"] = instantiate
    made = {SUBSETTER: subsetter, INSTANCER: instancer}
    missing = {name: module for name, module in made.items() if name not in sys.modules}
    sys.modules.update(missing)
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]
