"""Answers to who did it and whom it befell → each without those whom accounts tell in the other role."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from rashomon.matching.findings.account import Answer


def without_victims(answers: Sequence[Answer], met: Sequence[Answer]) -> list[Answer]:
    """The doers without those whom more accounts say it befell: "the Dask killing" names nobody who killed."""
    befell, did = (
        Counter(party.id for one in dict.fromkeys((a.article, a.value) for a in told) for party in one[1].parties)
        for told in (met, answers)
    )
    return [
        answer
        for answer in answers
        if answer.value.denied or any(befell[party.id] <= did[party.id] for party in answer.value.parties)
    ]


def struck_back(did: Sequence[Answer], met: Sequence[Answer]) -> list[tuple[list[Answer], list[Answer]]]:
    """Doers and sufferers of each of two blows, where accounts tell both as one act: what a party did to others, and
    what others did to it. Nothing where no party is told by two accounts to have done and by two to have undergone it,
    and neither are its others.
    """
    roles = [_by_party(told) for told in (did, met)]
    both = roles[0].keys() & roles[1].keys()
    often = {party: min(len(role[party]) for role in roles) for party in both}
    most = min(often, key=lambda party: (-often[party], party), default=None)
    if most is None or often[most] < 2:
        return []
    own = [[a for a in told if any(party.id == most for party in a.value.parties)] for told in (did, met)]
    others = [[a for a in told if a not in mine] for told, mine in zip((did, met), own, strict=True)]
    if any(len({answer.article for answer in part}) < 2 for part in others):
        return []
    return [(own[0], others[1]), (others[0], own[1])]


def without_answers_to_it(did: Sequence[Answer], met: Sequence[Answer]) -> list[Answer]:
    """The doers without those who, by their own account, did it to whom more accounts say did it: soldiers who killed
    thirty fighters of those who stormed the camp did not storm it. `met`: whom it befell, by each report.
    """
    doing: dict[str, set[str]] = defaultdict(set)
    for answer in did:
        for party in answer.value.parties:
            doing[party.id].add(answer.article)
    befell = {answer.report: {party.id for party in answer.value.parties} for answer in met}
    back = {
        (answer.article, party.id)
        for answer in did
        if not answer.value.denied
        for party in answer.value.parties
        for other in befell.get(answer.report, ())
        if other != party.id and len(doing.get(other, set()) - {answer.article}) > len(doing[party.id])
    }
    return [answer for answer in did if not all((answer.article, party.id) in back for party in answer.value.parties)]


def _by_party(told: Sequence[Answer]) -> dict[str, set[str]]:
    """Party → the articles that name it in a role."""
    found: dict[str, set[str]] = defaultdict(set)
    for answer in told:
        for party in answer.value.parties if not answer.value.denied else ():
            found[party.id].add(answer.article)
    return found
