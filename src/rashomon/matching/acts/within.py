"""Facts of reports → the acts that each article tells.

Reports of one article that tell one act are one; so are a deed and what comes of it further on. An article's acts
depend on its own facts alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rashomon.matching.acts.facts import Facts, beside_others, joined
from rashomon.matching.acts.judging import EventsSettings, act_judgement, kept_judgements
from rashomon.matching.acts.keys import are_near
from rashomon.matching.acts.tellings import DENIED, FURTHER_ON, WITHIN, are_two, told_as_others, within
from rashomon.matching.clusters import Linkage, clusters
from rashomon.record import Judgement

#: Characters after a deed within which what comes of it is told as such: the next sentence or two.
_NEXT = 350


def acts_of_articles(
    facts: Sequence[Facts], people: Sequence[Judgement], settings: EventsSettings
) -> tuple[list[Facts], list[Judgement]]:
    """The acts that each article tells, and the judgements behind them: an article's depend on its own facts alone."""
    inside = _within_articles(facts, settings)
    acts = _acts(facts, [*inside, *people], settings)
    outcomes = kept_judgements([*_outcomes(acts), *_figures(acts)], settings)
    acts = told_as_others(beside_others(_joined_acts(acts, [*outcomes, *people], settings)))
    return acts, [*inside, *outcomes]


def _within_articles(facts: Sequence[Facts], settings: EventsSettings) -> list[Judgement]:
    """Judgements on reports of one article, of one or of near types."""
    in_article: dict[str, list[Facts]] = defaultdict(list)
    for one in facts:
        in_article[one.article].append(one)
    found = []
    for here in in_article.values():
        ordered = sorted(here, key=lambda one: (one.reports[0].trigger.start, one.id))
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + settings.reach]:
                if one.types == other.types or are_near(one, other):
                    found.append(act_judgement(one, other, WITHIN, within(one, other)))
    return kept_judgements(found, settings)


def _acts(facts: Sequence[Facts], judgements: Sequence[Judgement], settings: EventsSettings) -> list[Facts]:
    """Reports of one article that tell one act, as one; who meets whom bars it."""
    by_id = {one.id: one for one in facts}

    def allowed(left: Sequence[str], right: Sequence[str]) -> bool:
        return not are_two(joined([by_id[one] for one in left]), joined([by_id[one] for one in right]))

    groups = clusters(by_id, _inside(by_id, judgements), Linkage(settings.within), allowed)
    return [joined([by_id[member] for member in group]) for group in groups]


def _outcomes(acts: Sequence[Facts]) -> list[Judgement]:
    """What an article tells of the dead further on comes of the one act of force it tells; where it tells several, of
    the one told right before. What somebody denies to have done is the act told before it.
    """
    told = [act for act in acts if "ASSAULT" in act.types]
    done: dict[str, list[Facts]] = defaultdict(list)
    for act in told:
        if not _is_denied(act):
            done[act.article].append(act)
    found = []
    for act in told:
        further = DENIED if _is_denied(act) else FURTHER_ON if act.is_outcome else None
        deeds = [one for one in done[act.article] if _is_denied(act) or not one.is_outcome]
        deed = _deed_behind(act, deeds) if further else None
        if further and deed is not None:
            found.append(act_judgement(act, deed, WITHIN, {**within(act, deed), **further}))
    return found


def _figures(acts: Sequence[Facts]) -> list[Judgement]:
    """What somebody else counts of arrests or a march right after the account has told them is the same act: "police
    detained 250, authorities said; the opposition said that at least 500 were arrested".
    """
    counted = [
        (one.reports[0].trigger.start, one.id, one, giver)
        for one in acts
        if one.types & _COUNTED_BY_TWO and _is_counted(one) and (giver := _giver(one))
    ]
    found = []
    for start, _, one, giver in sorted(counted, key=lambda each: each[:2]):
        if any(report.when is not None or report.where is not None for report in one.reports):
            continue  # it says itself of which it is
        before = [
            (begin, other)
            for begin, _, other, teller in counted
            if other.article == one.article
            and start - _NEXT <= begin < start
            and teller != giver
            and other.types == one.types
        ]
        if before:
            deed = max(before, key=lambda each: (each[0], each[1].id))[1]
            found.append(act_judgement(one, deed, WITHIN, {**within(one, deed), **FURTHER_ON}))
    return found


_COUNTED_BY_TWO = frozenset(("COERCE", "PROTEST"))


def _is_counted(act: Facts) -> bool:
    return act.is_real and any(report.quantities for report in act.reports)


def _giver(act: Facts) -> str:
    """The innermost who is said to know of an act, in small letters; empty where nobody is."""
    named = [link.name.casefold() for report in act.reports for link in report.according_to if link.start is not None]
    return named[-1] if named else ""


def _is_denied(act: Facts) -> bool:
    return all(report.modality == "denied" for report in act.reports)


def _deed_behind(outcome: Facts, deeds: Sequence[Facts]) -> Facts | None:
    """The deed of which an outcome comes: the only one; one told in its sentence; else the last one before it."""
    if len(deeds) == 1:
        return deeds[0]
    if not _is_denied(outcome) and not any(report.quantities for report in outcome.reports):
        return None  # somebody by name, whose end may come of any of them
    deeds = [deed for deed in deeds if deed.is_real == outcome.is_real and not deed.is_general]
    starts = [report.trigger.start for report in outcome.reports]
    sentences = {words.begin for words in outcome.told}
    reach = max(starts) if _is_denied(outcome) else _NEXT
    told = [
        (words.begin in sentences, -min(abs(report.trigger.start - start) for start in starts), deed.id, deed)
        for deed in deeds
        for report, words in zip(deed.reports, deed.told, strict=True)
        if words.begin in sentences or any(start - reach <= report.trigger.start < start for start in starts)
    ]
    return max(told, key=lambda one: one[:3])[3] if told else None


def _joined_acts(acts: Sequence[Facts], judgements: Sequence[Judgement], settings: EventsSettings) -> list[Facts]:
    """Acts with their outcomes."""
    home = {report.id: act.id for act in acts for report in act.reports}
    by_id = {act.id: act for act in acts}
    groups = clusters(by_id, _inside(by_id, of_acts(judgements, home)), Linkage(settings.within))
    return [joined([by_id[member] for member in group]) for group in groups]


def _inside(by_id: Mapping[str, Facts], judgements: Iterable[Judgement]) -> list[Judgement]:
    """Judgements on two of one article."""
    known = [j for j in judgements if j.left in by_id and j.right in by_id]
    return [j for j in known if by_id[j.left].article == by_id[j.right].article]


def of_acts(people: Sequence[Judgement], home: Mapping[str, str]) -> list[Judgement]:
    """People's judgements on reports, as judgements on the acts they tell."""
    known = [j for j in people if j.left in home and j.right in home and home[j.left] != home[j.right]]
    return [replace(j, left=home[j.left], right=home[j.right]) for j in known]
