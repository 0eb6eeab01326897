"""Parts of fontTools that WeasyPrint seldom uses are loaded when it does."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
PARTS = ("fontTools.subset", "fontTools.varLib")


def after(imported: str, said: str) -> str:
    """What a new process says once it has imported that; `fonts` is WeasyPrint's module."""
    script = (
        "import sys, warnings\n"
        "warnings.simplefilter('ignore')\n"
        f"import chapbook.composition, {imported}\n"
        "from weasyprint.pdf import fonts\n"
        f"print({said})"
    )
    command = [sys.executable, "-c", script]
    return subprocess.run(
        command, cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout.strip()


def loaded(imported: str) -> str:
    return after(imported, f"[part for part in {PARTS} if part in sys.modules]")


def test_setting_type_loads_neither() -> None:
    assert loaded("chapbook.composition.engine") == "[]"


def test_guard_weasyprint_by_itself_loads_both() -> None:
    """Once this fails, later_font_tools.py can go."""
    assert loaded("weasyprint") == str(list(PARTS))


def test_they_are_there_when_they_are_used() -> None:
    engine = "chapbook.composition.engine"
    assert after(engine, "type(fonts.subset.Options()).__module__") == "fontTools.subset"
    tried = f"{engine}\ndef tried(fonts):\n  try: fonts.instantiateVariableFont()\n"
    tried += "  except TypeError as wrong: return str(wrong)"
    said = after(tried, "tried(fonts), 'fontTools.varLib' in sys.modules")
    assert "missing 2 required positional arguments: 'varfont' and 'axisLimits'" in said
    assert said.endswith(" True")
