"""Many machines: the three verbs on Daft, which runs on this machine's cores or on a Ray cluster.

Reads batches, gives what the same functions give anywhere. The one idea: Daft only carries parcels. A parcel is a
pickled batch with its function; whichever machine opens it reads it in a process of its own (engine.local.Room), so
what kills a process or hangs is found there by halving, and no query of Daft's ever fails of a document.

Daft has one runner a process: one process uses the native one or one Ray cluster, never both.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import islice
from socket import create_connection
from threading import Lock
from typing import Any

from rashomon.engine.base import Item, Key, Result
from rashomon.engine.local import LocalEngine, Room
from rashomon.errors import MissingPart, NotFound
from rashomon.matching.unions import Unions

#: Parcels that one worker opens after another; two, so that the next lies ready.
_IN_HAND = 2

#: How often a round is tried: machines that go take a round's query with them, never its results.
_TRIES = 4

#: Pairs that one call of `connect` thins out; some tens of megabytes.
_PAIRS_AT_ONCE = 100_000

#: How long a cluster may take to accept a connection.
_SECONDS_TO_ANSWER = 10.0

#: Rooms of this process that nobody uses: each has spaCy in memory already.
_idle: list[Room] = []
_lock = Lock()


@dataclass(frozen=True, slots=True)
class ClusterEngine:
    """Runs batches by Daft: on this machine, or on the Ray cluster at `address`.

    `processes` is how many batches are read at once; None takes this machine's cores, or the cluster's.
    `seconds_alone` and `seconds_more` are as in LocalEngine. Raises MissingPart where Daft or Ray is absent.
    """

    address: str | None = None
    processes: int | None = None
    seconds_alone: float = 240.0
    seconds_more: float = 20.0

    def each(
        self, function: Callable[[Sequence[Item]], Sequence[Result]], batches: Iterable[Sequence[Item]]
    ) -> Iterator[Sequence[Result]]:
        """See engine.base.Engine.each. Twice `processes` batches are in hand; the next wait for the last of them."""
        workers = self._start()
        limits = LocalEngine(1, True, self.seconds_alone, self.seconds_more)
        rest = iter(batches)
        try:
            while parcels := [pickle.dumps((limits, function, batch)) for batch in islice(rest, _IN_HAND * workers)]:
                for answer in self._round(parcels, workers):
                    result, error = pickle.loads(answer)
                    if error is not None:
                        raise error
                    yield result
        finally:
            _leave_rooms()

    def group(
        self,
        function: Callable[[Key, Sequence[Item]], Result],
        items: Iterable[Item],
        key: Callable[[Item], Key],
    ) -> Iterator[Result]:
        """See engine.base.Engine.group. Daft brings together what shares the text of a key; all items are in memory."""
        daft = _daft()
        self._start()
        rows: dict[str, list[Any]] = {"key": [], "place": [], "item": []}
        for place, item in enumerate(items):
            value = key(item)
            rows["key"].append(str(value))
            rows["place"].append(place)
            rows["item"].append(pickle.dumps((value, item)))
        if not rows["key"]:
            return
        frame = daft.from_pydict(rows).groupby("key")
        together = frame.agg(daft.col("place").list_agg(), daft.col("item").list_agg()).sort("key").to_pydict()
        for places, found in zip(together["place"], together["item"], strict=True):
            yield from _called(function, [item for _, item in sorted(zip(places, found, strict=True))])

    def connect(self, pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
        """See engine.base.Engine.connect. Pairs are thinned out to trees where they lie; only those meet here."""
        unions: dict[str, None] = {}
        trees: list[tuple[str, str]] = []
        for tree in self.each(_tree, _batched(pairs, _PAIRS_AT_ONCE)):
            trees += tree
            unions |= dict.fromkeys(member for pair in tree for member in pair)
        joined = Unions(unions)
        for left, right in trees:
            joined.join(left, right)
        return [frozenset(members) for members in joined.sets()]

    def _start(self) -> int:
        """Starts or finds Daft's runner; gives how many batches are read at once."""
        daft = _daft()
        if self.address is None:
            _runs("native", daft.set_runner_native)
            return self.processes or os.cpu_count() or 1
        ray = _ray()
        if not ray.is_initialized():
            _connect(ray, self.address)
        _runs("ray", partial(daft.set_runner_ray, self.address, noop_if_initialized=True))
        return self.processes or max(1, int(ray.cluster_resources().get("CPU", 1)))

    def _round(self, parcels: Sequence[bytes], workers: int) -> list[bytes]:
        """The parcels' answers, in order; tried again where a machine went and took the query with it."""
        tries = 1 if self.address is None else _TRIES
        while True:
            tries -= 1
            try:
                return _asked(parcels, workers if self.address else 1)
            except Exception as error:
                if not tries and self.address is not None:
                    said = str(error).strip().splitlines() or ["no answer"]
                    fix = "is the same Rashomon installed on every node?"
                    raise MissingPart(f"the cluster at {self.address!r} cannot read: {said[-1]}; {fix}") from error
                if not tries:
                    raise


