"""People's marks on readings, by the articles they are about: what an article says as people say it is.

Reads people's judgements, the tables of readings and what was noted beside the case; writes nothing. The one idea: a
mark speaks of one article, so whoever reads that article's nouns through its marks reads what comparing all would, and
an article whose marks are others than before is one that has moved.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rashomon.record import (
    READING,
    Article,
    Judged,
    Judgement,
    Mention,
    Report,
    Statement,
    as_judged,
    is_person,
    judged_in,
)
from rashomon.record import Where as Place
from rashomon.store.delta import DeltaStore

#: How words about what a person added begin.
_ADDED = "added "

#: Reading → the article in which it stands, and what people say of it, in words that differ where that does.
Noted = Mapping[str, Sequence[str]]


class Said(NamedTuple):
    """The nouns of articles that marks change, bare."""

    mentions: list[Mention]
    places: list[Place]
    statements: list[Statement]
    reports: list[Report]


@dataclass(frozen=True, slots=True)
class Marks:
    """What people say of readings. `made`: their marks; `noted`: what is to be kept of it till the next comparison,
    `before`: what was kept of the last one.
    """

    made: Sequence[Judgement] = ()
    judged: Judged = field(default_factory=lambda: Judged({}, {}))
    noted: Noted = field(default_factory=dict)
    before: Noted = field(default_factory=dict)

    def articles(self) -> set[str]:
        """The articles in which readings are marked."""
        return {article for article, _ in self.noted.values()}

    def added_before(self, articles: Collection[str]) -> set[str]:
        """What people had added to these articles at the comparison before, by the ids of reports and statements."""
        added = {one: article for one, (article, words) in self.before.items() if words.startswith(_ADDED)}
        return {one for one, article in added.items() if article in articles}

    def changed(self, before: Noted) -> set[str]:
        """The articles of which people say now what they did not say before, or no more."""
        others = {one for one in self.noted.keys() | before.keys()
                  if list(self.noted.get(one, ())) != list(before.get(one, ()))}  # fmt: skip
        return {noted[one][0] for noted in (self.noted, before) for one in others if one in noted}


def marks_in(people: Sequence[Judgement], store: DeltaStore, before: Noted) -> Marks:
    """The marks among people's judgements. `before`: what was noted of those of the comparison before."""
    made = [found for found in people if found.relation == READING and is_person(found)]
    judged = judged_in(made)
    added = {one.right: one for found in judged.added.values() for one in found}
    homes = {reading: article for reading, (article, _) in before.items()}
    there = store.read("articles", ["id"], {"id": sorted(judged.added)})["id"].to_pylist() if added else []
    homes |= {name: act.left for name, act in added.items() if act.left in set(there)}
    for table in ("reports", "statements"):
        # what is in neither was taken back with its article, and may come again
        if missing := sorted(judged.wrong.keys() - homes.keys()):
            rows = store.read(table, ["id", "article"], {"id": missing})
            homes |= dict(zip(rows["id"].to_pylist(), rows["article"].to_pylist(), strict=True))
    heard = (one for one in (*judged.wrong, *added) if one in homes)
    noted = {one: [homes[one], _words(judged, one, added.get(one))] for one in heard}
    return Marks(made, judged, noted, before)


def as_marked(said: Said, judged: Judged, articles: Mapping[str, Article]) -> Said:
    """Nouns as people say they are; what people gave may rest on mentions and places that nobody read.

    `articles`: at least those of the readings for which people gave something.
    """
    if not judged:
        return said
    read = as_judged(said.reports, said.statements, judged, articles, said.mentions)
    known = {mention.id for mention in said.mentions} if read.mentions else set()
    given = [mention for mention in read.mentions if mention.id not in known]
    of_given = {mention.id for mention in given}
    places = [one.where for one in read.reports if one.where is not None and one.where.mention in of_given]
    return Said([*said.mentions, *given], [*said.places, *places], read.statements, read.reports)


def _words(judged: Judged, reading: str, added: Judgement | None) -> str:
    said = (sorted(judged.wrong.get(reading, ())), sorted(judged.given.get(reading, {}).items()))
    return repr(said) if added is None else f"{_ADDED}{(added.cells, said)!r}"
