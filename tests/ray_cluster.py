"""Run by test_engines.py: a Ray cluster of two nodes on loopback reads the example while one of them goes away.

    python tests/ray_cluster.py FOLDER
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from rashomon.engine.base import Lost
from rashomon.engine.cluster import ClusterEngine
from rashomon.settings import CaseSettings
from test_engines import slow, tables

NODE = {"num_cpus": 1, "object_store_memory": 150_000_000, "include_dashboard": False}


def main(folder: Path) -> None:
    from ray.cluster_utils import Cluster

    cluster: Any = Cluster(initialize_head=True, head_node_args=NODE)
    second = cluster.add_node(**NODE)
    cluster.wait_for_nodes()
    engine = ClusterEngine(cluster.address, processes=2)
    results = engine.each(slow, [[n] for n in range(16)])
    found = list(next(results))
    print("both nodes read", flush=True)
    # the second node dies without a word while batches are in hand
    threading.Timer(2.0, lambda: cluster.remove_node(second, allow_graceful=False)).start()
    found += [item for batch in results for item in batch]
    assert [item for item in found if not isinstance(item, Lost)] == [2 * n for n in range(16) if n != 7], found
    assert [item.item for item in found if isinstance(item, Lost)] == [7], found
    print("a node gone, nothing lost but what kills", flush=True)
    settings = CaseSettings(engine="ray", address=cluster.address, documents_per_batch=2)
    assert tables(folder / "ray.case", settings) == tables(folder / "local.case", CaseSettings())
    print("the same record with a node gone", flush=True)
    cluster.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    os._exit(0)
