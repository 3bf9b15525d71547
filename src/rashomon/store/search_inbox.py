"""Judgements → the inbox of the search index: of each relation what the machine is least certain of, for people.

Reads judgements of the last comparison and of the readings, and people's; writes the tables `inbox` and `decisions`.
The one idea: more are kept than are shown, so that where a newcomer takes some away those that follow are known.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rashomon.record import NOUNS, Judgement, arrow_schema, from_row, judgement_id
from rashomon.store.delta import DeltaStore
from rashomon.store.layers import judged_key
from rashomon.store.search_rows import dumps, slice_rows

#: Relations that the machine judges.
MACHINE = ("copy", "story", "entity", "event")

#: Judgements that the inbox shows of each relation, least certain first; and how many more are kept.
_INBOX, _MORE = 1000, 500

Row = dict[str, Any]
#: Mention → (article, start, end).
Places = Callable[[Sequence[Row]], Mapping[str, tuple[int, int, int]]]

_NAMES = list(arrow_schema(NOUNS["judgements"]).names)


class Doubt(NamedTuple):
    """How uncertain a judgement is, in the order of the inbox; `compared`: it was made in a comparison."""

    less: float
    relation: str
    left: str
    right: str
    compared: bool

    @property
    def key(self) -> str:
        """Its key in layers."""
        return judged_key(self.relation, (self.left, self.right))


def _doubt_in(row: Row, compared: bool) -> Doubt:
    return Doubt(_less(row["score"], row["verdict"] == "unsure"), row["relation"], row["left"], row["right"], compared)


def _less(score: float, is_unsure: bool) -> float:
    """0 certain … 1 a coin's toss; what the machine left open comes before all that (1 … 2). The sign is turned."""
    near = 1 - 2 * abs(min(1.0, max(0.0, score)) - 0.5)
    return -round(near + float(is_unsure), 4)


def doubts_in(rows: Iterable[Row], compared: bool) -> list[tuple[Doubt, Row]]:
    """The machine's judgements among rows; of several on one pair (a round of events judges again) the last."""
    machine = (row for row in rows if row["relation"] in MACHINE and not row["by"].startswith("person:"))
    last = {(row["relation"], row["left"], row["right"], row["by"]): row for row in machine}
    return [(_doubt_in(row, compared), row) for row in last.values()]


def fill_inbox(
    writer: sqlite3.Connection,
    store: DeltaStore,
    slices: Sequence[str],
    readings: Sequence[str],
    persons: Sequence[str],
    places: Places,
) -> None:
    """The inbox of all judgements, what a person has judged left out; and people's judgements."""
    kept = decisions_in(store, persons)
    put_decisions(writer, kept)
    chosen, beyond = _least_certain(store, (slices, readings), {_pair(row) for row in kept.values()})
    writer.execute("delete from inbox")
    _put(writer, _whole(store, [*slices, *readings], chosen), places)
    _show(writer)
    _note_cut(writer, beyond)


def decisions_in(store: DeltaStore, persons: Sequence[str]) -> dict[str, Row]:
    """People's judgements by their ids."""
    people = slice_rows(store, "judgements", _NAMES, persons).to_pylist()
    return {judgement_id(from_row(Judgement, row)): row for row in people if row["by"].startswith("person:")}


def put_decisions(writer: sqlite3.Connection, decisions: Mapping[str, Row]) -> None:
    """Writes people's judgements in the place of those that are there."""
    writer.execute("delete from decisions")
    rows = [(id, row["at"], dumps(row)) for id, row in decisions.items()]
    writer.executemany("insert into decisions values (?,?,?)", rows)


class InboxChange(NamedTuple):
    """What changes in the inbox: numbers of rows that go, rows that come, and behind what nothing is known."""

    gone: list[int]
    new: list[tuple[Doubt, Row]]
    cut: dict[str, Doubt]


def planned_change(
    writer: sqlite3.Connection, new: Iterable[tuple[Doubt, Row]], gone: Collection[str]
) -> InboxChange | None:
    """What new judgements change, and those of a comparison whose keys are `gone`; None where more must be known."""
    decided = (json.loads(row) for (row,) in writer.execute("select row from decisions"))
    judged, cut = {_pair(row) for row in decided}, _noted_cut(writer)
    leaving, staying = [], defaultdict[str, list[tuple[Doubt, int]]](list)
    for place, *found in writer.execute("select place, -doubt, relation, left_side, right_side, compared from inbox"):
        less, relation, left, right, compared = found
        doubt = Doubt(less, relation, left, right, bool(compared))
        if doubt.compared and doubt.key in gone:
            leaving.append(place)
        else:
            staying[doubt.relation].append((doubt, place))
    coming = defaultdict[str, list[tuple[Doubt, Row]]](list)
    for doubt, row in new:
        if _pair_of(doubt) not in judged and not (doubt.relation in cut and doubt > cut[doubt.relation]):
            coming[doubt.relation].append((doubt, row))
    chosen = []
    for relation in MACHINE:
        there = {one for one, _ in staying[relation]}
        every = sorted([*there, *({one for one, _ in coming[relation]} - there)])
        if relation in cut and len(every) < _INBOX:
            return None
        if len(every) > _INBOX + _MORE:
            cut[relation] = every[_INBOX + _MORE - 1]
        last = cut.get(relation)
        leaving += [place for one, place in staying[relation] if last is not None and one > last]
        chosen += [
            (one, row) for one, row in dict(coming[relation]).items()
            if one not in there and (last is None or one <= last)
        ]  # fmt: skip
    return InboxChange(leaving, chosen, cut)


