"""The folders show the pipeline: a stage imports only those above it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "chapbook"
STAGES = [
    "manuscript",
    "authoring",
    "apparatus",
    "revision",
    "scholarship",
    "book_index",
    "composition",
    "reflowable",
    "bindery",
    "press_edition",
    "bound_book",
    "pipeline",
    "copy_budget",
    "proofing",
]
ANYONE_MAY_USE = {
    "__version__",
    "cache",
    "call_stack",
    "check_register",
    "conclusion",
    "diagnostics",
    "locales",
    "shipped",
    "stored_diagnostics",
}
ONLY_IN = {
    "weasyprint": {"composition/engine.py"},
    "jinja2": {"composition/templates.py", "composition/sandbox.py"},
    "pikepdf": {"bindery/"},
    "PIL": {"bindery/prepress/", "reflowable/"},
    "markdown": {"manuscript/"},
    "pypdfium2": {"reflowable/cover_image.py", "proofing/preview/rendering.py"},
    "bibtexparser": {"apparatus/"},
    "tinyhtml5": {"reflowable/text_book.py"},
    "fontTools": {"reflowable/faces.py"},
    "spylls": {"proofing/spelling/hunspell_files.py"},
    "watchfiles": {"proofing/watch.py"},
    "yaml": {"manuscript/", "authoring/"},
    "pyuca": {"apparatus/ducet.py"},
    "pyphen": {"composition/"},
    "tinycss2": {"composition/"},
    "segno": {"composition/qr_code.py"},
    "deflate": {"bindery/"},
}


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def strange_imports(top: str, allowed: set[str]) -> list[str]:
    """What a folder or module imports of chapbook beside itself and what it may."""
    return [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules()
        if path.relative_to(PACKAGE).parts[0].removesuffix(".py") == top
        for name in imports_of(path)
        if name.startswith("chapbook.") and name.split(".")[1] not in allowed | {top}
    ]


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_earlier_stages(stage: str) -> None:
    earlier = set(STAGES[: STAGES.index(stage)])
    beside = {"csl"} if stage == "apparatus" else set()
    assert strange_imports(stage, earlier | ANYONE_MAY_USE | beside) == []


@pytest.mark.parametrize("common", sorted(ANYONE_MAY_USE - {"__version__"}))
def test_what_anyone_may_use_uses_no_stage(common: str) -> None:
    assert strange_imports(common, ANYONE_MAY_USE) == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_in_one_place(library: str) -> None:
    wrong = [
        str(path.relative_to(PACKAGE))
        for path in modules()
        if any(name.split(".")[0] == library for name in imports_of(path))
        and not any(
            path.relative_to(PACKAGE).as_posix().startswith(place) for place in ONLY_IN[library]
        )
    ]
    assert wrong == []


def test_the_csl_processor_imports_nothing_but_itself_and_the_standard_library() -> None:
    wrong = [
        f"{path.name} imports {name}"
        for path in sorted((PACKAGE / "csl").glob("*.py"))
        for name in imports_of(path)
        if not name.startswith("chapbook.csl") and name.split(".")[0] not in sys.stdlib_module_names
    ]
    assert wrong == []


def test_only_the_apparatus_uses_the_csl_processor() -> None:
    users = {
        path.relative_to(PACKAGE).parts[0]
        for path in modules()
        if any(name.startswith("chapbook.csl") for name in imports_of(path))
    }
    assert users == {"csl", "apparatus"}


def test_what_recognises_an_unchanged_build_loads_nothing_that_makes_one() -> None:
    light = {
        "manuscript.book_config",
        "manuscript.source_date",
        "composition.first_compositor",
    }
    before = ("conclusion", "command_settings", "telling", "stored_diagnostics")
    paths = [*(PACKAGE / "unchanged").glob("*.py"), *(PACKAGE / f"{name}.py" for name in before)]
    wrong = [
        f"{path.name} imports {name}"
        for path in paths
        for name in imports_of(path)
        for part in [name.removeprefix("chapbook.")]
        if part.split(".")[0] in STAGES and ".".join(part.split(".")[:2]) not in light
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["cache", "diagnostics", "shipped"])
def test_what_is_below_all_imports_nothing_of_ours(name: str) -> None:
    assert strange_imports(name, {"__version__"}) == []
