"""Turn what HTML says of its elements into sets of their names (HTML Living Standard, 4 and 13)."""

_VOID = "area br col embed hr img input link meta source track wbr"
_FLOW = (
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote table caption thead tbody tfoot tr "
    "th td figure figcaption pre hr section article"
)
_STRUCTURAL = "div blockquote ul ol dl table thead tbody tfoot tr figure section article"
_AS_WRITTEN = "code pre kbd samp var script style svg math"
_ALLOWED_INLINE = (
    "em strong i b sub sup span br small abbr q cite kbd s u del ins code mark dfn var samp wbr"
)
_ALLOWED_BLOCKS = (
    "div p table caption thead tbody tfoot tr th td ul ol li dl dt dd blockquote pre hr section"
)
_WITHOUT_CONTENT = (
    "script style iframe object noscript template svg math canvas video audio form select "
    "textarea title head"
)

VOID = frozenset(_VOID.split())
BLOCKS = frozenset(_FLOW.split())
# These hold blocks alone, so that line feeds between them don't show.
STRUCTURAL = frozenset(_STRUCTURAL.split())
AS_WRITTEN = frozenset(_AS_WRITTEN.split())
ALLOWED_INLINE = frozenset(_ALLOWED_INLINE.split())
ALLOWED_BLOCKS = frozenset(_ALLOWED_BLOCKS.split())
# Their content is dropped with them: it is no text of the book.
WITHOUT_CONTENT = frozenset(_WITHOUT_CONTENT.split())
