"""Turn a book's press edition into proofs by other programs: qpdf, and Ghostscript's separations.

    python -m bench.press_proof BOOK OUT

builds it, and its cover where there is a wrap, lets qpdf check the files, and prints for each page
how much of it each ink covers, as Ghostscript separates it. A press edition that is to be grey and
has another ink anywhere fails. With --plates the separations are kept as pictures.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from chapbook.cli import main as chapbook
from chapbook.manuscript.config import read_config

INKS = ("cyan", "magenta", "yellow", "black")


def main() -> int:
    """0 if all is well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("book", type=Path, nargs="?", default=Path())
    parser.add_argument("out", type=Path, nargs="?", default=Path("build/press-proof"))
    parser.add_argument("--plates", action="store_true", help="keep the separations as pictures")
    options = parser.parse_args()
    config, _ = read_config(options.book)
    commands = ["pdf"] if config.printing.cover == "self" else ["pdf", "cover"]
    for command in commands:
        built = [command, "--edition", "press", "--book", options.book, "--out", options.out]
        if chapbook([str(part) for part in built]):
            return 1
    is_grey = config.printing.press.colour == "grey"
    names = [f"{config.slug}-press{'-cover' if name == 'cover' else ''}.pdf" for name in commands]
    return max(_proof(options.out / name, is_grey, options.plates) for name in names)


def _proof(path: Path, is_grey: bool, plates: bool) -> int:
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    print(
        f"{path.name}: qpdf {'finds nothing wrong' if not checked.returncode else checked.stderr}"
    )
    pages = _coverage(path)
    for number, page in enumerate(pages, start=1):
        print(f"{number:5}", *(f"{name} {ink:7.3%}" for name, ink in zip(INKS, page, strict=True)))
    if plates:
        _ghostscript(path, "tiffsep", "-r100", f"-sOutputFile={path.with_suffix('')}-%d.tif")
    others = [number for number, page in enumerate(pages, 1) if is_grey and any(page[:3])]
    if others:
        print(f"inks other than black on pages {', '.join(map(str, others))}")
    return 1 if others or checked.returncode or not pages else 0


def _coverage(path: Path) -> list[tuple[float, ...]]:
    """The share of each page that each ink covers."""
    printed = _ghostscript(path, "inkcov", "-sOutputFile=-")
    lines = [line.split() for line in printed.splitlines() if line.endswith("CMYK OK")]
    return [tuple(float(share) for share in line[:4]) for line in lines]


def _ghostscript(path: Path, device: str, *options: str) -> str:
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", f"-sDEVICE={device}"]
    command += [*options, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
