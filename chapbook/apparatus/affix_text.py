"""Turn the HTML of a citation's prefix or suffix into CSL rich text, and its tags back again.

CSL knows a few tags; every other stands in its text as one private character, which
`restored` turns back once the citation is HTML.
"""

import html
import re

_TAG = re.compile(r"<[^<>]*>")
_KNOWN = re.compile(r"</?(?:i|em|b|strong|sup|sub)>")
FIRST_PRIVATE, LAST_PRIVATE = 0xE000, 0xF8FF
_PRIVATE = re.compile(f"[{chr(FIRST_PRIVATE)}-{chr(LAST_PRIVATE)}]")


class AffixTags:
    """The tags that stand in the affixes of a book's citations, each with its character."""

    def __init__(self) -> None:
        self._tags: list[str] = []

    def rich_text(self, affix: str) -> str:
        """HTML as CSL rich text."""
        return html.unescape(_TAG.sub(self._sheltered, _PRIVATE.sub("", affix)))

    def _sheltered(self, tag: re.Match[str]) -> str:
        if _KNOWN.fullmatch(tag[0]):
            return tag[0]
        if tag[0] not in self._tags:
            if FIRST_PRIVATE + len(self._tags) > LAST_PRIVATE:
                return ""
            self._tags.append(tag[0])
        return chr(FIRST_PRIVATE + self._tags.index(tag[0]))

    def restored(self, text: str) -> str:
        """HTML text with the tags back in their places."""
        return _PRIVATE.sub(self._tag, text) if self._tags else text

    def _tag(self, found: re.Match[str]) -> str:
        at = ord(found[0]) - FIRST_PRIVATE
        return self._tags[at] if at < len(self._tags) else ""
