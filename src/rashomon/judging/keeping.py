"""What a person says → a judgement of his, kept in a slice of its own.

Writes person slices. The one idea: a judgement can be taken back alone because nothing else is written with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.record import Cell, Judgement, Reason, judgement_id, rows_to_table
from rashomon.store.base import Store
from rashomon.store.slices import write_slice


def said_by(
    person: str,
    because: str | None,
    at: str,
    relation: str,
    ends: tuple[str, str],
    verdict: str,
    cells: tuple[Cell, ...] = (),
) -> Judgement:
    """The judgement of a person, sure, with his reason where he gives one; `ends` are what it is on."""
    reasons = (Reason(because, 1.0, None, None),) if because else ()
    return Judgement(relation, *ends, verdict, 1.0, reasons, f"person:{person}", at, cells)


def keep(store: Store, judgement: Judgement, at: str, replaces: Sequence[str] = ()) -> None:
    """Writes a judgement as a slice of its own, in place of the slices that it replaces."""
    tables = {"judgements": rows_to_table(Judgement, [judgement])}
    write_slice(store, "person", [judgement_id(judgement)], at, tables, replaces=list(replaces))
