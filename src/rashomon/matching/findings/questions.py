"""Reports of one event → the answers they give to each question.

Who did it, whom it befell, when, where, how many, whether, and by which word. Questions that only seem to be asked of
an act are left out: who merely said it, on which of its days, at which of its sites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.knowledge.plover import FORCE
from rashomon.matching.acts.manner import tells_in_general
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.answers import EQUAL, compare_places, compare_quantities, compare_times
from rashomon.matching.findings.account import (
    VERBAL,
    Answer,
    Corpus,
    counts,
    feared,
    label,
    own_words,
    when,
    where,
    wording,
)
from rashomon.matching.findings.numbers.set_against import set_against
from rashomon.matching.findings.parties.clearing import clearings
from rashomon.matching.findings.parties.initiative import compare_initiators, initiators
from rashomon.matching.findings.parties.roles import struck_back, without_answers_to_it, without_victims
from rashomon.matching.findings.parties.who import (
    compare_parties,
    doers,
    of_one_sort,
    sufferers,
    together,
    told_parties,
)
from rashomon.matching.findings.sides.agreement import BEGAN, deeds_denied
from rashomon.matching.findings.sides.laid_out import Compare, compare_plain, compare_words
from rashomon.matching.findings.sides.populations import by_population
from rashomon.record import Report, Story, part_asked

#: Before a noun that takes up what goes on: "into the third day of their", "day two of the".
_DAY_OF = re.compile(r"\b(?:day|week)(?: [\w-]{1,12})? of (?:an?|the|its|their) (?:[\w-]{1,20} ){0,2}$", re.I)
#: "Investigators were considering arson": nobody did it.
_MULLED = frozenset("consider suspect investigate mull weigh contemplate".split())
_SPEECH = frozenset("tell say speak brief inform announce state address".split())
_Questions = Iterator[tuple[str, list[Answer], Compare]]


def questions(corpus: Corpus, story: Story, reports: Sequence[Report]) -> _Questions:
    """Every question that these reports answer, with the answers and how they are compared.

    What a person gave in a report of an account is that account's answer.
    """
    more = feared(corpus, reports)
    for question, answers, compare in _asked(corpus, story, answering(corpus, reports)):
        if question == "dead" and answers:
            answers, more = [*answers, *more], []
        yield question, _as_given(question, answers, reports), compare


def _as_given(question: str, answers: list[Answer], reports: Sequence[Report]) -> list[Answer]:
    """The answers without what was read elsewhere in an account for which a person gave one."""
    given = {report.id: report.article for report in reports if part_asked(question) in report.corrected}
    by_person = {given[answer.report] for answer in answers if answer.report in given}
    return [answer for answer in answers if answer.article not in by_person or answer.report in given]


def _asked(corpus: Corpus, story: Story, reports: Sequence[Report]) -> _Questions:
    verbal = all(report.type in VERBAL for report in reports)
    if verbal and all(report.type == "REQUEST" and _is_telling(corpus, report) for report in reports):
        return  # "he told reporters" is no act worth asking about
    did = told_parties([a for r in reports if (a := doers(corpus, r))])
    did += clearings(corpus, story.articles, reports, did)
    befell = [a for r in reports if r.modality != "denied" and (a := sufferers(corpus, r))]
    met = of_one_sort(told_parties(befell))
    if any(report.type in FORCE for report in reports):
        blows = struck_back(did, met) or [(without_answers_to_it(without_victims(did, met), befell), met)]
    else:
        blows = [(together(did), together(met))]
    for did, met in blows:
        if not verbal or not any(wording(corpus, r).words.lemmas & _SPEECH for r in reports):
            yield "who", did, compare_parties  # what somebody merely said is told as what was said
        yield "whom", [] if _are_sites(reports, met) else met, compare_parties
    did = [answer for answers, _ in blows for answer in answers]
    yield BEGAN, [a for r in reports for a in initiators(corpus, r)], compare_initiators
    yield "when", [a for r in reports if not _is_of_its_days(corpus, r) and (a := when(corpus, r))], compare_times
    yield "where", _finest([a for r in reports if (a := where(corpus, r))]), compare_places
    for counted, answers in sorted(counts(corpus, reports).items()):
        for of_kind in by_population(corpus, answers):
            yield counted, [*of_kind, *set_against(corpus, of_kind)], compare_quantities
    if not verbal and not any(answer.value.denied for answer in did):
        yield "whether", _whether(corpus, reports), compare_plain
    yield "label", own_words([a for r in reports if (a := label(corpus, r))]), compare_words


def answering(corpus: Corpus, reports: Sequence[Report]) -> list[Report]:
    """The reports that tell the act itself: not what might be done, and not what is done now and then."""
    return [
        report
        for report in reports
        if report.modality not in ("hypothetical", "demanded")
        and not tells_in_general(report, corpus.articles[report.article].text)
        and not (report.type in FORCE and lemma(_trigger(corpus, report)) in _MULLED)
    ]


def _trigger(corpus: Corpus, report: Report) -> str:
    return corpus.articles[report.article].text[report.trigger.start : report.trigger.end].casefold()


def _is_of_its_days(corpus: Corpus, report: Report) -> bool:
    """ "The second day of a strike": the day of the telling is one of those it has gone on."""
    text = corpus.articles[report.article].text
    return bool(_DAY_OF.search(text[max(0, report.trigger.start - 60) : report.trigger.start]))


def _finest(answers: list[Answer]) -> list[Answer]:
    """Places without the country that holds another of them: accounts from abroad name it for their readers."""
    within = {a.value.country for a in answers if a.value.country and a.value.precision != "country"}
    return [a for a in answers if a.value.precision != "country" or a.value.country not in within]


def _are_sites(reports: Sequence[Report], met: Sequence[Answer]) -> bool:
    """Whether accounts of an act of force name but several places that it met: where it was done says so."""
    if not met:
        return False
    places = all(party.kind == "place" for answer in met for party in answer.value.parties)
    apart = any(compare_parties(met[0].value, answer.value) != EQUAL for answer in met[1:])
    return places and apart and all(r.type in FORCE for r in reports)


def _is_telling(corpus: Corpus, report: Report) -> bool:
    """Whether a request is hardly more than speech: no mode, and a word of speech."""
    return report.mode is None and bool(wording(corpus, report).words.lemmas & _SPEECH)


def _whether(corpus: Corpus, reports: Sequence[Report]) -> list[Answer]:
    """Tellings and denials of one deed; nothing where no denial meets its telling."""
    pairs = deeds_denied(corpus, reports)
    denials = {denial.id: denial for denial, _ in pairs}
    told = {telling.id: telling for _, telling in pairs}
    return [
        Answer(words, words, report.article, report.id)
        for words, found in (("denied", denials), ("it happened", told))
        for report in found.values()
    ]
