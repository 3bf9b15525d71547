"""document → the decoded document that all block offsets count in, and what the source says about itself.

Reads bytes, writes a `Decoded`. The one idea: decoding is deterministic and cheap, so that a check can do it
again and compare characters; every repair of damaged text happens here, with a map back.
"""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Any

from rashomon.errors import NothingToRead, Unreadable
from rashomon.language.normalise import Repaired, repair
from rashomon.language.page.features import own_language
from rashomon.language.page.markup import PageLine
from rashomon.language.page.notices import plain_words
from rashomon.record import Document
from rashomon.sources.columns import Layout, Row, read_row
from rashomon.sources.metadata import page_metadata
from rashomon.sources.page import parse_page, render

#: Share of characters that no text has, above which bytes are not text.
JUNK_SHARE = 0.05
#: Characters of text above which a document is no article: a book, a dump, a log.
LONGEST_TEXT = 2_000_000
#: Bytes that the guess of an encoding looks at.
ENCODING_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document as text. `meta` has title, outlet, url, published, modified, authors, language, section.

    `lines` are there for HTML only: one for each line of `text`. `repaired` leads back to the text before
    repairs, which for HTML is the page rendered to lines. `layout`: of a text that stood on pages.
    """

    text: str
    meta: dict[str, Any]
    html: str | None
    repaired: Repaired
    lines: tuple[PageLine, ...] = ()
    columns: tuple[str, ...] = field(default=())
    layout: Layout | None = None

    def page_at(self, offset: int) -> int | None:
        """The number of the page, from 1, on which a character stands; None where no pages are known."""
        if self.layout is None or not self.layout.pages:
            return None
        return max(1, bisect_right(self.layout.pages, self.to_raw(offset)))

    def is_at_edge(self, offset: int) -> bool:
        """Whether a character stands in a running head, a foot or a page's number."""
        if self.layout is None:
            return False
        raw = self.to_raw(offset)
        at = bisect_right(self.layout.edges, (raw, sys.maxsize)) - 1
        return at >= 0 and raw < self.layout.edges[at][1]

    def to_raw(self, offset: int) -> int:
        """The offset in the decoded string before repairs."""
        return self.repaired.to_raw(offset)


def decode(document: Document) -> Decoded:
    """The text of a document. Raises Unreadable where the bytes hold none."""
    raw = to_string(document)
    kind = document.media_type
    if kind == "application/json":
        return _decoded_row(read_row(_parsed(raw)))
    if kind == "text/html" or kind == "application/xhtml+xml":
        return _decoded_page(raw, document.url, {})
    return _decoded_text(raw, {})


def to_string(document: Document) -> str:
    """The bytes as a string: byte order mark, the encoding as stated, UTF-8, else the likeliest."""
    body = document.body
    if not body.strip():
        raise NothingToRead("nothing in the document: it has no bytes but white space")
    text = _decoded_bytes(body, document.encoding or _declared(document))
    if _is_junk(text):
        raise Unreadable("the bytes hold no text: they look like a binary file")
    return text


def _decoded_text(raw: str, meta: dict[str, Any], wrapped: bool = True) -> Decoded:
    _refuse_dumps(raw)
    repaired = repair(raw, wrapped)
    return Decoded(repaired.text, meta, None, repaired)


def _decoded_page(raw: str, url: str | None, meta: dict[str, Any]) -> Decoded:
    tree = parse_page(raw)
    rendered, lines = render(tree)
    _refuse_dumps(rendered)
    repaired = repair(rendered, wrapped=False)
    found = {**page_metadata(tree, url), **meta}
    return Decoded(repaired.text, found, raw, repaired, lines)


def _refuse_dumps(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        size = f"{len(text) / 1_000_000:.1f} million characters"
        raise Unreadable(f"too long for one article: {size}; split it into one document an article")


def _decoded_row(row: Row) -> Decoded:
    if row.text is None:
        names = ", ".join(repr(name) for name in row.names[:12])
        raise Unreadable(f"no column holds text: the columns are {names}; name one 'text' or 'body'")
    if row.is_html:
        return _decoded_page(row.text, row.meta.get("url"), row.meta)
    if row.layout is not None:  # its lines were put together by whoever saw where they stood
        return replace(_decoded_text(row.text, row.meta, wrapped=False), layout=row.layout)
    return _decoded_text(row.text, row.meta)


def _parsed(raw: str) -> dict[str, Any]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"the row is not JSON: {str(error)[:80]}") from error
    if not isinstance(value, dict):
        raise Unreadable("the row is not a JSON object: it must have named columns")
    return value


_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I
)


def _declared(document: Document) -> str | None:
    """The charset that a page states in its first bytes."""
    if "html" not in document.media_type:
        return None
    found = _CHARSET.search(document.body[:4096])
    return found.group(1).decode("ascii", "ignore") if found else None


def _decoded_bytes(body: bytes, stated: str | None) -> str:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    # UTF-8 is tried before what is stated: bytes that are valid UTF-8 by chance are as good as none
    for encoding in filter(None, ("utf-8", stated)):
        try:  # pages that state Latin-1 mean Windows-1252, as browsers have it
            return body.decode("cp1252" if encoding.lower() in ("iso-8859-1", "latin-1") else encoding)
        except (ValueError, LookupError):  # other bytes; no such encoding; a name with a NUL in it
            continue
    return _guessed(body)


def _guessed(body: bytes) -> str:
    """Broken UTF-8 where most of it is whole, else the encoding that charset-normalizer finds."""
    loose = body.decode("utf-8", "replace")
    broken = loose.count("\ufffd")
    whole = sum(1 for _ in re.finditer("[\x80-\ufffc\U00010000-\U0010ffff]", loose[:ENCODING_SAMPLE]))
    if broken <= max(3, whole // 2) and b"\x00" not in body[:1024]:
        return loose
    western = body.decode("cp1252", "replace")
    if own_language(plain_words(western[:ENCODING_SAMPLE])) in _WESTERN and _is_mostly_ascii(western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(body[:ENCODING_SAMPLE]).best()
    return loose if best is None else body.decode(best.encoding, "replace")


#: Languages that were written in Windows-1252; charset-normalizer takes short texts of theirs for Baltic ones.
_WESTERN = frozenset({"en", "fr", "de", "es", "pt", "it", "nl", "sv"})


def _is_mostly_ascii(text: str) -> bool:
    sample = text[:ENCODING_SAMPLE]
    return sum(map(str.isascii, sample)) > 0.8 * len(sample) and "\ufffd" not in sample


_JUNK = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")


def _is_junk(text: str) -> bool:
    sample = text[:ENCODING_SAMPLE]
    return len(_JUNK.findall(sample)) > JUNK_SHARE * len(sample)
