"""Events of a story → findings on what their reports answer.

What is told of an event stands in the story that is about it, by all of its reports. An act that one article alone
tells is worth a line where it is weighty; what is only somebody's words is told as what he said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations

from rashomon.knowledge.plover import FORCE, HARM
from rashomon.matching.acts.pairs import likelihood
from rashomon.matching.acts.parties import is_named
from rashomon.matching.findings.account import VERBAL, Corpus, counts, wording
from rashomon.matching.findings.numbers.alongside import alongside, right_after
from rashomon.matching.findings.questions import questions
from rashomon.matching.findings.sides.agreement import BEGAN
from rashomon.matching.findings.sides.laid_out import laid_out
from rashomon.matching.findings.sides.occasions import particulars
from rashomon.matching.findings.strays import strays
from rashomon.record import Event, Finding, Report, Story

#: Types whose acts are worth a line though one article alone tells them.
_WEIGHTY = frozenset((HARM, "ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "RETREAT", "PROTEST"))
#: Likelihood of two wordings below which nothing in them says that they tell one act.
_UNLIKE = 0.1
_PLAIN = ("who", BEGAN, "whom", "when", "where", "label", "whether")


def event_findings(
    corpus: Corpus,
    story: Story,
    events: Mapping[str, Event],
    reports: Mapping[str, Report],
    story_of: Mapping[str, str],
    spoken: Collection[str],
) -> Iterator[Finding]:
    """Of every event that is at home in the story, by all reports of it wherever they stand. `spoken`: reports that
    tell what a finding on somebody's words tells.
    """
    counting = _counting(corpus, story, events, reports)
    acts = {event: [reports[r] for r in events[event].reports if r in reports] for event in story.events}
    # what is told here of an act that is at home elsewhere stands beside the rest, in the story that is about it
    articles = {event: {report.article for report in told} for event, told in acts.items()}
    acts = {event: told for event, told in acts.items() if home_of(articles[event], story_of.get) == story.id}
    counted = {event: told for event, told in acts.items() if any(report.quantities for report in told)}
    seen = alongside(corpus, [a for a in story.articles if corpus.articles[a].language == "en"], counted)
    away = strays(corpus, acts)
    moved = {(of, answer.report) for homes in away.values() for of, answers in homes.items() for answer in answers}
    for event_id, told in acts.items():
        beside, stray = dict(seen.get(event_id, {})), away.get(event_id, {})
        if event_id in counted:
            for article, sentences in right_after(corpus, told).items():
                beside[article] = [*beside.get(article, ()), *sentences]
        found, asked = list[Finding](), Counter[str]()
        for question, answers, compare in questions(corpus, story, told):
            more = stray.get(question, ()) if not asked[question] else ()
            answers = [*(one for one in answers if (question, one.report) not in moved), *more]
            by = [*told, *(reports[one.report] for one in more if one.report)]
            number, heard = asked[question], counting.get(question, ())
            found += laid_out(corpus, story, event_id, question, answers, compare, number, heard, by, beside)
            asked[question] += 1
        telling = {report.article for report in told}.union(one.article for more in stray.values() for one in more)
        shared = len(telling) > 1
        yield from _worth_telling(corpus, found, told, spoken) if shared else _of_one_account(found, told)


def home_of(articles: Collection[str], story_of: Callable[[str], str | None]) -> str | None:
    """The story with most of the articles that tell an event, the first by id among equals."""
    told = Counter(story_of(article) or "" for article in articles)
    return min(told, key=lambda story: (-told[story], story), default=None)


def _worth_telling(
    corpus: Corpus, found: Sequence[Finding], reports: Sequence[Report], spoken: Collection[str]
) -> list[Finding]:
    """Without what is no news of an act: who took part in anything but force is no dispute where some accounts name
    one and some another; what somebody says, in quotation marks or in several accounts, is told as what he said.
    """
    compared = [finding for finding in found if finding.agreement != "single"]
    if all(finding.question in ("who", "whom") for finding in compared) and _may_be_apart(corpus, reports):
        return [finding for finding in found if finding.agreement not in ("agreed", "differing")]
    if any(report.type in FORCE for report in reports):
        return list(found)
    words = not any(_is_weighty(report) for report in reports) and all(
        report.id in spoken or _is_quoted(corpus, report) for report in reports
    )
    return [
        finding
        for finding in found
        if finding.question not in ("who", "whom") or not (words or finding.agreement == "differing")
    ]


def _may_be_apart(corpus: Corpus, reports: Sequence[Report]) -> bool:
    """Whether accounts tell of an act in words that have nothing in common, and no day, place or number either: "the
    anti-piracy patrol" and "sea-borne trade" of one country are no one act. Words of somebody are told in any words.
    """
    if any(report.type in VERBAL for report in reports) or not all(_are_named(corpus, report) for report in reports):
        return False  # who is described alike ("riot police") did one thing more likely than whom all name
    pairs = [(one, other) for one, other in combinations(reports, 2) if one.article != other.article]
    return not any(
        likelihood(wording(corpus, one), wording(corpus, other)) >= _UNLIKE or particulars(one) & particulars(other)
        for one, other in pairs
    )


def _are_named(corpus: Corpus, report: Report) -> bool:
    known = (corpus.entities.get(corpus.of_mention.get(m, "")) for m in (*report.actors, *report.recipients))
    return any(one is not None and is_named(one) for one in known)


def spoken_in(corpus: Corpus, story: Story, said: Sequence[Finding]) -> set[str]:
    """Acts of words that stand in statements which these findings lay side by side."""
    aligned_ones = {statement for finding in said for side in finding.sides for statement in side.statements}
    places = {
        article: [(s.start, s.end) for s in corpus.statements.get(article, ()) if s.id in aligned_ones]
        for article in story.articles
    }
    return {
        report.id
        for article, spans in places.items()
        for report in corpus.reports.get(article, ())
        if report.type in VERBAL and any(start <= report.trigger.start < end for start, end in spans)
    }


def _is_quoted(corpus: Corpus, report: Report) -> bool:
    """Whether an act is told in somebody's own words."""
    said = corpus.statements.get(report.article, ())
    return any(statement.id == report.statement and statement.form == "direct" for statement in said)


def _counting(
    corpus: Corpus, story: Story, events: Mapping[str, Event], reports: Mapping[str, Report]
) -> dict[str, frozenset[str]]:
    """What is counted → the outlets that count it anywhere in the story: they are not silent on it."""
    told = [reports[r] for event in story.events for r in events[event].reports if r in reports]
    inside = set(story.articles)
    found = counts(corpus, [report for report in told if report.article in inside])
    return {of: frozenset(corpus.outlet(answer.article) for answer in answers) for of, answers in found.items()}


def _of_one_account(found: Sequence[Finding], reports: Sequence[Report]) -> list[Finding]:
    """Of an act that one article tells: its numbers, what it contradicts itself on, and, of weighty acts, that it
    stands alone.
    """
    plain = [f for f in found if f.question in _PLAIN]
    keep = [f for f in plain if f.agreement == "single"][:1] if any(_is_weighty(report) for report in reports) else []
    keep += [f for f in plain if f.agreement == "contradicted"]
    return [f for f in found if f not in plain or f in keep]


def _is_weighty(report: Report) -> bool:
    """An act of force or state power, or an agreement of two; not what one speaker says."""
    return report.type in _WEIGHTY or (report.type in ("AGREE", "COOPERATE") and len(report.actors) > 1)
