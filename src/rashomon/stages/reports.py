"""article + parse + mentions, times, places, quantities, statements → reports of acts.

The one idea: an act is told by one predicate (which, and of what type, say language/predicates/acts.py); its parties,
time, place and numbers are those that hang on it, and who vouches for it is the statement it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from rashomon.knowledge.countries import country_of, metonym_of
from rashomon.knowledge.plover import HARM, cameo_of, contexts_of, mode_of, quad_of
from rashomon.language.apart import at_once, dated_by, days_from, days_of_deeds, gap_above, gap_below, told_last
from rashomon.language.frames import Frame, frame, meanings_of
from rashomon.language.mishaps import goes_wrong, is_done_by_nature, is_mishap
from rashomon.language.modality import modality_of
from rashomon.language.names.nominals import noun_kind
from rashomon.language.names.spans import is_warship
from rashomon.language.parties.agents import whom_told
from rashomon.language.parties.arguments import parties
from rashomon.language.parties.heads import (
    ACTING_KINDS,
    actors_of,
    asked_of,
    listed_before,
    named_after,
    party_phrase,
    promised_by,
    recipient_of,
    swapped_by,
)
from rashomon.language.parties.nouns import of_phrase
from rashomon.language.phrases import is_land, kind_of_phrase, make_mention, mention_at, told_in
from rashomon.language.predicates.acts import Told, acts
from rashomon.language.predicates.clauses import act_subjects, act_words, clause_words, is_left, is_visited, trigger_of
from rashomon.language.predicates.deeds import deed_parties
from rashomon.language.predicates.features import own_words
from rashomon.language.predicates.happenings import own_times, verb_of_happening, words_of_setting
from rashomon.language.predicates.reach import (
    clause_above,
    head_at,
    held_clause,
    held_words,
    is_place_of,
    joined_next,
    of_others,
    scene_of_clause,
)
from rashomon.language.predicates.scenes import Scenes
from rashomon.language.predicates.steps import given_nobody
from rashomon.language.predicates.tolls import OF_TOLLS, owner_of_number, tells_a_toll, toll_word
from rashomon.language.predicates.turns import turned_parties
from rashomon.record import (
    Article,
    Attribution,
    Mention,
    Quantity,
    Report,
    Span,
    Statement,
    When,
    Where,
    innermost,
    measure_of,
    report_id,
)

#: Modes that a class of words has for want of a closer one.
_BROAD = frozenset({"restrict", "demo", "troops", "firearms", "release", "access"})
_TOGETHER = frozenset({"CONSULT", "COOPERATE"})
#: Cooperation that one side gives and somebody undergoes.
_ONE_WAY = frozenset({"extradite", "extradition", "repatriate", "surrender", "hand"})
_BATTLE = frozenset("clash fight battle fighting skirmish firefight shootout war combat standoff".split())


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
    said = [one for one in statements if not (_is_only_decided(one, doc) or _is_only_judged(one, doc))]
    around = _Surroundings(article, mentions, whens, wheres, quantities, said)
    reports: dict[str, Report] = {}
    told = _without_outcomes(acts(doc))
    numbers, tolls = _numbers(doc, told, around)
    scenes = Scenes()
    for one in sorted([*told, *tolls], key=lambda act: act.frame.word.i):
        found = _of_nobody(_report(one, around, numbers.get(one.frame.word, ())), one.frame, around)
        if found is None or _is_half_a_meeting(one, found, around):
            continue
        if not (_is_about_somebody(found) or _is_set_by_itself(one, found, around)):
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
_DECIDING = frozenset("decide decision resolve plan intend seek fail refuse decline aim prepare try".split())


def _is_only_decided(statement: Statement, doc: Doc) -> bool:
    """ "decided to reopen it after he was seized": who decides to do a thing tells nobody of it."""
    cue = doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand") if statement.cue else None
    return cue is not None and any(word.lemma_.lower() in _DECIDING for word in cue)


def _is_only_judged(statement: Statement, doc: Doc) -> bool:
    """ "backs the groups fighting him", "condemned the raid": who judges an act, or answers with one, tells of none.

    The outlet tells it, unless what he says of it is a clause or stands in quotation marks.
    """
    cue = doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand") if statement.cue else None
    if cue is None or statement.form != "indirect" or cue.root.lemma_.lower() not in _JUDGING:
        return False
    said = [doc.char_span(s.start, s.end, alignment_mode="expand") for s in statement.content]
    words = [word for span in said if span is not None for word in span]
    return not any(w.dep_ in ("nsubj", "nsubjpass") and w.head.dep_ != "relcl" for w in words)


_JUDGING = frozenset(
    """condemn denounce deplore decry slam criticise criticize praise welcome hail applaud back support oppose endorse
    defend mourn protest celebrate commemorate mark regret avoid respond retaliate finance fund rebuff""".split()
)
#: A word written like a name.
_NAME = re.compile(r"\b[A-Z][a-z]")
_SEVERAL = frozenset("they their them we our us".split())


def _is_about_somebody(found: Report) -> bool:
    """Whether somebody does or suffers it; of force, arrests and protest a number, or a day and a place, is enough."""
    counted = found.quantities and found.type in _COUNTED
    placed = found.when is not None and found.where is not None and found.type in _COUNTED
    return bool(found.actors or found.recipients or counted or placed)


#: What is known by its number, or by its day and place, where nobody is named.
_COUNTED = frozenset({"ASSAULT", "COERCE", "PROTEST", HARM})


def _is_set_by_itself(told: Told, found: Report, around: _Surroundings) -> bool:
    """ "the raid on May 20", "clashes near Mutaho": of force, arrests and protest an own day, or an own place that is
    no whole country, tells which one it was, though nobody is named; so does the day of a passive of any type, and what
    a protest is over.
    """
    if found.modality not in ("happened", "ongoing") or (told.frame.part != "V" and found.type not in _COUNTED):
        return False
    if told.frame.part == "V" and not (told.frame.passive and told.confidence > _SURE and found.type != "CONSULT"):
        return False
    if found.type == "PROTEST" and any(child.lower_ == "over" for child in told.frame.word.rights):
        return True
    own = words_of_setting(told.frame, around.article.published is not None)
    if _is_dated_by(found, own, around) or found.type not in _COUNTED:
        return _is_dated_by(found, own, around)
    if found.where is None or found.where.precision in _WIDE:
        return False
    where = around.by_id.get(found.where.mention or "")
    return where is not None and _hangs_on(where, [word for word in own if word.head.lower_ not in _AWAY_FROM])


def _is_dated_by(found: Report, words: list[Token], around: _Surroundings) -> bool:
    """Whether an exact day among these words is the report's."""
    told = around.by_id.get(found.when.mention) if found.when is not None else None
    if found.when is None or told is None or not _hangs_on(told, words):
        return False
    return found.when.precision in _EXACT and found.when.relation in ("on", "about") and _is_one_day(found.when, told)


