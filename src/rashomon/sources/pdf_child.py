"""The lines of a PDF's pages, each with its box: a program that is run by itself, as `python pdf_child.py MOST_PAGES`.

Reads the bytes of a PDF on standard input, writes one JSON object: `pages` with their lines and what the file says of
itself, or `error`. The one idea: PDFium is a large library in C, and what makes it crash, loop or fill the memory costs
this process and no other. Nothing of Rashomon is imported, so that it starts in a tenth of a second.
"""

from __future__ import annotations

import contextlib
import json
import sys
from ctypes import c_float
from typing import Any

#: Bytes that the process may take.
MEMORY = 3_000_000_000
#: Characters of all pages, after which no more are read: no article is as long.
MOST_CHARACTERS = 4_000_000
#: A gap this many times as wide as the type is high parts two words where the file has no space.
WORD_GAP = 0.3
#: A gap this many times as wide as the type is high parts two columns or cells.
WIDE_GAP = 1.6
#: What PDFium puts for a hyphen at the end of a line; a soft hyphen here.
HYPHEN, SOFT = "\x02", "\xad"


def pages_of(body: bytes, most_pages: int) -> dict[str, Any]:
    """{"pages": [{"width", "height", "images", "lines": [[text, left, right, bottom, top, broken]]}], "said": {…}}, or
    {"error": "locked" | "broken" | "long", "pages": how many}.

    Points from the lower left corner. `broken`: the line goes on behind a wide gap.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        return {"error": "locked" if "password" in str(error).lower() else "broken"}
    try:
        if len(document) > most_pages:
            return {"error": "long", "pages": len(document)}
        said = {key: value[:1000] for key, value in document.get_metadata_dict().items() if value}
        pages: list[dict[str, Any]] = []
        left = MOST_CHARACTERS
        for number in range(len(document)):
            page = _page(document, number)
            left -= sum(len(line[0]) for line in page["lines"])
            if left < 0:
                return {"error": "long", "pages": len(document)}
            pages.append(page)
        return {"pages": pages, "said": said}
    finally:
        document.close()


def _page(document: Any, number: int) -> dict[str, Any]:
    """One page; one that is broken has no lines."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    found: dict[str, Any] = {"width": 0.0, "height": 0.0, "images": 0, "lines": []}
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return found
    with contextlib.closing(page):
        found["width"], found["height"] = page.get_size()
        found["images"] = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        try:
            text = page.get_textpage()
        except pdfium.PdfiumError:
            return found
        with contextlib.closing(text):
            found["lines"] = list(_lines(text, page))
    return found


def _lines(text: Any, page: Any) -> Any:
    from pypdfium2 import raw

    turned = page.get_rotation()
    width, height = page.get_size()
    rect = raw.FS_RECTF(c_float(), c_float(), c_float(), c_float())
    line = _Line()
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        sign = chr(code) if 0 < code < 0x110000 else ""
        if sign in ("\n", "\r") or 0xD800 <= code < 0xE000:
            if sign == "\n" and line.text:
                yield line.done(False)
                line = _Line()
            continue
        if raw.FPDFText_IsGenerated(text, index) or not raw.FPDFText_GetLooseCharBox(text, index, rect):
            line.text += sign if sign != HYPHEN else SOFT
            continue
        box = _upright((rect.left, rect.right, rect.bottom, rect.top), turned, width, height)
        if line.is_far(box) and not sign.isspace():
            yield line.done(True)
            line = _Line()
        if sign == HYPHEN and raw.FPDFText_IsHyphen(text, index):
            line.put(SOFT, box)
            yield line.done(False)
            line = _Line()
            continue
        line.put(sign, box)
    if line.text:
        yield line.done(False)


def _upright(
    box: tuple[float, float, float, float], turned: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box as it stands on the page that is shown; `width` and `height` are that page's."""
    left, right, bottom, top = box
    if turned == 90:
        return bottom, top, height - right, height - left
    if turned == 180:
        return width - right, width - left, height - top, height - bottom
    if turned == 270:
        return width - top, width - bottom, left, right
    return box


class _Line:
    """The line that is being read, and the box around its characters."""

    def __init__(self) -> None:
        self.text = ""
        self.left = self.bottom = float("inf")
        self.right = self.top = float("-inf")

    def put(self, sign: str, box: tuple[float, float, float, float]) -> None:
        self.text += sign
        if sign.isspace():
            return
        if self.text[:-1] and not self.text[-2].isspace() and box[0] - self.right > WORD_GAP * (box[3] - box[2]):
            self.text = f"{self.text[:-1]} {sign}"
        self.left, self.right = min(self.left, box[0]), max(self.right, box[1])
        self.bottom, self.top = min(self.bottom, box[2]), max(self.top, box[3])

    def is_far(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a character stands beside the line, behind a wide gap."""
        if not self.text.strip() or self.top < self.bottom:
            return False
        gap = box[0] - self.right
        return gap > WIDE_GAP * (self.top - self.bottom) and box[2] < self.top and box[3] > self.bottom

    def done(self, broken: bool) -> list[Any]:
        ends = (self.left, self.right, self.bottom, self.top)
        plain = [round(end, 1) if abs(end) < 1e6 else 0.0 for end in ends]
        return [" ".join(self.text.split()), *plain, broken]


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # no such limits on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    _limit_memory()
    try:
        found = pages_of(sys.stdin.buffer.read(), int(sys.argv[1]))
    except ImportError:
        found = {"error": "missing"}
    except MemoryError:
        found = {"error": "long", "pages": 0}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
