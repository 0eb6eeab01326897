"""Turn paragraphs that are all emphasis into roman ones, for large print.

Whole lines of italic are hard to read for those who see badly (UKAAF, Creating clear print
and large print documents); within a line, emphasis stays.
"""

import re

_ALL_EMPHASIS = re.compile(
    r"(<(p|li|dd|td)\b[^>]*>)\s*<(em|i)>((?:(?!</?(?:p|em|i)\b).)*)</\3>([.,;:!?]?)\s*</\2>",
    re.DOTALL,
)


def set_upright(html: str) -> str:
    """`html` with the emphasis taken from blocks that hold nothing else."""
    return _ALL_EMPHASIS.sub(r"\1\4\5</\2>", html)
