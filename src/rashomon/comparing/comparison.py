"""All readings of a case → one comparison, kept as a slice that stands in for the one before.

Reads the record's tables and people's judgements, writes a comparison slice. The one idea: a comparison says in the
ledger which slices it laid side by side, so that whether it still stands can be told without making it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from rashomon.comparing.finished import TOLD, Kept, keep_brief, renew_brief, renewable, to_be_told
from rashomon.comparing.layering import Layer, lay
from rashomon.comparing.marks import Said, as_marked
from rashomon.comparing.readings import COREFERENCE
from rashomon.comparing.retold import Retold, findings_of_all
from rashomon.engine.collecting import seldom_collecting
from rashomon.judging.judgements import people_s_judgements
from rashomon.progress import Progress, Tell
from rashomon.record import (
    NOUNS,
    Article,
    Finding,
    Judged,
    Judgement,
    Mention,
    Record,
    Report,
    Statement,
    grouped,
    judged_in,
    rows_to_table,
    table_to_rows,
)
from rashomon.record import Where as Place
from rashomon.stages.copies import CopiesFound
from rashomon.stages.stories import StoriesFound
from rashomon.store.base import Moved, Store
from rashomon.store.beside import DAMAGED
from rashomon.store.columns import table_of
from rashomon.store.delta import MEMBERS, DeltaStore
from rashomon.store.ledger import all_of
from rashomon.store.slices import write_slice
from rashomon.store.upkeep import tidy

if TYPE_CHECKING:
    from rashomon.comparing.joining import Joined
    from rashomon.comparing.newcomers import Newcomers, Told
    from rashomon.comparing.standing import Counted
    from rashomon.pipeline import Comparison

#: Tables that a comparison makes anew.
COMPARED = ("copies", "stories", "entities", "events", "findings")

#: Another writer may add while we compare; after this many rounds the rest is left to it.
_ROUNDS = 3


@seldom_collecting()
def compare_all(store: DeltaStore, at: str, tell: Tell) -> None:
    """Compares all accounts, again where another writer's readings came in meanwhile."""
    from rashomon.comparing.newcomers import newcomers_of
    from rashomon.pipeline import versions

    rounds: list[_Round] = []
    with newcomers_of(store) as newcomers:
        for _ in range(_ROUNDS):
            if tell is not None:
                tell(Progress("comparing", 0, None))
            covers = compared_slices(store)
            before = [entry.slice for entry in store.ledger() if entry.kind == "comparison"]
            (tables, upon), changes = _compared(store, newcomers, covers)
            replaces = [name for name in before if name not in upon]
            try:
                new, every = _new_of(store, covers, upon), all_of(covers) if upon else ""
                written = write_slice(store, "comparison", new, at, tables, versions(), every, replaces, upon)
            except Moved:
                # another writer compared meanwhile: what lies beside the case is not of the last comparison any more
                newcomers.discard()
                continue
            del tables
            newcomers.keep(covers, written.entry.slice)
            rounds.append(_Round("".join(before[-1:]), changes, newcomers.counted(TOLD)))
            if tell is not None:
                tell(Progress("comparing", 1, 1))
            if compared_slices(store) == covers:
                break
        changed = _changed(rounds)
        kept = renewable(store, rounds[0].before) if changed is not None else None
        known = _known_of_brief(store, newcomers, rounds, changed, kept)
    tidy(store, at)
    if changed is None:
        keep_brief(store)
    else:
        renew_brief(store, kept, changed, rounds[-1].counted, known)


class _Round(NamedTuple):
    """One comparison: the one before it, and what newcomers changed; None where it was one of all.

    `counted`: how the case stands after it, where that is known.
    """

    before: str
    changes: Joined | None
    counted: Counted | None


def _changed(rounds: Sequence[_Round]) -> set[str] | None:
    """The stories that changed; None where all was compared."""
    changes = [one.changes for one in rounds]
    if not changes or None in changes:
        return None
    return {story for one in changes if one is not None for story in one.stories}