def _is_one_day(when: When, told: Mention) -> bool:
    """ "May 20", "on Monday", though nobody knows of which week; not "the past few days"."""
    return when.start is not None or any(letter.isupper() for letter in told.text)


#: "150 miles off Tarsk", "between Tarsk and Oran".
_AWAY_FROM = frozenset({"off", "from", "between"})
_WIDE = frozenset({"country", "region", "continent", "sea"})
#: Log odds above which a passive without parties is told for its day alone.
_SURE = 1.0


def _is_half_a_meeting(told: Told, found: Report, around: _Surroundings) -> bool:
    """ "his meeting", "the talks with the king": one of those who meet is not told there, nor is it a visit."""
    if found.type != "CONSULT" or found.mode == "visit" or told.frame.part != "N" or len(found.actors) != 1:
        return False
    only = around.by_id[found.actors[0]]
    several = any(word.tag_ in ("NNS", "NNPS") or word.lower_ in _SEVERAL for word in _parties(told)[0])
    return not (found.recipients or only.members or several) and only.kind in ("person", "pronoun")


#: What names a day, or a part of one as it is seen from today.
_DAYS = re.compile(r"[A-Z][a-z]{2}|today|day|morning|evening|night|afternoon|ago|/|-|\bnow\b")


class _Surroundings:
    """The article's other findings, ready to be looked up by sentence and by character."""

    def __init__(
        self,
        article: Article,
        mentions: Sequence[Mention],
        whens: Sequence[When],
        wheres: Sequence[Where],
        quantities: Sequence[Quantity],
        statements: Sequence[Statement],
    ) -> None:
        self.article = article
        self.new: list[Mention] = []
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end, m.id))
        self.by_id = {mention.id: mention for mention in mentions}
        self.whens = {when.mention: when for when in whens}
        self.wheres = {where.mention: where for where in wheres}
        self.quantities = {quantity.mention: quantity for quantity in quantities}
        self.statements = statements
        #: The first words of places that the article names, whatever else the tagger takes one for elsewhere.
        self.towns = frozenset(m.text.split()[0] for m in mentions if m.kind == "place" and m.text[:1].isupper())

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in [start, end), in reading order."""
        return [m for m in self.mentions if m.start >= start and m.end <= end]

    def times_and_places(self, sentence: Tokens) -> tuple[int, int]:
        """How many times, and how many places, a sentence names, those that no map shows among them."""
        near = self.inside(sentence.start_char, sentence.end_char)
        places = [m for m in near if m.id in self.wheres or (m.kind == "place" and _NAME.search(m.text))]
        return sum(m.id in self.whens for m in near), len(places)

    def is_by_the_clock(self, when: When | None) -> bool:
        """ "shortly after 7:40 a.m.": an hour of no day that is named."""
        if when is None or when.anchor not in ("published", "narrative") or when.precision not in ("minute", "hour"):
            return False
        return not _DAYS.search(self.by_id[when.mention].text) if when.mention in self.by_id else False

    def mention(self, head: Token, near: list[Mention]) -> Mention:
        """The mention at a party's head, made where none stands there yet; one that holds another party is not it."""
        others = [word for word in head.conjuncts if word != head]
        alone = [m for m in near if not m.members and not any(m.start <= word.idx < m.end for word in others)]
        span = party_phrase(head)
        found = mention_at(self.article.id, span, alone, "person" if head.ent_type_ == "DATE" else None)
        cut = span.end_char > found.end > head.idx and found.kind in (*ACTING_KINDS, "quantity")
        cut = cut and not (found.kind == "person" and head.pos_ == "PROPN")  # "Xi Jinping | of China"
        if cut or (head.pos_ == "NOUN" and _is_cut_before(found, span)):
            found = make_mention(self.article.id, span, found.kind)
        return self._kept(found)

    def doer(self, head: Token, near: list[Mention]) -> Mention:
        """The mention of who does it: "around 300 gunmen" are people who act, beside the number that they are."""
        found = self.mention(head, near)
        if found.kind != "quantity" or head.pos_ not in ("NOUN", "PROPN"):
            return found
        span = party_phrase(head)
        kind = kind_of_phrase(span)
        if kind not in ACTING_KINDS:
            return found
        known = [m for m in near if m.kind in ACTING_KINDS and m.start <= head.idx < m.end]
        return self._kept(max(known, key=lambda m: (m.end - m.start, m.id)) if known else
                          make_mention(self.article.id, span, kind))  # fmt: skip

    def _kept(self, found: Mention) -> Mention:
        if found.id not in self.by_id:
            self.by_id[found.id] = found
            self.new.append(found)
            self.mentions.append(found)
        return found


