"""Settings of a case: small frozen dataclasses, name, default, unit, one line why."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from rashomon.engine.base import Engine
from rashomon.engine.cluster import ClusterEngine, check_engine
from rashomon.engine.local import LocalEngine
from rashomon.language.parses import ParseCache
from rashomon.record.ids import digest


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """How a case is read; none of these changes the record, only how fast and how safely it is made.

    documents_per_batch: what one call of the engine gets; spaCy is fastest with some dozens of texts
    batches_per_slice: how often work is made safe
    documents_per_slice: how many documents are held in memory while they are taken in
    bytes_to_share: below this many bytes of documents one process is faster than starting others
    processes: how many to use; None takes the machine's cores
    seconds_per_document: what one document may take by itself before it is given up, read in processes
    parse_cache_bytes: how much room the parses of lines seen before may take; 0 keeps none
    engine: what runs the reading: local, daft (this machine, by Daft) or ray (a Ray cluster, by Daft)
    address: of the Ray cluster, as ray.init takes it ("auto", "host:port"); None for the other engines
    """

    documents_per_batch: int = 16
    batches_per_slice: int = 16
    documents_per_slice: int = 1000
    bytes_to_share: int = 250_000
    processes: int | None = None
    seconds_per_document: float = 240.0
    parse_cache_bytes: int = 512_000_000
    engine: str = "local"
    address: str | None = None

    def __post_init__(self) -> None:
        check_engine(self.engine, self.address)

    def engine_for(self, documents: int, size: int, *, careful: bool = False) -> Engine:
        """One process for a handful of documents, all cores where there is enough to share out.

        `careful` keeps even a handful out of this process: an earlier run died of one of them.
        The other engines read nothing in this process, so they take whatever there is.
        """
        if self.engine != "local":
            return ClusterEngine(self.address, self.processes, self.seconds_per_document)
        cores = self.processes or os.cpu_count() or 1
        enough = size >= self.bytes_to_share and documents > self.documents_per_batch
        return LocalEngine(cores if enough else 1, shared=careful, seconds_alone=self.seconds_per_document)

    def parse_cache(self, folder: Path | None) -> ParseCache | None:
        """Where parses of lines seen before are kept; None where none are, as on other machines than this."""
        if folder is None or not self.parse_cache_bytes or self.engine == "ray":
            return None
        return ParseCache(folder / "cache" / "parses.sqlite", self.parse_cache_bytes)

    def digest(self) -> str:
        """Tells cases apart whose settings make other rows; none of the settings above does."""
        return digest("settings")
