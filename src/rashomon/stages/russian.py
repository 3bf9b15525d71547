"""A Russian article + its parse → mentions, times, quantities, places, statements, reports, links.

Reads what russian/parse.py parsed, writes the same nouns as the English stages. The one idea: each function here
stands where an English stage stands in the pipeline and has its shape, so that nothing after it asks which language
an article is in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from spacy.tokens import Doc, Token

from rashomon.knowledge.gazetteer import gazetteer
from rashomon.knowledge.gazetteer_index import Gazetteer
from rashomon.knowledge.plover import cameo_of, contexts_of, mode_of, quad_of
from rashomon.knowledge.zones import published_day
from rashomon.language.phrases import told_in
from rashomon.language.russian.acts import Act, clause_words, english_words, find_acts, is_later_death
from rashomon.language.russian.around import Around, can_be_party, in_english, is_harm, is_scene, is_told_in_full
from rashomon.language.russian.counts import find_counts, none_at_all
from rashomon.language.russian.links import find_links
from rashomon.language.russian.names import find_names, find_pronouns
from rashomon.language.russian.parties import Parties
from rashomon.language.russian.places import places_of
from rashomon.language.russian.speech import Said, find_quotes, find_speech
from rashomon.language.russian.speech import Span as Quoted
from rashomon.language.russian.times import find_moments
from rashomon.language.russian.tree import joined
from rashomon.record import (
    Article,
    Attribution,
    Judgement,
    Mention,
    Quantity,
    Reason,
    Report,
    Span,
    Statement,
    When,
    Where,
    innermost,
    mention_id,
    report_id,
    statement_id,
)

BY = "machine:russian-coreference-1"


def find_russian_mentions(article: Article, doc: Doc) -> list[Mention]:
    """Names, peoples and pronouns in reading order."""
    found = {(name.start, name.end): name for name in [*find_pronouns(doc), *find_names(doc)]}
    return [
        Mention(mention_id(article.id, start, end, name.kind), article.id, start, end, name.kind,
                article.text[start:end])
        for (start, end), name in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1]))
    ]  # fmt: skip


def find_russian_places(
    article: Article, doc: Doc, mentions: Sequence[Mention], places: Gazetteer | None = None
) -> list[Where]:
    """One Where for each place, and each people's adjective before what it locates, that the gazetteer can place."""
    return places_of(doc, mentions, places or gazetteer())


class TimesFound(NamedTuple):
    """As of the English stage: `whens[i].mention` is the id of one of `mentions`."""

    mentions: list[Mention]
    whens: list[When]


class QuantitiesFound(NamedTuple):
    """As of the English stage: `quantities[i].mention` is the id of one of `mentions`."""

    mentions: list[Mention]
    quantities: list[Quantity]


class StatementsFound(NamedTuple):
    """As of the English stage: `mentions` are new ones for speakers that no mention covered yet."""

    statements: list[Statement]
    mentions: list[Mention]


class ReportsFound(NamedTuple):
    """As of the English stage: `mentions` are new ones for actors and recipients that no mention covered yet."""

    reports: list[Report]
    mentions: list[Mention]


class Coreference(NamedTuple):
    """As of the English stage: `judgements` have relation "entity"; `groups` are mentions with members."""

    judgements: list[Judgement]
    groups: list[Mention]


def find_russian_times(article: Article, doc: Doc) -> TimesFound:
    """Time expressions in reading order, counted from the day of publication where it is known."""
    mentions, whens = [], []
    for moment in find_moments(doc, published_day(article)):
        mention = _mention(article, moment.start, moment.end, "time")
        mentions.append(mention)
        whens.append(
            When(
                _instant(moment.first),
                _instant(moment.last),
                moment.precision,
                moment.relation,
                moment.anchor,
                mention.id,
            )
        )
    return TimesFound(mentions, whens)


def _instant(moment: datetime | None) -> str | None:
    return f"{moment.isoformat(timespec='seconds')}Z" if moment else None


def _mention(article: Article, start: int, end: int, kind: str) -> Mention:
    return Mention(mention_id(article.id, start, end, kind), article.id, start, end, kind, article.text[start:end])


def find_russian_quantities(article: Article, doc: Doc, *, times: Sequence[Mention] | None = None) -> QuantitiesFound:
    """Numbers with bounds and what they count; `times` are the time mentions, whose numbers are theirs."""
    mentions, quantities = [], []
    for count in find_counts(doc, [(one.start, one.end) for one in times or ()]):
        mention = _mention(article, count.start, count.end, "quantity")
        mentions.append(mention)
        quantities.append(Quantity(count.low, count.high, count.unit, count.of, mention.id))
    for start, end, of in none_at_all(doc):
        mention = _mention(article, start, end, "quantity")
        mentions.append(mention)
        quantities.append(Quantity(0.0, 0.0, "people", of, mention.id))
    return QuantitiesFound(mentions, quantities)


def find_russian_statements(article: Article, doc: Doc, mentions: Sequence[Mention]) -> StatementsFound:
    """Direct, indirect and mixed speech and thought, in reading order."""
    parties = Parties(article.id, doc, mentions)
    quotes = find_quotes(article.text)
    found: dict[str, Statement] = {}
    for said in find_speech(doc):
        statement = _statement(article, said, parties, quotes)
        found.setdefault(statement.id, statement)
    return StatementsFound(sorted(found.values(), key=lambda s: (s.start, -s.end, s.id)), parties.new)


