"""Turn the images that a document shows into files of the book, which its lines name."""

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from chapbook.authoring.carried_lines import Line, outside_code

FOLDER = "chapters/figures"
PRINTABLE = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
_IMAGE = re.compile(
    r"!\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?:<(?P<angled>[^<>]*)>|(?P<bare>[^\s()]*))(?P<title>\s+\"[^\"]*\"|\s+'[^']*')?\s*\)"
    r"(?:\{(?P<attributes>[^{}]*)\})?"
)
_DEFINED = re.compile(r"( {0,3}\[(?!\^)[^\[\]]+\]:\s*)<?([^\s<>]+)>?(.*)")
_SIZE = re.compile(r"\s*\b(?:width|height)=(?:\"[^\"]*\"|[^\s}]*)|\s*\bstyle=\"[^\"]*\"")
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


@dataclass
class ImageFolder:
    """The images taken so far: bytes by their paths in the book. `root` holds all that may be
    taken, `sizes` is how many lost their size."""

    root: Path
    files: dict[str, bytes] = field(default_factory=dict)
    taken: set[Path] = field(default_factory=set)
    sizes: int = 0

    def with_images(self, text: str, folder: Path) -> Line:
        """A line whose images are the book's, found from a document in `folder`."""
        losses: list[str] = []

        def take(found: re.Match[str]) -> str:
            return self._image(found, folder, losses)

        if "](" in text:
            text = outside_code(text, lambda piece: _IMAGE.sub(take, piece))
        elif (found := _DEFINED.fullmatch(text)) and found[2].lower().endswith(PRINTABLE):
            path = self._found(found[2], folder)
            text = f"{found[1]}{self._name(path)}{found[3]}" if path else text
        return Line(text, tuple(losses))

    def _image(self, found: re.Match[str], folder: Path, losses: list[str]) -> str:
        address = found["angled"] if found["angled"] is not None else found["bare"]
        attributes = found["attributes"] or ""
        self.sizes += _SIZE.search(attributes) is not None
        attributes = _SIZE.sub("", attributes).strip()
        path = self._found(address, folder)
        if path is None or path.suffix.lower() not in PRINTABLE:
            why = "is nowhere in what was imported"
            if _REMOTE.match(address):
                why = "is not on this machine: save it beside the chapters"
            elif path is not None:
                why = (
                    f"is of a kind that can't be printed: make a .svg or .png of {self._name(path)}"
                )
            losses.append(f"the image '{address}' {why}")
            return f"[{found['words'] or address}]"
        title = found["title"] or ""
        return f"![{found['words']}]({self._name(path)}{title})" + (
            f"{{{attributes}}}" if attributes else ""
        )

    def _found(self, address: str, folder: Path) -> Path | None:
        """The file, if it is one inside what is imported."""
        if _REMOTE.match(address) or not address:
            return None
        for base in (folder, self.root, self.root.parent):
            path = (base / unquote(address)).resolve()
            if path.is_relative_to(self.root.resolve()) and path.is_file():
                return path
        return None

    def _name(self, path: Path) -> str:
        """Its name from a chapter; the bytes are taken. Two of one name are told apart."""
        self.taken.add(path)
        data = path.read_bytes()
        stem = re.sub(r"[^\w.-]+", "-", path.stem).strip("-.") or "image"
        number = 1
        name = f"{stem}{path.suffix.lower()}"
        while self.files.get(f"{FOLDER}/{name}", data) != data:
            number += 1
            name = f"{stem}-{number}{path.suffix.lower()}"
        self.files[f"{FOLDER}/{name}"] = data
        return PurePosixPath("figures", name).as_posix()