def _known_of_brief(
    store: DeltaStore, newcomers: Newcomers, rounds: Sequence[_Round], changed: set[str] | None, kept: Kept | None
) -> Record | None:
    """All that those stories show that the brief is to tell again; None where it is not at hand."""
    beside = newcomers.in_hand()
    if changed is None or kept is None or beside is None or rounds[-1].counted is None:
        return None
    findings: dict[str, Sequence[Finding]] = {}
    for one in rounds:
        findings |= one.changes.findings if one.changes is not None else {}
    again = to_be_told(kept, changed, rounds[-1].counted.first)
    if not again:
        return None
    from rashomon.comparing.at_hand import record_at_hand

    try:
        # a story that has come among the first may be told as it was
        stay = store.read("findings", where={"story": sorted(set(again) - findings.keys())})
        findings |= grouped((one.story, one) for one in table_to_rows(Finding, stay))
        return record_at_hand(store, beside, again, findings)
    except DAMAGED:
        newcomers.discard()
        return None


def _new_of(store: Store, covers: Sequence[str], upon: Sequence[str]) -> list[str]:
    """What a layer covers that those below it do not: else each newcomer would name all that came before."""
    below = {name for entry in store.ledger() if entry.slice in upon for name in entry.covers}
    return [name for name in covers if name not in below]


def compared_slices(store: Store) -> list[str]:
    """The slices that a comparison made now lays side by side."""
    return [entry.slice for entry in store.ledger() if entry.kind in ("reading", "person")]


def nouns(store: Store, table: str, kind: type[Any]) -> list[Any]:
    """All nouns of a table, bare: what follows from clusters is not filled."""
    return list(table_to_rows(kind, store.read(table), shared=True))


def _compared(store: DeltaStore, newcomers: Newcomers, covers: Sequence[str]) -> tuple[Layer, Joined | None]:
    """The slice of a comparison, and what newcomers change; None where it is one of all."""
    from rashomon.comparing.joining import joined

    people = people_s_judgements(store)
    told = newcomers.tell(people, covers)
    beside = newcomers.acts(people)
    if told.changed is not None and beside is not None:
        try:
            changes = joined(told, told.changed, beside)
            return lay(store, changes.changes), changes
        except DAMAGED:
            newcomers.discard()
    return Layer(_compared_all(store, newcomers, told, people), []), None


def _compared_all(
    store: DeltaStore, newcomers: Newcomers, told: Told, people: Sequence[Judgement]
) -> dict[str, pa.Table]:
    """The tables of a comparison in which entities and events are compared anew."""
    from rashomon.pipeline import Room, compare

    articles, found = nouns(store, "articles", Article), nouns(store, "mentions", Mention)
    places, coreference = nouns(store, "places", Place), _coreference(store)
    judged = judged_in(people)
    bare = Said(found, places, nouns(store, "statements", Statement), nouns(store, "reports", Report))
    read = as_marked(bare, judged, {article.id: article for article in articles} if judged else {})
    del found, places
    mentions = grouped((mention.article, mention) for mention in read.mentions)
    retold = Retold(_read_in(store, judged), articles, mentions, read.reports, newcomers.digests())
    room = newcomers.acts_anew()
    comparison = compare(
        articles=articles,
        mentions=mentions,
        places={where.mention: where for where in read.places},
        statements=read.statements,
        reports=read.reports,
        coreference=coreference,
        people=people,
        found=(CopiesFound([], [], dict(told.origins)), StoriesFound(told.stories(), [])),
        unchanged=retold.unchanged,
        kept=Room(room.entities, room.events, newcomers.spill) if room is not None else None,
    )
    if room is not None:
        room.meant.update({one: entity for (noun, one), entity in comparison.members.items() if noun == "mention"})
        room.rows.update({entity.id: entity for entity in comparison.entities})
        room.standing.change((), comparison.stories, told.origins)
        room.stories.update({story.id: story for story in comparison.stories})
        room.homes.update(_homes(comparison, read.reports))
        room.readings.fill({
            Article: articles, Mention: bare.mentions, Place: bare.places, Statement: bare.statements,
            Report: bare.reports, Judgement: coreference,
        })  # fmt: skip
        newcomers.spill()
    newcomers.note_digests(retold.digests)
    stay = retold.stay
    # tables are made of what is left: of a hundred thousand articles what was read takes a gigabyte
    del articles, mentions, coreference, bare, read, retold, room
    judgements = list(comparison.judgements)
    comparison = replace(comparison, judgements=())
    tables = _tables(comparison, judgements)
    # the order of rows that lie in several chunks is not kept
    tables["copies"] = told.copies().combine_chunks()
    tables["judgements"] = pa.concat_tables([told.judgements(), tables["judgements"]]).combine_chunks()
    before = store.read("findings")
    tables["findings"] = findings_of_all(before, stay, comparison.findings, comparison.stories).combine_chunks()
    return tables