def _statement(article: Article, said: Said, parties: Parties, quotes: Sequence[Quoted]) -> Statement:
    speaker = parties.group(joined(said.speaker)) if said.speaker is not None else None
    addressee = parties.mention(said.addressee) if said.addressee is not None else None
    cue = Span(said.cue.start, said.cue.end)
    content = tuple(Span(span.start, span.end) for span in said.contents)
    parts = [cue, *content, *([Span(speaker.start, speaker.end)] if speaker else [])]
    links = [parties.mention(head) for head in said.via]
    return Statement(
        id=statement_id(article.id, cue, content),
        article=article.id,
        start=min(part.start for part in parts),
        end=max(part.end for part in parts),
        form=form_of(content, quotes),
        speaker=speaker.id if speaker else None,
        speaker_entity=None,
        cue=cue,
        content=content,
        addressee=addressee.id if addressee else None,
        according_to=tuple(
            Attribution(link.text, None, link.start, link.end) for link in links if speaker is None or link != speaker
        ),
        about=(),
        polarity=said.polarity,
        certainty=said.certainty,
    )


def form_of(content: Sequence[Span], quotes: Sequence[Quoted]) -> str:
    """direct from nine tenths of the characters in quotation marks or after a dash, indirect up to a quarter."""
    whole = sum(span.end - span.start for span in content)
    inside = sum(
        max(0, min(span.end, quote.end) - max(span.start, quote.start)) for span in content for quote in quotes
    )
    share = inside / whole if whole else 0.0
    return "direct" if share >= 0.9 else "mixed" if share > 0.25 else "indirect"


def find_russian_reports(
    article: Article,
    doc: Doc,
    mentions: Sequence[Mention],
    whens: Sequence[When],
    wheres: Sequence[Where],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> ReportsFound:
    """One report for each act told, in reading order; an act without any party or number is none."""
    parties = Parties(article.id, doc, mentions)
    around = Around(doc, mentions, whens, wheres, quantities)
    by_id = {mention.id: mention for mention in mentions}
    found: dict[str, Report] = {}
    for act in find_acts(doc):
        report = _report(article, act, parties, around, statements, by_id)
        if report.actors or report.recipients or (report.type == "ASSAULT" and is_told_in_full(act, report.where)):
            found.setdefault(report.id, report)
    return ReportsFound(sorted(found.values(), key=lambda r: (r.trigger.start, r.id)), parties.new)


def _report(
    article: Article,
    act: Act,
    parties: Parties,
    around: Around,
    statements: Sequence[Statement],
    by_id: Mapping[str, Mention],
) -> Report:
    words = clause_words(act)
    trigger = Span(act.word.idx, act.word.idx + len(act.word.text))
    mode = act.row.mode or mode_of(act.type, *in_english(act, words))
    numbers = around.quantities_of(act, words)
    actors = _ids(parties, act.actors)
    done_to = [head for head in act.recipients if not is_scene(head, act)]
    recipients = tuple(name for name in _ids(parties, done_to) if name not in actors)
    if act.toll or not recipients:
        recipients = tuple(dict.fromkeys(number.mention for number in numbers if is_harm(number, act))) or recipients
    where = around.where_of(act, words, {*act.actors, *act.recipients})
    statement = innermost(statements, trigger)
    speaker = by_id.get(statement.speaker or "") if statement else None
    chain = (*statement.according_to, *([_link(speaker)] if speaker else ())) if statement else ()
    start, end = told_in(words, act.word)
    return Report(
        id=report_id(article.id, trigger, act.type),
        article=article.id,
        start=start,
        end=end,
        trigger=trigger,
        type=act.type,
        mode=mode,
        contexts=contexts_of(english_words().get(word.lemma_, "") for word in act.word.sent),
        cameo=cameo_of(act.type, mode),
        quad=quad_of(act.type),
        actors=actors,
        recipients=recipients,
        when=None if act.toll and is_later_death(act) else around.when_of(act, words),
        where=where,
        quantities=tuple(numbers),
        modality=act.modality,
        statement=statement.id if statement else None,
        according_to=chain,
    )


def _ids(parties: Parties, heads: Sequence[Token]) -> tuple[str, ...]:
    """Mentions of those who can act or suffer: persons, bodies, lands, people; things are none."""
    found: dict[str, None] = {}
    for head in heads:
        if can_be_party(head):
            found.setdefault(parties.mention(head).id)
    return tuple(found)


def _link(speaker: Mention) -> Attribution:
    return Attribution(speaker.text, None, speaker.start, speaker.end)


def link_russian_mentions(
    article: Article, doc: Doc, mentions: Sequence[Mention], statements: Sequence[Statement] = ()
) -> Coreference:
    """Names in any case, short forms, titles and pronouns, each with its reason."""
    judgements = [
        Judgement(
            "entity", link.left.id, link.right.id, "same", link.score,
            (Reason(link.feature, link.score, link.one, link.two),), BY, None,
        )
        for link in find_links(doc, mentions)
    ]  # fmt: skip
    return Coreference(judgements, [])
