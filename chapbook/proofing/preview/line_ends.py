"""Turn an edited text, its lines ending in newlines alone, into what goes into its file: what
wasn't edited stays as it is, byte for byte."""

import re
from collections import Counter
from difflib import SequenceMatcher

BOM = "\ufeff"
_END = re.compile("\r\n|\r|\n")


def plain_text(text: str) -> str:
    """The text without a byte-order mark, its lines ending in a newline alone."""
    return _END.sub("\n", text.removeprefix(BOM))


def written_as(text: str, before: str) -> str:
    """An edited `text` with the byte-order mark and the line ends that the file had `before`; a
    new line ends as most of its lines do."""
    mark = BOM if before.startswith(BOM) else ""
    ends = _END.findall(before)
    usual = Counter(ends).most_common(1)[0][0] if ends else "\n"
    plain = plain_text(text)
    if len(set(ends)) < 2:
        return mark + plain.replace("\n", usual)
    lines = plain.split("\n")
    known = _ends_of_kept_lines(plain_text(before).split("\n"), lines, ends)
    joined = (line + known.get(number, usual) for number, line in enumerate(lines[:-1]))
    return mark + "".join(joined) + lines[-1]


def _ends_of_kept_lines(old: list[str], new: list[str], ends: list[str]) -> dict[int, str]:
    """The line ends of the lines that are in both texts, by their numbers in the new one."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    kept = 0
    while kept < min(len(old), len(new)) - start and old[-1 - kept] == new[-1 - kept]:
        kept += 1
    # What is the same above and below needn't be compared.
    middles = old[start : len(old) - kept], new[start : len(new) - kept]
    pairs = {number: number for number in range(start)}
    pairs |= {len(new) - 1 - number: len(old) - 1 - number for number in range(kept)}
    for tag, first, last, at, end in SequenceMatcher(None, *middles, autojunk=False).get_opcodes():
        # A line that was edited is still that line.
        if tag == "equal" or (tag == "replace" and last - first == end - at):
            pairs |= {start + at + step: start + first + step for step in range(last - first)}
    return {number: ends[line] for number, line in pairs.items() if line < len(ends)}
