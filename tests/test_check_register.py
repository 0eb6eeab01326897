"""What may be found wrong is in the register and in docs/checks.md, all of it and nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chapbook.check_register import checks, families, names_in
from chapbook.diagnostics import Severity

CHECKOUT = Path(__file__).parents[1]
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
BY_MAKER = {"error": Severity.ERROR, "warning": Severity.WARNING, "warn": Severity.WARNING}
ROW = re.compile(r"\| `([a-z-]+)` \| (\w+) \| (.*?) \| ")


def trees() -> dict[str, ast.Module]:
    paths = sorted((CHECKOUT / "chapbook").rglob("*.py"))
    return {str(path): ast.parse(path.read_text("utf-8")) for path in paths}


def places_of_codes() -> dict[str, set[int]]:
    """Where each function or class takes a code: its place among the arguments."""
    places: dict[str, set[int]] = {}
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                fields = [
                    ast.unparse(line.target)
                    for line in node.body
                    if isinstance(line, ast.AnnAssign)
                ]
                if "code" in fields:
                    places.setdefault(node.name, set()).add(fields.index("code"))
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args]
                if "code" in names:
                    at = names.index("code") - (names[0] == "self")
                    places.setdefault(node.name, set()).add(at)
    return places


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def codes_in(tree: ast.Module, places: dict[str, set[int]]) -> Iterator[tuple[str, str]]:
    """The codes that a module makes Diagnostics with, each with the name of the maker."""
    constants = {
        ast.unparse(line.targets[0]): line.value
        for line in tree.body
        if isinstance(line, ast.Assign)
    }
    for node in ast.walk(tree):
        values: list[ast.expr] = []
        maker = ""
        if isinstance(node, ast.Call) and name_of(node) in places:
            maker = name_of(node)
            values += [node.args[at] for at in places[maker] if at < len(node.args)]
            values += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "code":
            values.append(node.value)
        prefix = "imposition-" if maker == "failure" else ""
        for value in values:
            for text in texts_of(constants.get(ast.unparse(value), value)):
                if CODE.fullmatch(text):
                    yield f"{prefix}{text}", maker


def texts_of(value: ast.expr) -> Iterator[str]:
    """The texts that a code is one of: a text itself, or the ends of a condition."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    if isinstance(value, ast.IfExp):
        yield from texts_of(value.body)
        yield from texts_of(value.orelse)


@pytest.fixture(scope="module")
def made() -> dict[str, set[str]]:
    """Every code of the program, with the names of its makers."""
    places = places_of_codes()
    found: dict[str, set[str]] = {}
    for tree in trees().values():
        for code, maker in codes_in(tree, places):
            found.setdefault(code, set()).add(maker)
    return found


def test_every_code_is_in_the_register(made: dict[str, set[str]]) -> None:
    assert sorted(set(made) - set(checks())) == []


def test_every_name_of_the_register_is_a_code_of_the_program(made: dict[str, set[str]]) -> None:
    written = {
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(checks()) - set(made) - written) == []


def test_the_register_has_the_severity_that_the_program_gives(made: dict[str, set[str]]) -> None:
    wrong = {
        code: checks()[code].severity
        for code, makers in made.items()
        if (given := [BY_MAKER[maker] for maker in makers if maker in BY_MAKER])
        and checks()[code].severity not in given
    }
    assert wrong == {}


def test_the_docs_have_a_row_for_each_check_and_no_other() -> None:
    text = (CHECKOUT / "docs/checks.md").read_text("utf-8")
    rows = {name: (severity, finds) for name, severity, finds in ROW.findall(text)}
    expected = {
        one.name: (str(one.severity), one.finds.replace("|", "\\|")) for one in checks().values()
    }
    assert rows == expected


def test_the_docs_have_the_families_in_the_order_of_the_register() -> None:
    text = (CHECKOUT / "docs/checks.md").read_text("utf-8")
    headings = [line[3:].lower() for line in text.splitlines() if line.startswith("## ")]
    assert tuple(headings[-len(families()) :]) == families()


def test_a_name_means_a_check_or_a_family() -> None:
    assert names_in("doubled-word") == {"doubled-word"}
    assert "heading-skipped" in names_in("structure")
    assert names_in("cross-references") == names_in("cross references") != frozenset()
    assert names_in("doubled-words") == frozenset()