def _is_cut_before(found: Mention, span: Tokens) -> bool:
    """ "an unmarked | police car", "Dutch Air Force | planes": a name inside a phrase of which it is the last word."""
    if found.kind in ("time", "quantity", "person"):
        return False
    return any(word.idx < found.start and word.pos_ not in ("DET", "ADP", "PUNCT") for word in span)


def _report(told: Told, around: _Surroundings, numbers: Sequence[Quantity]) -> Report:
    found = told.frame
    sentence = found.word.sent
    near = around.inside(sentence.start_char, sentence.end_char)
    trigger = trigger_of(found)
    words = own_words(found.word)
    mode = _mode(told, words)
    doing, undergoing = _parties(told)

    def acting(heads: Iterable[Token]) -> list[Token]:
        return [head for head in heads if not _is_scene(head, told.type, near, around.towns)]

    actors, recipients = acting(doing), acting(undergoing)
    if doing and not actors and trigger.pos_ == "NOUN":
        actors = acting(of_phrase(trigger, False)[0])
    named = _of_two(_ids(actors, near, around, around.doer), _ids(recipients, near, around, around.mention), around)
    if told.toll:
        named = (), _harmed(numbers, OF_TOLLS)
    elif told.type == "ASSAULT" and not recipients and _is_on_nobody(found):
        named = named[0], _harmed(numbers)
    span = Span(trigger.idx, trigger.idx + len(trigger.text))
    statement = innermost(around.statements, span)
    return Report(
        report_id(around.article.id, span, told.type), around.article.id,
        *told_in(words, trigger), span, told.type, mode,
        contexts_of(clause_words(sentence)), cameo_of(told.type, mode), quad_of(told.type),
        *named, _when(told, words, near, around), _where(told, mode, words, near, around), tuple(numbers),
        _footing(told, statement), statement.id if statement else None, _chain(statement, around, found.word.doc),
    )  # fmt: skip


