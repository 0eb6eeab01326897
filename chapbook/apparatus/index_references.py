"""Turn the index's see and see also into what is wrong with them."""

from collections.abc import Collection, Iterator, Mapping

from chapbook.apparatus.authority import HeadingPath, IndexAuthority, SeeRule
from chapbook.apparatus.mark_ranges import MarkedRange
from chapbook.diagnostics import Diagnostic, SourceSpan, did_you_mean, error, warning


def check_references(
    authority: IndexAuthority, ranges: Mapping[HeadingPath, tuple[MarkedRange, ...]]
) -> tuple[Diagnostic, ...]:
    """Blind and circular references, and headings that have locators though they send away."""
    heads = {path[:depth] for path in ranges for depth in range(1, len(path) + 1)}
    return (
        *(
            found
            for path, rule in authority.see.items()
            for found in _see(path, rule, authority, heads)
        ),
        *_see_with_locators(authority, ranges),
        *_headings(authority, heads),
    )


def _see(
    path: HeadingPath, rule: SeeRule, authority: IndexAuthority, heads: Collection[HeadingPath]
) -> Iterator[Diagnostic]:
    for target in rule.targets:
        if _leads_to(target, path, authority.see):
            message = f"{_name(path)} sends to {_name(target)}, which leads back to it"
            yield error("index-see-circle", message, rule.span)
        elif target in authority.see:
            ends = authority.see[target].targets
            message = f"{_name(path)} sends to {_name(target)}, which is itself only a see"
            hint = f"send to {_name(ends[0])}" if ends else ""
            yield error("index-see-to-see", message, rule.span, hint)
        elif target not in heads:
            yield _blind(path, target, rule.span, heads)


def _leads_to(start: HeadingPath, wanted: HeadingPath, see: Mapping[HeadingPath, SeeRule]) -> bool:
    reached, todo = {start}, [start]
    while todo:
        rule = see.get(todo.pop())
        following = [path for path in rule.targets if path not in reached] if rule else []
        reached.update(following)
        todo += following
    return wanted in reached


def _see_with_locators(
    authority: IndexAuthority, ranges: Mapping[HeadingPath, tuple[MarkedRange, ...]]
) -> Iterator[Diagnostic]:
    for path, rule in authority.see.items():
        marked = [found for other, found in ranges.items() if other[: len(path)] == path]
        if marked:
            place = min(each.first.span for found in marked for each in found)
            message = f"{_name(path)} is a see, and {place} marks it all the same"
            hint = "mark the heading it sends to, or make it see_also under [headings]"
            yield error("index-see-with-locators", message, rule.span, hint)


def _headings(authority: IndexAuthority, heads: Collection[HeadingPath]) -> Iterator[Diagnostic]:
    for path, rule in authority.headings.items():
        if path not in heads and path not in authority.see:
            message = f"the index has no heading {_name(path)}"
            yield warning("index-unknown-heading", message, rule.span, _nearest(path, heads))
        for target in rule.see_also:
            if target not in heads:
                yield _blind(path, target, rule.span, heads)


def _blind(
    path: HeadingPath, target: HeadingPath, span: SourceSpan, heads: Collection[HeadingPath]
) -> Diagnostic:
    message = f"{_name(path)} sends to {_name(target)}, which is not in the index"
    return error("index-blind-see", message, span, _nearest(target, heads))


def _nearest(path: HeadingPath, heads: Collection[HeadingPath]) -> str:
    return did_you_mean(" > ".join(path), (" > ".join(head) for head in heads))


def _name(path: HeadingPath) -> str:
    return f"'{' > '.join(path)}'"
