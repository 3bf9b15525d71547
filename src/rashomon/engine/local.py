"""The default engine: this machine's cores.

A plain loop for a handful of documents, processes where there is enough to share out: starting one costs a
load of spaCy, which pays from about fifteen seconds of work.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.util
import os
import signal
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from typing import Any

from rashomon.engine.base import Item, Key, Lost, Result
from rashomon.matching.unions import Unions


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Runs batches in this process (`processes` 1) or in that many others.

    `seconds_alone` is what one item may take by itself, `seconds_more` what each further one adds to a batch; a
    batch in this process has no limit, since nothing could end it.
    """

    processes: int = 1
    shared: bool = False
    seconds_alone: float = 240.0
    seconds_more: float = 20.0

    def each(
        self, function: Callable[[Sequence[Item]], Sequence[Result]], batches: Iterable[Sequence[Item]]
    ) -> Iterator[Sequence[Result]]:
        """See engine.base.Engine.each."""
        if self.processes <= 1 and not self.shared:
            for batch in batches:
                yield function(batch)
            return
        yield from self._each_shared(function, iter(batches))

    def group(
        self,
        function: Callable[[Key, Sequence[Item]], Result],
        items: Iterable[Item],
        key: Callable[[Item], Key],
    ) -> Iterator[Result]:
        """See engine.base.Engine.group."""
        grouped: dict[Key, list[Item]] = defaultdict(list)
        for item in items:
            grouped[key(item)].append(item)
        for value in sorted(grouped, key=str):
            yield function(value, grouped[value])

    def connect(self, pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
        """See engine.base.Engine.connect."""
        joined = list(pairs)
        unions = Unions(member for pair in joined for member in pair)
        for left, right in joined:
            unions.join(left, right)
        return [frozenset(members) for members in unions.sets()]

    def _each_shared(
        self, function: Callable[[Sequence[Item]], Sequence[Result]], batches: Iterator[Sequence[Item]]
    ) -> Iterator[Sequence[Result]]:
        """Keeps every process busy with one batch in hand and one waiting, and the results in order."""
        pool = _pool(self.processes)
        waiting: list[tuple[Sequence[Item], Future[Sequence[Result]]]] = []
        try:
            for batch in islice(batches, 2 * self.processes):
                waiting.append((batch, _submit(pool, function, batch)))
            while waiting:
                batch, future = waiting.pop(0)
                try:
                    # all that came before it is done, so a process has this batch in hand
                    result = future.result(timeout=self._limit(batch))
                except (BrokenProcessPool, TimeoutError) as error:
                    # every batch in hand dies with the pool; all but the guilty one run again as they were
                    _end(pool)
                    result = self._lost(batch, error) or self._halved(function, batch)
                    pool = _pool(self.processes)
                    waiting = [(again, _submit(pool, function, again)) for again, _ in waiting]
                yield result
                for batch in islice(batches, 1):
                    waiting.append((batch, _submit(pool, function, batch)))
        except BaseException:
            # stopped, or whoever keeps the results cannot: nobody waits for what is in hand
            _end(pool)
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _limit(self, batch: Sequence[object]) -> float:
        return self.seconds_alone + self.seconds_more * (len(batch) - 1)

    def _halved(
        self, function: Callable[[Sequence[Item]], Sequence[Result]], batch: Sequence[Item]
    ) -> Sequence[Result]:
        """The batch's results, its halves tried in processes of their own until the fatal item stands alone."""
        pool = _pool(1)
        try:
            return _submit(pool, function, batch).result(timeout=self._limit(batch))
        except BrokenProcessPool:
            if len(batch) == 1:
                killed: list[Any] = [Lost(batch[0], "reading it killed the process")]
                return killed
        except TimeoutError as error:
            if lost := self._lost(batch, error):
                return lost
        finally:
            _end(pool)
        middle = len(batch) // 2
        return [*self._halved(function, batch[:middle]), *self._halved(function, batch[middle:])]

    def _lost(self, batch: Sequence[Item], error: Exception) -> list[Any]:
        """An item that was alone when its time ran out; of a broken pool nobody knows yet which batch broke it."""
        if len(batch) == 1 and isinstance(error, TimeoutError):
            return [Lost(batch[0], f"reading it took more than {self.seconds_alone:.0f} seconds")]
        return []


class Room:
    """One process that reads batch after batch for another engine, and is replaced where one of them kills it."""

    def __init__(self) -> None:
        self._pool = _pool(1)

    def read(
        self, limits: LocalEngine, function: Callable[[Sequence[Item]], Sequence[Result]], batch: Sequence[Item]
    ) -> Sequence[Result]:
        """The batch's results, with `Lost` for an item that killed its process or outlived its time."""
        try:
            return _submit(self._pool, function, batch).result(timeout=limits._limit(batch))
        except (BrokenProcessPool, TimeoutError) as error:
            _end(self._pool)
            self._pool = _pool(1)
            return limits._lost(batch, error) or limits._halved(function, batch)

    def leave(self) -> None:
        """Ends the process."""
        _end(self._pool)


def _pool(processes: int) -> ProcessPoolExecutor:
    # spawn: the Delta writer keeps threads, and a fork of a process with threads can hang
    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), serve_parent)