def _is_on_nobody(found: Frame) -> bool:
    """ "blew themselves up, killing ten", "set off a bomb, killing ten": it was done to the ten."""
    return found.object is None or found.object.lower_ in _THEMSELVES or found.keys[-1] == "detonate"


_THEMSELVES = frozenset({"himself", "herself", "themselves", "itself"})


def _of_two(
    actors: tuple[str, ...], recipients: tuple[str, ...], around: _Surroundings
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parties, each name once, without recipients that bear an actor's: nobody does an act to himself by name."""
    actors, recipients = _once(actors, around), _once(recipients, around)
    doing = {_bare(around.by_id[id]) for id in actors if around.by_id[id].kind in ACTING_KINDS}
    return actors, tuple(id for id in recipients if _bare(around.by_id[id]) not in doing)


def _once(parties: tuple[str, ...], around: _Surroundings) -> tuple[str, ...]:
    """ "Kim meets Moon, who will see Kim": the first mention of each name."""
    first: dict[str, str] = {}
    for id in parties:
        mention = around.by_id[id]
        first.setdefault(_bare(mention) if mention.text[:1].isupper() else id, id)
    return tuple(first.values())


def _bare(mention: Mention) -> str:
    return mention.text.casefold().removeprefix("the ").removesuffix("'s").removesuffix("’s")


def _harmed(numbers: Sequence[Quantity], kinds: Collection[str] = ("dead", "injured")) -> tuple[str, ...]:
    """The mentions of those who came to harm of these kinds, as far as only their number tells of them."""
    harmed = [number.mention for number in numbers if measure_of(number) in kinds and number.high != 0]
    return tuple(dict.fromkeys(harmed))


def _footing(told: Told, statement: Statement | None) -> str:
    """The modality; what "must" be, in nobody's words but the outlet's, is demanded: nobody has asked for it there."""
    found = modality_of(told.frame, told.type)
    if found == "happened" and (verb := verb_of_happening(told.frame)) is not None and verb.lemma_ != "be":
        return modality_of(frame(verb))  # "the strike will begin on Monday", "the attack might happen"
    is_duty = found == "happened" and told.type == "REQUEST" and statement is None
    return "demanded" if is_duty and asked_of(told.frame) is not None else found


def _of_nobody(report: Report, found: Frame, around: _Surroundings) -> Report | None:
    """The report; as harm that nobody did where nature or an accident is behind it; none of what nature does else."""
    if report.type == "COERCE" and not report.actors and found.word.lemma_ in _UPROOTING:
        return _as_harm(report)  # "the war has displaced two million": nobody is said to have driven them out
    if report.type != "ASSAULT":
        return None if goes_wrong(found.word) or is_done_by_nature(found.word) else report
    if any(_is_somebody(around.by_id[actor]) for actor in report.actors) or not is_mishap(found.word):
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


def _parties(told: Told) -> tuple[list[Token], list[Token]]:
    """Actors and recipients that can be such."""
    asked = asked_of(told.frame) if told.type == "REQUEST" else _shown(told.frame)
    doers, done_to = (
        [head for head in heads if not _is_setting(head, told)]
        for heads in asked or swapped_by(told.frame) or parties(told.frame, _is_mutual(told))
    )
    if not doers and (promising := promised_by(told.frame, told.type)) is not None:
        doers = [promising]
    if told.type == "MOBILIZE" and not doers and told.frame.passive and told.frame.object is not None:
        doers, done_to = [told.frame.object], []
    doers = [*(name for head in doers[:1] for name in reversed(listed_before(head))), *doers]
    actors = [named_after(word) for head in doers for word in actors_of(head)]
    recipients = [word for head in done_to if (word := recipient_of(head, told.type)) is not None]
    visited = [word for word in (*actors, *recipients) if told.type in _GOING and is_visited(word, told.frame)]
    actors = [word for word in actors if word not in visited]
    lands = (word for word in visited if _is_country(word) and not is_left(word))
    recipients = [*(word for word in recipients if word not in visited), *lands]
    if told.type == "CONSULT" and told.frame.word.lemma_.lower() == "receive":
        actors = [*actors[1:], *actors[:1]]
    return list(dict.fromkeys(actors)), [word for word in dict.fromkeys(recipients) if word not in actors]


def _shown(found: Frame) -> tuple[list[Token], list[Token]] | None:
    """The parties of a phrase whose syntax hides them, or whose object is none; else None."""
    return deed_parties(found) or turned_parties(found) or given_nobody(found)


#: Types that a visit, made or announced, can have.
_GOING = frozenset({"CONSULT", "AGREE"})


def _is_country(word: Token) -> bool:
    """Whether a place name is that of a state; its capital is only where one goes."""
    return country_of(word.text) is not None and metonym_of(word.text) is None


def _numbers(
    doc: Doc, told: Sequence[Told], around: _Surroundings
) -> tuple[dict[Token, list[Quantity]], list[Told]]:
    """The numbers of each act's word, and acts of force that only their toll tells."""
    kinds = {one.frame.word: one.type for one in told}
    force = any(one.type == "ASSAULT" and modality_of(one.frame, one.type) == "happened" for one in told)
    found: dict[Token, list[Quantity]] = {}
    tolls: dict[Token, Told] = {}
    counted: dict[Token, Token] = {}
    for mention in around.mentions:
        quantity = around.quantities.get(mention.id)
        head = head_at(doc, mention.start, mention.end) if quantity else None
        if quantity is None or head is None:
            continue
        owner = owner_of_number(head, quantity.of, kinds)
        if owner is None:
            owner = _toll_owner(head, quantity, counted, force)
            if owner is not None:
                counted[head] = owner
                tolls.setdefault(owner, Told(frame(owner), "ASSAULT", 1.0, 0.0, (), True))
        owner = owner or _counted_in(head, told)
        if owner is not None:
            found.setdefault(owner, []).append(quantity)
    return found, list(tolls.values())


def _toll_owner(head: Token, quantity: Quantity, counted: Mapping[Token, Token], force: bool) -> Token | None:
    """The word that tells a toll which no act owns: "left two dead and 18 injured" is one toll; None where none is.

    `counted`: the heads of the tolls before it, each with its word.
    """
    beside = head.head if head.dep_ == "conj" else None
    joined = [word for word in counted if word in head.conjuncts or word.head == beside]
    if quantity.of == "missing":  # "seven died and eight are missing"
        joined += [word for word in counted if word.sent.start == head.sent.start]
    of = measure_of(quantity)
    if not ((joined and of in OF_TOLLS) or tells_a_toll(head, of, force)):
        return None
    return counted[joined[0]] if joined else toll_word(head)


def _counted_in(head: Token, told: Sequence[Told]) -> Token | None:
    """ "3,000 students had gathered to protest": the act whose party a number counts, wherever the number hangs."""
    here = (one for one in told if one.frame.word.sent.start == head.sent.start)
    return next((one.frame.word for one in here if any(head in heads for heads in _parties(one))), None)


#: Nobody need be arrested in one.
_SEARCHES = frozenset({"raid", "sweep", "crackdown"})


def _mode(told: Told, words: list[Token]) -> str | None:
    """The mode that the predicate's own class gives; where that is a broad one, what the words around tell."""
    told_by = [trigger_of(told.frame), told.frame.word, *act_subjects(told.frame)]
    if told.type == "PROTEST" and any(word.lemma_.lower() == "strike" for word in told_by):
        return "strike"
    told_by = [word for word in told_by if word.lemma_.lower() not in _SEARCHES]
    known = [m.mode for word in told_by for m in meanings_of(word) if m.type == told.type and m.mode]
    if known and known[0] not in _BROAD:
        return known[0]
    own = act_words(told.frame)
    if any(prep in ("in", "into") and noun.lower_ == "air" for prep, noun in told.frame.oblique):
        own -= {"air"}  # "fired in the air"
    found = mode_of(told.type, own, clause_words(words))
    return found or (known[0] if known else None)


def _is_mutual(told: Told) -> bool:
    """Whether all parties do the act: talks, drills, battles; who fights "to topple" somebody, or a battle
    "against" him, does it to him.
    """
    if told.type in _TOGETHER:
        return told.frame.keys[-1] not in _ONE_WAY
    aims = told.frame.part == "V" and told.frame.complement is not None
    trigger = trigger_of(told.frame)
    against = any(child.lower_ == "against" for child in trigger.rights)
    one_way = aims or (against and (trigger.pos_ == "NOUN" or trigger.tag_ in ("VB", "VBG")))
    fought = trigger.lemma_.lower() in _BATTLE or "exchange_fire" in told.frame.keys
    return told.type == "ASSAULT" and not one_way and fought


def _ids(
    heads: Iterable[Token],
    near: list[Mention],
    around: _Surroundings,
    mention_of: Callable[[Token, list[Mention]], Mention],
) -> tuple[str, ...]:
    found: list[str] = []
    for head in heads:
        mention = mention_of(head, near)
        if mention not in near:
            near.append(mention)
        if mention.id not in found:
            found.append(mention.id)
    return tuple(found)


def _is_scene(head: Token, type: str, near: list[Mention], towns: frozenset[str]) -> bool:
    """ "an Idlib airstrike", "the Moscow summit": a town named before an act says where it was. So does the name behind
    the place that bears it: "in the port Orrin".
    """
    if _is_name_of_place(head):
        return True
    if head.dep_ not in ("compound", "nmod", "amod") or head.pos_ != "PROPN":
        return False
    if is_land(head.text) and not (type in _IN_A_TOWN and metonym_of(head.text)):
        return False
    return head.text in towns or any(m.kind == "place" and m.start <= head.idx < m.end for m in near)


def _is_name_of_place(head: Token) -> bool:
    before = head.nbor(-1) if head.i else head
    there = before.dep_ == "pobj" and before.head.lower_ in ("in", "at", "near", "outside")
    return there and head.pos_ == "PROPN" and before.pos_ == "NOUN" and noun_kind(before) == "place"


#: Acts that are done in a town, even where its name can stand for a government: "the Moscow summit".
_IN_A_TOWN = frozenset({"CONSULT", "ASSAULT", "PROTEST", HARM})


def _is_setting(head: Token, told: Told) -> bool:
    """Whether a party is only who told it, or where a meeting is held: "met in Lirane", "agreed to meet in Lirane"."""
    if head.dep_ == "pobj" and head.head.lower_ == "to" and head.head.head.lower_ == "according":
        return True
    going = told.type == "CONSULT" and told.frame.keys[-1] in _TRAVELLING and head.dep_ == "pobj"
    if going and head.head.lower_ == "to" and metonym_of(head.text) is not None:
        return True  # "flew to Tarsk for talks with the king"
    below = told.frame.complement if told.type == "AGREE" else told.frame.word
    if told.type not in ("CONSULT", "AGREE") or below is None:
        return False
    held = [m.name for word in (told.frame.word, told.frame.object) if word is not None for m in meanings_of(word)]
    if below.lemma_.lower() not in _MEETING and not {"talks", "phone"} & set(held):
        return False
    return head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near")


_TRAVELLING = frozenset("fly travel go head drive sail return".split())
_MEETING = frozenset({"meet", "talk", "speak", "confer"})


def _when(told: Told, words: list[Token], near: list[Mention], around: _Surroundings) -> When | None:
    """The act's own time, else that of the clause it stands in; what an agreement is about has its own time."""
    found, aside = told.frame, of_others(told.frame)
    below = held_clause(found)
    if below is not None and told.type in _HOLDING:
        past = _past_times(below)
        later = [word for word in words if found.word.i < below.i < word.i]
        aside |= (held_words([below]) | frozenset(later)) - past
        words = [*words, *past]
    aside |= days_of_deeds(found, told.type)
    timed = [m for m in near if m.id in around.whens]
    dated = any(word.ent_type_ in ("DATE", "TIME") for word in words if word not in aside)
    above = [] if dated else [[verb, *own_times(verb)] for verb in clause_above(found.word)]
    happening = _of_happening(found)
    again = own_words(deed) if (deed := _deed_told_again(found.word)) is not None else []
    joined = _joined_to_nouns(found.word, words) if told.type in _COUNTED else []
    beside = happening, joined, joined_next(found.word), again
    for clause in (words, *beside, *above, told_last(found.word)):
        free = [m for m in timed if _hangs_on(m, [word for word in clause if word not in aside])]
        if free:
            return around.whens[min(free, key=lambda m: (abs(m.start - found.word.idx), m.id)).id]
    return _when_of_another(found.word, timed, near, around)


def _past_times(clause: Token) -> frozenset[Token]:
    """ "invited the rebels to return two weeks ago": what is yet to be done has no time that is past."""
    if clause.tag_ != "VB":
        return frozenset()
    timed = [c for c in clause.rights if c.dep_ in ("npadvmod", "advmod") and c.ent_type_ in ("DATE", "TIME")]
    return frozenset(w for c in timed if any(w.lower_ in _PAST for w in c.subtree) for w in c.subtree)


_PAST = frozenset({"ago", "last", "yesterday", "earlier"})
_EXACT = frozenset(("minute", "hour", "day"))


def _when_of_another(
    act: Token, timed: list[Mention], near: list[Mention], around: _Surroundings
) -> When | None:
    """The day of the act beside it: of what happened at once, or so many days before or after."""
    if (date := dated_by(act)) is not None:
        dated = next((around.whens[m.id] for m in timed if m.start <= date.idx < m.end), None)
        return replace(dated, relation="on") if dated is not None and dated.relation == "after" else dated
    for verb in at_once(act):
        free = [around.whens[m.id] for m in timed if _hangs_on(m, own_times(verb))]
        if free and free[0].precision in _EXACT and free[0].relation in ("on", "about"):
            return free[0]
    above, below = gap_above(act), gap_below(act)
    for gap, there, sign in ((above, above and own_times(above.above), -1), (below, below and below.word.subtree, 1)):
        if gap is None:
            continue
        words = [word for word in there or () if sign > 0 or not gap.word.is_ancestor(word)]
        exact = [when for m in timed if _hangs_on(m, words) and (when := around.whens[m.id]).precision == "day"]
        told = next((m for m in near if m.kind == "time" and m.start <= gap.length.idx < m.end), None)
        if len(exact) == 1 and exact[0].relation == "on" and told is not None:
            return days_from(exact[0], sign * gap.days, told.id)
    return None


#: Types whose complement tells another act, with a time and a place of its own: "accused them of shelling it in May".
_HOLDING = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE", "SANCTION", "SUPPORT"})
#: Of these, those whose place, told after the deed, is that of the deed.
_PLACED_APART = frozenset({"ACCUSE", "SANCTION", "REQUEST", "THREATEN"})


def _deed_judged(found: Frame) -> frozenset[Token] | None:
    """ "condemned the attack in Tarsk": the words of the deed, which was done where nobody condemned it."""
    deed = found.object
    if deed is None or found.part != "V" or not any(m.type in _COUNTED for m in meanings_of(deed)):
        return None
    return frozenset(deed.subtree)


def _ground_hit(verb: Token, told: Told) -> list[Token]:
    """ "hit southern Lirane, killing ten": the words of what was hit, where the harm is told by a participle."""
    if told.type != "ASSAULT" or told.frame.word.tag_ != "VBG":
        return []
    return [word for child in verb.rights if child.dep_ == "dobj" for word in child.subtree]


def _where(
    told: Told, mode: str | None, words: list[Token], near: list[Mention], around: _Surroundings
) -> Where | None:
    """The place of the act's own clause: the most closely placed first, then the nearest after the predicate."""
    found = told.frame
    below = held_clause(found)
    agreed = told.type == "AGREE" and below is not None and any(c.lower_ == "that" for c in below.lefts)
    if below is not None and (told.type in _PLACED_APART or agreed):
        words = [word for word in words if word.i < below.i or below.i < found.word.i]
    if told.type in _PLACED_APART and (deed := _deed_judged(found)) is not None:
        words = [word for word in words if word not in deed]
    above = [word for verb in clause_above(found.word)[:1] for word in (*own_times(verb), *_ground_hit(verb, told))]
    avoided = frozenset(head for heads in parties(found, _is_mutual(told)) for head in heads)
    there = scene_of_clause(found.word)
    if there is not None:
        at = [around.wheres[m.id] for m in near if m.id in around.wheres and m.start <= there.idx < m.end]
        if at:
            return at[0]
    beside = _joined_to_nouns(found.word, words) if told.type in _COUNTED else [], joined_next(found.word)
    clauses = (
        (words, found.word), *((more, found.word) for more in beside),
        (above, found.word.head), (_of_happening(found), found.word.head),
        *((own_words(verb), verb) for verb in (at_once(found.word) if told.type in _COUNTED else ())),
        *([(own_words(deed), deed)] if (deed := _deed_told_again(found.word)) is not None else []),
        *([(own_words(met), met)] if (met := _met_while(found)) is not None else []),
    )  # fmt: skip
    for clause, act in clauses:
        placed = [
            m for m in near
            if m.id in around.wheres and m.kind != "nationality" and _hangs_on(m, clause)
            and (head := head_at(found.word.doc, m.start, m.end)) is not None
            and is_place_of(head, act, told.type, mode, avoided, m.kind == "place")
        ]  # fmt: skip
        if placed:
            return around.wheres[min(placed, key=lambda m: _closeness(around.wheres[m.id], m, found.word)).id]
    alone = [m for m in near if told.toll and m.id in around.wheres and m.kind != "nationality"]
    named = {around.wheres[m.id].place or m.text: m for m in alone}
    return around.wheres[next(iter(named.values())).id] if len(named) == 1 else None


def _of_happening(found: Frame) -> list[Token]:
    """ "clashes were reported in Tarsk on Sunday": the words of the verb that only says that it was."""
    verb = verb_of_happening(found)
    return [] if verb is None else own_times(verb)


def _deed_told_again(act: Token) -> Token | None:
    """ "the attack in Tarsk on Monday that killed ten": the noun of the deed of which a relative clause tells more."""
    subject = any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in act.lefts)
    if act.dep_ != "relcl" or not subject:
        return None
    return act.head if any(m.type == "ASSAULT" for m in meanings_of(act.head)) else None