def check_engine(engine: str, address: str | None) -> None:
    """Raises NotFound for an engine that is none or lacks its address, MissingPart where its library is absent."""
    if engine not in ("local", "daft", "ray"):
        raise NotFound(f"no such engine: {engine!r}; there are local, daft, ray")
    if engine == "ray" and not address:
        raise NotFound("the engine 'ray' needs the address of a cluster; give one, or 'auto' for this machine's own")
    if engine != "ray" and address:
        raise NotFound(f"the engine {engine!r} has no address: {address!r}; only 'ray' takes one")
    for library in {"local": (), "daft": ("daft",), "ray": ("daft", "ray")}[engine]:
        if find_spec(library) is None:
            raise _missing(library)


def _runs(kind: str, start: Callable[[], Any]) -> None:
    """Gives Daft its runner, which it takes once. Raises NotFound where this process has the other kind already."""
    daft = _daft()
    try:
        start()
    except daft.exceptions.DaftCoreException as error:
        if daft.get_or_infer_runner_type() != kind:
            raise NotFound("Daft runs in this process already, and on something else: use a process anew") from error


def _connect(ray: Any, address: str) -> None:
    """Joins the cluster. Raises NotFound where none answers."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    try:
        if host:
            # Ray itself asks for minutes where nobody answers
            create_connection((host, int(port)), timeout=_SECONDS_TO_ANSWER).close()
        ray.init(address, log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        said = next(iter(str(error).splitlines()), "no answer")
        raise NotFound(f"no Ray cluster at {address!r}: {said}; start one with `ray start --head`") from error


def _asked(parcels: Sequence[bytes], partitions: int) -> list[bytes]:
    """One query of Daft's: every parcel opened somewhere, the answers in the parcels' order."""
    daft = _daft()
    opened = daft.func.batch(return_dtype=daft.DataType.binary(), batch_size=_IN_HAND)(_open_all)
    frame = daft.from_pydict({"place": list(range(len(parcels))), "parcel": list(parcels)})
    if partitions > 1:
        frame = frame.into_partitions(min(partitions, len(parcels)))
    found = frame.select("place", opened(frame["parcel"]).alias("answer")).to_pydict()
    return [answer for _, answer in sorted(zip(found["place"], found["answer"], strict=True))]


def _open_all(parcels: Any) -> list[bytes]:
    """What a worker does with the parcels that Daft hands it (a daft.Series of bytes)."""
    return [_open(parcel) for parcel in parcels.to_pylist()]


def _open(parcel: bytes) -> bytes:
    """Reads a parcel's batch in an idle room; an error of the function travels back as it is."""
    with _lock:
        room = _idle.pop() if _idle else Room()
    try:
        limits, function, batch = pickle.loads(parcel)
        return pickle.dumps((room.read(limits, function, batch), None))
    except Exception as error:
        return pickle.dumps((None, error))
    finally:
        with _lock:
            _idle.append(room)


def _leave_rooms() -> None:
    """Ends this process's rooms; those of other machines end with the processes that hold them."""
    with _lock:
        rooms = [_idle.pop() for _ in range(len(_idle))]
    for room in rooms:
        room.leave()


def _called(function: Callable[[Key, Sequence[Item]], Result], found: Iterable[bytes]) -> Iterator[Result]:
    """One call a key of those whose text is the same."""
    grouped: dict[Hashable, tuple[Key, list[Item]]] = {}
    for value, item in map(pickle.loads, found):
        grouped.setdefault(value, (value, []))[1].append(item)
    for value, items in grouped.values():
        yield function(value, items)


def _tree(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs that connect what these connect, at most one fewer than there are members; who meets itself stays."""
    unions = Unions(member for pair in pairs for member in pair)
    for left, right in pairs:
        unions.join(left, right)
    return [(members[0], member) for members in unions.sets() for member in members[1:] or members]


def _batched(pairs: Iterable[tuple[str, str]], size: int) -> Iterator[list[tuple[str, str]]]:
    rest = iter(pairs)
    return iter(partial(lambda: list(islice(rest, size))), [])


def _daft() -> Any:
    try:
        import daft
    except ImportError as error:
        raise _missing("daft") from error
    return daft


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        raise _missing("ray") from error
    return ray


def _missing(library: str) -> MissingPart:
    return MissingPart(f"this engine needs {library}: pip install 'rashomon[cluster]'")
