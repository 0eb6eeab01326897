"""Turn elements that are styled alike into elements with one style.

WeasyPrint 70.0 shares a style among elements with the same parent style and rules, but not where
they have an id or a link of their own, as every mark of an index has; and each element has styles
for ::footnote-marker and its like, none of which is ever shown.
"""

from types import ModuleType
from typing import Any

from chapbook.composition.changed_source import is_changed, replaced

OWN = frozenset(("anchor", "link"))
"""Properties that nothing else depends on."""


def share_styles(css: ModuleType) -> None:
    """Change WeasyPrint's module css; once is enough."""
    stock = css.StyleFor.set_computed_styles
    if is_changed(stock):
        return
    twin_style = _twin_style(css.ComputedStyle)

    def set_computed_styles(
        self: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None,
        *rest: Any, **named: Any,
    ) -> None:  # fmt: skip
        if parent is None:
            stock(self, element, parent, root, pseudo_type, *rest, **named)
            return
        computed, place = self.get_computed_styles(), (element, pseudo_type)
        cascaded = self.get_cascaded_styles().get(place, {})
        # The values are told apart by their identities, so none may be given up.
        memory = vars(self).setdefault("alike", _Memory())
        memory.kept.append(cascaded)
        key = (id(_twin(computed[parent, None])), pseudo_type, _declared(cascaded))
        alike = memory.styles.get(key)
        if alike is not None and OWN.isdisjoint(cascaded) and OWN.isdisjoint(alike.cascaded):
            computed[place] = alike
            return
        stock(self, element, parent, root, pseudo_type, *rest, **named)
        if alike is None:
            memory.styles[key] = computed[place]
        else:
            _join(computed[place], alike, twin_style)

    css.StyleFor.set_computed_styles = replaced(stock, set_computed_styles)


class _Memory:
    """The styles of one document by what they are made of; its state grows with them."""

    def __init__(self) -> None:
        self.styles: dict[Any, Any] = {}
        self.kept: list[Any] = []


def _declared(cascaded: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (name, value if name == "lang" else id(value))
        for name, (value, _) in cascaded.items()
        if name not in OWN
    )


def _twin(style: Any) -> Any:
    """The style that has the same values but for those of its own."""
    return vars(style).get("twin", style)


def _twin_style(computed_style: Any) -> Any:
    """A class of styles that take their values from `twin`, but for those of their own."""

    def missing(self: Any, key: str) -> Any:
        if key in OWN:
            return computed_style.__missing__(self, key)
        value = self[key] = self.twin[key]
        return value

    anonymous_style = property(lambda self: self.twin.anonymous_style)
    members = {"__missing__": missing, "anonymous_style": anonymous_style}
    return type("TwinStyle", (computed_style,), members)


def _join(style: Any, twin: Any, twin_style: Any) -> None:
    """Let `style`, just made, take its values from `twin`."""
    style.__class__ = twin_style
    style.twin, style.specified = twin, twin.specified
