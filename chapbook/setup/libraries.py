"""Turn the libraries that WeasyPrint loads into the list of those that this machine lacks."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path

Load = Callable[[str], object]

# The names that weasyprint/text/ffi.py tries (WeasyPrint 70), the likeliest system first.
REQUIRED = {
    "GObject": (
        "libgobject-2.0.so.0",
        "libgobject-2.0-0",
        "gobject-2.0-0",
        "gobject-2.0",
        "libgobject-2.0.0.dylib",
        "libgobject-2.0-0.dll",
    ),
    "Pango": (
        "libpango-1.0.so.0",
        "libpango-1.0-0",
        "pango-1.0-0",
        "pango-1.0",
        "libpango-1.0.dylib",
        "libpango-1.0-0.dll",
    ),
    "HarfBuzz": (
        "libharfbuzz.so.0",
        "libharfbuzz-0",
        "harfbuzz",
        "harfbuzz-0.0",
        "libharfbuzz.0.dylib",
        "libharfbuzz-0.dll",
    ),
    "Fontconfig": (
        "libfontconfig.so.1",
        "libfontconfig-1",
        "fontconfig-1",
        "fontconfig",
        "libfontconfig.1.dylib",
        "libfontconfig-1.dll",
    ),
    "PangoFT2": (
        "libpangoft2-1.0.so.0",
        "libpangoft2-1.0-0",
        "pangoft2-1.0-0",
        "pangoft2-1.0",
        "libpangoft2-1.0.dylib",
        "libpangoft2-1.0-0.dll",
    ),
}

# WeasyPrint goes on without it, but warns and subsets fonts by fontTools.
HARFBUZZ_SUBSET = (
    "libharfbuzz-subset.so.0",
    "libharfbuzz-subset-0",
    "harfbuzz-subset",
    "harfbuzz-subset-0.0",
    "libharfbuzz-subset.0.dylib",
    "libharfbuzz-subset-0.dll",
)

# brew's folders on Apple's and on Intel's processors; only brew's own Python looks there.
_BREW_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib")
_WINDOWS_FOLDERS = (
    r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"
)
_LOAD_LIBRARY_SEARCH_DEFAULT_DIRS = 0x1000


def missing_libraries(load: Load) -> tuple[str, ...]:
    """The libraries that WeasyPrint can't do without and `load` (raising OSError) can't find."""
    return tuple(library for library, names in REQUIRED.items() if not loads(names, load))


def loads(names: tuple[str, ...], load: Load) -> bool:
    """Whether a library loads under any of its `names`."""
    for name in names:
        with contextlib.suppress(OSError):
            load(name)
            return True
    return False


def load_library(name: str) -> object:
    """Load a library as WeasyPrint does; raise OSError if that can't be done."""
    if sys.platform == "win32":
        return ctypes.CDLL(name, winmode=_LOAD_LIBRARY_SEARCH_DEFAULT_DIRS)
    return ctypes.CDLL(name)


def search_variables() -> dict[str, str]:
    """Environment variables without which a fresh process would not find the libraries.

    On Windows it adds the folders to this process's search, as WeasyPrint will do.
    """
    if sys.platform == "win32":
        folders = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _WINDOWS_FOLDERS)
        for folder in folders.split(";"):
            with contextlib.suppress(OSError):
                os.add_dll_directory(folder)
    if sys.platform != "darwin":
        return {}
    known = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH", "")
    found = [folder for folder in _BREW_FOLDERS if Path(folder, "libpango-1.0.dylib").exists()]
    new = [folder for folder in found if folder not in known.split(":")]
    return {"DYLD_FALLBACK_LIBRARY_PATH": ":".join([*filter(None, [known]), *new])} if new else {}
