"""RSS and Atom → documents, one an entry; sitemaps and feeds → the addresses that they list.

Reads the bytes of one XML file, writes rows with the entry's own address, dates and authors, or `Listed` addresses.
The one idea: nothing in the file is looked up anywhere (no entities of its own, no network, no deep trees), and a
file that breaks off gives what came before.
"""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from rashomon.errors import Unreadable
from rashomon.record import Document
from rashomon.sources.limits import Limits
from rashomon.sources.tables import row_document

#: Roots of feeds and of sitemaps, without their namespaces.
FEEDS = frozenset({"rss", "feed", "RDF"})
SITEMAPS = frozenset({"urlset", "sitemapindex"})
#: Characters of one address.
LONGEST_URL = 4000

_ENTRY = frozenset({"item", "entry"})
_XML_NAMES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_DECLARES = re.compile(rb"<!(?:ENTITY|ATTLIST|ELEMENT)", re.I)
_PROLOG = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<![A-Za-z][^<>\[]*(?:\[[^\]]*\]\s*)?>", re.S)
_MARKUP = re.compile(r"<(?:p|br|div|a|img|b|i|em|strong|ul|ol|li|h[1-6]|span|figure|blockquote)\b[^>]{0,500}>", re.I)


@dataclass(frozen=True, slots=True)
class Listed:
    """An address that a feed or sitemap lists. `is_list`: it leads to another sitemap. `stamp`: its date as given."""

    url: str
    stamp: str | None
    is_list: bool = False
    title: str | None = None


def root_name(head: bytes) -> str | None:
    """The name of the first element in the first bytes of a file, without its prefix; None where there is none."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", "replace").encode("utf-8")
    found = re.search(rb"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]", _without_prolog(text))
    return found.group(1).decode() if found else None


def _without_prolog(text: bytes) -> bytes:
    return _PROLOG.sub(b" ", text[:8192])


def read_feed(path: str, body: bytes, limits: Limits) -> Iterator[Document | str]:
    """The entries of a feed as documents; an entry without text, and a feed that is none, is a sentence."""
    try:
        root = parse_xml(body, limits)
    except Unreadable as error:
        yield f"{error}: {path!r}"
        return
    if _name(root) in SITEMAPS:
        yield f"no article in the file: {path!r} is a sitemap, which lists addresses; give it to `rashomon watch`"
        return
    feed = next((child for child in root if _name(child) == "channel"), root)
    count = bare = 0
    for entry in _entries(root):
        count += 1
        row = entry_row(entry, feed)
        if row is None:
            bare += 1
            continue
        yield row_document(row, path)
    if bare:
        advice = "`rashomon watch` reads the pages they name"
        yield f"no text in {bare:,} of {count:,} entries of the feed: {path!r}; {advice}"
    elif not count:
        yield f"no entries in the feed: {path!r}"


def listed(body: bytes, base: str, limits: Limits) -> list[Listed]:
    """The addresses that a feed or sitemap lists, in its order. Raises Unreadable where it is neither."""
    root = parse_xml(body, limits)
    name = _name(root)
    if name in FEEDS:
        found = [_of_entry(entry, base) for entry in _entries(root)]
        return [item for item in found if item is not None]
    if name not in SITEMAPS:
        raise Unreadable(f"neither a feed nor a sitemap: its first element is {name[:40]!r}")
    items = (_of_sitemap(element, base, name == "sitemapindex") for element in root)
    return [item for item in items if item is not None]


def parse_xml(body: bytes, limits: Limits) -> Any:
    """The root of an XML file, as far as it is whole. Raises Unreadable where it has none or declares entities."""
    if _DECLARES.search(body[:65_536].replace(b"\x00", b"")):
        raise Unreadable("the XML declares entities of its own, which are not read")
    # huge_tree is off: libxml2 stops at 256 levels and at 10 MB in one text
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_NAMED.sub(_numbered, body.lstrip(b" \t\r\n")), parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("the XML is broken") from error
    if root is None:
        raise Unreadable("the XML is broken")
    return root


def _numbered(found: re.Match[bytes]) -> bytes:
    """Names of characters that HTML knows and XML does not, as numbers; feeds are full of them."""
    name = found.group(1)
    signs = None if name in _XML_NAMES else html.entities.html5.get(name.decode() + ";")
    return found.group() if signs is None else b"".join(b"&#%d;" % ord(sign) for sign in signs)


def entry_row(entry: Any, feed: Any) -> dict[str, Any] | None:
    """An entry as a row of a table, `feed` being the element that has its title; None where it holds no text."""
    content, marked_up = _content(entry)
    if not content:
        return None
    url = _link(entry, _text(feed, "link") or "")
    row = {
        "html" if marked_up else "text": content,
        "title": _plain_title(_text(entry, "title")),
        "url": url,
        "published": _stamp(_text(entry, "pubDate", "published", "date", "issued", "created")),
        "modified": _stamp(_text(entry, "updated", "modified")),
        "authors": _authors(entry),
        "section": _section(entry),
        "language": _text(feed, "language") or feed.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "outlet": None if url else _text(feed, "title"),
    }
    return {key: value for key, value in row.items() if value}


def _content(entry: Any) -> tuple[str, bool]:
    """The longest text that an entry holds, and whether it is HTML."""
    found: list[tuple[str, bool]] = []
    for child in entry:
        if _name(child) not in ("encoded", "content", "description", "summary", "body", "fulltext"):
            continue
        if child.get("src") or (child.get("url") and not (child.text or "").strip()):
            continue
        text = _inner(child)
        if text:
            kind = child.get("type") or ""
            found.append((text, "html" in kind or len(child) > 0 or bool(_MARKUP.search(text[:20_000]))))
    return max(found, key=lambda item: len(item[0]), default=("", False))


def _inner(element: Any) -> str:
    """The text of an element; where it has elements, their markup."""
    if len(element) == 0:
        return (element.text or "").strip()
    inside = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return f"{html.escape(element.text or '')}{inside}".strip()


def _entries(root: Any) -> Iterator[Any]:
    return (element for element in root.iter() if _name(element) in _ENTRY)


def _of_entry(entry: Any, base: str) -> Listed | None:
    url = _link(entry, base)
    stamp = _stamp(_text(entry, "updated", "modified", "pubDate", "published", "date"))
    return Listed(url, stamp, False, _plain_title(_text(entry, "title"))) if url else None


def _of_sitemap(element: Any, base: str, is_list: bool) -> Listed | None:
    url = _address(_text(element, "loc"), base)
    news = next((child for child in element if _name(child) == "news"), None)
    stamp = _text(element, "lastmod") or (None if news is None else _text(news, "publication_date"))
    title = None if news is None else _text(news, "title")
    return Listed(url, _stamp(stamp), is_list, title) if url else None


def _link(entry: Any, base: str) -> str | None:
    """The address of the entry's page."""
    links = [child for child in entry if _name(child) == "link"]
    for child in links:
        if child.get("href") and (child.get("rel") or "alternate") == "alternate":
            return _address(child.get("href"), child.base or base)
    for child in links:
        if (child.text or "").strip():
            return _address(child.text, base)
    guid = next((child for child in entry if _name(child) == "guid"), None)
    if guid is not None and (guid.get("isPermaLink") or "true").lower() == "true":
        return _address(guid.text, "")
    return None


