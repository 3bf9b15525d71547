"""article + parse + all its mentions → which of them name the same one, within the article.

Sieves from the surest to the least: equal names, short forms, titles and appositions, role phrases, the
counterpart of somebody, pronouns. Each link is a judgement that says why. Groups ("the two ministers") are
mentions made again with their members. Nothing here looks beyond the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from spacy.tokens import Doc, Token

from rashomon.language.antecedents import Surroundings, surroundings
from rashomon.language.names.nominals import is_native
from rashomon.language.phrases import person_nouns
from rashomon.language.pronouns import is_pronoun
from rashomon.matching.article.bodies import link_body
from rashomon.matching.article.chains import Reader
from rashomon.matching.article.names import is_family_name, link_name, link_other_names, read_known, read_title
from rashomon.matching.article.numbers import is_bare, is_counted, link_number
from rashomon.matching.article.pronouns import (
    FIRST_PERSON,
    HE,
    IT,
    PRONOUNS,
    RELATIVE,
    SHE,
    THEY,
    WE,
    link_first_person,
    link_it,
    link_pronoun,
    link_relative,
    link_they,
    link_we,
)
from rashomon.matching.article.roles import link_role, settle_offices
from rashomon.matching.unions import Unions
from rashomon.record import Article, Judgement, Mention, Report, Statement

Told = TypeVar("Told", Statement, Report)


class Coreference(NamedTuple):
    """`judgements` have relation "entity"; `groups` are mentions made again with their `members`."""

    judgements: list[Judgement]
    groups: list[Mention]


def link_mentions(
    article: Article, doc: Doc, mentions: Sequence[Mention], statements: Sequence[Statement] = ()
) -> Coreference:
    """Short forms, roles, appositives, pronouns and groups, each with reasons.

    `statements` tell who "I" is inside a quotation.
    """
    parsed = doc.has_annotation("DEP")
    heads = {m.id: head for m in mentions if (head := _head(doc, m)) is not None}
    reader = Reader(article, doc, surroundings(doc) if parsed else Surroundings((), (), ()), heads)
    # several speakers in one mention are who its members are, no name of their own
    reader.groups.update((m.id, m) for m in mentions if m.members)
    mentions = [m for m in mentions if not m.members]
    reader.counted += [m for m in mentions if m.id in heads and _is_people(m, heads[m.id])]
    named = [m for m in mentions if m.id in heads and _is_named(m, heads[m.id])]
    for mention in sorted(named, key=lambda m: (-len(m.text.split()), m.start, m.id)):
        link_name(reader, mention)
    mistaken = [m for m in mentions if m.id in heads and m.id not in reader.chain_of and is_family_name(reader, m)]
    for mention in mistaken:
        link_name(reader, mention)
    link_other_names(reader, named)
    if parsed:
        for mention in named:
            read_title(reader, mention)
        for chain in reader.chains:
            read_known(reader, chain)
        others = [m for m in mentions if m.id in heads and m.id not in reader.chain_of]
        speakers = _speakers(statements)
        # groups and pronouns come last: who they stand for may get his role only further down
        for mention in sorted(others, key=lambda m: (_is_late(m, heads[m.id]), m.start, -m.end, m.id)):
            _link_unnamed(reader, mention, heads[mention.id], speakers)
        for group in [m for m in reader.groups.values() if m.kind == "person" and m.id in heads]:
            settle_offices(reader, group, heads[group.id])
    return Coreference(reader.judgements, list(reader.groups.values()))


def spell_out(article: Article, reports: Iterable[Report], mentions: Iterable[Mention]) -> list[Report]:
    """Reports whose parties are the members of a group in place of it: "the two countries" did it → both did.

    What is done separately is several acts, none of which has all of them.
    """
    known = {mention.id: mention for mention in mentions}
    members = {
        group.id: tuple(sorted(group.members, key=lambda one: (known[one].start, one) if one in known else (0, one)))
        for group in known.values()
        if group.members
    }
    return [
        _spelled_out(report, members) if not _SEPARATE.search(article.text, report.start, report.end) else report
        for report in reports
    ]


def _spelled_out(report: Report, members: Mapping[str, tuple[str, ...]]) -> Report:
    """A report with the members of its groups; what a group agrees to do itself it does to nobody: "Roe and Diaz will
    meet, the two agreed".
    """
    actors, recipients = _members(report.actors, members), _members(report.recipients, members)
    among_themselves = actors != report.actors and not set(actors).isdisjoint(recipients)
    return replace(report, actors=actors, recipients=() if among_themselves else recipients)


def name_links(
    told: Iterable[Told], mentions: Iterable[Mention], same: Iterable[Judgement]
) -> list[Told]:
    """Statements or reports in whose chain a pronoun bears the name of whom it stands for: "She" is Olga Sarrado.

    The link's characters stay those of the pronoun.
    """
    by_id = {mention.id: mention for mention in mentions}
    sets = Unions(by_id)
    for judgement in same:
        if judgement.verdict == "same" and judgement.left in by_id and judgement.right in by_id:
            sets.join(judgement.left, judgement.right)
    ends = {
        (one.start, one.end): name
        for one in by_id.values()
        if is_pronoun(one.text) and (name := _name_of([by_id[member] for member in sets.members(one.id)]))
    }
    return [
        replace(
            one,
            according_to=tuple(
                replace(link, name=ends[found])
                if (found := (link.start or 0, link.end or 0)) in ends and is_pronoun(link.name)
                else link
                for link in one.according_to
            ),
        )
        for one in told
    ]


def _name_of(mentions: Iterable[Mention]) -> str | None:
    """The fullest name among mentions of one party, the first of as many words; None where none is a name."""
    named = [one for one in mentions if one.text[:1].isupper() and not is_pronoun(one.text)]
    fullest = max(named, key=lambda one: (len(one.text.split()), -one.start), default=None)
    return " ".join(fullest.text.split()) if fullest else None


_SEPARATE = re.compile(r"\b(?:separate(?:ly)?|respective(?:ly)?)\b", re.IGNORECASE)


def _members(parties: Iterable[str], members: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for party in parties for one in members.get(party, (party,))))


def _speakers(statements: Iterable[Statement]) -> list[tuple[int, int, str]]:
    """(start, end, mention id of the speaker) of the contents of direct and mixed statements."""
    return [
        (span.start, span.end, statement.speaker)
        for statement in statements
        if statement.speaker and statement.form != "indirect"
        for span in statement.content
    ]


def _is_late(mention: Mention, head: Token) -> bool:
    return mention.text.lower() in PRONOUNS or head.tag_ in ("NNS", "NNPS") or is_counted(mention)


def _is_named(mention: Mention, head: Token) -> bool:
    if mention.kind in ("time", "quantity", "weapon", "vehicle") or (
        mention.text.lower() in PRONOUNS and mention.text != "US"
    ):
        return False
    if mention.kind in ("place", "nationality"):
        return not is_counted(mention)
    if mention.kind == "person" and (is_native(head) or head.ent_type_ == "DATE"):
        return False
    return mention.text[:1].isupper() and (head.pos_ == "PROPN" or head.ent_type_ != "") and not _is_role(mention, head)


def _is_people(mention: Mention, head: Token) -> bool:
    """ "42 people", "nine teachers": people whom only their number names."""
    return mention.kind == "quantity" and head.pos_ == "NOUN" and head.tag_ == "NNS" and (
        head.lemma_.lower() in person_nouns() or head.lower_ == "people"
    )  # fmt: skip


def _is_role(mention: Mention, head: Token) -> bool:
    """ "The Iranian defense minister", also in capitals; not "White House" or "Hossein Dehqan"."""
    return mention.kind == "person" and head.lemma_.lower() in person_nouns()


def _link_unnamed(reader: Reader, mention: Mention, head: Token, speakers: Sequence[tuple[int, int, str]]) -> None:
    word = mention.text.lower()
    if word in HE | SHE:
        link_pronoun(reader, mention, head, "m" if word in HE else "f")
    elif word in THEY:
        link_they(reader, mention, head, speakers)
    elif word in IT:
        link_it(reader, mention, head)
    elif word in FIRST_PERSON:
        link_first_person(reader, mention, speakers)
    elif word in WE:
        link_we(reader, mention, speakers)
    elif word in RELATIVE:
        link_relative(reader, mention, head)
    elif (mention.kind != "quantity" or is_bare(mention)) and link_number(reader, mention, head):
        return
    elif mention.kind == "person" and word not in PRONOUNS:
        link_role(reader, mention, head)
    elif mention.kind == "organization":
        link_body(reader, mention, head)


def _head(doc: Doc, mention: Mention) -> Token | None:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None
