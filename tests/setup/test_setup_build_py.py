"""build.py and what it imports before anything is installed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from chapbook.setup.environment import pinned_versions

ROOT = Path(__file__).parents[2]
BEFORE_SET_UP = [
    ROOT / "chapbook" / "__init__.py",
    ROOT / "chapbook" / "bootstrap.py",
    *sorted((ROOT / "chapbook" / "setup").glob("*.py")),
]


def imported_modules(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_every_package_that_is_imported_is_a_direct_dependency() -> None:
    sources = [path for folder in ("chapbook", "tests") for path in (ROOT / folder).rglob("*.py")]
    imported = {name.split(".")[0] for path in sources for name in imported_modules(path)}
    own = {"bench", "chapbook", "tests"} | {path.stem for path in sources}
    distributed_as = {"yaml": "pyyaml", "PIL": "pillow", "fontTools": "fonttools"}
    packages = {distributed_as.get(name, name) for name in imported - sys.stdlib_module_names - own}
    assert packages - set(pinned_versions(ROOT, with_tests=True)) == set()


@pytest.mark.parametrize("path", BEFORE_SET_UP, ids=lambda path: path.name)
def test_set_up_uses_the_standard_library_and_itself_alone(path: Path) -> None:
    strange = {
        name
        for name in imported_modules(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith("chapbook.setup")
    }
    assert strange == set()


def test_an_old_python_reads_build_py_and_says_what_it_lacks() -> None:
    text = (ROOT / "build.py").read_text("utf-8")
    ast.parse(text, feature_version=(3, 4))
    pretend = f"import sys; sys.hexversion = 0x030A00F0; exec({text!r})"
    finished = subprocess.run(
        [sys.executable, "-S", "-c", pretend], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 3
    assert finished.stderr.startswith("chapbook needs Python 3.11 or later; this is Python 3.")
    assert finished.stdout == ""