def change_inbox(writer: sqlite3.Connection, change: InboxChange, places: Places) -> None:
    """Carries a change out."""
    writer.executemany("delete from inbox where place = ?", [(place,) for place in change.gone])
    _put(writer, change.new, places)
    _show(writer)
    _note_cut(writer, change.cut)


def _least_certain(
    store: DeltaStore, slices: tuple[Sequence[str], Sequence[str]], judged: Collection[tuple[str, ...]]
) -> tuple[set[tuple[Doubt, str]], dict[str, Doubt]]:
    """Of each relation the least certain, with who judged; and the last of those of which there are more."""
    chosen, cut = set[tuple[Doubt, str]](), {}
    columns = ("relation", "left", "right", "verdict", "score", "by")
    for relation in MACHINE:
        found: list[tuple[Doubt, str]] = []
        for some, compared in zip(slices, (True, False), strict=True):
            # one more than are kept shows that there are more; the rows are held by nobody else
            found += _first_doubts(
                slice_rows(store, "judgements", columns, some, {"relation": [relation]}),
                compared, judged, _INBOX + _MORE + 1,
            )  # fmt: skip
        found.sort()
        chosen.update(found[: _INBOX + _MORE])
        if len(found) > _INBOX + _MORE:
            cut[relation] = found[_INBOX + _MORE - 1][0]
    return chosen, cut


def _first_doubts(
    rows: pa.Table, compared: bool, judged: Collection[tuple[str, ...]], most: int
) -> list[tuple[Doubt, str]]:
    """The first `most` in the order of the inbox, and who judged; judgements come by millions, and few are looked at.

    Pairs that people have `judged` are left out. Twice as many are looked at while what is left are not enough of them.
    """
    judged_so = zip(rows["score"].to_pylist(), pc.equal(rows["verdict"], "unsure").to_pylist(), strict=True)
    less = np.fromiter((_less(*one) for one in judged_so), np.float64, rows.num_rows)
    rows = rows.append_column("less", pa.array(less))
    order = [(name, "ascending") for name in ("less", "left", "right")]
    looked = most
    while True:
        looked = min(2 * looked, rows.num_rows)
        first = rows.take(pc.select_k_unstable(rows, looked, order))
        # of several judgements on one pair the last counts, and that may be a more certain one
        beside = rows.filter(pc.is_in(rows["left"], value_set=pc.unique(first["left"])))
        found = sorted(
            (doubt, row["by"])
            for doubt, row in doubts_in(beside.to_pylist(), compared)
            if _pair(row) not in judged
        )
        if looked < rows.num_rows:
            # what lies behind the last is not all there
            (last,) = first.slice(looked - 1).select([name for name, _ in order]).to_pylist()
            found = [one for one in found if (one[0].less, one[0].left, one[0].right) <= tuple(last.values())]
        if looked == rows.num_rows or len(found) >= most:
            return found[:most]


def _whole(
    store: DeltaStore, slices: Sequence[str], chosen: Collection[tuple[Doubt, str]]
) -> list[tuple[Doubt, Row]]:
    if not chosen:
        return []
    inside = {"relation": MACHINE, "left": sorted({doubt.left for doubt, _ in chosen})}
    found: dict[tuple[Any, ...], Row] = {
        (row["relation"], row["left"], row["right"], row["by"]): row
        for row in slice_rows(store, "judgements", _NAMES, slices, inside).to_pylist()
    }
    named = [(doubt, found.get((*doubt[1:4], by))) for doubt, by in sorted(chosen)]
    # a writer may have taken some back since they were chosen: what came instead is found at the next look
    return [(doubt, row) for doubt, row in named if row is not None]


def _put(writer: sqlite3.Connection, rows: Sequence[tuple[Doubt, Row]], places: Places) -> None:
    where = places([row for _, row in rows])
    writer.executemany(
        "insert into inbox(relation, doubt, left_side, right_side, compared, shown, row) values (?,?,?,?,?,0,?)",
        [
            (doubt.relation, -doubt.less, doubt.left, doubt.right, doubt.compared,
             dumps({**row, "places": [where.get(doubt.left), where.get(doubt.right)]}))
            for doubt, row in rows
        ],
    )  # fmt: skip


def _show(writer: sqlite3.Connection) -> None:
    """Shows the first of each relation."""
    writer.execute(
        "with ranked as (select place, row_number() over (partition by relation "
        "order by doubt desc, left_side, right_side, place) number from inbox) "
        "update inbox set shown = not shown from ranked "
        f"where ranked.place = inbox.place and inbox.shown != (ranked.number <= {_INBOX})"
    )


def _note_cut(writer: sqlite3.Connection, cut: Mapping[str, Doubt]) -> None:
    writer.execute("insert or replace into meta values ('inbox_cut', ?)", (json.dumps(cut),))


def _noted_cut(writer: sqlite3.Connection) -> dict[str, Doubt]:
    found = writer.execute("select value from meta where key = 'inbox_cut'").fetchone()
    return {relation: Doubt(*one) for relation, one in json.loads(found[0]).items()} if found else {}


def _pair(row: Row) -> tuple[str, ...]:
    return (row["relation"], *sorted((row["left"], row["right"])))


def _pair_of(doubt: Doubt) -> tuple[str, ...]:
    return (doubt.relation, *sorted((doubt.left, doubt.right)))