def _address(given: str | None, base: str) -> str | None:
    text = (given or "").strip()
    try:
        url = urljoin(base, text) if text else ""
    except ValueError:
        return None
    return url if url.lower().startswith(("http://", "https://")) and len(url) <= LONGEST_URL else None


def _authors(entry: Any) -> list[str]:
    found = []
    for child in entry:
        if _name(child) in ("creator", "author"):
            name = _text(child, "name") or (child.text or "").strip()
            # RSS: "desk@example.org (A. Name)"
            inside = re.fullmatch(r"[^\s()]{1,200}@[^\s()]{1,200}\s{1,5}\(([^()]{2,200})\)", name)
            found.append(inside.group(1) if inside else name)
    return [name[:200] for name in found if name and "@" not in name][:20]


def _section(entry: Any) -> str | None:
    child = next((child for child in entry if _name(child) == "category"), None)
    if child is None:
        return None
    return (child.get("label") or child.text or child.get("term") or "").strip()[:200] or None


def _plain_title(title: str | None) -> str | None:
    return " ".join(html.unescape(re.sub(r"<[^<>]{1,300}>", " ", title)).split())[:1000] if title else None


def _stamp(text: str | None) -> str | None:
    """A date as mail headers write it in ISO 8601 (UTC); other forms as they are."""
    if not text:
        return None
    try:
        at = parsedate_to_datetime(text[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return text[:100]
    return at.isoformat()


def _text(element: Any, *names: str) -> str | None:
    """The text of the first child with the likeliest of these names."""
    for name in names:
        for child in element:
            if _name(child) == name and (child.text or "").strip():
                return str(child.text).strip()
    return None


def _name(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
