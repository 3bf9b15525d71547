"""Sentences of a story's articles → how old accounts say that somebody is.

Reads the texts of a story; gives the ages that accounts tell alike, and the pairs that give one person two ages. The
one idea: an age stands beside a name ("Gomes, 35,", "35-year-old Gary Gomes"), or beside a description that some other
account names by the same age ("a 35-year-old man"); only who bears a full name can be told to have two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rashomon.knowledge.countries import adjective_of
from rashomon.matching.findings.numbers.numbers_told import Counted
from rashomon.matching.findings.numbers.told_alike import Alike
from rashomon.matching.findings.text.sentences import Sentence, sentences_of

_OF = r"(?:(?:van|von|de|der|den|del|al|bin|la|le|di|da|el|du|dos|ibn) )?"
_NAME = rf"[A-Z][\w’'-]{{1,20}}(?: {_OF}[A-Z][\w’'.-]{{0,20}}){{0,3}}"
_SMALL = (
    r"(?:in|on|at|from|of|by|to|with|for|after|before|who|was|is|has|had|and|but|as|when|while|that|were|into|near|over)"
)
#: "Gary Gomes, 35,", "Gomes (35)", "Gomes, a 35-year-old"; "35-year-old Gary Gomes", "his
#: 21-year-old wife, Feng"; "a 35-year-old".
_AGED = re.compile(
    rf"\b(?P<name>{_NAME})(?:, (?:aged? |who (?:is|was) |an? )?| \((?:aged )?)(?P<years>\d{{1,2}})"
    r"(?:[- ]years?[- ]old\b|(?=[,.;)]))"
    rf"|\b(?P<before>\d{{1,2}})[- ]year[- ]old (?P<what>(?:(?!{_SMALL}\b)[a-z][\w-]+ ){{0,3}}?)(?P<after>{_NAME})\b"
    rf"|\b(?P<kin>\d{{1,2}})[- ]year[- ]old(?: [a-z][\w-]+){{1,4}}, (?P<behind>{_NAME})\b"
    r"|\b(?P<alone>\d{1,2})[- ]year[- ]old\b(?: [a-z-]{3,20}\b)?"
)
_FULL = re.compile(r"[A-Z][\w’'-]{1,20}(?: [A-Z][\w’'.-]{0,20}){1,3}")
#: Behind a last name.
_JUNIOR = re.compile(r"\s(?:Jr|Sr|II|III|IV)\.?$")
#: What looks like a name and is none, before a number.
_NO_NAME = re.compile(
    r"(?:Jan|Febr?u?|Mar|Apr|May|June?|July?|Aug|Sept?|Octo?|Nov|Dec)[a-z]*\.?$|^(?:In|On|At|By|The|A|An|But|And|He|She|It"
    r"|They|Of|For|From|His|Her|About|Only|Just|Page|Flight|Route|Highway|Interstate|Chapter|Section|Room|No|Yesterday|Today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_KIN = re.compile(
    r"\b(?:mother|father|wife|husband|son|daughter|brother|sister|friend|girlfriend|boyfriend|nephew|niece)\b"
)
#: What is told long after: by then one is older.
_AFTERWARDS = re.compile(
    r"\b(?:guilty|convict\w*|sentenc\w+|trial|verdict|jury|anniversary|years? (?:later|ago))\b", re.I
)
#: Younger and older than this is nobody whose age is told in years.
_YOUNGEST, _OLDEST = 2, 99
#: Articles that give an age which is worth a row; persons of a story whose age is told.
_LEAST, _MOST = 3, 4


@dataclass(frozen=True, slots=True)
class Age:
    """How old an account says that somebody is; `name` as told there, None where he is only described."""

    sentence: Sentence
    name: str | None
    years: float
    words: str


def ages_alike(texts: Mapping[str, str]) -> list[Alike]:
    """The ages that three articles or more give one person, those that most give first. `texts` by article id."""
    if len(texts) < _LEAST:
        return []
    told = [one for article, text in sorted(texts.items()) for one in ages_told(article, text)]
    by_person: dict[tuple[str, float], list[Age]] = defaultdict(list)
    for one in told:
        if one.name is not None:
            by_person[_last(one.name), one.years].append(one)
    named = [years for _, years in by_person]
    for one in told:
        if one.name is None and named.count(one.years) < 2:
            by_person[next((person for person in by_person if person[1] == one.years), ("", one.years))].append(one)
    found = [_alike(ages, told) for _, ages in sorted(by_person.items())]
    several = [one for one in found if len(one.told) >= _LEAST]
    return sorted(several, key=lambda one: (-len(one.told), -one.value, one.number))[:_MOST]


def _alike(ages: list[Age], told: list[Age]) -> Alike:
    """One age of each article, the fullest name first."""
    ordered = sorted(ages, key=lambda one: (-len(one.name or ""), one.sentence.article, one.sentence.start))
    first: dict[str, Age] = {}
    for one in ordered:
        first.setdefault(one.sentence.article, one)
    years, shown = ordered[0].years, tuple((one.sentence, ordered[0].words) for one in first.values())
    given = frozenset(one.sentence.article for one in told if one.years == years)
    return Alike("age", years, f"{years:g}", shown, given)


def _last(name: str) -> str:
    return re.sub(r"['’]s?$", "", _JUNIOR.sub("", name).split()[-1].casefold())


@lru_cache(maxsize=256)
def ages_told(article: str, text: str) -> tuple[Age, ...]:
    """The ages of persons in a text, in order."""
    return tuple(
        age
        for sentence in sentences_of(article, text)
        for match in _AGED.finditer(sentence.text)
        if (age := _read(sentence, match)) is not None
    )


def _read(sentence: Sentence, match: re.Match[str]) -> Age | None:
    years = float(match["years"] or match["before"] or match["kin"] or match["alone"])
    name = match["name"] or match["after"] or match["behind"]
    if name is not None and (_NO_NAME.search(name) or adjective_of(name) or _KIN.search(match["what"] or "")):
        name = None
    # "Yesterday, a 36-year-old climber": nobody is named, but an age is told
    start = match.start("years") if name is None and match["years"] and "year" in match[0] else match.start()
    if not _YOUNGEST <= years <= _OLDEST or (name is None and match["years"] and start == match.start()):
        return None
    words = sentence.text[start : match.end()].rstrip(" (") + (")" if "(" in match[0] else "")
    return Age(sentence, name, years, " ".join(words.split()))


def ages_apart(texts: Mapping[str, str]) -> Iterator[tuple[Counted, Counted]]:
    """Two accounts that give one person, named in full, two ages, each but one."""
    told: dict[str, dict[float, Counted]] = defaultdict(dict)
    for article, text in sorted(texts.items()):
        given: dict[str, list[Age]] = defaultdict(list)
        for one in ages_told(article, text):
            if one.name is not None and _FULL.fullmatch(one.name) and not _AFTERWARDS.search(one.sentence.text):
                given[one.name].append(one)
        for name, ages in given.items():
            if len({one.years for one in ages}) == 1:
                first = Counted(ages[0].sentence, f"age of {name}", ages[0].years, ages[0].words)
                told[name].setdefault(first.value, first)
    for name in sorted(told):
        yield from combinations((told[name][years] for years in sorted(told[name])), 2)
