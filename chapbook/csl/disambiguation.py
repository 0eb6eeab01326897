"""Turn the cites of a document into what must be added so that different items look different.

Steps and their order: specification, "Disambiguation".
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chapbook.csl import elements as el
from chapbook.csl.cites import RenderedCite, render_cite
from chapbook.csl.given_names import ALL, INITIALS, given_names
from chapbook.csl.items import Item
from chapbook.csl.punctuation import merged
from chapbook.csl.rich import plain
from chapbook.csl.scene import FIRST, SUBSEQUENT, Area, Cite, Difference
from chapbook.csl.told_apart import ToldApart


def told_apart(area: Area, items: Sequence[Item], in_list_order: Sequence[Item]) -> ToldApart:
    """What tells the cited items apart. Year suffixes are given in the order of the list."""
    options = area.style.citation.options
    wanted = options.add_givenname or options.add_names or options.add_year_suffix
    if not (wanted or _has_condition(area.style)):
        return ToldApart()
    return _Work(area, items, in_list_order).run()


def _has_condition(style: el.Style) -> bool:
    return any(
        test.kind == "disambiguate"
        for element in el.descendants(style.citation.layout.children)
        if isinstance(element, el.Choose)
        for branch in element.branches
        for test in branch.tests
    )


class _Work:
    """The differences found so far, by item id."""

    def __init__(self, area: Area, items: Sequence[Item], order: Sequence[Item]) -> None:
        self.area = area
        self.options = area.style.citation.options
        position = SUBSEQUENT if area.style.class_ == "note" else FIRST
        self.cites = {item.id: Cite(item, position=position) for item in items}
        self.rank = {item.id: at for at, item in enumerate(order)}
        self.differences: dict[str, Difference] = {}
        self.given_of: Mapping[tuple[str, str], int] = {}
        self.rendered: dict[tuple[str, Difference], RenderedCite] = {}
        self.by_cite = self.options.givenname_rule == "by-cite"

    def run(self) -> ToldApart:
        options = self.options
        if options.add_givenname and not self.by_cite:
            lists = [people for key in self.cites for people in self._render(key).people]
            self.given_of = given_names(self.area, lists)
            self.rendered.clear()
        if options.add_names or (options.add_givenname and self.by_cite):
            for group in self._ambiguous():
                self._split_by_names(group)
        for group in self._ambiguous():
            self._try_condition(group)
        if options.add_year_suffix:
            for group in self._ambiguous():
                self._add_year_suffixes(group)
        return ToldApart(dict(self.differences), self.given_of)

    def _of(self, key: str) -> Difference:
        return self.differences.get(key, Difference())

    def _render(self, key: str) -> RenderedCite:
        difference = self._of(key)
        found = self.rendered.get((key, difference))
        if found is None:
            told = ToldApart({key: difference}, self.given_of)
            found = render_cite(self.area, self.cites[key], told)
            self.rendered[key, difference] = found
        return found

    def _text(self, key: str) -> str:
        return plain(merged(self._render(key).inlines, punctuation_in_quote=False))

    def _parts(self, keys: Sequence[str]) -> list[list[str]]:
        """The items in groups that look the same, in the order of citation."""
        groups: dict[str, list[str]] = {}
        for key in keys:
            groups.setdefault(self._text(key), []).append(key)
        return list(groups.values())

    def _ambiguous(self) -> list[list[str]]:
        return [group for group in self._parts(list(self.cites)) if len(group) > 1]

    def _split_by_names(self, group: Sequence[str], shown: int = 1) -> None:
        """Show one name more at a time, and more of given names, until the group falls apart.

        What remains together goes on from there; what never falls apart stays as it was.
        """
        before = {key: self._of(key) for key in group}
        longest = max((len(p) for key in group for p in self._render(key).people), default=0)
        for count in range(shown, (longest if self.options.add_names else shown) + 1):
            for key in group:
                self.differences[key] = replace(self._of(key), names_shown=count)
            parts = self._parts(group)
            if len(parts) == 1 and self.options.add_givenname and self.by_cite:
                parts = self._parts_by_given_names(group, longest)
            if len(parts) > 1:
                for part in parts:
                    if len(part) > 1:
                        self._split_by_names(part, count)
                return
        self.differences.update(before)

    def _parts_by_given_names(self, group: Sequence[str], longest: int) -> list[list[str]]:
        for at in range(longest):
            for level in (INITIALS, ALL):
                before = {key: self._of(key) for key in group}
                for key in group:
                    self.differences[key] = self._of(key).with_given(at, level)
                parts = self._parts(group)
                if len(parts) > 1:
                    return parts
                self.differences.update(before)
        return [list(group)]

    def _try_condition(self, group: Sequence[str]) -> None:
        before = {key: self._of(key) for key in group}
        for key in group:
            self.differences[key] = replace(self._of(key), condition=True)
        if len(self._parts(group)) == 1:
            self.differences.update(before)

    def _add_year_suffixes(self, group: Sequence[str]) -> None:
        ordered = sorted(group, key=lambda key: self.rank.get(key, len(self.rank)))
        for number, key in enumerate(ordered, 1):
            self.differences[key] = replace(self._of(key), year_suffix=number)
