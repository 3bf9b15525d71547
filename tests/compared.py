"""The tables that a comparison wrote, and the same made anew: what lies beside a case may change neither."""

from __future__ import annotations

import shutil

import pyarrow as pa

from rashomon.comparing.comparison import COMPARED, compare_all
from rashomon.store.delta import DeltaStore

AT = "2026-01-01T00:00:00Z"


def rows(store: DeltaStore) -> dict[str, pa.Table]:
    return {name: store.read(name) for name in (*COMPARED, "judgements", "members")}


def anew(store: DeltaStore) -> dict[str, pa.Table]:
    """The tables as a comparison of all gives them."""
    shutil.rmtree(store.folder / "index")
    compare_all(store, AT, None)
    return rows(store)