def _homes(comparison: Comparison, reports: Sequence[Report]) -> dict[str, str]:
    """Event → the story where it is at home."""
    from rashomon.matching.findings.of_events import home_of  # findings load spaCy, and asking must not

    story_of = {article: story.id for story in comparison.stories for article in story.articles}
    article_of = {report.id: report.article for report in reports}
    told = {event.id: {article_of[report] for report in event.reports} for event in comparison.events}
    return {event: home for event, found in told.items() if (home := home_of(found, story_of.get)) is not None}


def _coreference(store: Store) -> list[Judgement]:
    """The judgements that were made within one article."""
    rows = store.read("judgements", where={"relation": ["entity"]})
    rows = rows.filter(pc.starts_with(rows["by"], COREFERENCE))
    return list(table_to_rows(Judgement, rows))


def _read_in(store: Store, judged: Judged) -> dict[str, str]:
    """Of each document the slice that it was read in, and what people say of what was read in it."""
    read = {name: entry.slice for entry in store.ledger() if entry.kind == "reading" for name in entry.covers}
    for reading, parts in sorted(judged.wrong.items()):
        given = sorted(judged.given.get(reading, {}).items())
        for document in _documents_of(store, reading, judged):
            read[document] = f"{read.get(document, '')} {reading} {sorted(parts)} {given or ''}"
    for article, made in sorted(judged.added.items()):
        for document in store.read("articles", ["document"], {"id": [article]})["document"].to_pylist():
            read[document] = f"{read.get(document, '')} {[(one.right, one.cells) for one in made]}"
    return read


def _documents_of(store: Store, reading: str, judged: Judged) -> list[str]:
    """The document that a reading stands in; none where it is gone."""
    articles = [
        name
        for table in ("reports", "statements")
        for name in store.read(table, ["article"], {"id": [reading]})["article"].to_pylist()
    ]
    articles += [article for article, made in judged.added.items() if reading in {one.right for one in made}]
    rows = store.read("articles", ["document"], {"id": articles}) if articles else None
    return rows["document"].to_pylist() if rows is not None else []


def _tables(comparison: Comparison, judgements: list[Judgement]) -> dict[str, pa.Table]:
    """All tables of a comparison whose judgements stand apart, and are let go."""
    judged = rows_to_table(Judgement, _letting_go(judgements))
    tables = {name: rows_to_table(NOUNS[name], getattr(comparison, name)) for name in COMPARED}
    tables["judgements"] = judged
    # what is asked for together lies together: the few articles' voices come before the many mentions
    members = sorted((noun, member, cluster) for (noun, member), cluster in comparison.members.items())
    tables["members"] = table_of(members, MEMBERS)
    return tables


def _letting_go(found: list[Judgement]) -> Iterator[Judgement]:
    """The judgements in order, each let go once it is given; the list is empty then."""
    found.reverse()
    while found:
        yield found.pop()
