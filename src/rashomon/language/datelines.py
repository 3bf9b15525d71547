"""Where what stands before a line's sentence ends: "OSLO, Nov 3 (Nordlys) - Norway on Thursday …".

Reads the first characters of a line. The one idea: a dateline is no part of the sentence behind it; parsed together,
"OSLO, Nov 3" becomes the subject of what Norway did. A dash ends one, as do an agency between strokes, and a colon or
a full stop behind a date or an agency: "Oslo, 3 November (NW): ", "OSLO, November 3 /Nordlys/. ". The same holds for
the hour of a live page's entry ("16:00 The toll …") and for a label in capitals ("ANCHOR: Good evening."),
or one that outlets set before a headline ("Breaking News - ").
"""

from __future__ import annotations

import re

#: Characters in which a dateline ends.
_REACH = 110
_DATE = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}"
    r"|\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?)"
)
_MORE = r"(?:,[^,()\n–—]{1,20}){0,3}"
_AGENCY = r"(?:,?\s\([^()\n]{2,40}\))?"
#: Capitals, with the marks that languages in Latin letters put on them.
_CAPITAL = "A-ZÀ-ÞĀ-ž\u0218-\u021b"
_CAPITALS = rf"[{_CAPITAL}][{_CAPITAL}'’./ -]{{2,30}}"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_TOWN = rf"(?!{_DAY})[{_CAPITAL}][\w'’]{{1,20}}(?:[ -][{_CAPITAL}][\w'’]{{1,20}}){{0,2}}"
#: A town in capitals; or one in small letters with a date or an agency's name behind it. Then a dash.
_DASHED = (
    rf"(?:{_CAPITALS}{_MORE}{_AGENCY}(?:,\s{_DATE}(?:,?\s\d{{4}})?)?"
    rf"|{_TOWN}(?:,\s{_DATE}(?:,\s\d{{4}})?{_AGENCY}"
    rf"|(?:,[^,()\n–—]{{1,20}}){{0,2}},?\s\([A-Z][\w' ]{{1,30}}\)(?:,\s{_DATE})?))"
    r"\s?(?:[-–—]{1,2}|(?<=\))\s?_)\s+(?=\S)"
)
#: A town with a date, an agency or both, and what ends them where no dash does.
_MARKED = (
    rf"(?:{_CAPITALS}|{_TOWN})(?:,\s{_DATE}(?:,?\s\d{{4}})?(?:{_AGENCY}:|{_AGENCY}\s?/[^/\n]{{2,30}}/\.?)"
    rf"|(?:,?\s\([A-Z][\w' ]{{1,30}}\):)|,?\s/[A-Z][^/\n]{{1,30}}/[.:])\s+(?=\S)"
)
_STOPPED = rf"{_CAPITALS},\s{_DATE}(?:,?\s\d{{4}})?{_AGENCY}\.?\s+(?<=\.\s)(?=[{_CAPITAL}\"“'‘])"
#: An agency in capitals and brackets behind a town in capitals, and no dash at all: "OSLO (NW) Norway has …".
_BRACKETED = rf"{_CAPITALS}\s\([A-Z]{{2,8}}\)\s+(?=[{_CAPITAL}][a-z])"
#: A date alone: "July 19, 2012 - The number …", no "May 5 - May 8".
_DATED = rf"{_DATE}(?:,?\s\d{{4}})?{_AGENCY}\s[-–—]{{1,2}}\s+(?!{_DATE})(?=[{_CAPITAL}\"“'‘])"
#: The hour of a live page's entry, and the speaker or the ticker's word in capitals before a colon.
_CLOCK = (
    r"(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?(?:[ap]\.?m\.?|GMT|UTC|BST|CES?T|E[SD]?T))?(?:\s?[-–—:|])?\s+"
    rf"(?=[\"“‘'{_CAPITAL}])"
)
_LABEL = rf"[{_CAPITAL}][{_CAPITAL}.'’ -]{{1,30}}:\s+(?=\S)"
_DATELINE = re.compile(f"{_DASHED}|{_MARKED}|{_STOPPED}|{_BRACKETED}|{_DATED}|{_CLOCK}|{_LABEL}")


def dateline_end(line: str) -> int:
    """The place behind what stands before a line's sentence, with its dash or colon; 0 where nothing does."""
    found = _DATELINE.match(line, 0, _REACH)
    return found.end() if found else 0


#: What outlets set before a headline: "Breaking News - ", "VIDEO: ", "UPDATE 2-".
_OF_HEADLINE = re.compile(
    r"(?:(?:breaking(?: news)?|just in|developing|exclusive|live(?: blog| updates?)?"
    r"|(?:watch|video|photos?|gallery|audio)(?: live)?|updated?(?: \d{1,2})?|correct(?:ed|ion)|urgent|alert|news"
    r"|opinion|analysis|explainer|factbox|timeline|feature|interview|editorial|read more|see also|related|more)"
    r"(?:\s?[:|]|\s[-–—]|(?<=\d)-)\s*)+(?=[\w\"“‘'])",
    re.IGNORECASE,
)


def label_end(line: str) -> int:
    """The place behind the label of a headline; 0 where it has none, and where nothing but it is there."""
    found = _OF_HEADLINE.match(line, 0, _REACH) if line[:1].isupper() else None
    return found.end() if found else 0
