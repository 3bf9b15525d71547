"""A PDF → one document: its text as it runs, with where each page begins.

Reads the bytes of a file, writes a row with `text`, what the file says of itself where its pages say it, too, and
`layout`; or a sentence. The one idea: PDFium reads in a process of its own (pdf_child.py), which is ended when its time
is over; what it gives are lines with boxes, and `printed.py` makes text of them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rashomon.record import Document
from rashomon.sources.limits import Limits
from rashomon.sources.printed import Laid, Line, Sheet, lay_out
from rashomon.sources.tables import row_document

#: Letters a page, on the mean, below which a file is pictures of pages; share of signs that are no letters of any
#: script, above which its fonts do not say what they show.
FEW_LETTERS, MOST_JUNK = 20, 0.2
#: Share of the words of a title that the first page must have.
PRINTED = 0.8

#: How answers of the web name a PDF.
MEDIA_TYPES = frozenset({"application/pdf", "application/x-pdf"})

_INSTALL = "PDF is read by an optional part: pip install 'rashomon[documents]', or save the text as .txt"
_JUNK = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
#: Browsers; and what else prints or scans what another made: their day is not the text's.
_BROWSERS = re.compile(r"chrom|skia|mozilla|firefox|safari|webkit|wkhtml", re.I)
_PRINTERS = re.compile(r"quartz|print|cairo|ghostscript|scan|ocr|img2pdf|merge|ilovepdf", re.I)
_STAMP = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_TITLE = re.compile(r"\.(?:docx?|pdf|indd|pptx?|xlsx?|odt|rtf|qxd|p65)\b|^(?:microsoft|untitled|slide)\b", re.I)
#: How far the day of making and that of the last change lie apart in a file that nobody took up again.
_TAKEN_UP = timedelta(days=2)


def read_pdf(path: str, body: bytes, limits: Limits) -> Document | str:
    """The document of a PDF, or why it has none."""
    found = _read_apart(body, limits)
    return _refused(path, found, limits) if "error" in found else document_of_pages(path, body, found)


def read_answered(
    url: str | None, body: bytes, fetched: str | None, outlet: str | None, limits: Limits
) -> Document | str:
    """The document of a PDF that a server gave under this address, or why it has none."""
    found = read_pdf(url or "", body, limits)
    return replace(found, url=url, fetched=fetched, outlet=outlet) if isinstance(found, Document) else found


def is_installed() -> bool:
    """Whether the part that reads PDF is there."""
    return importlib.util.find_spec("pypdfium2") is not None


def document_of_pages(path: str, body: bytes, found: dict[str, Any]) -> Document | str:
    """The document of what was found on the pages (pdf_child.pages_of), or why there is none."""
    sheets = [_sheet(page) for page in found["pages"]]
    signs = "".join(line.text for sheet in sheets for line in sheet.lines)
    letters = sum(map(str.isalnum, signs))
    if len(_JUNK.findall(signs)) > MOST_JUNK * max(1, len(signs)):
        return f"the fonts do not say which letters they show: {path!r}; read it with OCR, or save its text as .txt"
    if letters < FEW_LETTERS * len(sheets) and (letters == 0 or any(page["images"] for page in found["pages"])):
        return f"no text in it: {path!r} has pictures of its pages only (a scan?); read it with OCR first"
    laid = lay_out(sheets)
    said = found["said"]
    of_web = laid.of_web or _BROWSERS.search(_programs(said)) is not None
    made = _day_made(said, laid.text)
    row: dict[str, Any] = {"text": laid.text, "layout": layout(body, laid.pages, laid.edges, made, of_web)}
    for key, value in (("title", _title(said, laid)), ("authors", _authors(said, laid.text)), ("url", laid.url)):
        if value:
            row[key] = value
    return row_document(row, path)


def layout(
    body: bytes,
    pages: tuple[int, ...] = (),
    edges: tuple[tuple[int, int], ...] = (),
    made: str | None = None,
    of_web: bool = False,
) -> dict[str, Any]:
    """What a row says of the file that it is the text of (columns.Layout), with the `sha256` of its bytes."""
    said = {"pages": list(pages), "edges": [list(edge) for edge in edges], "made": made, "of_web": of_web}
    return {key: value for key, value in said.items() if value} | {"sha256": hashlib.sha256(body).hexdigest()}


def _read_apart(body: bytes, limits: Limits) -> dict[str, Any]:
    # -P: modules beside the program do not stand before those of the library
    program = [sys.executable, "-P", str(Path(__file__).with_name("pdf_child.py")), str(limits.pages)]
    try:
        ran = subprocess.run(program, input=body, capture_output=True, timeout=limits.apart, check=False)
        found: dict[str, Any] = json.loads(ran.stdout)
    except subprocess.TimeoutExpired:
        return {"error": "slow"}
    except ValueError:
        return {"error": "broken"}
    return found


def _refused(path: str, found: dict[str, Any], limits: Limits) -> str:
    if found["error"] == "missing":
        return f"not read: {path!r}; {_INSTALL}"
    if found["error"] == "locked":
        return f"locked with a password: {path!r}; save it without"
    if found["error"] == "slow":
        return f"took too long: {path!r}, more than {limits.apart:.0f} seconds; split it, or save its text as .txt"
    if found["error"] == "long":
        pages = f" has {found['pages']:,} pages" if found.get("pages") else ""
        return f"too long for one article: {path!r}{pages}; split it into one file an article"
    return f"the PDF is broken: {path!r}; open it and save it again"


def _sheet(page: dict[str, Any]) -> Sheet:
    return Sheet(page["height"], tuple(Line(*line) for line in page["lines"]))


def _title(said: dict[str, str], laid: Laid) -> str | None:
    """As the file states it where the first page has it, too; else the largest type there."""
    stated = " ".join(said.get("Title", "").split())
    first = laid.text[: laid.pages[1] if len(laid.pages) > 1 else None]
    return stated if is_printed(stated, first) else laid.title


def is_printed(title: str, text: str) -> bool:
    """Whether a title that a file states is one: words that its text has, and no name of a file."""
    words = re.findall(r"\w+", title.lower())
    if len(words) < 3 or _NO_TITLE.search(title):
        return False
    there = set(re.findall(r"\w+", text.lower()))
    return sum(word in there for word in words) >= PRINTED * len(words)


def _authors(said: dict[str, str], text: str) -> list[str]:
    stated = " ".join(said.get("Author", "").split())
    return [stated] if is_signed(stated, text) else []


def is_signed(author: str, text: str) -> bool:
    """Whether the text names the author that a file states; else it is who bears the computer's name."""
    return len(author.split()) > 1 and author.lower() in " ".join(text.lower().split())


def _day_made(said: dict[str, str], text: str) -> str | None:
    if _BROWSERS.search(_programs(said)) or _PRINTERS.search(_programs(said)):
        return None
    return day_made(_stamp(said.get("CreationDate")), _stamp(said.get("ModDate")), text)


def _programs(said: dict[str, str]) -> str:
    return f"{said.get('Creator', '')} {said.get('Producer', '')}"


def day_made(made: date | None, changed: date | None, text: str) -> str | None:
    """The day on which a file was made, where nobody took it up again later, and its text names no later year."""
    if made is None or abs((changed or made) - made) > _TAKEN_UP:
        return None
    return made.isoformat() if all(int(year) <= made.year for year in _YEAR.findall(text)) else None


def _stamp(said: str | None) -> date | None:
    """The day of a PDF's date: "D:20190516093000+02'00'"."""
    found = _STAMP.match(said or "")
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
