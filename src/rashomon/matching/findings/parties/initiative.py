"""A report of talks → who asked for them: each ministry likes to have been called.

Reads the sentence that tells of a call or a meeting; gives the party with whom it began. The one idea: texts say this
in few turns of phrase ("at the initiative of", "received a call from", "X phoned Y"), and two accounts that name each
one of the two contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.matching.acts.parties import is_named
from rashomon.matching.answers import COMPATIBLE, EQUAL, EXCLUDING
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.parties.who import Parties, compare_parties, who
from rashomon.record import Entity, Mention, Report

_WHO = r"(?P<who>[^.,;\n]{2,60})"
_TALKS = r"(?:(?:tele)?phone )?(?:call|conversation|talks?|meeting|contact)"
_ASKED = rf"(?:had )?(?:asked for|initiated|requested) (?:this|the) {_TALKS}"
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:at|on|upon) the (?:initiative|request|instance|invitation) of {_WHO}",
        r"\b(?:at|on) (?P<who>(?:the )?[A-Z][^.,;\n]{1,40}?)['’]s? (?:initiative|request|invitation)\b",
        rf"\b(?:telephone|phone) call from {_WHO}",
        rf"\breceiv(?:ed|es|ing) a (?:\w+ )?call from {_WHO}",
        rf"\b{_TALKS} (?:was|were|had been|is) (?:made|placed|initiated|requested|sought) by {_WHO}",
        rf"\b(?:was|been) (?:called|phoned|telephoned|rung)(?: up)? by {_WHO}",
        rf"(?P<who>[A-Z][^.,;\n]{{1,40}}),? (?:which|who|that) {_ASKED}",
        rf"(?P<who>(?:the )?[A-Z][^.,;\n]{{1,40}}) {_ASKED}",
    )
)
_ASKING = re.compile(_ASKED, re.I)
_LANDS = ("place", "nationality")
_RANG = re.compile(r"(?:had )?(?:called|phoned|telephoned|rang|rung)(?: up)?", re.I)
_CALL = re.compile(r"\b(?:call|phone|telephone|rang|rung)", re.I)
#: "Delvanian counterpart" is a person, "the Delvanian side" the state.
_OF_A_PERSON = re.compile(r"\s+(?!sides?\b|party\b|government\b|ministry\b)[a-z]{4,}")
#: The sentence after the one that tells of talks goes on about them.
_FURTHER = re.compile(rf"[ \t]+(?:The|This|That) {_TALKS}\b[^.\n]*")


def initiators(corpus: Corpus, report: Report) -> Iterator[Answer]:
    """Who asked for the talks that a report tells of: nobody where its sentence does not say, two where it tells that
    each names the other.
    """
    if report.type != "CONSULT" or report.modality not in ("happened", "ongoing"):
        return
    text, trigger = corpus.articles[report.article].text, report.trigger
    rang = bool(_RANG.fullmatch(text[trigger.start : trigger.end])) and report.mode == "phone"
    begin, finish = _sentence(text, trigger.start, trigger.end)
    did = "called" if rang or _CALL.search(text, begin, finish) else "asked for it"
    found = [_named_in(corpus, report, begin, finish)]
    if rang and _has_partner(corpus, report):
        found.append(who(corpus, report, report.actors[:1]))
    for answer in found:
        if answer is not None:
            yield Answer(answer.value, f"{answer.words} {did}", report.article, report.id)


def may_say_who_asked(text: str) -> bool:
    """Whether a text has one of the turns of phrase behind which `initiators` look for anybody who is named."""
    return any(pattern.search(text) for pattern in _patterns_for(text, 0, len(text)))


def _patterns_for(text: str, begin: int, finish: int) -> Sequence[re.Pattern[str]]:
    """Those patterns that a stretch may have: the last two begin with any capital, and take a millisecond a text."""
    return _PATTERNS if _ASKING.search(text, begin, finish) else _PATTERNS[:-2]


def _has_partner(corpus: Corpus, report: Report) -> bool:
    """ "Called the minister", "had called": not "called police", "called the move groundless"."""
    text = corpus.articles[report.article].text
    if re.match(r"\s*[.,;]", text[report.trigger.end :][:3]):
        return True
    met = [corpus.entities.get(corpus.of_mention.get(m, "")) for m in report.recipients]
    return any(one is not None and is_named(one) and one.kind == "person" for one in met)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    begin = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1
    finish = min((at for at in (text.find("\n", end), text.find(". ", end)) if at >= 0), default=len(text))
    further = _FURTHER.match(text, min(finish + 1, len(text)))
    return begin, further.end() if further else finish


def _named_in(corpus: Corpus, report: Report, begin: int, finish: int) -> Answer | None:
    """The party that one of the patterns points at: behind "which" the nearest name, elsewhere the first."""
    text = corpus.articles[report.article].text
    for pattern in _patterns_for(text, begin, finish):
        match = pattern.search(text, begin, finish)
        if match is None:
            continue
        known = _inside(corpus, report.article, *match.span("who"))
        if "call from" in pattern.pattern:  # nobody receives a call of his own
            met = {corpus.of_mention.get(m) for m in report.actors if corpus.mentions[m].start < match.start()}
            known = [m for m in known if corpus.of_mention[m.id] not in met]
        if known:
            nearest = "which" in pattern.pattern
            first = max(known, key=lambda m: (m.start if nearest else -m.start, m.end, m.id))
            return who(corpus, report, (first.id,))
    return None


def _inside(corpus: Corpus, article: str, start: int, end: int) -> list[Mention]:
    """The mentions of somebody known that begin in [start, end)."""
    text = corpus.articles[article].text
    found = [m for m in corpus.parties.get(article, ()) if start <= m.start < end and m.id in corpus.of_mention]
    return [m for m in found if m.kind not in _LANDS or not _OF_A_PERSON.match(text, m.end)]


def compare_initiators(left: Parties, right: Parties) -> str:
    """Equal by name, and of a minister and the ministry or state he serves; exclusive where each names another person,
    or the sides of two countries.
    """
    one, other = left.parties[0], right.parties[0]
    if compare_parties(left, right) == EQUAL or _is_one_side(one, other):
        return EQUAL
    persons = all(party.kind == "person" and is_named(party) for party in (one, other))
    lands = bool(one.country and other.country and one.country != other.country)
    return EXCLUDING if lands or (persons and not (one.country and one.country == other.country)) else COMPATIBLE


def _is_one_side(one: Entity, other: Entity) -> bool:
    """ "Varnholt called", "the Foreign Ministry of Ostrania called": who serves a state, and the state or its body."""
    if (one.kind == "person") == (other.kind == "person"):
        return False
    if one.country or other.country:
        return one.country == other.country
    return bool(_states(one) & _states(other))


def _states(party: Entity) -> set[str]:
    """What may be names of a state that no table has in a party's name and titles: Ostrania, Ostranian → "ostran"."""
    told = " ".join([*(role.title for role in party.roles), *([] if party.kind == "person" else [party.name])])
    return {word[:_STEM].casefold() for word in _PROPER.findall(told)} - _OFFICES


_STEM = 6
_PROPER = re.compile(r"\b[A-Z][^\W\d_]{5,}")
_OFFICES = frozenset(
    word[:_STEM]
    for word in """minister ministry foreign defence defense interior finance affairs president presidency premier prime
    secretary government department office general deputy justice health education labour national republic kingdom
    federal leader chairman chairwoman spokesman spokeswoman spokesperson director authority council agency""".split()
)
