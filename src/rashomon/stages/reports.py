"""article + parse + mentions, times, places, quantities, statements → reports of acts.

The one idea: an act is told by one predicate (which, and of what type, say language/predicates/acts.py); its parties,
time, place, numbers and footing are those that stand around it (language/around/). Here they become a report, and what
tells of nobody, or of half an act, goes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.plover import HARM, cameo_of, contexts_of, mode_of, quad_of
from rashomon.language.around.footing import chain_of, footing_of, telling
from rashomon.language.around.numbers import find_numbers
from rashomon.language.around.parties import find_parties, heads_of
from rashomon.language.around.scenes import COARSE, EXACT, ON_THE_SPOT, Scenes
from rashomon.language.around.setting import when_of, where_of
from rashomon.language.around.surroundings import Surroundings, hangs_on
from rashomon.language.frames import Frame, meanings_of
from rashomon.language.mishaps import gives_way, goes_wrong, is_done_by_nature, is_mishap
from rashomon.language.names.spans import is_warship
from rashomon.language.parties.munitions import striking
from rashomon.language.phrases import told_in
from rashomon.language.predicates.acts import Told, acts
from rashomon.language.predicates.clauses import act_subjects, act_words, clause_words, trigger_of
from rashomon.language.predicates.features import own_words
from rashomon.language.predicates.happenings import words_of_setting
from rashomon.language.predicates.readings import is_work_stop
from rashomon.language.predicates.tolls import is_later_death
from rashomon.language.second_figures import is_told_as_figure
from rashomon.record import (
    Article,
    Mention,
    Quantity,
    Report,
    Span,
    Statement,
    When,
    Where,
    innermost,
    report_id,
)


class ReportsFound(NamedTuple):
    """`mentions` are new ones for actors and recipients that no mention covered yet."""

    reports: list[Report]
    mentions: list[Mention]


def find_reports(
    article: Article,
    doc: Doc,
    mentions: Sequence[Mention],
    whens: Sequence[When],
    wheres: Sequence[Where],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> ReportsFound:
    """One report for each act told, in reading order."""
    around = Surroundings(article, mentions, whens, wheres, quantities, telling(statements, doc))
    reports: dict[str, Report] = {}
    told = _without_outcomes(acts(doc))
    numbers = find_numbers(doc, told, around)
    scenes = Scenes()
    for one in sorted([*told, *numbers.tolls], key=lambda act: act.frame.word.i):
        found = _of_nobody(_report(one, around, numbers.of.get(one.frame.word, ())), one.frame, around)
        if found is None or not _tells_which(one, found, around):
            continue
        if found.when is None or found.when.mention in around.whens:  # a day counted from another act sets no scene
            near = around.times_and_places(one.frame.word.sent)
            found = scenes.goes_on(found, one.frame.word, *near, around.is_by_the_clock(found.when))
        reports.setdefault(found.id, found)
    return ReportsFound(sorted(reports.values(), key=lambda r: (r.trigger.start, r.id)), around.new)


def _without_outcomes(told: Sequence[Told]) -> list[Told]:
    """The acts without those that only say what came of the deed before them: "shot and wounded two officers"."""
    force = {one.frame.word for one in told if one.type == "ASSAULT"}
    return [one for one in told if not (one.type == "ASSAULT" and _is_outcome(one.frame.word, force))]


def _is_outcome(word: Token, force: Collection[Token]) -> bool:
    deed = word.head
    joined = word.dep_ == "conj" and word.tag_ == deed.tag_ and word.i == deed.i + 2 and deed in force
    own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in word.children)
    return joined and not own and word.lemma_.lower() in _CAME and deed.lemma_.lower() in _AIMED


_CAME = frozenset({"wound", "injure", "hurt", "kill"})
#: Deeds of which one may be hurt or not.
_AIMED = frozenset("shoot stab attack beat knife assault".split())


def _report(told: Told, around: Surroundings, numbers: Sequence[Quantity]) -> Report:
    found = told.frame
    sentence = found.word.sent
    near = around.inside(sentence)
    trigger = trigger_of(found)
    words = own_words(found.word)
    mode = _mode(told, words)
    parties = find_parties(told, near, numbers, around)
    when = when_of(told, words, near, around)
    if told.toll and (is_told_as_figure(trigger) or is_later_death(word.lemma_.lower() for word in words)):
        when = None
    span = Span(trigger.idx, trigger.idx + len(trigger.text))
    statement = innermost(around.statements, span)
    return Report(
        report_id(around.article.id, span, told.type), around.article.id,
        *told_in(words, trigger), span, told.type, mode,
        contexts_of(clause_words(sentence)), cameo_of(told.type, mode), quad_of(told.type),
        *parties, when, where_of(told, mode, words, near, around), tuple(numbers),
        footing_of(told, statement), statement.id if statement else None, chain_of(statement, around, found.word.doc),
    )  # fmt: skip


def _mode(told: Told, words: list[Token]) -> str | None:
    """The mode that the predicate's own class gives; where that is a broad one, what the words around tell."""
    told_by = [trigger_of(told.frame), told.frame.word, *act_subjects(told.frame)]
    if told.type == "PROTEST" and any(word.lemma_.lower() == "strike" for word in told_by):
        return "strike"
    if told.type == "THREATEN" and any(is_work_stop(noun) for noun in _strikes_below(told.frame)):
        return None
    told_by = [word for word in told_by if word.lemma_.lower() not in _SEARCHES]
    known = [m.mode for word in told_by for m in meanings_of(word) if m.type == told.type and m.mode]
    if known and known[0] not in _BROAD:
        return known[0]
    own = act_words(told.frame)
    if any(prep in ("in", "into") and noun.lower_ == "air" for prep, noun in told.frame.oblique):
        own -= {"air"}  # "fired in the air"
    found = mode_of(told.type, own, clause_words(words))
    if found == "crowd-control" and told.frame.keys[-1] in _DEADLY:
        found = None  # "killed dozens of demonstrators"
    return found or (known[0] if known else None)


