"""Measure Chapbook beside WeasyPrint alone and the other programs that are here: make bench

Everything is measured in turn, a number of times; medians are printed. CPU is user and system
time of all processes, MiB the peak of the largest. With --write they go into
docs/performance.md.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

from bench.books import BOOKLET, SIZES
from bench.contenders import Line, Measurements, chapbook, peer, plain_weasyprint
from bench.measured import CommandError, Measured
from bench.peers.programs import Found, find_peers
from bench.prose import CHECKOUT
from bench.speed_report import tables

DOCUMENT = CHECKOUT / "docs" / "performance.md"
ALONE = "1600"
"""The size that Chapbook builds alone: the others would take an hour."""

Contender = tuple[str, Callable[[int], Measurements]]


def measure(
    size: str, runs: int, folder: Path, found: Found, only: Collection[str] = ()
) -> dict[Line, list[Measured]]:
    """All that there is for a size, or `only` the programs named, in turn. One that fails is
    told and left out."""
    results: dict[Line, list[Measured]] = {}
    contenders = [
        (name, measurements)
        for name, measurements in _contenders(size, folder, found)
        if not only or name in only
    ]
    for turn in range(runs):
        for contender in list(contenders):
            name, measurements = contender
            try:
                for line, measured in measurements(turn):
                    results.setdefault(line, []).append(measured)
                    _tell(
                        f"{size}, turn {turn + 1}: {line.program}, {line.work}: {_costs(measured)}"
                    )
            except CommandError as failed:
                _tell(f"{name} is left out: {failed}")
                contenders.remove(contender)
    return results


def _contenders(size: str, folder: Path, found: Found) -> Iterator[Contender]:
    yield "Chapbook", partial(chapbook, size, folder)
    if size == ALONE:
        return
    yield "WeasyPrint", lambda _: plain_weasyprint(folder)
    if size == BOOKLET:
        return
    for program in found.peers:
        yield program.name, partial(peer, program, size, folder)


def _costs(measured: Measured) -> str:
    return f"{measured.cpu_s:.2f} s CPU, {measured.wall_s:.2f} s, {measured.peak_mib:.0f} MiB"


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def machine() -> str:
    """What it was measured on: cores, processor, versions."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        if line.startswith("model name")
    ]
    cores = len(os.sched_getaffinity(0))
    model = models[0] if models else platform.machine()
    python, weasyprint = platform.python_version(), version("weasyprint")
    return f"{cores} cores of {model}; Python {python}, WeasyPrint {weasyprint}."


def written(document: str, table: str, target: str = "bench") -> str:
    """The document with what stands between the markers of a make target replaced. Raises
    ValueError where it has none."""
    first, last = (f"<!-- make {target}: {edge} -->" for edge in ("begin", "end"))
    before, begin, rest = document.partition(first)
    _, end, after = rest.partition(last)
    if not (begin and end):
        raise ValueError(f"{DOCUMENT.name} has no lines '{first}' and '{last}'")
    return f"{before}{first}\n\n{table}\n\n{last}{after}"


def report(sizes: Sequence[str], runs: int, folder: Path, only: Sequence[str] = ()) -> str:
    """Measure, and put it into words."""
    found = find_peers()
    for missing in found.missing:
        _tell(missing)
    results = {}
    for size in sizes:
        (folder / size).mkdir(parents=True, exist_ok=True)
        results[size] = measure(size, runs, folder / size, found, only)
    command = f'make bench SIZES="{" ".join(sizes)}" RUNS={runs}'
    head = [f"`{command}`: medians of {runs} turns. {machine()}"]
    if only:
        head.append(f"Only {', '.join(only)}.")
    if found.missing:
        head.append(f"Not measured: {'; '.join(found.missing)}.")
    return "\n\n".join([*head, tables(results)])


def main() -> None:
    """Print the tables, or write them into docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help=f"of {', '.join(SIZES)}")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "build" / "bench")
    parser.add_argument(
        "--only", action="append", default=[], help="a program, as the table names it; repeatable"
    )
    parser.add_argument("--write", action="store_true", help="into docs/performance.md too")
    asked = parser.parse_args()
    unknown = set(asked.sizes) - set(SIZES)
    if unknown or asked.runs < 1:
        parser.error(f"sizes are {', '.join(SIZES)}; runs, one or more")
    table = report(asked.sizes or SIZES, asked.runs, asked.folder.resolve(), asked.only)
    print(table)
    if asked.write:
        DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8"), table), "utf-8")


if __name__ == "__main__":
    main()
