"""What a web page says about itself in its head: JSON-LD, OpenGraph, meta tags, the title.

Reads an lxml tree, writes a dict with the keys title, outlet, url, published, modified, authors, language,
section; a key that nothing says is missing. The one idea: JSON-LD outranks OpenGraph, which outranks the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rashomon.language.normalise import repair_fragment

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher"),
    "url": ("og:url", "twitter:url"),
    "published": ("article:published_time", "og:article:published_time", "datepublished", "date",
                  "pubdate", "publishdate", "publish-date", "publication_date", "dc.date", "dc.date.issued",
                  "dcterms.created", "dcterms.date", "dcterms.issued", "sailthru.date", "parsely-pub-date",
                  "article.published", "article_date_original", "originalpublicationdate",
                  "cxenseparse:recs:publishtime"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
                 "dcterms.modified", "revised"),
    "authors": ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author",
                "sailthru.author", "byl"),
    "language": ("og:locale", "content-language", "dc.language", "language"),
    "section": ("article:section", "section", "category", "parsely-section"),
}  # fmt: skip
_ARTICLE_TYPES = ("Article", "Posting", "Report", "Review", "Recipe", "VideoObject", "WebPage")
#: Longest JSON-LD that is read, in characters.
LONGEST_JSON = 400_000


def page_metadata(tree: Any, url: str | None) -> dict[str, Any]:
    """All that the head of a page says. `url` is not read: it outranks the page's own, and the caller has it."""
    linked = _json_ld(tree)
    metas = _metas(tree)
    found: dict[str, Any] = {}
    for key, names in _META.items():
        value = linked.get(key) or next((metas[name] for name in names if metas.get(name)), None)
        if value:
            found[key] = value
    found.setdefault("title", _text(tree, "//title"))
    found.setdefault("language", tree.get("lang") or tree.get("xml:lang"))
    found.setdefault("url", next(iter(tree.xpath("//link[@rel='canonical']/@href")), None))
    return {key: _plain(key, value) for key, value in found.items() if value and _plain(key, value)}


def _plain(key: str, value: Any) -> Any:
    if key == "authors":
        names = (value,) if isinstance(value, str) else value
        return tuple(name for name in map(repair_fragment, names) if name and "://" not in name)
    text = repair_fragment(str(value))
    return text[:500]


def _text(tree: Any, path: str) -> str | None:
    element = next(iter(tree.xpath(path)), None)
    return None if element is None else " ".join(element.text_content().split())


def _metas(tree: Any) -> dict[str, str]:
    """Content of the meta tags by name, property, itemprop or http-equiv, in lower case; the first counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _json_ld(tree: Any) -> dict[str, Any]:
    """What the first article of the page's JSON-LD says."""
    found: dict[str, Any] = {}
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        for node in _nodes(script.text or ""):
            for key, value in _article_says(node).items():
                if value:
                    found.setdefault(key, value)
    return found


def _nodes(source: str) -> Iterator[dict[str, Any]]:
    if len(source) > LONGEST_JSON:
        return
    try:
        value = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    stack = [value]
    while stack:
        node = stack.pop(0)
        if isinstance(node, list):
            stack[:0] = node[:50]
        elif isinstance(node, dict):
            stack[:0] = [node["@graph"]] if isinstance(node.get("@graph"), list) else []
            if any(kind in str(node.get("@type", "")) for kind in _ARTICLE_TYPES):
                yield node


def _article_says(node: dict[str, Any]) -> dict[str, Any]:
    is_page = "WebPage" in str(node.get("@type"))
    return {
        "title": None if is_page else _string(node.get("headline") or node.get("name")),
        "published": _string(node.get("datePublished") or node.get("uploadDate")),
        "modified": _string(node.get("dateModified")),
        "outlet": _name(node.get("publisher")),
        "authors": _names(node.get("author")),
        "section": _string(node.get("articleSection")),
        "language": _string(node.get("inLanguage")),
    }


def _string(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) and value.strip() else None


def _name(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _names(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for name in map(_name, values[:20]) if name)
