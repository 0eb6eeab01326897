"""Turn the command serve into a running preview, and how that ended into an exit code."""

import sys

from chapbook.command_settings import Settings
from chapbook.proofing.preview.session import Preview, PreviewSettings
from chapbook.proofing.preview.shared_memory import share_memory
from chapbook.telling import BOOK_HAS_ERRORS, BUILT, say, tell

MACHINE_LACKS = 3


def serve(settings: Settings, port: int | None, opens_browser: bool) -> int:
    """Show the book in a browser, and build it on every save, until Ctrl-C."""
    if not (settings.book / "book.toml").is_file():
        # The server reads no book itself.
        from chapbook.manuscript.config import why_no_book

        tell(settings, why_no_book(settings.book))
        return BOOK_HAS_ERRORS
    wanted = PreviewSettings(
        book=settings.book,
        out=settings.out,
        cache=settings.cache,
        port=port,
        opens_browser=opens_browser,
        jobs=settings.jobs,
    )

    def tell_line(line: str) -> None:
        say(settings, line)
        sys.stdout.flush()

    share_memory()
    try:
        preview = Preview(wanted, tell_line)
    except OSError as taken:
        why = f"no port can be had: {taken.strerror}"
        if port is not None:
            why = f"port {port} can't be had: {taken.strerror}; without --port a free one is taken"
        print(f"chapbook: {why}", file=sys.stderr)
        return MACHINE_LACKS
    preview.run()
    return BUILT
