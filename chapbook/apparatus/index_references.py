"""Turn the index's see and see also into those that are sound, and what is wrong with the rest."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from chapbook.apparatus.authority import HeadingPath, HeadingRule, IndexAuthority, SeeRule
from chapbook.apparatus.mark_ranges import Ranges, first_spans
from chapbook.diagnostics import Diagnostic, SourceSpan, did_you_mean, error, warning

See = Mapping[HeadingPath, SeeRule]


def check_references(
    authority: IndexAuthority, ranges: Ranges
) -> tuple[IndexAuthority, tuple[Diagnostic, ...]]:
    """The rules without the references that would mislead a reader, and an error for each.

    A target must be in the index word for word, must not be a see itself, nor lead back; a
    heading that is a see has no locators.
    """
    check = _Check(authority, ranges)
    circles = {path for circle in check.circles() for path in circle}
    marked = set(check.marked_sees())
    see = {
        path: SeeRule(targets, rule.span)
        for path, rule in authority.see.items()
        if (targets := tuple(check.see_targets(path, rule, circles))) and path not in marked
    }
    headings = {
        path: replace(rule, see_also=tuple(check.see_also_targets(path, rule)))
        for path, rule in authority.headings.items()
    }
    return replace(authority, see=see, headings=headings), tuple(check.found)


def name_of(path: HeadingPath) -> str:
    """A heading as messages have it."""
    return " > ".join(path)


@dataclass
class _Check:
    """The references of one index; its state is what it found wrong."""

    authority: IndexAuthority
    ranges: Ranges
    found: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.heads = first_spans(self.ranges)

    def circles(self) -> Iterator[tuple[HeadingPath, ...]]:
        """Each circle of sees once, from its first heading in the authority file on."""
        told: set[HeadingPath] = set()
        for start, rule in self.authority.see.items():
            circle = () if start in told else _circle(start, self.authority.see)
            if circle:
                told.update(circle)
                names = " -> ".join(map(name_of, (*circle, start)))
                self._error("index-see-circle", f"circular cross-reference {names}", rule.span)
                yield circle

    def marked_sees(self) -> Iterator[HeadingPath]:
        """The headings that are a see and have locators, or subentries that have."""
        for path, rule in self.authority.see.items():
            if path in self.heads:
                message = f"{name_of(path)} is a see and has locators ({self.heads[path]})"
                hint = "mark the heading it sends to, or make it see_also under [headings]"
                self._error("index-see-with-locators", message, rule.span, hint)
                yield path

    def see_targets(
        self, path: HeadingPath, rule: SeeRule, circles: Collection[HeadingPath]
    ) -> Iterator[HeadingPath]:
        for target in rule.targets:
            in_circle = path in circles and target in circles
            if not in_circle and self._is_sound(path, target, rule.span):
                yield target

    def see_also_targets(self, path: HeadingPath, rule: HeadingRule) -> Iterator[HeadingPath]:
        if path not in self.heads and path not in self.authority.see:
            double = path in self.authority.double
            if not double:
                message = f"the index has no heading '{name_of(path)}'"
                hint = self._nearest(path)
                self.found.append(warning("index-unknown-heading", message, rule.span, hint))
        for target in rule.see_also:
            if target == path:
                message = f"circular cross-reference {name_of(path)} -> {name_of(path)}"
                self._error("index-see-circle", message, rule.span)
            elif self._is_sound(path, target, rule.span):
                yield target

    def _is_sound(self, path: HeadingPath, target: HeadingPath, span: SourceSpan) -> bool:
        sent = f"{name_of(path)} -> {name_of(target)}"
        if target in self.authority.see:
            ends = self.authority.see[target].targets
            hint = f"send to '{name_of(ends[0])}'" if ends else ""
            self._error("index-see-to-see", f"cross-reference to a see {sent}", span, hint)
        elif target not in self.heads:
            hint = self._nearest(target)
            self._error("index-blind-see", f"blind cross-reference {sent}", span, hint)
        else:
            return True
        return False

    def _nearest(self, path: HeadingPath) -> str:
        return did_you_mean(name_of(path), map(name_of, self.heads))

    def _error(self, code: str, message: str, span: SourceSpan, hint: str = "") -> None:
        self.found.append(error(code, message, span, hint))


def _circle(start: HeadingPath, see: See) -> tuple[HeadingPath, ...]:
    """The sees that lead from a heading back to it, () where none do."""
    reached: dict[HeadingPath, HeadingPath] = {}
    todo = [start]
    while todo:
        path = todo.pop(0)
        for target in see[path].targets if path in see else ():
            if target == start:
                trail = [path]
                while trail[0] != start:
                    trail.insert(0, reached[trail[0]])
                return tuple(trail)
            if target not in reached:
                reached[target] = path
                todo.append(target)
    return ()
