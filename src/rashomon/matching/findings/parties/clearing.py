"""Those who deny a deed that others lay to them: "The Brigades have denied any part in Saturday's fire".

Reads statements of the parties that accounts name as doers; gives answers to who did it ("not the Brigades"). The one
idea: a denial of guilt tells no act of its own, so no report holds it; it belongs to the deed that its words, or the
sentences around it, name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rashomon.matching.acts.pairs import lemma
from rashomon.matching.acts.parties import is_named
from rashomon.matching.findings.account import Answer, Corpus, wording
from rashomon.matching.findings.parties.who import Parties, are_one
from rashomon.record import Report, Statement

_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disclaim(?:s|ed)?)\b", re.I)
_GUILT = re.compile(
    r"\b(?:involve(?:ment|d)|responsib\w+|any (?:\w+ )?(?:part|role|link|hand|connection)|complicity|blame|guilt"
    r"|(?:the|this|that|these|those|such|all|any|\w+['’]s?) (?:\w+ )?(?:accusations?|charges?|allegations?|claims?)"
    r"|carr(?:y|ied|ying) out|being behind|(?:was|were|is|are) behind)\b",
    re.I,
)
#: What is denied, where the denial says so itself: "the charge that he led the firm".
_MATTER = re.compile(r"\bthat (?:he|she|it|they|his|her|its|their)\b(?P<what>[^.;]+)")
#: A deed that its doers claim: who denies "the ISIS claims that they have beheaded her" clears nobody of it.
_CLAIMED = re.compile(
    r"\b[A-Z][\w’'-]{1,30} (?:claims?|boasts?) (?:that (?:they|it|he|she)\b|to have\b|of having\b)"
)
#: Characters around a denial in which its article tells the deed.
_NEAR = 500
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)


def clearings(
    corpus: Corpus, articles: Iterable[str], reports: Sequence[Report], told: Sequence[Answer]
) -> Iterator[Answer]:
    """Denials, in these articles, by a party that `told` names as doer of the deed that `reports` tell."""
    blamed = [answer.value for answer in told if not answer.value.denied and answer.value.is_named]
    if not blamed or not all(report.type == "ASSAULT" for report in reports):
        return
    names = {name for report in reports for name in wording(corpus, report).words.names} - _DAYS
    for article in articles:
        for statement in corpus.statements.get(article, ()):
            denier = _denier(corpus, statement)
            if denier is None or not any(are_one(denier, 0, one, i) for one in blamed for i in range(len(one))):
                continue
            if _is_about(corpus, statement, reports, names):
                words = f"not {denier.parties[0].name}"
                yield Answer(denier, words, article, statement=statement.id)


def _denier(corpus: Corpus, statement: Statement) -> Parties | None:
    """Who denies guilt in a statement; None where it does not."""
    text = corpus.articles[statement.article].text[statement.start : statement.end]
    entity = corpus.of_mention.get(statement.speaker or "")
    party = corpus.entities.get(corpus.meant.get(entity, entity)) if entity else None
    if party is None or not is_named(party) or not (_DENIES.search(text) and _GUILT.search(text)):
        return None
    if _CLAIMED.search(text):
        return None
    return Parties((party,), True, (frozenset(party.sectors),))


def _is_about(corpus: Corpus, statement: Statement, reports: Sequence[Report], names: set[str]) -> bool:
    """Whether a denial names what the deed's tellings name, or stands beside one of them."""
    beside = [r for r in reports if r.article == statement.article and _gap(r, statement) <= _NEAR]
    text = corpus.articles[statement.article].text[statement.start : statement.end]
    matter = _MATTER.search(text)
    if matter and not any(_words_of(matter["what"]) & wording(corpus, report).words.lemmas for report in reports):
        return False
    speaker = corpus.mentions.get(statement.speaker or "")
    own = {word.casefold() for word in re.findall(r"\w+", speaker.text)} if speaker else set()
    said = {word.casefold() for word in re.findall(r"[A-ZÀ-Þ][\w’'-]+", text)} - own
    return bool(beside) or bool(said & names)


def _words_of(text: str) -> set[str]:
    """Base forms of the words of a text."""
    return {lemma(word) for word in re.findall(r"[^\W\d_]+", text.lower())}


def _gap(report: Report, statement: Statement) -> int:
    return max(report.trigger.start - statement.end, statement.start - report.trigger.end, 0)
