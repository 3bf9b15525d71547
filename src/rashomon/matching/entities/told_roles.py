"""A name in its text → what the text calls the person: "Judge Lorens Amdal", "Matis Orlan, the mayor of Brennik".

Reads the characters around a mention. The one idea: what stands right before a name and ends with a word for people is
a title, and what follows it between commas and begins with such a word says who it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from spacy.lang.en.stop_words import STOP_WORDS

from rashomon.language.names.roles import title_words
from rashomon.language.proper import proper_name
from rashomon.record import Article, Mention

#: Characters read on either side of a name, and words of a title or of what follows a name.
_REACH, _LONGEST = 90, 8
#: Words of what follows a name, with what it is "of".
_WHOLE = 12
_BREAK = re.compile(r"[\n,;:\"“”()\[\]—–]|(?<=[a-z’'s]{4})[.!?] |\s[-|]\s")
_BESIDE = re.compile(
    r"(?:,? \(?(?:aged? )?\d\d\)?)?, "
    r"(?P<role>(?:an?|the|its|their|our|his|her|[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}['’]s?)"
    r" [^,;:()\n\"“”]{3,90}?)(?=[,;)]|(?<!Mr)(?<!Mrs)(?<!Dr)\.(?: |$))"
)
#: "Roe, president and chief executive of Acme": without an article or an owner, but with what he leads.
_OF_WHAT = re.compile(
    r"(?:,? \(?(?:aged? )?\d\d\)?)?, (?P<role>[a-z][\w-]*(?: [a-z][\w-]*){0,6} (?:of|at|for) [^,;:()\n\"“”.]{3,60}?)"
    r"(?=[,;)]|\.(?: |$))"
)
_BEFORE = re.compile(r"(?:^|[\s“\"])(?P<role>(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er) [^,;:()\n\"“”.]{3,80}), $")
#: Where the words for the person end and what he does, or where he is, begins.
_FURTHER = re.compile(
    r"\s(?:who|which|that|whose|where|when|and|but|said|says|told|has|had|was|is|with|by|after)\s.*", re.S
)
#: "president and chief executive officer of Acme": two roles in one.
_TWO = re.compile(r"(?:[A-Za-z-]+ )*?([A-Za-z-]+) and (?:[A-Za-z-]+ ){0,3}([A-Za-z-]+) (?:of|at|for) [^,]*$")
_COMPLEMENT = re.compile(r"\s(?:of|for|at|in|from|on|to|based)\s.*", re.S)
#: Lower-case words that a title may hold.
_INSIDE = frozenset(
    """of for and the former ex deputy vice senior acting interim assistant associate chief top lead leading executive
    general managing shadow opposition police army navy military union party government ministry state city county
    local regional district provincial federal national foreign interior defence defense prime health finance labour
    labor education environment justice transport trade aid human rights press media news security intelligence
    border coast guard fire football basketball baseball hockey soccer team club company firm bank church mosque
    school university college hospital court trial veteran retired fellow rebel militia group campaign committee
    council board research science technology communications political legal medical religious spiritual community
    business tech software oil energy climate marine air force air-force special self-proclaimed self-declared
    independent incoming outgoing then""".split()
)
#: Words that end like words for people, begin sentences, or say nothing of a person.
_NO_TITLE = STOP_WORDS | frozenset(
    """said says told adds added asked asks either rather later earlier together remember consider discover deliver
    enter offer order number matter recently mr mrs ms miss sir brother sister father mother husband wife partner
    friend pm monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december name""".split()
)
_LINKS = frozenset("of for and the a an".split())
_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "elect")
#: Roles of a person that are kept.
_SHOWN = 6
_ABBREVIATED = frozenset(
    "rep sen gov gen lt col maj capt sgt adm cmdr brig supt insp det dr prof rev pres amb hon".split()
)


def told_roles(article: Article | None, mention: Mention) -> frozenset[str]:
    """What a text calls a person right before or behind his name, as written, without article; English texts only."""
    name = proper_name(mention.text, "person")
    if article is None or article.language != "en" or name is None or len(mention.text) > _REACH:
        return frozenset()
    inside = mention.text[: mention.text.rfind(name.split()[0])] if name.split()[0] in mention.text else ""
    before = article.text[max(0, mention.start - _REACH) : mention.start] + inside
    behind = article.text[mention.end : mention.end + _REACH]
    return frozenset(filter(None, (_title(before), _announced(before), _apposition(behind))))


def _title(before: str) -> str | None:
    words = _BREAK.split(before)[-1].split()[-_LONGEST:]
    if not before[-1:].isspace() or not words or not _names_people(words[-1]):
        return None
    first = len(words) - 1
    while first > 0 and _goes_on(words, first - 1):
        first -= 1
    while first < len(words) - 1 and _bare(words[first]) in _LINKS:
        first += 1
    found = " ".join(words[first:]).strip(" -'’")
    return found if _bare(words[-1]) != "dr" and len(words) - first < _LONGEST else None


def _goes_on(words: list[str], at: int) -> bool:
    """Whether a title reaches on to the left over a word; over "and" where it joins two roles, or stands in one."""
    word, bare = words[at], _bare(words[at])
    if bare == "and":
        return at > 1 and (_names_people(words[at - 1]) or words[at - 2] == "of")
    if bare in _LINKS:
        return True
    stop = word[-1:] == "." and bare not in _ABBREVIATED
    if stop or "/" in word or (bare in _NO_TITLE and bare not in _INSIDE):
        return False
    return word[:1].isupper() or bare in _INSIDE or bare in title_words() or word[-2:] in ("'s", "’s", "s'", "s’")


def _bare(word: str) -> str:
    return word.casefold().removesuffix("'s").removesuffix("’s").strip(".'’")


def _names_people(word: str) -> bool:
    """Whether a word right before a name is a word for people: "Judge", "Rep.", "driver"."""
    bare = _bare(word)
    if word[-1:] == ".":
        return bare in _ABBREVIATED
    if bare in _NO_TITLE or not bare or "/" in word:
        return False
    return bare in title_words() or (len(bare) > 5 and bare.endswith(_ENDINGS))


def _announced(before: str) -> str | None:
    """ "the minister of justice of Oran, | Omar Diaz"."""
    match = _BEFORE.search(before)
    return _described_by(match["role"]) if match else None


def _apposition(behind: str) -> str | None:
    match = _BESIDE.match(behind) or _OF_WHAT.match(behind)
    return _described_by(match["role"]) if match else None


def _described_by(words: str) -> str | None:
    """The role that a phrase with its article or owner tells, if it tells one."""
    role = _FURTHER.sub("", words).strip()
    if (two := _TWO.match(words)) is not None and all(map(_names_people, two.groups())):
        role = words.strip()
    head = _COMPLEMENT.sub("", role).split()
    if not head or len(head) > _LONGEST or len(role.split()) > _WHOLE or _bare(head[-1]) in _RELATED:
        return None
    if not _names_people(head[-1]) and _bare(head[-1]) not in _LEADING:
        return None
    first, _, rest = role.partition(" ")
    return rest if first.casefold() in _DETERMINERS else role


_DETERMINERS = frozenset("a an the its their our his her my".split())
#: Words for those who lead that end like no word for people: "chief executive of Acme", "head of sales".
_LEADING = frozenset({"executive", "head"})
#: Who somebody is to another says nothing of him alone.
_RELATED = frozenset("counterpart colleague successor predecessor rival".split())


def most_told(counts: Mapping[str, int]) -> Iterable[str]:
    """The roles of a person by how many accounts give each, one for each wording; none that a longer one says too."""
    ordered = sorted(counts, key=lambda role: (-counts[role], -len(role), role))
    kept: list[str] = []
    for role in ordered:
        words = set(role.casefold().split())
        longer = any(words < set(other.casefold().split()) for other in counts)
        if not longer and all(role.casefold() != other.casefold() for other in kept):
            kept.append(role)
    return kept[:_SHOWN]
