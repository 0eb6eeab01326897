"""Turn a language into the words that the program itself sets."""

from chapbook.locales import Labels, locale_of

__all__ = ["Labels", "labels"]


def labels(language: str) -> Labels:
    """The words of a language (BCP 47), English where it is not known."""
    return locale_of(language).labels
