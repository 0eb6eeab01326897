"""Keep a line like `[@key]: so he says` from being taken for the address of a link."""

import re
from xml.etree.ElementTree import Element

from markdown.blockprocessors import ReferenceProcessor

_CITATION = r"(?!(?:[^\[\]]*[^\w.\[\]])?@[\w{])"


class LinkDefinitionProcessor(ReferenceProcessor):
    """Python-Markdown's rule for `[name]: address`, but not where the name is a citation."""

    RE = re.compile(
        ReferenceProcessor.RE.pattern.replace(r"\[(", rf"\[{_CITATION}(", 1), re.MULTILINE
    )

    def test(self, parent: Element, block: str) -> bool:
        """Whether a line of the block looks like one."""
        del parent
        return self.RE.search(block) is not None
