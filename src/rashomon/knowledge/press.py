"""names and domains → outlets and agencies: who published a text, and whose reports it credits.

Reads tables/outlets.csv, writes canonical names. The one idea: a name counts as a credit only beside the words
that credit ("reports", "according to", "(…)", a dateline's dash), so that "Mehr" the month stays a month.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import NamedTuple
from urllib.parse import urlsplit

from rashomon.knowledge.outlets import outlet_named, outlet_of_url, surfaces
from rashomon.knowledge.wire import Credit, is_agency_like, unlisted
from rashomon.record import Article

#: Names that are words of their own; they count with "news agency" or in brackets only.
_COMMON = frozenset({"Mehr", "Time", "Nation", "Sun", "The Sun", "Mirror", "Independent", "The Independent",
                    "Standard", "Express",
                     "Star", "Metro", "Post", "Guardian", "Observer", "Politico", "Monitor", "World", "Today", "Fars",
                     "Azerbaijan", "Elaph", "Vox", "Slate", "Wire", "The Wire", "Quartz", "Forbes", "Fortune",
                     "People", "Foreign Affairs"})  # fmt: skip
#: A name that goes on as a body's or belongs to one: "the Foreign Affairs Committee", "Ministry of …".
_OF_A_BODY = re.compile(
    r"\b(?:[Mm]inist(?:ry|er|ers|ries)|[Cc]ommittee|[Cc]ouncil|[Dd]epartment|[Ss]ecretary|[Oo]ffice|[Cc]ommission|[Cc]hair)"
    r"\w* (?:of|for|on)(?: the)? $"
)
_GOES_ON = re.compile(r" (?:[Mm]inist(?:ry|er|ers)|[Cc]ommittee|[Cc]ouncil|[Dd]epartment|[Ss]ecretary|[Cc]ommission)\b")
#: Words of picture credits in front of a name, on its line: whose picture it is, not whose text.
_PICTURE = re.compile(
    r"\b(?:photos?|photographs?|images?|pictures?|pics?|videos?|footage|graphics?|illustration|handout|foto|фото)"
    r"(?: (?:by|via|from|of|credit|courtesy of|released by|provided by))?(?: the)?[:/ ]*(?:\w+ ?/ ?)?$",
    re.I,
)


def publisher_at(url: str | None) -> str | None:
    """The outlet whose domain an address has; an unknown domain is its own name, without "www."."""
    host = host_of(url)
    if host is None:
        return None
    known = outlet_of_url(host)
    return plain_name(known.name) if known else host


def host_of(url: str | None) -> str | None:
    """The host of an http address in lower case, without "www."."""
    if not url or not re.match(r"https?://", url, re.I):
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def publisher_named(name: str | None) -> str | None:
    """The canonical name for a name or domain that metadata states; the name itself where the table has none."""
    if not name or not name.strip():
        return None
    name = " ".join(name.split())
    known = outlet_named(name) or (outlet_of_url(name.lower()) if re.fullmatch(r"[\w.-]+\.\w{2,}", name) else None)
    return plain_name(known.name) if known else name


def plain_name(name: str) -> str:
    """A name of the table without the brackets that tell namesakes apart."""
    return re.sub(r"\s*\([^)]*\)$", "", name)


@functools.cache
def _names() -> dict[str, str]:
    """Every name as texts write it → the canonical name; agencies in capitals are also written "Tass"."""
    found: dict[str, str] = {}
    for surface, outlet in surfaces():
        found.setdefault(surface, plain_name(outlet.name))
        if outlet.is_agency and len(surface) >= 4 and surface.isupper() and surface.isalpha():
            found.setdefault(surface.capitalize(), plain_name(outlet.name))
    return found


_AFTER = re.compile(
    r"(?:'s|’s)?(?: (?:news agency|state news agency|agency|correspondent|website|news channel|news))?"
    r"(?:,? (?:has |had |have |also |further |later )?(?:reports?|reported|reporting|quoted|quotes"
    r"|quoting|cited|cites|citing|said|says|wrote|writes|added|adds|"
    r"announced|carried|informs?|informed|learned|learnt|understands|published|broadcast|aired)\b"
    r"|(?: news agency)?(?: \([^)]{2,12}\))? ?[–—-] )"
)
_BEFORE = re.compile(
    r"(?:according to|as cited by|cited by|as quoted by|quoted by|as reported by|reported by|told|telling"
    r"|as told to|statement to|"
    r"interview with|interview to|said to|carried by|published by|broadcast by|obtained by|seen by|citing"
    r"|quoting|quoted in|reports? by|"
    r"report from|reporting by|via|source:|source|courtesy of|by|©|with)"
    r"(?: the| a| an)?(?: [A-Z]?[a-z]+(?:'s|’s)?(?:-[a-z]+)?){0,2}(?: (?:news agency|agency|broadcaster"
    r"|daily|newspaper|channel|tv|television|website|network|service|outlet|media))?(?: the)? [\"“‘']?$",
    re.I,
)
_RUSSIAN = re.compile(
    r"(?:сообщает|передает|передаёт|сообщил[аои]?|пишет|со ссылкой на|по данным|цитирует|агентств[оау])\s+"
    r"(?:агентство )?[«\"]?$",
    re.I,
)
_WORD = re.compile(r"(?<![\w-])[^\W\da-zа-яё_][\w.’'&-]*")  # names open with a capital


_PART = re.compile(r"[\w-]+")

#: Characters below which a line with a credit is nothing but the credit: "By Anna Ro, with Meridian Wire".
_CREDIT_LINE = 60
#: Characters in which a text begins.
_BEGINNING = 500


class Name(NamedTuple):
    """A name as texts write it, its first word, and all its parts."""

    word: str
    alias: str
    parts: frozenset[str]


@functools.cache
def _rarest() -> dict[str, list[Name]]:
    """The part of a name that fewest names share ("Ru" of "Gazeta.Ru") → the names that it stands for."""
    names = []
    for alias in _names():
        first = _WORD.match(alias)
        if first and _PART.match(first.group()):
            names.append(Name(first.group().rstrip(".'’"), alias, frozenset(_PART.findall(alias))))
    shared = Counter(part for name in names for part in name.parts)
    found: dict[str, list[Name]] = {}
    for name in names:
        found.setdefault(min(name.parts, key=lambda part: (shared[part], part)), []).append(name)
    return found


def credits(text: str) -> list[Credit]:
    """The agencies and outlets that a text credits, in reading order, each mention that credits once.

    Names of the table, and names it lacks where the form of the credit leaves no doubt.
    """
    listed = _listed(text)
    ends = {credit.end for credit in listed}
    others = [
        credit for credit in unlisted(text) if credit.end not in ends and publisher_named(credit.name) == credit.name
    ]
    return sorted([*listed, *others], key=lambda credit: credit.start)


def agencies_behind(article: Article) -> list[Credit]:
    """The agencies that the whole of an article is credited to, each where the text first says so.

    One that only metadata names has no characters: start and end are -1. Where nobody published the text, who is
    cited as it begins is taken for its source.
    """
    said = credits(article.text)
    found = []
    for name in article.agencies:
        if name == article.outlet:
            continue
        own = [credit for credit in said if credit.name == name]
        whole = next((credit for credit in own if credit.whole), None)
        if whole is None and own and article.outlet is None and own[0].start < _BEGINNING:
            whole = own[0]
        if whole is not None or not own:
            found.append(whole or Credit(name, -1, -1, whole=True))
    return found


def names_press(name: str) -> bool:
    """Whether a name that stands where an author's does is one of the press: "Press TV", "Meridian Wire"."""
    return outlet_named(name) is not None or is_agency_like(name)