def _met_while(found: Frame) -> Token | None:
    """ "struck a convoy carrying arms near Tarsk": what those were doing whom it was done to, where it was done."""
    if found.object is None or not any(m.type == "ASSAULT" for m in found.meanings):
        return None
    return next((c for c in found.object.rights if c.dep_ == "acl" and c.tag_ == "VBG" and c.pos_ == "VERB"), None)


def _joined_to_nouns(act: Token, words: list[Token]) -> list[Token]:
    """ "destroyed a bridge and a station near Tarsk": the words of what is joined to a noun of the clause."""
    joined = [c for word in words if word != act for c in word.rights if c.dep_ == "conj" and word.pos_ != "VERB"]
    return [word for noun in joined if noun.pos_ in ("NOUN", "PROPN") for word in noun.subtree]


def _closeness(where: Where, mention: Mention, word: Token) -> tuple[int, bool, int, str]:
    rank = _PRECISIONS.index(where.precision) if where.precision in _PRECISIONS else len(_PRECISIONS)
    return rank, mention.start < word.idx, abs(mention.start - word.idx), mention.id


_PRECISIONS = ("point", "city", "admin2", "admin1", "country", "region")


def _hangs_on(mention: Mention, words: list[Token]) -> bool:
    """Whether a word of the act's own clause stands in the mention."""
    return any(mention.start <= word.idx < mention.end for word in words)


def _chain(statement: Statement | None, around: _Surroundings, doc: Doc) -> tuple[Attribution, ...]:
    """Whose word the report rests on, outermost first: the statement's chain, then its speaker."""
    if statement is None:
        return ()
    speaker = around.by_id.get(statement.speaker or "")
    if speaker is not None:
        speaker = _named_by_relative(speaker, around, doc)
    if speaker is None:
        return statement.according_to
    return (*statement.according_to, Attribution(speaker.text, speaker.entity, speaker.start, speaker.end))


def _named_by_relative(speaker: Mention, around: _Surroundings, doc: Doc) -> Mention:
    """ "Roe, who said", "a report which found": the mention that a speaking relative pronoun stands for."""
    head = head_at(doc, speaker.start, speaker.end)
    if head is None or head.lower_ not in ("who", "which", "that") or head.head.dep_ != "relcl":
        return speaker
    noun = whom_told(head.head.head, head)
    found = [m for m in around.mentions if m.start <= noun.idx < m.end and head_at(doc, m.start, m.end) == noun]
    return max(found, key=lambda m: (m.end - m.start, m.id)) if found else speaker