def _strikes_below(found: Frame) -> list[Token]:
    """The strikes that a threat is of: "threatened a strike", "threatened to go on strike"."""
    return [word for word in found.word.subtree if word.lemma_.lower() == "strike" and word.i > found.word.i]


_DEADLY = frozenset("kill slay murder massacre execute slaughter".split())
#: Nobody need be arrested in one.
_SEARCHES = frozenset({"raid", "sweep", "crackdown"})
#: Modes that a class of words has for want of a closer one.
_BROAD = frozenset({"restrict", "demo", "troops", "firearms", "release", "access"})


def _of_nobody(report: Report, found: Frame, around: Surroundings) -> Report | None:
    """The report; as harm that nobody did where nature or an accident is behind it; none of what nature does else."""
    if report.type == "COERCE" and not report.actors and found.word.lemma_ in _UPROOTING:
        return _as_harm(report)  # "the war has displaced two million": nobody is said to have driven them out
    if report.type != "ASSAULT":
        broke = gives_way(found.word)  # "the plane broke into pieces"
        wrong = broke or (goes_wrong(found.word) and not (report.actors and report.type != "RETREAT"))
        return None if wrong or is_done_by_nature(found.word) else report  # but "the crowd overturned a van"
    named = any(_is_somebody(around.by_id[actor]) for actor in report.actors)
    if not is_done_by_nature(found.word) and (named or not is_mishap(found.word)):
        return report
    return _as_harm(report)


_UPROOTING = frozenset({"displace", "uproot"})


def _as_harm(report: Report) -> Report:
    id = report_id(report.article, report.trigger, HARM)
    return replace(report, id=id, type=HARM, mode=None, cameo=None, quad=quad_of(HARM), actors=())


def _is_somebody(actor: Mention) -> bool:
    return actor.kind not in _THINGS or is_warship(actor.text)


