"""Turn a term and the lines behind ':' below it into a definition list."""

from xml.etree.ElementTree import Element

from markdown.extensions.def_list import DefListProcessor

from chapbook.manuscript.markdown.source_lines import STX


class DefinitionListProcessor(DefListProcessor):
    """Python-Markdown's rule, which would take any lines above a ':' for terms."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether it is a definition list, and its terms are plain lines."""
        del parent
        found = self.RE.search(block)
        if found is None:
            return False
        terms = block[: found.start()]
        return STX not in terms and not any(line.startswith(">") for line in terms.split("\n"))
