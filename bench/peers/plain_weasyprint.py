"""Set one HTML file with WeasyPrint as it comes: plain_weasyprint.py HTML PDF [--no-tags]

Imports nothing of Chapbook, so that no change of it to WeasyPrint can be in force.
"""

import sys
from pathlib import Path

from weasyprint import HTML


def main() -> None:
    """Write the PDF."""
    source, target, *options = sys.argv[1:]
    HTML(string=Path(source).read_text("utf-8")).write_pdf(
        target, pdf_tags="--no-tags" not in options
    )


if __name__ == "__main__":
    main()
