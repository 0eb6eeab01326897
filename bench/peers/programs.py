"""Find the other programs that make books on this machine, and how each is called.

Pandoc and Typst may be in .venv-peers (`make .venv-peers/installed`); the TeX programs are the
system's (Debian: texlive-xetex texlive-luatex texlive-latex-recommended texlive-bibtex-extra
texlive-fonts-recommended biber).
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.book_model import Book
from bench.peers.as_latex import latex_files
from bench.peers.as_pandoc import for_latex, for_typst
from bench.peers.as_typst import typst_files
from bench.prose import CHECKOUT

VENV = CHECKOUT / ".venv-peers"
FONTS = CHECKOUT / "styles" / "fonts"
TYPST_COMPILE = Path(__file__).with_name("typst_compile.py")
OLDEST_PANDOC_WITH_TYPST = (3, 1)

Command = Sequence[str]


@dataclass(frozen=True)
class Peer:
    """A program that is here: the book's files for it, and the commands that make the PDF from
    nothing and after an edit. `warm` is a command that compiles twice in one process, the
    second time the file named behind it; () where there is no such thing."""

    name: str
    files: Callable[[Book], Mapping[str, str]]
    main_file: str
    cold: Sequence[Command]
    edited: Sequence[Command]
    warm: Command = ()


@dataclass(frozen=True)
class Found:
    """The peers that are here, and what of the others isn't."""

    peers: Sequence[Peer]
    missing: Sequence[str]


def find_peers() -> Found:
    """Look for each."""
    peers: list[Peer] = []
    missing: list[str] = []
    for name, peer in _all():
        if isinstance(peer, Peer):
            peers.append(peer)
        else:
            missing.append(f"{name}: {peer} is not here")
    return Found(peers, missing)


def _all() -> Iterator[tuple[str, Peer | str]]:
    """Each peer's name, with the peer or what of it is missing."""
    pandoc, typst = _pandoc(), _typst()
    for name, tex in (("XeLaTeX + biber + makeindex", "xelatex"), ("LuaLaTeX", "lualatex")):
        yield name, _absent(tex, "biber", "makeindex") or _latex(name, tex)
    name = "pandoc + XeLaTeX"
    if not pandoc:
        yield name, "pandoc"
    else:
        yield name, _absent("xelatex") or _pandoc_to_pdf(name, pandoc)
    name = "Typst"
    yield name, Peer(name, typst_files, "book.typ", (typst,), (typst,), typst) if typst else "typst"
    name = "pandoc + Typst"
    if not (pandoc and typst and _version(pandoc) >= OLDEST_PANDOC_WITH_TYPST):
        yield name, "typst, or a pandoc that writes it,"
    else:
        both = ((pandoc, "--standalone", "--citeproc", "--toc", "book.md", "-o", "book.typ"), typst)
        yield name, Peer(name, for_typst, "book.md", both, both)


def _latex(name: str, tex: str) -> Peer:
    once = (tex, "-interaction=nonstopmode", "-no-shell-escape", "book.tex")
    index = ("makeindex", "-q", "book.idx")
    cold = (once, ("biber", "-q", "book"), index, once, once)
    return Peer(name, latex_files, "book.tex", cold, (once, index, once))


def _pandoc_to_pdf(name: str, pandoc: str) -> Peer:
    """Pandoc runs XeLaTeX itself, three times where there are contents, in a new folder."""
    whole = (
        pandoc, "--citeproc", "--toc", "--top-level-division=chapter", "--pdf-engine=xelatex",
        "book.md", "-o", "book.pdf",
    )  # fmt: skip
    return Peer(name, for_latex, "book.md", (whole,), (whole,))


def _absent(*programs: str) -> str:
    return ", ".join(program for program in programs if not shutil.which(program))


def _pandoc() -> str | None:
    inside = VENV.glob("lib/python3*/site-packages/pypandoc/files/pandoc")
    return next(map(str, inside), None) or shutil.which("pandoc")


def _typst() -> Command:
    """The command that compiles book.typ; () where there is no Typst."""
    if any(VENV.glob("lib/python3*/site-packages/typst")):
        return (str(VENV / "bin/python"), str(TYPST_COMPILE), "book.typ", str(FONTS))
    return ()


def _version(pandoc: str) -> tuple[int, ...]:
    done = subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True)
    return tuple(map(int, done.stdout.split()[1].split(".")[:2]))
