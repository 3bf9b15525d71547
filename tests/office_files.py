"""PDF, Word and OpenDocument files written byte by byte, so that a test says itself what stands where on a page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Put(NamedTuple):
    """A line of Helvetica on a page: points from the left and from the foot, size, words."""

    left: float
    foot: float
    size: float
    words: str


def pdf(
    pages: Iterable[Sequence[Put]], said: Mapping[str, str] | None = None, rest: str = "", turned: int = 0
) -> bytes:
    """A PDF of A4 pages. `said`: entries of its Info; `rest`: more of its trailer; `turned`: by how many degrees each
    page is to be shown turned, on which the lines stand as they are put then.
    """
    streams = [_stream(page, turned) for page in pages]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(streams)))
    info = "".join(f"/{key} ({value})" for key, value in (said or {}).items())
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        f"<</Type /Pages /Count {len(streams)} /Kids [{kids}]>>".encode(),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
    ]
    for at, stream in enumerate(streams):
        page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {turned} /Contents {5 + 2 * at} 0 R"
        objects.append(f"<<{page} /Resources <</Font <</F 3 0 R>>>>>>".encode())
        objects.append(f"<</Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream")
    objects.append(f"<<{info}>>".encode("cp1252"))
    return _file(objects, rest)


def column(left: float, top: float, lines: Iterable[str], size: float = 10) -> list[Put]:
    """Lines below one another."""
    return [Put(left, top - 1.25 * size * at, size, words) for at, words in enumerate(lines)]


def _stream(page: Sequence[Put], turned: int) -> bytes:
    escaped = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})
    shown = (f"BT /F {put.size} Tf {_placed(put, turned)} Tm ({put.words.translate(escaped)}) Tj ET" for put in page)
    return "\n".join(shown).encode("cp1252")


def _placed(put: Put, turned: int) -> str:
    """The matrix of text that stands here once the page is turned."""
    return {
        0: f"1 0 0 1 {put.left} {put.foot}",
        90: f"0 1 -1 0 {595 - put.foot} {put.left}",
        180: f"-1 0 0 -1 {595 - put.left} {842 - put.foot}",
        270: f"0 -1 1 0 {put.foot} {842 - put.left}",
    }[turned]


def _file(objects: Sequence[bytes], rest: str) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    begin = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = f"<</Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {rest}>>"
    out.write(f"trailer\n{trailer}\nstartxref\n{begin}\n%%EOF\n".encode())
    return out.getvalue()


def docx(body: str, notes: str = "", said: str = "", name: str = "word/document.xml") -> bytes:
    """A Word file of this body; `notes`: footnotes; `said`: elements of its core properties."""
    space = f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    parts = {name: f"<w:document {space}><w:body>{body}</w:body></w:document>"}
    if notes:
        parts["word/footnotes.xml"] = f"<w:footnotes {space}>{notes}</w:footnotes>"
    if said:
        spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        parts["docProps/core.xml"] = f"<cp:coreProperties xmlns:cp='urn:cp' {spaces}>{said}</cp:coreProperties>"
    return _zip(parts)


def odt(text: str, styles: str = "", said: str = "", entry: str = "", kind: str = "text") -> bytes:
    """An OpenDocument file of this text; `styles`: those of single paragraphs; `said`: elements of its meta.xml;
    `entry`: of its list of parts.
    """
    names = "office text table draw style xlink meta".split()
    space = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    space += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="urn:dc"'
    made = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    body = f"<office:body><office:{kind}>{text}</office:{kind}></office:body>"
    parts = {
        "content.xml": f"<office:document-content {space}>{made}{body}</office:document-content>",
        "meta.xml": f"<office:document-meta {space}><office:meta>{said}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": f"<m:manifest xmlns:m='urn:m'>{entry}</m:manifest>",
    }
    return _zip(parts)


def _zip(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, xml in parts.items():
            archive.writestr(part, f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    return out.getvalue()


def paragraph(words: str, style: str = "", inside: str = "") -> str:
    """A paragraph of Word."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{inside}<w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table of Word; a cell is the XML of its paragraphs."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
