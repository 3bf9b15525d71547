"""lines of a page → numbers: what its markup and another extractor say of each piece.

Reads the lines of a rendered page with their tags, class names and links, and the text that a general extractor
took from the page; writes a matrix, a row a piece. The one idea: the extractor is one more witness, and the block
pass that judges plain text judges pages too, with these columns beside its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rashomon.language.page.blocks import Piece


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a rendered page. `tags` run from the outermost inwards; `hints` are class and id names.

    `linked` counts the characters of the line that stand in links.
    """

    tags: tuple[str, ...]
    hints: tuple[str, ...]
    linked: int
    length: int


_AROUND = ("article", "main", "nav", "header", "footer", "aside", "form", "table", "figure", "ul", "ol",
           "blockquote", "a", "button")
_HINTS = {
    "text": r"article-?_?(?:body|text|content)|story-?_?(?:body|text|content)|entry-content"
    "|post-?_?(?:content|body)|articlebody|rich-?text|paragraph|maintext",
    "comment": r"comment|disqus|respond|reply|discussion",
    "related": r"related|recommend|more-|read-?more|also|teaser|trending|popular|most-|latest|outbrain"
    "|taboola|promo|carousel|upnext",
    "share": r"share|social|follow|facebook|twitter|addthis",
    "menu": r"\bnav|menu|breadcrumb|navbar|toolbar|topbar|masthead|dropdown|sitemap",
    "advert": r"\bad\b|\bads\b|advert|sponsor|banner|dfp|gpt-",
    "caption": r"caption|credit|gallery|slideshow|figure|image",
    "byline": r"byline|author|meta\b|dateline|timestamp|publish|posted",
    "side": r"sidebar|widget|aside|rail|secondary|right-col",
    "letter": r"newsletter|subscri|signup|sign-up|paywall|cookie|consent|gdpr|modal|popup",
    "foot": r"footer|copyright|legal|disclaimer",
    "tags": r"\btag|topics|keywords|categor",
    "lead": r"headline|\btitle|subtitle|standfirst|summary|intro|lead|dek",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _HINTS.items()}
#: Columns read off the markup of a page.
MARKUP = (
    "extracted", "extracted partly", "linked share", "all linked", "in p", "in li", "in heading", "in cell", "in div",
    *(f"within {tag}" for tag in _AROUND), *(f"named {name}" for name in _HINTS), "depth", "container's prose",
    "container is best",
    "near container is best", "extracted above", "extracted below", "before extracted", "after extracted",
)  # fmt: skip
_LINE = re.compile(r"[^\n]+")
_SQUEEZE = re.compile(r"[\W_]+")
#: Characters from which a piece found within a longer extracted line counts as extracted.
LONG_ENOUGH = 25


def markup_columns(text: str, pieces: Sequence[Piece], lines: Sequence[PageLine], extracted: str) -> Any:
    """A row of MARKUP columns for each piece; `lines` are those of the text that are not blank, in order."""
    if not pieces:
        return np.zeros((0, len(MARKUP)))
    starts = [match.start() for match in _LINE.finditer(text)]
    places = [lines[min(len(lines), bisect_right(starts, piece.start)) - 1] for piece in pieces]
    taken = _extracted(text, pieces, extracted)
    sizes = [piece.end - piece.start for piece in pieces]
    prose = _container_prose(places, sizes)
    named: dict[tuple[str, ...], list[float]] = {}
    table = []
    for place, (whole, part), (share, best, near) in zip(places, taken, prose, strict=True):
        hints = named.get(place.hints)
        if hints is None:
            joined = " ".join(place.hints)
            hints = named[place.hints] = [1.0 if pattern.search(joined) else 0.0 for pattern in _PATTERNS.values()]
        table.append([whole, part, *_place(place), *hints, min(1.0, len(place.tags) / 30), share, best, near])
    rows = np.array(table, dtype=float)
    return np.concatenate([rows, _beside(rows[:, 0] * np.array(sizes, dtype=float))], axis=1)


def _place(place: PageLine) -> list[float]:
    linked = place.linked / max(1, place.length)
    inner = place.tags[-4:]
    around = set(place.tags)
    return [
        linked,
        1.0 if linked > 0.9 else 0.0,
        1.0 if "p" in inner else 0.0,
        1.0 if "li" in inner else 0.0,
        1.0 if any(len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() for tag in inner) else 0.0,
        1.0 if "tr" in inner or "td" in inner else 0.0,
        1.0 if place.tags[-1] == "div" else 0.0,
        *(1.0 if tag in around else 0.0 for tag in _AROUND),
    ]


def _container_prose(places: Sequence[PageLine], sizes: Sequence[int]) -> list[tuple[float, float, float]]:
    """For each piece: its container's share of the page's unlinked long lines, and whether none has more."""
    mass: Counter[tuple[str, ...]] = Counter()
    wide: Counter[tuple[str, ...]] = Counter()
    for place, size in zip(places, sizes, strict=True):
        if size > 80 and place.linked < 0.5 * place.length:
            mass[_container(place)] += size
            wide[_container(place)[:-1]] += size
    total = max(1, sum(mass.values()))
    best = max(mass, key=lambda key: (mass[key], key), default=())
    best_wide = max(wide, key=lambda key: (wide[key], key), default=())
    found = []
    for place in places:
        key = _container(place)
        near = key[: len(best_wide)] == best_wide
        found.append((mass[key] / total, 1.0 if key == best else 0.0, 1.0 if near else 0.0))
    return found


_INLINE = frozenset(
    "a b i em strong span font u small sub sup mark time abbr code q cite p li h1 h2 h3 h4 h5 h6 ul ol"
    " blockquote".split()
)


def _container(place: PageLine) -> tuple[str, ...]:
    """The tags down to the nearest element that holds blocks."""
    tags = place.tags
    end = len(tags)
    while end > 1 and tags[end - 1] in _INLINE:
        end -= 1
    return tags[:end]


def _extracted(text: str, pieces: Sequence[Piece], extracted: str) -> list[tuple[float, float]]:
    """Whether the extractor's text holds each piece, whole or its first part."""
    lines = [_squeezed(line) for line in extracted.split("\n")]
    known = set(lines)
    joined = "".join(lines)
    found = []
    for piece in pieces:
        key = _squeezed(text[piece.start : piece.end])
        whole = key in known or (len(key) >= LONG_ENOUGH and key in joined)
        part = whole or (len(key) >= 2 * LONG_ENOUGH and (key[:LONG_ENOUGH] in joined or key[-LONG_ENOUGH:] in joined))
        found.append((1.0 if whole and key else 0.0, 1.0 if part and key else 0.0))
    return found


def _squeezed(line: str) -> str:
    return _SQUEEZE.sub("", line).lower()


def _beside(mass: Any) -> Any:
    """Shares of the extracted text above and below each piece, and whether it stands outside all of it."""
    total = max(1.0, float(mass.sum()))
    above = (np.cumsum(mass) - mass) / total
    below = 1 - above - mass / total
    return np.column_stack([above, below, (above <= 0) & (mass <= 0), (below <= 1e-9) & (mass <= 0)]).astype(float)
