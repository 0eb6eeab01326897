"""Turn a command's settings into all that can change what it makes."""

import ctypes
import platform
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from chapbook.command_settings import Settings
from chapbook.manuscript.source_date import source_date
from chapbook.setup.environment import installed_versions
from chapbook.setup.libraries import REQUIRED, load_library
from chapbook.shipped import shipped_dir
from chapbook.unchanged.file_states import States, states_in

VERSION_FUNCTIONS = {
    "Pango": "pango_version",
    "HarfBuzz": "hb_version_string",
    "Fontconfig": "FcGetVersion",
}
SHIPPED = ("templates", "styles", "bibliography/styles", "bibliography/locales")


@dataclass(frozen=True)
class Inputs:
    """All that can change what a command makes: files by '<folder>/<path>', and what is not in
    files by its name. `taken_at_ns` is when they were looked at."""

    files: States
    circumstances: Mapping[str, str]
    taken_at_ns: int

    def make_the_same_as(self, others: "Inputs") -> bool:
        """Whether all that counts is the same; when a file was written doesn't."""
        return (
            self.circumstances == others.circumstances
            and self.files.keys() == others.files.keys()
            and all(state.digest == others.files[path].digest for path, state in self.files.items())
        )

    def cover(self, paths: Iterable[str]) -> bool:
        """Whether the files of the book at `paths` are all among these."""
        return all(f"book/{PurePosixPath(path)}" in self.files for path in paths)

    def without(self, out: Path, book: Path, names: Iterable[str]) -> "Inputs":
        """The inputs but for the files of these `names` in `out`, the folder that a build writes
        to, which may be inside the book."""
        if not out.is_relative_to(book):
            return self
        place = (Path("book") / out.relative_to(book)).as_posix()
        own = {f"{place}/{name}" for name in names}
        files = {path: state for path, state in self.files.items() if path not in own}
        return replace(self, files=files)


NOTHING_KNOWN = Inputs({}, {}, 0)


def take_inputs(settings: Settings, known: Inputs) -> Inputs:
    """The inputs as they are now. Raises TooManyFilesError for a folder that is no book."""
    now_ns = time.time_ns()
    shipped = shipped_dir()
    folders = {"book": settings.book, "program": Path(__file__).parents[1]}
    folders |= {name: shipped / name for name in SHIPPED}
    files = states_in(folders, known.files, known.taken_at_ns)
    return Inputs(files, _circumstances(settings), now_ns)


def _circumstances(settings: Settings) -> dict[str, str]:
    return {
        "edition": settings.edition,
        "date": _date(settings.book),
        "python": f"{sys.version} {platform.machine()} {sys.platform}",
        **{f"library {name}": version for name, version in _library_versions().items()},
        **{f"package {name}": one for name, one in installed_versions(sys.path).items()},
    }


def _date(book: Path) -> str:
    try:
        return source_date(book).isoformat()
    except (OSError, ValueError, OverflowError):
        return "none"


def _library_versions() -> dict[str, str]:
    versions = {}
    for library, function in VERSION_FUNCTIONS.items():
        loaded = _loaded(REQUIRED[library])
        if loaded is not None:
            ask = loaded[function]
            is_text = function.endswith("_string")
            ask.restype = ctypes.c_char_p if is_text else ctypes.c_int
            versions[library] = str(ask())
    return versions


def _loaded(names: tuple[str, ...]) -> ctypes.CDLL | None:
    for name in names:
        try:
            library = load_library(name)
        except OSError:
            continue
        if isinstance(library, ctypes.CDLL):
            return library
    return None
