"""Set a document by WeasyPrint as it comes, but for spaces that hang at a line's end.

Run with a folder that has text.html and text.css: writes text.pdf there.
"""

import sys
import warnings
from pathlib import Path

from chapbook.composition.hanging_spaces import hang_spaces
from chapbook.shipped import shipped_dir


def main(folder: Path) -> None:
    """Set text.html with text.css."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
        import weasyprint
        from weasyprint.layout import inline
        from weasyprint.text.fonts import FontConfiguration
    hang_spaces(inline)
    fonts = FontConfiguration()
    base = (shipped_dir() / "styles").as_uri() + "/"
    css = (folder / "text.css").read_text("utf-8")
    styles = weasyprint.CSS(string=css, base_url=base, font_config=fonts)
    html = weasyprint.HTML(string=(folder / "text.html").read_text("utf-8"), base_url=base)
    html.write_pdf(folder / "text.pdf", stylesheets=[styles], font_config=fonts, pdf_tags=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
