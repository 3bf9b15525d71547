"""Run by test_engines.py: a Ray cluster of two nodes on loopback reads the example while one of them goes away.

python tests/ray_cluster.py FOLDER
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from rashomon.engine.base import Lost
from rashomon.engine.cluster import ClusterEngine
from rashomon.settings import CaseSettings
from test_engines import slow, tables

NODE = {"num_cpus": 1, "object_store_memory": 150_000_000, "include_dashboard": False}


def main(folder: Path) -> None:
    import ray
    from ray.cluster_utils import Cluster

    cluster: Any = Cluster(initialize_head=True, head_node_args=NODE)
    try:
        second = cluster.add_node(**NODE)
        cluster.wait_for_nodes()
        lose_a_node(cluster, second)
        settings = CaseSettings(engine="ray", address=cluster.address, documents_per_batch=2)
        assert tables(folder / "ray.case", settings) == tables(folder / "local.case", CaseSettings())
        print("the same record with a node gone", flush=True)
    finally:
        ray.shutdown()
        cluster.shutdown()


def lose_a_node(cluster: Any, second: Any) -> None:
    """Kills the second node without a word, once both have read and while batches are in hand."""
    engine = ClusterEngine(cluster.address, processes=2)
    results = (item for batch in engine.each(slow, [[n] for n in range(28)]) for item in batch)
    found: list[Any] = []
    while len(_nodes(found)) < 2:
        found.append(next(results))
    assert len(found) <= 16, "the second node read nothing; none of what follows would tell"
    threading.Timer(1.0, lambda: cluster.remove_node(second, allow_graceful=False)).start()
    found += results
    assert [item[0] for item in found if not isinstance(item, Lost)] == [2 * n for n in range(28) if n != 7], found
    assert [item.item for item in found if isinstance(item, Lost)] == [7], found
    assert len(_nodes(found[-4:])) == 1
    print("a node gone, nothing lost but what kills", flush=True)


def _nodes(found: Sequence[Any]) -> set[int]:
    """The processes of Ray's nodes that held the rooms."""
    return {item[1] for item in found if not isinstance(item, Lost)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
