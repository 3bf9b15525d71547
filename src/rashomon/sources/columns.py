"""A row of a table → its text and what its other columns say.

Reads a dict of column names and values, writes a `Row`. The one idea: people name the same column in a few
dozen ways, so names are looked up in one table of spellings, the likeliest first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

#: Spellings of column names, likeliest first; compared in lower case without "_", "-", " " and ".".
TEXT = ("text", "body", "content", "article", "articlebody", "fulltext", "maintext", "articletext", "bodytext",
        "contenttext", "cleantext", "rawtext", "story", "contents", "plaintext", "document", "newstext",
        "transcript", "message", "description", "summary", "lead", "snippet")  # fmt: skip
HTML = ("html", "rawhtml", "contenthtml", "bodyhtml", "pagehtml", "page", "source_html")
OTHERS = {
    "title": ("title", "headline", "articletitle", "heading", "name", "subject"),
    "url": ("url", "link", "articleurl", "sourceurl", "permalink", "canonicalurl", "webpage", "uri", "href"),
    "outlet": ("outlet", "source", "publisher", "sourcename", "publication", "newspaper", "media", "medium",
               "site", "sitename", "website", "domain", "provider", "channel", "sourcedomain"),
    "published": ("published", "publishedat", "datepublished", "publicationdate", "pubdate", "publishdate",
                  "publisheddate", "publicationtime", "date", "datetime", "created", "createdat", "timestamp",
                  "time", "day"),
    "modified": ("modified", "updated", "updatedat", "datemodified", "lastmodified", "modifieddate"),
    "authors": ("authors", "author", "byline", "writer", "creator", "journalist", "reporter"),
    "language": ("language", "lang", "languagecode", "locale"),
    "section": ("section", "category", "topic", "desk", "rubric"),
}  # fmt: skip
_TAG = re.compile(r"<(?:p|div|html|body|article|br|span|a|h[1-6]|table|ul)\b[^>]{0,300}>", re.I)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text stood on pages; offsets count in the row's text.

    `pages`: where each begins; `edges`: [start, end) of running heads, feet and page numbers; `made`: the ISO day on
    which the file was made, where that may be the day of its text; `of_web`: a browser made it of a page with its
    menus.
    """

    pages: tuple[int, ...] = ()
    edges: tuple[tuple[int, int], ...] = ()
    made: str | None = None
    of_web: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`text` is None where no column holds any; `names` are the columns as given. `layout`: of a text from pages."""

    text: str | None
    is_html: bool
    meta: dict[str, Any]
    names: tuple[str, ...]
    layout: Layout | None = None


def read_row(row: dict[str, Any]) -> Row:
    """The text column of a row (or its HTML column) and what the others say."""
    columns = {_plain(name): value for name, value in reversed(list(row.items())) if name}
    text, is_html = _text_of(columns)
    layout = _layout(row.get("layout"))
    meta = {key: _value(key, columns, names) for key, names in OTHERS.items()}
    meta = {key: value for key, value in meta.items() if value}
    return Row(text, is_html and layout is None, meta, tuple(map(str, row)), layout)


def _layout(value: Any) -> Layout | None:
    """The layout that a reader of pages wrote; None where a table has something else under that name."""
    if not isinstance(value, dict) or not isinstance(value.get("sha256"), str):
        return None
    pages, edges, made = value.get("pages", []), value.get("edges", []), value.get("made")
    if not isinstance(pages, list) or not isinstance(edges, list) or not (made is None or isinstance(made, str)):
        return None
    pairs = [edge for edge in edges if isinstance(edge, list) and len(edge) == 2]
    places = (*pages, *(at for pair in pairs for at in pair))
    if not all(isinstance(at, int) for at in places) or pages != sorted(pages):
        return None
    return Layout(tuple(pages), tuple((start, end) for start, end in sorted(pairs)), made, value.get("of_web") is True)


def has_text_column(names: list[str]) -> bool:
    """Whether one of these column names is one that holds articles."""
    plain = {_plain(name) for name in names}
    return not plain.isdisjoint(TEXT) or not plain.isdisjoint(HTML)


def _text_of(columns: dict[str, Any]) -> tuple[str | None, bool]:
    for name in TEXT:
        value = columns.get(name)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = "\n".join(value)
        if isinstance(value, str) and value.strip():
            return value, len(_TAG.findall(value[:20_000])) >= 2
    for name in HTML:
        value = columns.get(name)
        if isinstance(value, str) and value.strip():
            return value, True
    return None, False


def _value(key: str, columns: dict[str, Any], names: tuple[str, ...]) -> Any:
    for name in names:
        value = columns.get(name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title") or value.get("url")
        if key == "authors" and isinstance(value, list):
            return tuple(str(part) for part in value if isinstance(part, str) and part.strip())
        if isinstance(value, list):
            value = value[0] if value else None
        if value is None or isinstance(value, bool) or not str(value).strip():
            continue
        text = str(value).strip()
        return (text,) if key == "authors" else text
    return None


def _plain(name: Any) -> str:
    return re.sub(r"[\s_.-]+", "", str(name)).lower().lstrip("\ufeff")
