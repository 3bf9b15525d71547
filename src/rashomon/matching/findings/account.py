"""What one account says to a question: reports, statements and mentions → answers that can be compared.

Reads reports with the entities behind their mentions; gives answers, each a value to compare, words to show and
the characters it rests on (a report or a statement). The one idea: an answer is read from one report alone, so that
whoever reads the finding can go back to the sentence; what a report does not say, it is not made to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from rashomon.knowledge.countries import country_of
from rashomon.knowledge.labels import act_label, means_label, verb_label
from rashomon.knowledge.plover import HARM
from rashomon.language.quotes import label_around
from rashomon.matching.acts.facts import TOLL_WORDS
from rashomon.matching.acts.pairs import Told, told
from rashomon.matching.acts.parties import bare, is_named
from rashomon.matching.answers import counts_a_part, quantity_words, time_words
from rashomon.record import (
    HOW_MANY,
    Article,
    Entity,
    Mention,
    Quantity,
    Report,
    Span,
    Statement,
    Where,
    measure_of,
)

#: Types whose acts are called by words that take sides.
_WORDED = frozenset(("ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "SANCTION"))
#: Types that are words of one speaker.
VERBAL = frozenset(("ACCUSE", "REQUEST", "SUPPORT", "REJECT", "AGREE", "THREATEN", "CONCEDE"))
DONE = frozenset(("happened", "ongoing", "denied"))
_MEASURES = frozenset(("percent", "USD", "EUR", "years", "days", "hours", "months", "km", "times"))
#: What became of those to whom it was done, by type and mode.
_BECAME: Mapping[tuple[str, str | None], str] = {
    ("COERCE", "arrest"): "arrested", ("SANCTION", "expel"): "expelled", ("RETREAT", "release"): "released",
}  # fmt: skip
_PROTESTING = frozenset(("protesters", "workers", "strikers", "students", "demonstrators"))
_OUTCOMES = frozenset(("dead", "injured", "missing", "displaced"))
#: Before the name of a place where something is or was done.
AT_PLACE = re.compile(
    r"\b(?:in|at|near|outside|off|(?:station|town|city|village|port|hospital|school|market|bridge|camp|base|airport"
    r"|province|region|district|pass|mine|checkpoint|prison)\s+of)\s+(?:the\s+)?"
    r"(?:[\w-]+\s+(?:city|town|village|port|state|province)\s+of\s+)?$",
    re.I,
)
#: A name after a preposition of place.
_AT = re.compile(r"\b(?:in|at|near|outside)\s+((?:[A-Z][\w’'-]{1,20}\s){0,2}[A-Z][\w-]{1,20})\b")
_PRONOUNS = frozenset("he she it they we i you who which that him her them us me one this these those".split())
_NAMES = ("place", "person", "organization")
#: "LuAnn Johnson, 66, of Burnsville": where somebody lives.
_HOME = re.compile(r"\b(?:[A-Z][\w.'’-]{1,25}|\d{1,3}),? of\s{1,3}$")
#: A clause on what went before: "three soldiers who disappeared while on an exercise in Cape Cod were apprehended".
RELATIVE = re.compile(r"\b(?:who|whom|which|that|whose|where|when|while|after|before)\b", re.I)
#: Characters after a trigger in which the place of its act stands.
_BESIDE = 120


@dataclass(frozen=True)
class Answer:
    """What one report or statement says to a question: a value to compare and words to show."""

    value: Any  # a When, a Where, a Quantity, Parties, a Saying or a word: each question compares its own kind
    words: str
    article: str
    report: str | None = None
    statement: str | None = None
    #: [start, end) of the sentence that says it, where neither a report nor a statement does.
    sentence: Span | None = None
    #: Who gives a number, where that is known otherwise than by its mention.
    giver: str | None = None
    #: Whether it stands with another act, told apart from the one it counts.
    moved: bool = False
    #: Whether it counts those of whom it is but feared.
    feared: bool = False


class Called(NamedTuple):
    """A word that an account chooses; `quoted`: the label in scare quotes that it stands in, with whose words it is."""

    word: str
    quoted: str | None = None


@dataclass(frozen=True)
class Corpus:
    """What answers are read from, and who stands behind each article."""

    articles: Mapping[str, Article]
    mentions: Mapping[str, Mention]
    entities: Mapping[str, Entity]
    of_mention: Mapping[str, str]
    origins: Mapping[str, str]
    #: By article.
    statements: Mapping[str, list[Statement]] = field(default_factory=dict)
    reports: Mapping[str, list[Report]] = field(default_factory=dict)
    #: Mentions that begin with a capital, by article.
    named: Mapping[str, list[Mention]] = field(default_factory=dict)
    #: Mentions that may be somebody, by article.
    parties: Mapping[str, list[Mention]] = field(default_factory=dict)
    #: Mentions of quantities, by article.
    numbers: Mapping[str, list[Mention]] = field(default_factory=dict)
    #: Statement id → the mention that speaks.
    speakers: Mapping[str, str | None] = field(default_factory=dict)
    #: Report id → the innermost name that it rests on, in words.
    sources: Mapping[str, str] = field(default_factory=dict)
    #: Of one story: entity → the entity that it stands for.
    meant: Mapping[str, str] = field(default_factory=dict)
    #: Of one story: entity → the entity for which it speaks, itself mostly: the spokeswoman for her ministry.
    speaks_for: Mapping[str, str] = field(default_factory=dict)
    #: Of one story: bare names that its accounts use for places.
    places: frozenset[str] = frozenset()

    def outlet(self, article: str) -> str:
        return self.articles[article].outlet or f"article {article[:8]}"

    def came_out(self, article: str) -> tuple[date, date] | None:
        """The first and the last day on which an article can have come out; None where nothing says."""
        first, last = self.articles[article].published, self.articles[article].published_latest
        return (date.fromisoformat(first[:10]), date.fromisoformat(last[:10])) if first and last else None

    def is_read(self, article: str) -> bool:
        """Whether anything could be read in an article: in English, or where its language's reader found what is told.

        Names, dates and numbers are found in any language.
        """
        return self.articles[article].language == "en" or article in self.reports or article in self.statements

    def clause(self, report: Report) -> str:
        return self.articles[report.article].text[report.start : report.end]


def wording(corpus: Corpus, report: Report) -> Told:
    """How a report words its act."""
    text = corpus.articles[report.article].text
    return _told(report.id, report.article, text, report.trigger.start, report.trigger.end)


_told = lru_cache(maxsize=20_000)(told)


def where(corpus: Corpus, report: Report) -> Answer | None:
    """Where it was done; a place that no gazetteer holds answers by its name. Countries beside talks and words are
    those of the parties. What a person gave is where it was.
    """
    found = report.where
    if found is not None and "where" in report.corrected:
        return Answer(found, found.name, report.article, report.id)
    talks = report.type in (*VERBAL, "CONSULT", "COOPERATE")
    if found is not None and not (found.precision == "country" and talks):
        if _is_home(corpus, found.mention) or _is_of_what_went_before(corpus, report, found.mention):
            return None
        return Answer(found, found.name, report.article, report.id)
    told = report.type not in VERBAL or report.type == "AGREE"
    if found is None and told and report.modality in ("happened", "ongoing", "planned"):
        return _by_name(corpus, report)
    return None


def _is_home(corpus: Corpus, place: str) -> bool:
    """Whether a place is but where somebody lives."""
    mention = corpus.mentions.get(place)
    if mention is None:
        return False
    text = corpus.articles[mention.article].text
    return bool(_HOME.search(text[max(0, mention.start - 30) : mention.start]))


def _is_of_what_went_before(corpus: Corpus, report: Report, place: str) -> bool:
    """Whether a place stands in a clause of its own between who did it and the verb: "soldiers who disappeared in
    Hyannis were found on Monday".
    """
    mention = corpus.mentions.get(place)
    if mention is None or not report.start <= mention.start < report.trigger.start:
        return False
    text = corpus.articles[report.article].text
    return bool(RELATIVE.search(text[report.start : mention.start]))


def _by_name(corpus: Corpus, report: Report) -> Answer | None:
    """The name after "in", "at" or "near" in the clause: taggers take small places for persons as often as not, or
    miss what another account of the story names.
    """
    text = corpus.articles[report.article].text
    end = min(report.end, report.trigger.end + _BESIDE)
    for mention in corpus.named.get(report.article, ()):
        inside = report.start <= mention.start and mention.end <= end
        is_name = mention.kind in _NAMES and text[mention.end : mention.end + 1] not in "'’"
        if inside and is_name and AT_PLACE.search(text[max(0, mention.start - 40) : mention.start]):
            return _named_place(report, mention.text, mention.id)
    for found in _AT.finditer(text, report.start, end):
        if bare(found[1]) in corpus.places:
            return _named_place(report, found[1], "")
    return None


def _named_place(report: Report, name: str, mention: str) -> Answer:
    plain = re.sub(r"^(?:The|the)\s+", "", name)
    place = Where(bare(plain), plain, None, None, None, "name", mention)
    return Answer(place, plain, report.article, report.id)


def places_named(corpus: Corpus, articles: Iterable[str]) -> frozenset[str]:
    """The bare names, no countries, that accounts of a story use for places: "in Sirwah", "the town of Sirwah"."""
    found = set()
    for article in articles:
        text = corpus.articles[article].text
        for mention in corpus.named.get(article, ()):
            placed = mention.kind == "place" or (
                mention.kind in _NAMES and AT_PLACE.search(text[max(0, mention.start - 40) : mention.start])
            )
            if placed and country_of(mention.text) is None:
                found.add(bare(mention.text))
    return frozenset(found)


#: Words of the time of telling, which are no day of an act.
_NOW = frozenset(("now", "currently", "presently", "at present", "nowadays", "right now"))


def when(corpus: Corpus, report: Report) -> Answer | None:
    """What was done before its article came out has no later date: that is the date of what was agreed or asked."""
    found, published = report.when, corpus.articles[report.article].published_latest
    if found is not None and "when" in report.corrected:
        return Answer(found, time_words(found), report.article, report.id)
    if found is None or not found.start or wording(corpus, report).words.lemmas & TOLL_WORDS:
        return None  # a toll bears the day of its counting
    told = corpus.mentions.get(found.mention)
    if told is not None and told.text.casefold() in _NOW:
        return None  # a state that lasts: the day is that of the telling
    if published and found.start[:10] > published[:10] and report.modality in DONE and report.type in VERBAL:
        return None
    return Answer(found, time_words(found), report.article, report.id)


def counts(corpus: Corpus, reports: Sequence[Report]) -> dict[str, list[Answer]]:
    """What is counted → the numbers given; parts of a number ("two more", "including 30") count nothing whole, and who
    denies that dozens were killed gives no number.
    """
    found: dict[str, list[Answer]] = defaultdict(list)
    became = _become(reports)
    for report in reports:
        for quantity in (*report.quantities, *_of_a_party(corpus, report)):
            if report.modality == "denied" and quantity.high != 0:
                continue
            of = counted(corpus, report, quantity, became.get(report.type))
            is_given = f"{HOW_MANY}:{measure_of(quantity)}" in report.corrected
            of = measure_of(quantity) if is_given else of
            if of and (is_given or not _is_a_part(corpus, quantity, of)):
                found[of].append(Answer(quantity, quantity_words(quantity), report.article, report.id))
    return found


#: The dead of whom nobody is sure.
_FEARED = re.compile(
    r"\b(?:fear(?:s|ed|ing)?|presum(?:es?|ed)|may|might|(?:believed|thought|likely)(?= to have| dead| killed))\b", re.I
)


def feared(corpus: Corpus, reports: Sequence[Report]) -> list[Answer]:
    """The dead that are feared, beside those who are counted: "150 are feared dead", "as many as 500 may have died"."""
    return [
        Answer(quantity, f"{quantity_words(quantity)} feared", report.article, report.id, feared=True)
        for report in reports
        if report.modality == "hypothetical" and _FEARED.search(_sentence_of(corpus, report))
        for quantity in report.quantities
        if quantity.of == "dead" and not _is_a_part(corpus, quantity, "dead")
    ]


def _sentence_of(corpus: Corpus, report: Report) -> str:
    """What a sentence says up to the words of a report: who fears it stands before it."""
    text = corpus.articles[report.article].text
    begin = max(text.rfind("\n", 0, report.trigger.start), text.rfind(". ", 0, report.trigger.start)) + 1
    return text[begin : report.trigger.end]


def _is_a_part(corpus: Corpus, quantity: Quantity, of: str) -> bool:
    mention = corpus.mentions.get(quantity.mention)
    if mention is None:
        return False
    return counts_a_part(corpus.articles[mention.article].text, mention.start, mention.end, of)


def _of_a_party(corpus: Corpus, report: Report) -> list[Quantity]:
    """The numbers of those to whom it was done that another report of the article has: "all 43 passengers abducted a
    week ago were set free" counts the abducted and the released.
    """
    if (report.type, report.mode) not in _BECAME:
        return []
    own = {quantity.mention for quantity in report.quantities}
    others = {
        quantity.mention: quantity
        for other in corpus.reports.get(report.article, ())
        for quantity in other.quantities
        if quantity.mention not in own and quantity.unit not in _MEASURES
    }
    return [replace(one, of=None) for _, one in sorted(others.items()) if _counts_a_party(corpus, report, one)]


def _become(reports: Sequence[Report]) -> dict[str, str]:
    """Type → what its acts make of people, where some report of the event says it plainly: who "is holding five" and
    who "has detained four" count the arrested.
    """
    return {report.type: of for report in reports if (of := _BECAME.get((report.type, report.mode)))}


def counted(corpus: Corpus, report: Report, quantity: Quantity, became: str | None = None) -> str | None:
    """What a number counts: people whom police arrest are the arrested, diplomats sent home the expelled; all who
    protest are people. `became`: what the event makes of people, where this report's own mode does not say it.
    """
    plain = quantity.of not in _OUTCOMES and quantity.unit not in _MEASURES
    became = _BECAME.get((report.type, report.mode), None if report.mode else became) if plain else None
    if became is not None and _counts_a_party(corpus, report, quantity):
        return "captured" if quantity.of == "captured" and report.type == "COERCE" else became
    if report.type == "PROTEST" and quantity.of in _PROTESTING and quantity.unit not in _MEASURES:
        return "people"
    return quantity.of or (None if quantity.unit in _MEASURES else quantity.unit)


def _counts_a_party(corpus: Corpus, report: Report, quantity: Quantity) -> bool:
    """Whether a number stands in the words for those to whom it was done: "23 dockers", not "12 magazines"."""
    number = corpus.mentions.get(quantity.mention)
    met = [corpus.mentions[one] for one in report.recipients if one in corpus.mentions]
    return number is not None and any(one.start <= number.start < one.end for one in met)


def label(corpus: Corpus, report: Report) -> Answer | None:
    """The word an account uses for an act of force or its end: there words are chosen with care."""
    if report.type not in _WORDED:
        return None
    text, start, end = corpus.articles[report.article].text, report.trigger.start, report.trigger.end
    trigger = " ".join(text[start:end].split())
    word = act_label(trigger, text[max(0, start - 20) : start]) or verb_label(trigger)
    if not word:
        word = means_label(text[end : report.end]) if report.type in ("ASSAULT", HARM) else None
        return Answer(Called(word), word, report.article, report.id) if word else None
    head = end - len(text[start:end].split()[-1])
    quoted = _in_scare_quotes(corpus, report.article, head, end)
    return Answer(Called(word, quoted), quoted or word, report.article, report.id)


def _in_scare_quotes(corpus: Corpus, article: str, start: int, end: int) -> str | None:
    """The label in quotation marks whose head is at [start, end), with the speaker in whose statement it stands."""
    quoted = label_around(corpus.articles[article].text, start, end)
    if quoted is None:
        return None
    said = [
        statement
        for statement in corpus.statements.get(article, ())
        if statement.speaker and any(span.start <= start < span.end for span in statement.content)
    ]
    inner = min(said, key=lambda s: (s.end - s.start, s.id), default=None)
    speaker = _speaker(corpus, inner.speaker) if inner and inner.speaker else None
    return f"{quoted} ({speaker})" if speaker else quoted


def _speaker(corpus: Corpus, mention: str) -> str | None:
    """Who speaks: by name, else in the account's words ("officials"); a pronoun names nobody."""
    entity = corpus.entities.get(corpus.of_mention.get(mention, ""))
    if entity is not None and is_named(entity):
        return entity.name
    words = " ".join(corpus.mentions[mention].text.split()) if mention in corpus.mentions else ""
    return None if words.casefold() in _PRONOUNS else words or None


