"""Turn text editions into what is wrong with them: python -m tests.support.screens.look DIR AXE

Each EPUB of DIR by EPUBCheck, where there is a Java; each HTML in Chromium, on a screen as wide as
a phone's and on one as wide as a desk's, light and dark: no error on the console, nothing wider
than the screen, and nothing that axe-core (the script AXE) finds against WCAG 2.1 A and AA.
Screens go to DIR as PNG. Ends with 1 where something is wrong.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page

from tests.support.epub_validation import epub_problems, has_java
from tests.support.preview import browser, chromium

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
SHADES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})
    .then(found => found.violations)"""
WIDER = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
    ? [...document.querySelectorAll('body *')]
        .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 3).map(element => element.outerHTML.slice(0, 90)) : []"""


@dataclass(frozen=True)
class Screen:
    """A screen that a reader may have."""

    width: int
    shade: Literal["light", "dark"]


SCREENS = tuple(Screen(*each) for each in product((360, 1280), SHADES))


def main(names: Sequence[str]) -> int:
    """Print what is wrong; nothing where all is well."""
    folder, script = Path(names[0]), Path(names[1]).read_text("utf-8")
    problems = [*_of_epubs(folder), *_of_pages(folder, script)]
    if problems:
        print("\n".join(problems))
    return int(bool(problems))


def _of_epubs(folder: Path) -> Iterator[str]:
    if not has_java():
        print("NOT VALIDATED: EPUBCheck needs a Java (apt-get install default-jre-headless)")
        return
    for path in sorted(folder.glob("*.epub")):
        yield from (f"{path.name}: {line}" for line in epub_problems(path))


def _of_pages(folder: Path, script: str) -> Iterator[str]:
    if not chromium():
        print("NOT LOOKED AT: there is no Chromium (make chromium)")
        return
    with browser() as opened:
        for path in sorted(folder.glob("*.html")):
            for screen in SCREENS:
                where = f"{path.name} at {screen.width} px, {screen.shade}"
                yield from (
                    f"{where}: {found}" for found in _looked_at(opened, path, screen, script)
                )


def _looked_at(opened: Browser, path: Path, screen: Screen, script: str) -> list[str]:
    context = opened.new_context(
        viewport={"width": screen.width, "height": 800}, color_scheme=screen.shade
    )
    page = context.new_page()
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.goto(path.resolve().as_uri())
    page.screenshot(path=path.with_suffix(f".{screen.width}-{screen.shade}.png"))
    found += [f"wider than the screen: {each}" for each in page.evaluate(WIDER)]
    found += _against_wcag(page, script)
    context.close()
    return found


def _against_wcag(page: Page, script: str) -> list[str]:
    page.evaluate(script)
    violations: list[dict[str, Any]] = page.evaluate(RUN, list(RULES))
    return [_told(each) for each in violations]


def _told(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    first = nodes[0]["html"][:120]
    return f"{violation['id']}: {violation['help']} ({len(nodes)}), first {first}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
