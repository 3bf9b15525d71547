"""Saved mail (.eml) and saved pages (.mht, .mhtml) → documents.

Reads the bytes of one message, writes its page with the address it was saved from, or its text with subject,
sender and date. The one idea: of a message's parts one is the article, the rest are pictures and styles.
"""

from __future__ import annotations

import email
import email.errors
from collections.abc import Iterator
from datetime import UTC
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from rashomon.record import Document, document_id
from rashomon.sources.tables import row_document

#: Parts of one message that are looked at.
MOST_PARTS = 500


def read_message(path: str, body: bytes) -> Iterator[Document | str]:
    """The one document in a message; a sentence where it holds no text."""
    try:
        message = email.message_from_bytes(body)
        part, text = _article_part(message)
    except (email.errors.MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        yield f"not a mail message: {path!r}; {str(error).lower()[:80]}"
        return
    if part is None or not text.strip():
        yield f"no text in the message: {path!r}"
        return
    kind = part.get_content_type()
    url = _address(part, message)
    if url and kind == "text/html":
        yield Document(document_id(text), url, None, _date(message), kind, part.get_content_charset(), text)
        return
    row = {
        "html" if kind == "text/html" else "text": _decoded(text, part.get_content_charset()),
        "title": _header(message, "Subject"),
        "published": _date(message),
        "outlet": parseaddr(_header(message, "From") or "")[0][:200],
        "url": url,
    }
    yield row_document({key: value for key, value in row.items() if value}, path)


def _article_part(message: Message) -> tuple[Message | None, bytes]:
    """The first page of a message, else its first text."""
    texts: list[Message] = []
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            texts.append(part)
    texts.sort(key=lambda part: part.get_content_type() != "text/html")
    for part in texts:
        if part.get_content_type() in ("text/html", "text/plain"):
            payload = part.get_payload(decode=True)
            return part, payload if isinstance(payload, bytes) else b""
    return None, b""


def _address(part: Message, message: Message) -> str | None:
    for given in (part.get("Content-Location"), message.get("Snapshot-Content-Location")):
        url = str(given or "").strip()
        if url.lower().startswith(("http://", "https://")) and len(url) < 4000:
            return url
    return None


def _header(message: Message, name: str) -> str | None:
    given = message.get(name)
    if given is None:
        return None
    try:
        return " ".join(str(make_header(decode_header(str(given)[:2000]))).split())[:500]
    except (ValueError, LookupError, email.errors.MessageError):
        return " ".join(str(given).split())[:500]


def _date(message: Message) -> str | None:
    try:
        at = parsedate_to_datetime(str(message.get("Date") or "")[:100])
        # "-0000" says that the zone is unknown; UTC is the middle of what it can be
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _decoded(text: bytes, charset: str | None) -> str:
    for encoding in ("utf-8", charset or "cp1252"):
        try:
            return text.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return text.decode("utf-8", "replace")