def _listed(text: str) -> list[Credit]:
    found: list[Credit] = []
    last = 0
    for start, alias in _mentions(text):
        end = start + len(alias)
        if start >= last and (whole := _credited(text, start, end, alias)) is not None:
            found.append(Credit(_names()[alias], start, end, whole))
            last = end
    return found


def _mentions(text: str) -> list[tuple[int, str]]:
    """Where names of the table stand, each word with the longest name that opens there, in reading order."""
    said = _parts_of(text)
    found: dict[int, str] = {}
    for part in said & _rarest().keys():
        for word, alias, parts in _rarest()[part]:
            start = text.find(alias) if parts <= said else -1
            while start >= 0:
                if len(alias) > len(found.get(start, "")) and _is_name_at(text, start, word, alias):
                    found[start] = alias
                start = text.find(alias, start + 1)
    return sorted(found.items())


#: Words that go on in a name: who is called by them and another's name is another.
_LONGER = re.compile(r"\b(?:Radio|TV|Televisi(?:on|ón)|Canal|Channel|Diario|Daily|Weekly|Sunday|New|Nova|Neue)[ ]\Z")


def _parts_of(text: str) -> set[str]:
    """What `_PART` finds in a text; most words are one part as they stand."""
    words = set(text.split())
    whole = set(filter(str.isalnum, words))
    return whole.union(_PART.findall(" ".join(words - whole)))


def _is_name_at(text: str, start: int, word: str, alias: str) -> bool:
    """Whether a name stands there whole: no word goes on before or after it."""
    before, after = text[max(0, start - 1) : start], text[start + len(alias) : start + len(alias) + 1]
    if before == "-" or before == "_" or before.isalnum() or after.isalnum():
        return False
    if _LONGER.search(text, max(0, start - 14), start):
        return False  # "Radio Andina" is not the agency Andina
    written = _WORD.match(text, start)
    return written is not None and written.group().rstrip(".'’") == word


def _credited(text: str, start: int, end: int, alias: str) -> bool | None:
    """Whether the words around a name credit it with the whole text (else with what they tell); None for no credit."""
    before, after = text[max(0, start - 70) : start], text[end : end + 60]
    if _PICTURE.search(before) or _OF_A_BODY.search(before) or _GOES_ON.match(after):
        return None
    bracketed = before[-1:] in ("(", "[", "/") and after[:1] in (")", "]", "/", "\n", "") and len(alias) > 1
    if bracketed or (before.endswith("/") and re.match(r"\W", after or ".")):
        return True
    line_start = not before or before[-1] == "\n" or bool(re.search(r"\n[^\n]{0,40}[,(] ?$", before))
    if alias in _COMMON:
        return False if re.match(r" (?:news agency|News Agency|magazine)", after) else None
    if line_start and re.match(r"\s*(?:\([^)]{2,12}\)\s*)?[–—:-]|\)? ?[–—-] |\n|$", after):
        return True
    if before[-3:-1].strip() in ("–", "—", "-", "--") and re.match(r"\.?\s*(?:\n|$)", after):
        return True
    if not (_AFTER.match(after) or _BEFORE.search(before) or _RUSSIAN.search(before)):
        return None
    line = text[text.rfind("\n", 0, start) + 1 : _end_of_line(text, end)]
    return len(line) < _CREDIT_LINE


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
