"""Settings of a case: small frozen dataclasses, name, default, unit, one line why."""

from __future__ import annotations

import os
from dataclasses import dataclass

from rashomon.engine.local import LocalEngine


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """How a case is read; none of these changes the record, only how fast and how safely it is made.

    documents_per_batch: what one call of the engine gets; spaCy is fastest with some dozens of texts
    batches_per_slice: how often work is made safe
    documents_per_slice: how many documents are held in memory while they are taken in
    bytes_to_share: below this many bytes of documents one process is faster than starting others
    processes: how many to use; None takes the machine's cores
    """

    documents_per_batch: int = 16
    batches_per_slice: int = 16
    documents_per_slice: int = 1000
    bytes_to_share: int = 1_000_000
    processes: int | None = None

    def engine_for(self, documents: int, size: int) -> LocalEngine:
        """One process for a handful of documents, all cores where there is enough to share out."""
        cores = self.processes or os.cpu_count() or 1
        return LocalEngine(
            cores if size >= self.bytes_to_share and documents > self.documents_per_batch else 1
        )
