"""A small whole input for each target, so that fuzzing begins inside the formats.

Reads nothing, gives bytes by name of target; all words are invented.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq

PAGE = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry halted</title><script type='
    b'"application/ld+json">{"@type":"NewsArticle","headline":"Ferry halted","datePublished":"2021-03-04"}</script>'
    b'</head><body><nav><a href="/">Home</a></nav><article><h1>Ferry halted</h1><p class="by">By Ana Pereira</p>'
    b"<p>The ferry to Ostmar was halted on Thursday, the harbour said.</p></article><footer>Cookies</footer></body>"
)
TEXT = (
    "Home | News | Sport\nFerry halted\nBy Ana Pereira\n4 March 2021\nOSTMAR (Meridian) \u2013 The ferry was halted on "
    "Thursday, \u201cfor a week at least\u201d, the harbour said.\nRead more: Strike ends\nWe use cookies."
).encode()
ROW = {"title": "Ferry halted", "text": "The ferry was halted.", "source": "North", "date": "2021-03-04"}
FEED = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>North</title><item><title>Ferry</title>'
    b"<link>https://north.example/1</link><pubDate>Thu, 04 Mar 2021 08:06:07 +0300</pubDate><description>"
    b"&lt;p&gt;The ferry&nbsp;was halted.&lt;/p&gt;</description></item></channel></rss>"
)
MAIL = (
    b"From: =?utf-8?q?Press?= <press@ministry.example>\r\nSubject: Ferry\r\nDate: Thu, 4 Mar 2021 08:06:07 +0300\r\n"
    b'Content-Type: multipart/related; boundary="xx"\r\n\r\n--xx\r\nContent-Type: text/html; charset=utf-8\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://north.example/1\r\n\r\n"
    b"<p>The ferry was halt=\r\ned.</p>\r\n--xx--\r\n"
)


WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:pStyle '
    'w:val="Title"/></w:pPr><w:r><w:t>Ferry halted</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Dead</w:t></w:r>'
    "</w:p></w:tc><w:tc><w:p><w:r><w:lastRenderedPageBreak/><w:t>14</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>"
    "</w:document>"
)
OPEN = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:'
    'opendocument:xmlns:text:1.0" xmlns:b="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><o:body><o:text>'
    '<t:h t:outline-level="1">Ferry halted</t:h><t:p>The ferry'
    '<t:s t:c="2"/>was halted<t:note><t:note-body><t:p>On Thursday.</t:p></t:note-body>'
    "</t:note>, <t:soft-page-break/>the harbour said.</t:p><b:table><b:table-row><b:table-cell><t:p>Dead</t:p>"
    "</b:table-cell><b:table-cell><t:p>14</t:p></b:table-cell></b:table-row></b:table></o:text></o:body>"
    "</o:document-content>"
)
SHOWN = b"BT /F 10 Tf 60 700 Td (The ferry to Ostmar was halted on Thurs-) Tj 0 -12 Td (day, the harbour said.) Tj ET"
PAGES = (
    b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[4 0 R]>>endobj 3 0 obj"
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj 4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
    b"/Contents 5 0 R/Resources<</Font<</F 3 0 R>>>>>>endobj 5 0 obj<</Length %d>>stream\n%s\nendstream endobj\n"
    b"trailer<</Size 6/Root 1 0 R>>\n%%%%EOF\n" % (len(SHOWN), SHOWN)
)


def seed(target: str) -> bytes:
    """The seed of a target; a text where it has none of its own."""
    ending = target.removeprefix("read-")
    packers = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
    if ending in ("tar", "tar.gz"):
        return _tar("w:gz" if ending == "tar.gz" else "w")
    head, _, packing = ending.partition(".")
    body = _plain(head)
    if packing == "zst":
        return bytes(pa.Codec("zstd").compress(body, asbytes=True))
    return packers[packing](body) if packing else body


def _plain(kind: str) -> bytes:
    if kind == "parquet":
        out = io.BytesIO()
        pq.write_table(pa.table({name: [value, value] for name, value in ROW.items()}), out)
        return out.getvalue()
    zips = {
        "zip": {"a.txt": TEXT, "b/c.html": PAGE},
        "docx": {"word/document.xml": WORD.encode()},
        "odt": {"content.xml": OPEN.encode()},
    }
    if kind in zips:
        return _zip(zips[kind])
    comma = ",".join(ROW) + "\n" + ",".join(ROW.values()) + "\n"
    return {
        "warc": _record("response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE),
        "wet": _record("conversion", TEXT),
        "rss": FEED,
        "xml": FEED,
        "json": json.dumps([ROW]).encode(),
        "jsonl": json.dumps(ROW).encode() + b"\n",
        "csv": comma.encode(),
        "tsv": comma.replace(",", "\t").encode(),
        "html": PAGE,
        "clean-page": PAGE,
        "eml": MAIL,
        "mhtml": MAIL,
        "pages": PAGES,
        "word": WORD.encode(),
        "open-document": OPEN.encode(),
    }.get(kind, TEXT)


def _record(kind: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://north.example/1\r\n"
        f"WARC-Date: 2021-03-04T05:06:07Z\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def _tar(mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]  # the modes are right
        info = tarfile.TarInfo("a.txt")
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT))
    return out.getvalue()
