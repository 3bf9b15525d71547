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
    r"|lists?|listed|spoke of|speaks? of|speaking of|recorded|announced?|told (?:\w+ ){1,3}that)"
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
    rf"|(?!and\s|but\s|while\s)(?P<teller>(?:the\s)?{_NAME}{{0,3}}?)\s(?:say|says|said|claimed|claim|reported)"
    r"(?=[,;.:\s]|$))",
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
    if clauses:  # "he said": whom the report rests on knows better
        return None if is_pronoun(clauses[-1]["who"]) else clauses[-1]["who"]
    behind = _AFTER.match(_TURN.split(after)[0])
    told = (behind["who"] or behind["teller"]) if behind is not None else None
    return None if told is None or is_pronoun(told) else told


def given_by(corpus: Corpus, answer: Answer) -> str | None:
    """Who gives an answer's number, in the account's words."""
    return answer.giver or _in_words(corpus, answer.value.mention) or corpus.sources.get(answer.report or "")


def are_of_two(corpus: Corpus, one: Answer, other: Answer) -> bool:
    """Whether two numbers of one account are given in two names, or one of them in the account's own."""
    named = [plain(given_by(corpus, answer)) for answer in (one, other)]
    if all(named):
        return named[0] != named[1]
    return corpus.sources.get(one.report or "") != corpus.sources.get(other.report or "")


def _in_words(corpus: Corpus, number: str) -> str | None:
    mention = corpus.mentions.get(number)
    return giver(corpus.articles[mention.article].text, mention.start, mention.end) if mention is not None else None


def plain(name: str | None) -> str:
    """Whoever gives a number, so that names can be compared: "the army", "Army" are one; nothing for nobody."""
    return _LEADS.sub("", " ".join((name or "").split())).casefold().rstrip(" .’'")
