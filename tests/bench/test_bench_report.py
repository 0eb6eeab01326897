"""The tables of make bench, from given numbers."""

import sys
from pathlib import Path

import pytest

from bench.contenders import CHAPBOOK, COLD, EDITED, LINK, UNCHANGED, WEASYPRINT, Line
from bench.measured import CommandError, Measured, run
from bench.speed import written
from bench.speed_report import budgets, middle, tables

RESULTS = {
    "480": {
        Line(CHAPBOOK, COLD): [
            Measured(30, 17, 200, 446, 1_000_000, ("one", "two")),
            Measured(40, 21, 210, 446, 1_000_000, ("one", "two")),
            Measured(32, 16, 190, 446, 1_000_000, ("one", "two")),
        ],
        Line(CHAPBOOK, EDITED): [Measured(3.5, 2.75, 401, 446, 1_000_000, ("two",))],
        Line(CHAPBOOK, UNCHANGED): [Measured(0.7, 0.7, 90, 446, 1_000_000)],
        Line(CHAPBOOK, LINK): [Measured(0, 0.6, 120)],
        Line(WEASYPRINT, COLD): [Measured(50, 50, 700, 450, 1_000_000)],
    },
}


def test_a_table_has_medians_ratios_and_what_was_set_again() -> None:
    shown = tables(RESULTS).split("\n\n")

    assert shown[0] == "### About 480 pages"
    assert shown[1].splitlines()[2:] == [
        "| Chapbook | cold | 446 | 32.00 | 17.00 | 0.64 | 0.34 | 210 |",
        "| Chapbook | a sentence more; sets two | 446 | 3.50 | 2.75 | 0.07 | 0.06 | 401 |",
        "| Chapbook | unchanged | 446 | 0.70 | 0.70 | 0.01 | 0.01 | 90 |",
        "| Chapbook | link alone | – | – | 0.60 | – | 0.01 | 120 |",
        "| WeasyPrint | cold | 450 | 50.00 | 50.00 | 1.00 | 1.00 | 700 |",
    ]


def test_budgets_are_met_or_not_or_were_not_measured() -> None:
    shown = tables(RESULTS)

    assert (
        "| 480 pages cold ÷ WeasyPrint alone, on the clock | 0.4 × | 0.34 × (CPU 0.64 ×) | yes |"
        in shown
    )
    assert "| 480 pages after a sentence, whole process | 2.5 s | 2.75 s | **no** |" in shown
    assert "| 480 pages unchanged | 0.7 s | 0.70 s | yes |" in shown
    assert "| memory of the largest process | 400 MiB | 401 MiB | **no** |" in shown
    assert "| 480 pages, PDF ÷ that of WeasyPrint alone | 1.1 × | 1.00 × | yes |" in shown
    assert "| 480 pages linked | 0.7 s | 0.60 s | yes |" in shown
    assert "| booklet cold | 4 s | not measured | – |" in shown


@pytest.mark.parametrize(("seconds", "met"), [(88, "yes"), (90, "**no**")])
def test_pages_a_second_may_hardly_fall(seconds: float, met: str) -> None:
    results = {
        "200": {Line(CHAPBOOK, COLD): [Measured(1, 10, 1, 200)]},
        "1600": {Line(CHAPBOOK, COLD): [Measured(1, seconds, 1, 1600)]},
    }
    row = next(budget.row() for budget in budgets(results) if "pages a second" in budget.what)

    assert row.startswith("| pages a second, cold: 1,600 pages ÷ 200 | ≥ 0.9 × | 0.")
    assert row.endswith(f"| {met} |")


def test_a_link_is_linear_by_the_page() -> None:
    results = {
        size: {
            Line(CHAPBOOK, COLD): [Measured(1, 1, 1, pages)],
            Line(CHAPBOOK, LINK): [Measured(1, seconds, 1)],
        }
        for size, pages, seconds in (("200", 200, 0.2), ("1600", 1600, 2.4))
    }
    budget = next(budget for budget in budgets(results) if budget.what.startswith("linked"))

    assert budget.measured == pytest.approx(1.5)


def test_steps_add_up_and_the_largest_process_counts() -> None:
    both = Measured(1, 2, 300, 0) + Measured(3, 4, 200, 46, 99)

    assert both == Measured(4, 6, 300, 46, 99)
    assert middle([Measured(1, 9, 5), Measured(3, 7, 4)]) == Measured(2, 8, 5)


def test_the_table_takes_the_place_of_the_one_of_its_target() -> None:
    other = "<!-- make bench: begin -->\nkept\n<!-- make bench: end -->\n"
    begin, end = "<!-- make bench-preview: begin -->", "<!-- make bench-preview: end -->"
    document = f"{other}a\n{begin}\nold\n{end}\nb"
    expected = f"{other}a\n{begin}\n\nnew\n\n{end}\nb"
    assert written(document, "new", "bench-preview") == expected
    with pytest.raises(ValueError, match="has no lines"):
        written("a", "new")


def test_a_command_is_measured_with_what_it_started(tmp_path: Path) -> None:
    child = "import hashlib; hashlib.pbkdf2_hmac('sha1', b'', b'', 400_000); b'x' * 150_000_000"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    measured = run([sys.executable, "-c", parent], tmp_path, tmp_path / "log")

    assert measured.peak_mib > 140
    assert measured.cpu_s > 0.05


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"(?s)ended with 3:.*no such luck"):
        run(
            [sys.executable, "-c", "print('no such luck'); raise SystemExit(3)"],
            tmp_path,
            tmp_path / "log",
        )
