"""A number in an account → who gives it: "residents said 30 were killed, the army put the toll at 12".

Reads the words around a number. The one idea: one sentence may hold the counts of two who count, named or not, and its
report rests on one of them; so a number is asked itself who says it, and only where its own clause does not tell is it
whoever the report rests on.
"""

from __future__ import annotations

import re

from rashomon.language.pronouns import is_pronoun
from rashomon.matching.findings.account import Answer, Corpus

#: Verbs by which somebody gives a number.
_GIVE = (
    r"(?:says?|said|puts?|putting|gave|gives|giving|counts?|counted|counting|reports?|reported|reporting|estimates?"
    r"|estimated|claims?|claimed|claiming|insists?|insisted|insisting|confirms?|confirmed|admits?|admitted|acknowledged?"
    r"|lists?|listed|spoke of|speaks? of|speaking of|recorded|announced?|told (?:\w+ ){1,3}that"
    r"|(?:revised?|raised?|lowered|corrected) (?:the|its|their)|fears?|feared|believes?)"
)
#: Who begins a clause and gives a number in it: "while the army put the toll at", "Residents said".
_NAME = r"[^\W\d][\w’'.-]*(?:\s[^\W\d][\w’'.-]*)"
_BEFORE = re.compile(
    r"(?:^|[,;:(–—]|\b(?:and|but|while|whereas|though|although|as)\s)\s{0,3}"
    r"(?:(?:and|but|while|whereas|though|although|as|however|yet),?\s){0,3}"
    rf"(?P<who>{_NAME}{{0,5}}?)\s(?:has\s|have\s|had\s|later\s)?{_GIVE}\b",
    re.I,
)
#: Who is named behind the number's own clause: "12 according to the army", "30 were killed, residents said".
_AFTER = re.compile(
    rf"^[^,;.:\d]{{0,60}},?\s(?:according to\s(?P<who>(?:the\s)?{_NAME}{{0,3}}?)"
    r"(?=\s(?:and|but|while|whereas)\b|[,;.:]|$)"
    rf"|(?!and\s|but\s|while\s)(?P<teller>(?:the\s)?{_NAME}{{0,3}}?)\s(?:say|says|said|claimed|claim|reported|announced|confirmed)"
    r"(?=[,;.:\s]|$))",
    re.I,
)
#: Who is named before the number's own clause: "According to the ministry, 45 people died".
_BY = re.compile(rf"^\s*according to\s(?P<who>(?:the\s)?{_NAME}{{0,4}}?),\s[^,;:]{{0,60}}$", re.I)
#: What a disaster takes, no one counts: "the storm claimed 17 lives".
_LIVES = re.compile(r"(?:\S+\s){1,3}?lives\b")
#: What names nobody: "by the latest count", "some 205 were confirmed dead".
_NOBODY = re.compile(r"^(?:by|according|as|per|in|at|with|from)\b|\b(?:is|are|was|were|been|be|latest|official)$", re.I)
#: Words in whoever gives it that say nothing of him: when he did, that he did so before.
_NOT_HIM = re.compile(
    r"^contrary to what\s|\s(?:(?:had|has|have)(?: (?:also|earlier|later|since))?|also|earlier|later"
    r"|(?:early |late )?on (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|evening|night))?)$",
    re.I,
)
#: Another clause, of another giver maybe.
_TURN = re.compile(r"[;]|\b(?:while|whereas|but)\b", re.I)
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s|\n")
#: Words before who gives it that say nothing of him.
_LEADS = re.compile(r"^(?:(?:the|a|an|some|many|several|two|local|and|but|while|that)\s+)+", re.I)


def giver(text: str, start: int, end: int) -> str | None:
    """Whoever gives the number at [start, end) of a text, as its own clause calls him; None where that names nobody."""
    before, after = _SENTENCE.split(text[max(0, start - 300) : start])[-1], _SENTENCE.split(text[end : end + 120])[0]
    clauses = list(_BEFORE.finditer(_TURN.split(before)[-1]))
    if clauses and not _LIVES.match(text, start):  # "he said": whom the report rests on knows better
        return _named(clauses[-1]["who"])
    behind = _BY.match(_TURN.split(before)[-1]) or _AFTER.match(_TURN.split(after)[0])
    told = behind.groupdict() if behind is not None else {}
    return _named(told.get("who") or told.get("teller"))


def _named(words: str | None) -> str | None:
    """Whoever these words call, without what they say beside him; None for a pronoun."""
    plain = _NOT_HIM.sub("", _NOT_HIM.sub("", words or ""))
    return None if not plain or is_pronoun(plain) or _NOBODY.search(plain) else plain


def given_by(corpus: Corpus, answer: Answer) -> str | None:
    """Who gives an answer's number, in the account's words."""
    named = answer.giver or _in_words(corpus, answer.value.mention)
    if named is not None:
        return named
    source, article = corpus.sources.get(answer.report or ""), corpus.articles[answer.article]
    # who only publishes it did not count
    return None if source in (article.outlet, *article.agencies) or is_pronoun(source or "") else source


def are_of_two(corpus: Corpus, one: Answer, other: Answer) -> bool:
    """Whether two numbers of one account are given in two names, or one of them in the account's own."""
    named = [plain(given_by(corpus, answer)) for answer in (one, other)]
    if all(named):
        return not are_one(*named)
    return corpus.sources.get(one.report or "") != corpus.sources.get(other.report or "")


def are_of_two_named(corpus: Corpus, one: Answer, other: Answer) -> bool:
    """Whether two numbers are given by two who are named."""
    named = [plain(given_by(corpus, answer)) for answer in (one, other)]
    return all(named) and not are_one(*named)


def are_one(one: str, other: str) -> bool:
    """Whether two plain names of whoever gives a number may mean one: "ministry", "interior ministry"."""
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def _in_words(corpus: Corpus, number: str) -> str | None:
    mention = corpus.mentions.get(number)
    return giver(corpus.articles[mention.article].text, mention.start, mention.end) if mention is not None else None


def plain(name: str | None) -> str:
    """Whoever gives a number, so that names can be compared: "the army", "Army" are one; nothing for nobody."""
    return _LEADS.sub("", " ".join((name or "").split())).casefold().rstrip(" .’'")
