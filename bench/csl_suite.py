"""Run the CSL processor over the official test suite and say what passes.

    python -m bench.csl_suite PATH [category_ …] [--fail] [--show] [--check] [--write]

PATH is a checkout of github.com/citation-style-language/test-suite, with the locales beside it
in PATH/../locales (github.com/citation-style-language/locales). The cases are not ours to keep;
bench/csl_suite_passing.txt names those that pass, and none of them may fail again (--check).
"""

import argparse
import json
import re
import sys
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.csl_suite_cases import Case, run_case

PASSING = Path(__file__).parent / "csl_suite_passing.txt"
SECTION = re.compile(r">>=+ ([A-Z-]+) =+>>\n(.*?)\n?<<=+ \1 =+<<", re.DOTALL)


def read_cases(path: Path, prefixes: Sequence[str]) -> list[Case]:
    """The cases whose names begin with one of the prefixes, or all.

    The suite has them as JSON, and as text, which is what its authors edit and is newer.
    """
    folder = path / "processor-tests"
    names = sorted(file.stem for file in (folder / "machines").glob("*.json"))
    return [
        Case(name, _read_case((folder / "humans" / f"{name}.txt").read_text(encoding="utf-8")))
        for name in names
        if not prefixes or any(name.startswith(prefix) for prefix in prefixes)
    ]


def _read_case(text: str) -> Mapping[str, Any]:
    parts = {found[1].lower().replace("-", "_"): found[2] for found in SECTION.finditer(text)}
    read = {
        key: json.loads(parts[key]) if key in parts else False
        for key in ("input", "citations", "citation_items", "bibentries", "bibsection")
    }
    return {**read, "mode": parts["mode"].strip(), "csl": parts["csl"], "result": parts["result"]}


def run(case: Case, locales: Path) -> str:
    """What the processor makes of a case, or how it fell."""
    try:
        return run_case(case, locales).strip()
    except Exception:  # a crash is a failing case
        return traceback.format_exc()


def main() -> int:
    options = _parser().parse_intermixed_args()
    passed: list[str] = []
    totals: Counter[str] = Counter()
    for case in read_cases(options.path, options.prefixes):
        totals[case.name.partition("_")[0]] += 1
        wanted, got = case.data["result"].strip(), run(case, options.path.parent / "locales")
        if got == wanted:
            passed.append(case.name)
        elif options.show:
            print(f"{case.name}\n  wanted: {wanted}\n  got:    {got}")
        elif options.fail:
            print(case.name)
    _report(passed, totals)
    if options.write:
        PASSING.write_text("\n".join(passed) + "\n", encoding="utf-8")
    return _lost(passed) if options.check else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("prefixes", nargs="*")
    parser.add_argument("--fail", action="store_true", help="name the failing cases")
    parser.add_argument("--show", action="store_true", help="show what is wrong with them")
    parser.add_argument("--check", action="store_true", help="compare with the passing list")
    parser.add_argument("--write", action="store_true", help="write the passing list")
    return parser


def _report(passed: Sequence[str], totals: Counter[str]) -> None:
    counts = Counter(name.partition("_")[0] for name in passed)
    for category in sorted(totals):
        print(f"{category:14} {counts[category]:4} of {totals[category]}")
    share = 100 * len(passed) / max(1, sum(totals.values()))
    print(f"passed {len(passed)} of {sum(totals.values())}, {share:.1f}%")


def _lost(passed: Sequence[str]) -> int:
    lost = set(PASSING.read_text(encoding="utf-8").split()) - set(passed)
    for name in sorted(lost):
        print(f"failed and passed before: {name}")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
