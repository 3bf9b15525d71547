"""People's judgements: kept as slices of their own, so that taking one back leaves everything else as it was.

Reads ids, writes person slices. The one idea: a judgement is kept on members (a mention, a report, an article), since
the ids of clusters change with them.
"""

from __future__ import annotations

from rashomon.errors import NotFound
from rashomon.partial import find_thing
from rashomon.reading import write_slice
from rashomon.record import Judgement, Reason, judgement_id, rows_to_table, table_to_rows
from rashomon.store.delta import DeltaStore


def keep_judgement(
    store: DeltaStore, verdict: str, left: str, right: str, by: str, because: str | None, at: str
) -> Judgement:
    """Keeps that two things are the same or different. Raises NotFound where they are unknown or not of one kind."""
    (kind, left), (other, right) = find_thing(store, left), find_thing(store, right)
    if kind != other:
        raise NotFound(f"not of one kind: {left!r} is a {kind}, {right!r} is a {other}")
    reasons = (Reason(because, 1.0, None, None),) if because else ()
    relation = {"article": "copy", "mention": "entity", "report": "event"}.get(kind, kind)
    lasting = (_lasting(store, kind, left), _lasting(store, kind, right))
    made = Judgement(relation, *lasting, verdict, 1.0, reasons, f"person:{by}", at)
    write_slice(store, "person", [judgement_id(made)], at, {"judgements": rows_to_table(Judgement, [made])})
    return made


def take_back(store: DeltaStore, name: str, at: str) -> Judgement:
    """Takes a person's judgement back. Raises NotFound."""
    for entry in store.ledger():
        if entry.kind == "person" and any(covered.startswith(name) for covered in entry.covers):
            (taken,) = [j for j in people_s_judgements(store) if judgement_id(j) in entry.covers]
            write_slice(store, "forgotten", [], at, {}, replaces=(entry.slice,))
            return taken
    raise NotFound(f"no such judgement by a person: {name!r}; `rashomon judgements` lists them")


def people_s_judgements(store: DeltaStore) -> list[Judgement]:
    """People's judgements, oldest first."""
    slices = [entry.slice for entry in store.ledger() if entry.kind == "person"]
    rows = table_to_rows(Judgement, store.read("judgements", where={"slice": slices}))
    return sorted(rows, key=lambda j: (j.at or "", judgement_id(j)))


def _lasting(store: DeltaStore, kind: str, name: str) -> str:
    """The member that stands for a cluster in a judgement: the smallest, as in the cluster's id."""
    members = [name]
    if kind == "entity":
        rows = store.read("members", ["member"], {"noun": ["mention"], "cluster": [name]})
        members = rows["member"].to_pylist()
    if kind in ("event", "story"):
        table, column = ("events", "reports") if kind == "event" else ("stories", "articles")
        members = store.read(table, [column], {"id": [name]})[column].to_pylist()[0]
    return min(members)
