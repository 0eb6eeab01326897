"""Turn a language tag into its primary language, or find it malformed (BCP 47, RFC 5646)."""

import re

_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-[A-Za-z0-9]{4,8})*"
)


def is_language_tag(tag: str) -> bool:
    """Whether `tag` is shaped like 'en', 'en-GB', 'zh-Hant-TW' or 'de-1901'."""
    return _TAG.fullmatch(tag) is not None


def primary_language(tag: str) -> str:
    """'de' of 'de-AT'."""
    return tag.split("-", 1)[0].lower()
