"""What is fuzzed: one function of bytes for each reader, the cleaner, the tagger of times and the finder of quotes.

Reads bytes that mean nothing, returns nothing. The one idea: a target raises only where the product would: bad input
has its own errors, and whatever else comes out is a find. `tests/fuzz` replays every find and runs the same targets
on inputs that hypothesis makes.
"""

from __future__ import annotations

import functools
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

from rashomon.errors import SourceError
from rashomon.record import Document, document_id
from rashomon.sources.decode import decode
from rashomon.sources.files import UNFORESEEN, read_bytes
from rashomon.sources.limits import Limits, Unread

#: Small, so that a limit is met by small inputs.
LIMITS = Limits(document=200_000, line=50_000, head=4_096, unpacked=4_000_000, records=10_000, members=1_000)
#: What the grammar of times is made of; half of the inputs of the tagger are strings of these.
WORDS = tuple(
    """the last next this early late mid of in on at by for from to until and between two three 7th 12 21st 1999 2016
    2,016 year years month months week weeks day days hour hours minutes decade century Monday Tuesday Fri. May March
    Sept. June 14 31 9/6/2016 2019-05-14 10:30 5pm GMT +0300 noon night morning ago later before after every weekly
    annually now today tomorrow yesterday past coming spring summer quarter half first second 1980s '90s Ramadan
    Nowruz Farvardin 1395 AH BC o'clock dozen several few couple a an , . ; - – ( ) \" " 0 00 99999999999 -1""".split()
)
#: Characters of text that the tagger and the finder are given.
LONGEST = 4_000


def read_named(name: str, body: bytes) -> None:
    """Reads bytes as a file of this name, and decodes each document in it."""
    for found in read_bytes(name, body, LIMITS):
        if isinstance(found, Unread):
            assert found.error and "\n" not in found.error and len(found.error) < 2_000, found.error
            assert UNFORESEEN not in found.error, found.error
            continue
        assert found.id == document_id(found.body) and len(found.body) <= 20 * LIMITS.document
        try:
            decode(found)
        except SourceError:
            continue


def read_pages(body: bytes) -> None:
    """Reads bytes as a PDF in this process, and lays its lines out; pages begin in order, edges lie in the text."""
    from rashomon.sources.pdf import document_of_pages
    from rashomon.sources.pdf_child import pages_of

    found = pages_of(body, 50)
    if "error" not in found:
        _laid_out(document_of_pages("input.pdf", body, found))


def read_parts(name: str, part: str, body: bytes) -> None:
    """Reads a zip of XML whose part of this name is these bytes, so that a change to them is no broken zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, body)
    read_named(name, out.getvalue())


def lay_lines(body: bytes) -> None:
    """Lays out lines whose boxes are made of bytes, likewise."""
    from rashomon.sources.pdf import document_of_pages

    words = ("the", "flood-", "Brennik\xad", "14", "Page 2 of 9", "said.", "\u2022 b", "https://a.example/x 1/2", "")
    pages: list[dict[str, Any]] = [{"height": 800.0, "images": 0, "lines": []} for _ in range(3)]
    for at in range(0, min(len(body), 2_000) - 6, 6):
        word, page, left, wide, foot, high = body[at : at + 6]
        text = " ".join(words[(word + i) % len(words)] for i in range(1 + wide % 5))
        line = [text, left * 2.0, left * 2.0 + wide * 2, foot * 3.0, foot * 3.0 + high % 20, bool(high & 32)]
        pages[page % len(pages)]["lines"].append(line)
    _laid_out(document_of_pages("input.pdf", body, {"pages": pages, "said": {"Title": _text(body)[:80]}}))


def _laid_out(found: Document | str) -> None:
    if isinstance(found, str):
        assert found and "\n" not in found, found
        return
    from rashomon.sources.columns import read_row

    row = read_row(json.loads(found.body))
    assert row.layout is not None and row.text is not None
    assert list(row.layout.pages) == sorted(row.layout.pages) and row.layout.pages[0] == 0
    assert row.layout.pages[-1] <= len(row.text)
    assert all(0 <= start < end <= len(row.text) for start, end in row.layout.edges)
    decoded = decode(found)
    assert all(decoded.page_at(at) for at in range(0, len(decoded.text), 97))


def clean_text(body: bytes) -> None:
    """Cleans bytes as a text, and checks what the article says of where its characters stood."""
    _clean("text/plain", body)


def clean_page(body: bytes) -> None:
    """Cleans bytes as a page, likewise."""
    _clean("text/html", body)


def _clean(media_type: str, body: bytes) -> None:
    from rashomon.stages.clean import clean

    document = Document(document_id(body), None, None, None, media_type, None, body)
    try:
        articles = clean(document)
    except SourceError:
        return
    text = decode(document).text
    for article in articles:
        for block in article.blocks:
            if block.kept and block.start is not None and block.end is not None:
                assert article.text[block.start : block.end] == text[block.document_start : block.document_end]


def tag_times(body: bytes) -> None:
    """Tags the times of a text; every time stands in the text."""
    from rashomon.language.timex.tagger import find_timexes

    text = " ".join(WORDS[byte % len(WORDS)] for byte in body[1:400]) if body[:1] > b"\x80" else _text(body)
    for found in find_timexes(_parsed(text), date(2019, 5, 14), day_first=bool(body[:1] < b"@")):
        assert found.text == text[found.start : found.end] and found.text


def find_quotes(body: bytes) -> None:
    """Finds the quotations of a text; every one stands in the text."""
    from rashomon.language import quotes

    text = _text(body)
    for found in quotes.find_quotes(text):
        assert 0 <= found.start < found.end <= len(text)


def _text(body: bytes) -> str:
    return body.decode("utf-8", "replace")[:LONGEST]


@functools.cache
def _blank() -> Any:
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


def _parsed(text: str) -> Any:
    return _blank()(text)


def load_all() -> None:
    """Imports whatever a target imports late, so that a fuzzer can follow it."""
    import rashomon.language.quotes
    import rashomon.language.timex.tagger
    import rashomon.sources.pdf_child
    import rashomon.stages.clean  # noqa: F401


#: Endings of names → the reader that takes them.
READERS = (
    "warc", "warc.gz", "wet", "rss", "xml", "json", "jsonl", "csv", "tsv", "parquet", "zip", "tar", "tar.gz", "txt",
    "txt.gz", "txt.bz2", "txt.xz", "txt.zst", "html", "eml", "mhtml", "docx", "odt", "bin",
)  # fmt: skip
TARGETS: dict[str, Callable[[bytes], None]] = {
    **{f"read-{ending}": functools.partial(read_named, f"input.{ending}") for ending in READERS},
    "pages": read_pages,
    "lines": lay_lines,
    "word": functools.partial(read_parts, "input.docx", "word/document.xml"),
    "open-document": functools.partial(read_parts, "input.odt", "content.xml"),
    "clean-text": clean_text,
    "clean-page": clean_page,
    "times": tag_times,
    "quotes": find_quotes,
}