def labels_of(
    corpus: Corpus, articles: Iterable[str], mentions: Mapping[str, Sequence[Mention]], loaded: Any
) -> Iterator[tuple[str, str, Answer]]:
    """(entity, family, answer) for each loaded word that an article puts on a named body. `loaded`: phrase → words."""
    for article in articles:
        here, text = [(m, loaded(m.text)) for m in mentions.get(article, ())], corpus.articles[article].text
        parties = [(m, e) for m, words in here if not words and (e := _body(corpus, m)) and not _is_against(text, m)]
        named: dict[str, set[str]] = defaultdict(set)
        placed = []
        for mention, words in here:
            for family, word in words:
                inside = [e for m, e in parties if mention.start <= m.start and m.end <= mention.end]
                named[word].update(inside)
                placed.append((mention, family, word, inside))
        for mention, family, word, inside in placed:
            # "the militants" are those of the one body that the article so calls
            for entity in inside or (named[word] if len(named[word]) == 1 else ()):
                start = mention.start + max(0, mention.text.casefold().find(word))
                quoted = _in_scare_quotes(corpus, article, start, start + len(word))
                yield entity, family, _resting(corpus, article, mention, Called(word, quoted))


def _is_against(text: str, body: Mention) -> bool:
    """Whether those around a name are its enemies: "anti-Highland Front fighters"."""
    return text[max(0, body.start - 5) : body.start].casefold() in ("anti-", "anti ", "anti‑", "anti–")