#: Kinds of mention that do nothing by themselves.
_THINGS = frozenset({"other", "vehicle", "quantity"})


def _tells_which(told: Told, found: Report, around: Surroundings) -> bool:
    """Whether a report says enough to know its act by: who, or how many, or when and where."""
    if _is_half_a_meeting(told, found, around):
        return False
    return _is_about_somebody(found) or _is_set_by_itself(told, found, around)


def _is_half_a_meeting(told: Told, found: Report, around: Surroundings) -> bool:
    """ "his meeting", "the talks with the king": one of those who meet is not told there, nor is it a visit."""
    if found.type != "CONSULT" or found.mode == "visit" or told.frame.part != "N" or len(found.actors) != 1:
        return False
    only = around.by_id[found.actors[0]]
    several = any(word.tag_ in ("NNS", "NNPS") or word.lower_ in _SEVERAL for word in heads_of(told).actors)
    return not (found.recipients or only.members or several) and only.kind in ("person", "pronoun")


_SEVERAL = frozenset("they their them we our us".split())


def _is_about_somebody(found: Report) -> bool:
    """Whether somebody does or suffers it; of force, arrests and protest a number, or a day and a place, is enough."""
    counted = found.quantities and found.type in ON_THE_SPOT
    placed = found.when is not None and found.where is not None and found.type in ON_THE_SPOT
    return bool(found.actors or found.recipients or counted or placed)


def _is_set_by_itself(told: Told, found: Report, around: Surroundings) -> bool:
    """ "the raid on May 20", "clashes near Mutaho": of force, arrests and protest an own day, or an own place that is
    no whole country, tells which one it was, though nobody is named; so does the day of a passive of any type, and of
    what a shell or a bomb does, and what a protest is over.
    """
    if found.modality not in ("happened", "ongoing") or (told.frame.part != "V" and found.type not in ON_THE_SPOT):
        return False
    alone = told.frame.passive or striking(told.frame.word) is not None
    if told.frame.part == "V" and not (alone and told.confidence > _SURE and found.type != "CONSULT"):
        return False
    if found.type == "PROTEST" and any(child.lower_ == "over" for child in told.frame.word.rights):
        return True
    own = words_of_setting(told.frame, around.article.published is not None)
    if _is_dated_by(found, own, around) or found.type not in ON_THE_SPOT:
        return _is_dated_by(found, own, around)
    if found.where is None:
        return _is_at_a_name(own, around)
    if found.where.precision in COARSE:
        return False
    where = around.by_id.get(found.where.mention or "")
    return where is not None and hangs_on(where, [word for word in own if word.head.lower_ not in _AWAY_FROM])


def _is_at_a_name(words: list[Token], around: Surroundings) -> bool:
    """ "the clashes at Tarsk": a place or a house by its name, though no map shows it."""
    there = [word for word in words if word.head.lower_ in _AT and word.pos_ == "PROPN"]
    named = (m for m in around.mentions if m.kind in ("place", "organization") and m.text[:1].isupper())
    return any(hangs_on(m, there) for m in named)


_AT = frozenset({"at", "near", "outside"})
#: Log odds above which a passive without parties is told for its day alone.
_SURE = 1.0
#: "150 miles off Tarsk", "between Tarsk and Oran".
_AWAY_FROM = frozenset({"off", "from", "between"})


def _is_dated_by(found: Report, words: list[Token], around: Surroundings) -> bool:
    """Whether an exact day among these words is the report's."""
    told = around.by_id.get(found.when.mention) if found.when is not None else None
    if found.when is None or told is None or not hangs_on(told, words):
        return False
    return found.when.precision in EXACT and found.when.relation in ("on", "about") and _is_one_day(found.when, told)


def _is_one_day(when: When, told: Mention) -> bool:
    """ "May 20", "on Monday", though nobody knows of which week; not "the past few days"."""
    return when.start is not None or any(letter.isupper() for letter in told.text)
