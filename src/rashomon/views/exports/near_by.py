"""An act that names no place → the place that its accounts speak of beside it, for tables that cannot do without one.

Reads the record; gives a place as the mention has it. The one idea: what a text names shortly before an act is mostly
where it was, else what it names most; the table says that the place was not told of the act.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rashomon.record import Mention, Record, Report, Where

#: Characters before an act within which the last place named stands for it.
_REACH = 400
_FINE = frozenset({"point", "city", "admin2", "admin1"})

Named = Mapping[str, Sequence[tuple[Mention, Where]]]


def places_named(record: Record) -> Named:
    """Article → its places with the mentions that name them, in reading order, without those that act or speak:
    "Beijing ruled out a vote" puts nothing in Beijing.
    """
    acting = {party for report in record.reports.values() for party in (*report.actors, *report.recipients)}
    acting |= {said.speaker for said in record.statements.values() if said.speaker}
    found: dict[str, list[tuple[Mention, Where]]] = defaultdict(list)
    for where in record.places.values():
        mention = record.mentions.get(where.mention)
        if mention is not None and where.latitude is not None and mention.id not in acting:
            found[mention.article].append((mention, where))
    return {article: sorted(named, key=lambda one: (one[0].start, one[0].end)) for article, named in found.items()}


def place_near_by(reports: Iterable[Report], named: Named) -> Where | None:
    """The place that most of the accounts speak of; None where they name none."""
    near = [where for report in reports if (where := _of_account(report, named.get(report.article, ()))) is not None]
    return _most_named(near)


def _of_account(report: Report, named: Sequence[tuple[Mention, Where]]) -> Where | None:
    fine = [(m, where) for m, where in named if where.precision in _FINE and m.kind != "nationality"]
    before = [where for m, where in fine if 0 <= report.trigger.start - m.start <= _REACH]
    return before[-1] if before else _most_named([where for _, where in fine]) or _most_named([w for _, w in named])


def _most_named(places: Sequence[Where]) -> Where | None:
    counts = Counter(where.place for where in places)
    return min(places, key=lambda where: (-counts[where.place], places.index(where)), default=None)
