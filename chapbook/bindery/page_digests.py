"""Turn the pages of a PDF into digests of what they print, whatever file they are in.

Two files of the same page differ in the names of resources, in the subsets of fonts and in the
numbers of tags. Glyph ids stay the same in every subset that WeasyPrint or this program makes.
"""

import re
from collections.abc import Mapping
from hashlib import sha256

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

SILENT = frozenset(("BDC", "BMC", "EMC", "MP", "DP"))
"""Operators that print nothing (ISO 32000-1, 14.6)."""
RESOURCES_OF = {
    "Tf": Name.Font, "Do": Name.XObject, "gs": Name.ExtGState, "sh": Name.Shading,
    "cs": Name.ColorSpace, "CS": Name.ColorSpace, "scn": Name.Pattern, "SCN": Name.Pattern,
}  # fmt: skip
FILE_KEYS = frozenset(
    ("/Length", "/Filter", "/DecodeParms", "/Parent", "/StructParent", "/StructParents")
)
_TAG = re.compile(r"^/[A-Z]{6}\+")


def page_digests(pdf: Pdf) -> tuple[str, ...]:
    """A digest for each page: equal where they print the same."""
    digester = _Digester()
    return tuple(digester.of_page(page) for page in pdf.pages)


class _Digester:
    """Digests of objects, each made once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}

    def of_page(self, page: Page) -> str:
        digest = sha256()
        for box in (page.mediabox, page.trimbox):
            digest.update(_numbers(box))
        digest.update(str(page.obj.get(Name.Rotate, 0)).encode())
        if Name.Contents in page.obj:
            resources = page.resources if Name.Resources in page.obj else Dictionary()
            digest.update(self._drawing(page.obj, resources))
        return digest.hexdigest()

    def _drawing(self, holder: Object, resources: Mapping[str, Object] | Object) -> bytes:
        """The operators, with resources by their content."""
        lines = []
        for instruction in pikepdf.parse_content_stream(holder):
            operator = str(instruction.operator)
            if operator in SILENT:
                continue
            operands = [
                self._resource(resources, RESOURCES_OF[operator], operand)
                if operator in RESOURCES_OF and isinstance(operand, Name)
                else _unparsed(operand)
                for operand in instruction.operands
            ]
            lines.append(b" ".join([*operands, operator.encode()]))
        return b"\n".join(lines)

    def _resource(self, resources: Mapping[str, Object] | Object, kind: Name, name: Name) -> bytes:
        found = resources.get(str(kind), Dictionary()).get(str(name))
        if found is None:
            return str(name).encode()
        if kind == Name.Font:
            return _TAG.sub("/", str(found.get(Name.BaseFont, name))).encode()
        return self._of_object(found).encode()

    def _of_object(self, found: Object) -> str:
        key = found.objgen
        if key != (0, 0) and key in self._known:
            return self._known[key]
        if key != (0, 0):
            # What refers to itself ends here.
            self._known[key] = ""
        made = sha256(self._content(found)).hexdigest()
        if key != (0, 0):
            self._known[key] = made
        return made

    def _content(self, found: Object) -> bytes:
        if isinstance(found, Stream):
            is_form = found.get(Name.Subtype) == Name.Form
            resources = found.get(Name.Resources, Dictionary())
            data = self._drawing(found, resources) if is_form else _data(found)
            return self._entries(found, skip_resources=is_form) + data
        if isinstance(found, Dictionary):
            return self._entries(found, skip_resources=False)
        if isinstance(found, Array):
            return b" ".join(self._value(item) for item in found.as_list())
        return _unparsed(found)

    def _entries(self, found: Object, skip_resources: bool) -> bytes:
        skipped = FILE_KEYS | ({"/Resources"} if skip_resources else set())
        return b" ".join(
            str(key).encode() + b" " + self._value(value)
            for key, value in sorted(found.items())
            if key not in skipped
        )

    def _value(self, value: object) -> bytes:
        if isinstance(value, Stream | Dictionary | Array):
            return self._of_object(value).encode()
        return _unparsed(value)


def _data(stream: Object) -> bytes:
    """A stream's data; as it is stored where its filter is one of pictures."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _unparsed(value: object) -> bytes:
    return value.unparse() if isinstance(value, Object) else str(value).encode()


def _numbers(box: Object) -> bytes:
    return " ".join(f"{float(side):.2f}" for side in box.as_list()).encode()
