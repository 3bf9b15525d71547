"""What a case was, is, and whether it is sound: its history, and the hashes of bytes, weights and files.

Reads the ledger, documents and files; writes nothing. The one idea: every piece of work has a number in the ledger,
and the case after any number can be opened again until a compaction clears what it showed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.errors import RashomonError
from rashomon.record import Document, table_to_rows
from rashomon.record.ids import document_id
from rashomon.store.delta import DeltaStore
from rashomon.store.upkeep import check_files


@dataclass(frozen=True, slots=True)
class Version:
    """One piece of work. `kind` as in the ledger; `things`: documents, judgements or slices it covers.

    `stages` are the stages whose version differs from the piece of work of this kind before it.
    """

    number: int
    at: str
    kind: str
    things: int
    stages: tuple[str, ...]
    opens: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """What was hashed again, and what was found wrong (nothing, in a sound case)."""

    documents: int
    slices: int
    problems: tuple[str, ...]


def history(store: DeltaStore) -> list[Version]:
    """All pieces of work, oldest first, and whether the case as of then can still be opened."""
    made: dict[str, dict[str, int]] = {}
    found = []
    for entry in store.past():
        stages: dict[str, int] = json.loads(entry.versions)
        before = made.get(entry.kind, stages)
        changed = tuple(f"{n} {before.get(n, 'new')} → {v}" for n, v in stages.items() if before.get(n) != v)
        made[entry.kind] = stages
        found.append(Version(entry.number, entry.at, entry.kind, len(entry.covers), changed, True))
    there = store.opens([version.number for version in found])
    return [replace(version, opens=version.number in there) for version in found]


def verify(store: DeltaStore) -> Verified:
    """Hashes every document's bytes, the weights and the tables' files again, and compares."""
    documents = 0
    problems: list[str] = []
    for rows in store.stream("documents"):
        for document in table_to_rows(Document, rows):
            documents += 1
            if document_id(document.body) != document.id:
                problems.append(f"bytes differ from their sha256: document {document.id[:12]}")
    problems.extend(check_files(store))
    problems.extend(_check_weights())
    return Verified(documents, len(store.ledger()), tuple(problems))


def _check_weights() -> Iterator[str]:
    from rashomon.language import embeddings
    from rashomon.language.russian import parse as russian
    from rashomon.language.weights import find_weights, verify

    try:
        verify(find_weights())
        if embeddings.available():
            embeddings.verify()
        if russian.is_readable():
            russian.verify_all()
    except RashomonError as error:
        yield str(error)
