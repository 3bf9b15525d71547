"""names no table has → agencies, where the form of the credit leaves no doubt.

Reads a text, writes `Credit`s. The one idea: an unknown name is an agency only by its place and its own words
together: in the brackets of a dateline, after "By" or "Source:" on a line of its own, or beside a verb of
reporting where the name itself says "Wire" or "News Agency".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rashomon.knowledge.countries import country_of


class Credit(NamedTuple):
    """Characters [start, end) of a text that name the press the text credits.

    `whole`: it stands where a credit for all of the text does (a dateline, a byline, a line of its own), and not in
    a sentence that tells what they reported.
    """

    name: str
    start: int
    end: int
    whole: bool = False


#: Last words of the names of agencies; "Press Service" may also be an office of a president.
_AGENCY = r"(?:News ?wire|Wires?|News Agency|Press Agency|Telegraph(?:ic)? Agency|Information Agency|News Service)"
_PRESS = rf"(?:{_AGENCY}|News|Press|Press Service|TV|Radio|Media|Online)"
# a word is bounded, else each capital of an endless one would be tried to its end
_NAME = r"[A-ZÀ-ÞА-ЯЁ][\w’'.&-]{0,60}"
#: "BRENNIK, Ostrania (Meridian Wire) - ", "VELMAR, May 17 (OPS) -- "
_DATELINE = re.compile(
    rf"^(?:{_NAME})(?: {_NAME}){{0,3}}(?:, [^()\n–—]{{2,40}}?)? ?\(([A-ZÀ-Þ][^()\n]{{1,40}})\)\s?[-–—]{{1,2}}\s", re.M
)
_DASH = re.compile(r"\)\s?[-–—]")
#: "By Meridian Wire", "Source: Meridian Wire", "With Meridian Wire", "Anna Ro, with Meridian Wire"
_LINE = re.compile(
    rf"^(?:[^\n]{{0,60}}, with|[Bb]y|BY|[Ss]ource:|SOURCE:|[Ww]ith|[Aa]gency:|(?:[Ww]ith )?(?:[Rr]eporting|[Ii]nputs?)"
    rf" (?:by|from))\s((?:[Tt]he )?{_NAME}(?: {_NAME}){{0,4}})\.?$",
    re.M,
)
#: "Meridian Wire reports", "told Meridian Wire", "according to the Brask News Agency"
_SAID = re.compile(
    rf"(?<![\w.])((?:{_NAME} ){{1,3}}{_AGENCY})(?:,? (?:has |had |also |later )?"
    r"(?:reports?|reported|quoted|quotes|said|says|wrote|cited|citing)\b)"
    rf"|\b(?:told|according to|cited by|quoted by|reported by|quoting|citing)(?: the)? ((?:{_NAME} ){{1,3}}{_AGENCY})\b"
)
#: One of these is in every name of `_AGENCY`.
_SAYS_SO = ("Wire", "News wire", "Newswire", " Agency", "News Service")
_ABBREVIATION = re.compile(r"[A-ZÀ-Þ]{3,8}$")
_LAST = re.compile(rf"\b{_PRESS}$")
_FIRST = re.compile(r"^(?:Agence|Agencia|Agência|Agenzia|Agentur|Agentia)\b")
#: Words that make a desk of the site or nobody of a name.
_OWN_STAFF = frozenset("staff web our online newsroom local state national foreign social independent live".split())
#: Words that open a sentence, not a name: "On Monday Brask Wire said".
_OPENING = re.compile(
    r"(?:(?:The|On|In|At|As|But|And|When|While|According|To|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|Earlier|Later|Yesterday|Today)\s+)+",
    re.I,
)


def unlisted(text: str) -> list[Credit]:
    """Credits of agencies by the form of the credit alone, in reading order."""
    found = [_credit(match, 1, whole=True) for match in _LINE.finditer(text) if is_agency_like(match.group(1))]
    if _DASH.search(text):
        datelines = (match for match in _DATELINE.finditer(text) if _is_bracketed_agency(match.group(1)))
        found += [_credit(match, 1, whole=True) for match in datelines]
    if not any(word in text for word in _SAYS_SO):
        return _in_order(found)
    found += [
        _credit(match, 1 if match.group(1) else 2)
        for match in _SAID.finditer(text)
        if is_agency_like(match.group(1) or match.group(2))
    ]
    return _in_order(found)


def _in_order(found: list[Credit]) -> list[Credit]:
    return sorted(set(found), key=lambda credit: (credit.start, credit.end))


def is_agency_like(name: str) -> bool:
    """Whether a name says of itself that it is a body of the press: "Meridian Wire", "Agencia Brasa"."""
    words = _OPENING.sub("", name, count=1).split()
    if len(words) < 2 or words[0].lower() in _OWN_STAFF:
        return False
    return bool(_LAST.search(" ".join(words[1:])) or _FIRST.match(words[0]))


def _is_bracketed_agency(name: str) -> bool:
    """Abbreviations and names that speak of the press; "KABUL (Afghanistan) -" and "Roe (UK) -" name none."""
    if country_of(name):
        return False
    return bool(_ABBREVIATION.match(name)) or is_agency_like(name)


def _credit(match: re.Match[str], group: int, *, whole: bool = False) -> Credit:
    start, end = match.span(group)
    opening = _OPENING.match(match.group(group))
    start += opening.end() if opening else 0
    return Credit(match.string[start:end], start, end, whole)
