"""Turn a few lines of HTML into the small fragments and bindings that the tests join."""

import warnings
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from chapbook.bindery.model import (
    Binding,
    BoundFragment,
    DocumentInfo,
    OutlineItem,
    PageLabelRange,
)
from chapbook.composition.engine import Typesetter, tag_pages
from chapbook.composition.model import AnchorPosition, TypesetFragment
from chapbook.manuscript.page_sizes import PageSize

with warnings.catch_warnings():
    # Importing the composition turns the system's fonts off, and WeasyPrint warns of that.
    warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
ROMAN = FONTS / "EBGaramond-Regular.ttf"
ITALIC = FONTS / "EBGaramond-Italic.ttf"
NOTE = FONTS / "EBGaramond08-Regular.otf"
FILES = (ROMAN, ITALIC, NOTE)

PT_PER_PX = 0.75
TRIM = PageSize(60, 80)

STYLE = f"""
@font-face {{ font-family: Text; src: url({ROMAN.as_uri()}) }}
@font-face {{ font-family: Slanted; src: url({ITALIC.as_uri()}) }}
@font-face {{ font-family: Note; src: url({NOTE.as_uri()}) }}
@page {{ size: 60mm 80mm; margin: 8mm;
  @bottom-center {{ content: counter(page); font: 7pt Note }} }}
body {{ margin: 0; font: 9pt/11pt Text }}
h1 {{ font: 14pt/22pt Text; break-before: page; margin: 0 }}
h1:first-of-type {{ break-before: auto }}
em {{ font-family: Slanted; font-style: normal }}
.note {{ float: footnote; font: 7pt/8pt Note }}
.caps {{ font-variant-caps: all-small-caps }}
.small {{ font-variant-caps: small-caps }}
::footnote-call {{ font: 6pt Note; line-height: 0 }}
"""

FRONT = """<h1 id="front">Contents</h1>
<p><a href="chapbook:one">Beginning</a> <a href="chapbook:two--%C3%BCber">Überblick</a></p>
<h1 id="front--preface">Preface</h1><p>Quick <em>waxing</em> jumps.</p>"""

ONE = """<h1 id="one">Beginning</h1>
<p>Jackdaws <em>love</em> my sphinx.<span class="note" id="one--note">Quartz, <a
href="#one--end">see the end</a>.</span> <a href="https://example.org/">Elsewhere</a></p>
<table><tr><th id="th">Year</th></tr><tr><td>1936</td></tr></table>
<h1 id="one--end">Ending</h1><p><a href="chapbook:nowhere">Lost</a>
<a href="chapbook:two">Onwards</a></p>"""

TWO = """<h1 id="two">Zwölf</h1><p>Boxkämpfer jagen <em>Viktor</em>.</p>
<table><tr><th>Jahr</th></tr><tr><td>1937</td></tr></table>
<h1 id="two--über">Über</h1><p><a href="chapbook:one--end">Zurück</a></p>"""

OUTLINE = (
    OutlineItem("Contents", "front", ()),
    OutlineItem("Beginning", "one", (OutlineItem("Ending", "one--end", ()),)),
    OutlineItem("Zwölf & Über", "two", ()),
)

LABELS = (PageLabelRange(0, "r", 1), PageLabelRange(4, "D", 1))

INFO = DocumentInfo(
    title="Trials & <Errors>",
    authors=("Ada Ör", "Б. Автор"),
    subject="A small book",
    keywords=("trial", "error"),
    language="en",
    created=datetime(2024, 2, 29, 12, 30, tzinfo=UTC),
)


def set_fragment(
    name: str, body: str, *, language: str = "en", style: str = "", tagged: bool = True
) -> TypesetFragment:
    """The pages of `body`, as the composition hands them over."""
    fonts = FontConfiguration()
    sheet = CSS(string=STYLE + style, font_config=fonts)
    html = HTML(string=f"<html lang={language}><title>{name}</title><body>{body}</body></html>")
    _typesetter()
    document = html.render(font_config=fonts, stylesheets=[sheet])
    anchors = {
        anchor: AnchorPosition(page, place[0] * PT_PER_PX, (of.height - place[1]) * PT_PER_PX)
        for page, of in enumerate(document.pages)
        for anchor, place in of.anchors.items()
    }
    if tagged:
        tag_pages(document, html.etree_element, name)
    pdf = document.write_pdf(pdf_tags=tagged)
    return TypesetFragment(name, f"digest of {name}", pdf, len(document.pages), anchors, ())


@cache
def _typesetter() -> Typesetter:
    """Whatever typesetter: WeasyPrint then tags pages as it does for books."""
    return Typesetter(FONTS, FONTS, [])


def bind(*fragments: TypesetFragment) -> Binding:
    """The fragments one after the other, without outline or labels."""
    bound = tuple(BoundFragment(fragment, 0) for fragment in fragments)
    return Binding(bound, TRIM, (), (), INFO)


@cache
def small_book() -> Binding:
    """Eight pages: front matter i, ii; blanks iii, iv; chapters on 1, 2 and 3, 4."""
    front, one = set_fragment("front", FRONT), set_fragment("one", ONE)
    two = set_fragment("two", TWO, language="de")
    bound = (BoundFragment(front, 0), BoundFragment(one, 2), BoundFragment(two, 0))
    return replace(bind(), fragments=bound, outline=OUTLINE, page_labels=LABELS)