def _submit(
    pool: ProcessPoolExecutor, function: Callable[[Sequence[Item]], Sequence[Result]], batch: Sequence[Item]
) -> Future[Sequence[Result]]:
    """Hands a batch to a pool, which starts its processes as they are needed."""
    with starting_workers(with_script=_is_of_script(function)):
        return pool.submit(function, batch)


def _is_of_script(function: Callable[..., object]) -> bool:
    """Whether a function was written in the script that began this program."""
    written = getattr(function, "func", function)  # of a partial
    return getattr(written, "__module__", type(written).__module__) == "__main__"


@contextmanager
def starting_workers(*, with_script: bool = False) -> Iterator[None]:
    """Processes started within never hear Ctrl+C, and know the script that began this program only where asked to."""
    with nullcontext() if with_script else _without_script(), _deaf():
        yield


_scripts = threading.Lock()


@contextmanager
def _without_script() -> Iterator[None]:
    """Processes started within do not run the script again that began this one.

    Python has each import it first, to know the functions that it may be handed. A script that does not say
    `if __name__ == "__main__"` would add its documents anew in every process, which dies of it, and so for ever.
    """
    main = sys.modules["__main__"]
    with _scripts:
        kept: dict[str, Any] = {
            name: main.__dict__.pop(name) for name in ("__file__", "__spec__") if name in main.__dict__
        }
        main.__spec__ = None
        try:
            yield
        finally:
            main.__dict__.update(kept)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started within never hear Ctrl+C: it goes to every process of a terminal, those still importing too.

    Only the process that the user started answers it, and ends the others.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with _answered_afterwards():
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _answered_afterwards() -> Iterator[None]:
    """Ctrl+C within is answered at the end: another thread may take it, and a half-started process is nobody's."""
    answer = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(answer):
        yield
        return
    heard: list[tuple[int, Any]] = []
    signal.signal(signal.SIGINT, lambda number, frame: heard.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, answer)
    if heard:
        answer(*heard[0])


def serve_parent() -> None:
    """For a process that works for another: deaf to Ctrl+C, and gone once the other is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def end_with_parent() -> None:
    """Ends this process once the one that started it is gone: workers of a cluster are killed without a word."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def end_processes() -> None:
    """Ends all processes that this one started and frees their semaphores: for a program about to end at once."""
    children = multiprocessing.active_children()
    for process in children:
        process.kill()
    for process in children:
        # gone in a moment; who cannot even be killed is not waited for
        process.join(1)
    # as the interpreter's own end does; those of a lower priority wait for threads. Not public, but there since 2.6
    multiprocessing.util._run_finalizers(0)  # type: ignore[attr-defined]


def _end(pool: ProcessPoolExecutor) -> None:
    """Ends a pool whose processes may hang: they are killed, since nothing else ends a loop in compiled code."""
    manager = pool._executor_manager_thread
    for process in list((pool._processes or {}).values()):
        process.kill()
    pool.shutdown(wait=False, cancel_futures=True)
    if manager is not None:
        # it frees the pool's semaphores once the processes are gone; a program that ended meanwhile would leak one
        manager.join(1)  # type: ignore[attr-defined]  # a thread, whatever the stubs say
