"""lines → their headline: which line it is, guessed from metadata, the page's first line and its address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from rashomon.language.page.classifier import Outline
from rashomon.language.page.kinds import is_byline
from rashomon.language.page.notices import plain_words
from rashomon.language.page_dates import is_stamp_like, printed_day

#: Lines looked at from the start of the text.
LOOKED_AT = 400
#: Lines above the text in which a headline is looked for; how many of them may be something unknown.
FURTHEST, OTHERS = 10, 3
_SITE = re.compile(r"\s+[|–—\-:•·»«/]{1,2}\s+")
#: What parts the items of a menu on one line: "Home | World | Sport".
_ITEMS = re.compile(r"(?<=\s)[|•·»›/]{1,2}(?=\s)")
#: Items, and the most words of one, from which such a line is a menu and no headline.
_MENU, _ITEM = 3, 3
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|shtml|ece|cms|jsp|amp)$")


def guess_title(said: Sequence[str], stated: str | None, url: str | None) -> str | None:
    """The headline as it stands among the lines, or as stated; None where nothing tells it from other lines."""
    lines = said[:LOOKED_AT]
    known = Counter(lines)
    for claim in filter(None, (stated, lines[0] if lines and len(lines[0]) < 300 else None)):
        for part in _without_site(claim):
            if known[part] and (part != claim or known[part] > 1 or claim is stated):
                return part
    return stated or _from_address(lines, url) or _said_twice(lines, known)


def _without_site(claim: str) -> list[str]:
    """The claim, and what is left when names of sites or sections are cut off its ends."""
    claim = " ".join(claim.split())
    ends = [match.span() for match in _SITE.finditer(claim)]
    cut = [claim[:start] for start, _ in reversed(ends)] + [claim[end:] for _, end in ends]
    return [claim, *(part for part in cut if len(part.split()) >= 3)]


def _from_address(lines: Sequence[str], url: str | None) -> str | None:
    """The first line that says most of the words of the address."""
    slug = slug_words(url)
    if len(slug) < 3:
        return None
    for line in lines:
        words = set(plain_words(line)) if len(line) < 300 else set()
        if len(words) >= 3 and len(words & slug) >= 0.6 * len(slug) and len(words & slug) >= 0.4 * len(words):
            return line
    return None


def slug_words(url: str | None) -> set[str]:
    """The words that the last part of an address is made of; none where it is a number or a hash."""
    if not url:
        return set()
    try:
        parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    except ValueError:
        return set()
    best = max((re.split(r"[-_+\s]+", _EXTENSION.sub("", part.lower())) for part in parts[-3:]), key=len, default=[])
    return {word for word in best if word and not word.isdigit()}


def _said_twice(lines: Sequence[str], known: Counter[str]) -> str | None:
    """A line of headline length among the first that stands twice."""
    for line in lines[:40]:
        if known[line] > 1 and 4 <= len(line.split()) <= 30 and not line.endswith((".", "…", "...")):
            return line
    return None


def headline_above(found: Outline) -> str | None:
    """The line at or above the start of the text that has the shape of a headline, where nothing states one.

    Dates, bylines, share bars and counts of comments may stand between the headline and the text.
    """
    first, said, furniture = found.first, found.lines.said, found.lines.shares.max(axis=1)
    if first == 0 or (_is_headline(said[first], furniture[first]) and first + 1 < len(said)):
        return said[first] if _is_headline(said[first], furniture[first]) else None
    others = 0
    for i in range(first - 1, max(0, first - FURTHEST) - 1, -1):
        if _is_headline(said[i], furniture[i]):
            return said[i]
        others += not _stands_below_headlines(said[i], furniture[i])
        if others > OTHERS:
            return None
    return None


def _is_headline(line: str, furniture: float) -> bool:
    """Of a headline's length, no sentence, no date, no words of a menu."""
    words = line.split()
    if not 4 <= len(words) <= 25 or len(line) > 180 or line[-1] in ".…:;,":
        return False
    if is_byline(line) or _is_dated(line) or _is_menu(line):
        return False
    return furniture < 0.34


def _is_menu(line: str) -> bool:
    """Whether a line is a row of short names with signs between: "Home | World | Sport | Subscribe"."""
    items = _ITEMS.split(line)
    return len(items) >= _MENU and all(len(item.split()) <= _ITEM for item in items)


def _stands_below_headlines(line: str, furniture: float) -> bool:
    """Whether a line is one of those that sites put between a headline and its text."""
    return is_byline(line) or _is_dated(line) or _is_menu(line) or (len(line) < 100 and furniture >= 0.34)


def _is_dated(line: str) -> bool:
    """Whether a line gives a day with its year, or little but a clock and words of dates."""
    if not any(map(str.isdigit, line)):
        return False
    return bool(printed_day(line)) or (len(line) < 60 and is_stamp_like(line))