def _body(corpus: Corpus, mention: Mention) -> str | None:
    """The entity of a mention that names a body: what a label can be put on."""
    entity = corpus.of_mention.get(mention.id)
    entity = corpus.meant.get(entity, entity) if entity else None
    if entity is None or mention.kind != "organization" or entity not in corpus.entities:
        return None
    return entity if is_named(corpus.entities[entity]) else None


def _resting(corpus: Corpus, article: str, mention: Mention, called: Called) -> Answer:
    """The answer with the report or statement that the word stands in, if any."""
    inside = [r for r in corpus.reports.get(article, ()) if r.start <= mention.start < r.end]
    said = [s for s in corpus.statements.get(article, ()) if s.start <= mention.start < s.end]
    report = min(inside, key=lambda r: (r.end - r.start, r.id), default=None)
    statement = None if report else min(said, key=lambda s: (s.end - s.start, s.id), default=None)
    words = called.quoted or called.word
    return Answer(called, words, article, report.id if report else None, statement.id if statement else None)


def own_words(answers: Sequence[Answer]) -> list[Answer]:
    """The labels with scare quotes only where the account does not use the word as its own too."""
    own = {(answer.article, answer.value.word) for answer in answers if answer.value.quoted is None}
    return [
        replace(answer, value=Called(answer.value.word), words=answer.value.word)
        if (answer.article, answer.value.word) in own
        else answer
        for answer in answers
    ]
