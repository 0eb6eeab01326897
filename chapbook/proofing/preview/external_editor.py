"""Turn a place in a file into the command that opens an editor there."""

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

AT_LINE = {
    "code": ("-g", "{path}:{line}:{column}"),
    "codium": ("-g", "{path}:{line}:{column}"),
    "cursor": ("-g", "{path}:{line}:{column}"),
    "zed": ("{path}:{line}:{column}",),
    "subl": ("{path}:{line}:{column}",),
    "mate": ("-l", "{line}", "{path}"),
    "bbedit": ("+{line}", "{path}"),
    "gedit": ("+{line}:{column}", "{path}"),
    "kate": ("-l", "{line}", "-c", "{column}", "{path}"),
    "gvim": ("+{line}", "{path}"),
    "mvim": ("+{line}", "{path}"),
    "emacsclient": ("-n", "+{line}:{column}", "{path}"),
    "notepad++": ("-n{line}", "{path}"),
}
"""How editors with a window of their own are told a place. Those of a terminal are left out:
the preview has none to give them."""


def editor_command(
    environment: Mapping[str, str],
    which: Callable[[str], str | None],
    path: Path,
    line: int,
    column: int,
) -> tuple[str, ...] | None:
    """The command for $VISUAL or $EDITOR, else for VS Code if that is installed; None where neither
    has a window."""
    for variable in ("VISUAL", "EDITOR"):
        words = shlex.split(environment.get(variable, ""))
        found = _command(words, which, path, line, column)
        if found:
            return found
    return _command(["code"], which, path, line, column)


def _command(
    words: list[str], which: Callable[[str], str | None], path: Path, line: int, column: int
) -> tuple[str, ...] | None:
    name = PurePath(words[0]).name.removesuffix(".exe") if words else ""
    program = which(words[0]) if words else None
    if name not in AT_LINE or program is None:
        return None
    kept = [word for word in words[1:] if word not in ("-w", "--wait")]
    place = (part.format(path=path, line=line, column=column) for part in AT_LINE[name])
    return (program, *kept, *place)
