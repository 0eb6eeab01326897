"""Turn where this package lies into the folder that holds what ships with it."""

from pathlib import Path


def shipped_dir(package: Path | None = None) -> Path:
    """The folder with templates/, styles/ and bibliography/styles/, as far as they ship.

    It is the checkout that holds the package, or chapbook/data where the package is installed.
    `package` is the package's folder, by default this one. Raise FileNotFoundError if neither
    is there, which means a broken installation.
    """
    package = package or Path(__file__).resolve().parent
    for folder in (package / "data", package.parent):
        if all((folder / name).is_dir() for name in ("templates", "styles")):
            return folder
    raise FileNotFoundError(f"no templates/ and styles/ beside or in {package}")
