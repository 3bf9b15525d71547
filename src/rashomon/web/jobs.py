"""Long work → a job that a page can watch and stop: one at a time, in the order asked for.

Reads nothing itself; runs functions that tell how far they are. The one idea: a case has one writer, so jobs stand in a
queue and requests never wait for one longer than they say.
"""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Queue
from typing import Any

from rashomon.errors import RashomonError

_LOG = logging.getLogger(__name__)

#: Finished jobs that are remembered.
_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class JobFailure:
    """A document that could not be read, and why."""

    document: str
    stage: str
    error: str


@dataclass(frozen=True, slots=True)
class JobView:
    """How far a job is. `state`: waiting, running, done, failed, stopped. Rates are documents a second."""

    id: str
    kind: str
    state: str
    step: str
    done: int
    total: int | None
    per_second: float | None
    seconds_left: float | None
    result: dict[str, Any] | None
    error: str | None
    failures: tuple[JobFailure, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job's work gives back."""

    result: dict[str, Any]
    failures: tuple[JobFailure, ...] = ()


class Stopped(Exception):
    """Raised within the work where somebody stopped the job."""


Tell = Callable[[str, int, int | None], None]
Work = Callable[[Tell], Outcome]


@dataclass
class _Job:
    id: str
    kind: str
    work: Work
    state: str = "waiting"
    step: str = ""
    done: int = 0
    total: int | None = None
    started: float = 0.0
    outcome: Outcome | None = None
    error: str | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)


class Jobs:
    """A queue with one worker; the worker starts with the first job and ends with the process."""

    def __init__(self, after: Callable[[], Any] = lambda: None, clock: Callable[[], float] = time.monotonic) -> None:
        self._after = after
        self._clock = clock
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._queue: Queue[_Job] = Queue()
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def start(self, kind: str, work: Work, wait: float = 0.0) -> JobView:
        """Queues the work and gives the job as it stands after at most `wait` seconds."""
        with self._lock:
            job = _Job(f"job-{next(self._numbers)}", kind, work)
            self._jobs[job.id] = job
            self._forget()
            if self._worker is None:
                self._worker = threading.Thread(target=self._run, name="rashomon-jobs", daemon=True)
                self._worker.start()
        self._queue.put(job)
        job.over.wait(wait)
        return self._view(job)

    def get(self, id: str) -> JobView | None:
        """A job by its id."""
        job = self._jobs.get(id)
        return self._view(job) if job else None

    def all(self) -> tuple[JobView, ...]:
        """Jobs, the latest first."""
        with self._lock:
            jobs = list(self._jobs.values())
        return tuple(self._view(job) for job in reversed(jobs))

    def stop(self, id: str) -> JobView | None:
        """Asks a job to stop at its next batch; one that waits never starts."""
        job = self._jobs.get(id)
        if job is None:
            return None
        job.stop.set()
        if job.state == "waiting":
            job.state = "stopped"
        return self._view(job)

    def _run(self) -> None:
        while True:
            job = self._queue.get()
            try:
                self._do(job)
            finally:
                job.over.set()

    def _do(self, job: _Job) -> None:
        if job.stop.is_set():
            job.state = "stopped"
            return
        job.state, job.started = "running", self._clock()

        def tell(step: str, done: int, total: int | None) -> None:
            if job.stop.is_set():
                raise Stopped
            job.step, job.done, job.total = step, done, total

        try:
            job.outcome = job.work(tell)
            self._after()
            job.state = "done"
        except Stopped:
            self._after()
            job.state = "stopped"
        except RashomonError as error:
            job.error, job.state = str(error), "failed"
        except Exception as error:
            # the worker must live on for the next job; the log has the trace
            _LOG.exception("a job failed: %s", job.kind)
            job.error, job.state = f"the program failed: {type(error).__name__}: {error}", "failed"

    def _forget(self) -> None:
        over = [job.id for job in self._jobs.values() if job.over.is_set()]
        for id in over[: max(0, len(self._jobs) - _REMEMBERED)]:
            del self._jobs[id]

    def _view(self, job: _Job) -> JobView:
        spent = self._clock() - job.started if job.state == "running" else 0.0
        rate = job.done / spent if spent > 0.5 and job.done else None
        left = (job.total - job.done) / rate if rate and job.total else None
        outcome = job.outcome
        return JobView(
            job.id, job.kind, job.state, job.step, job.done, job.total, rate and round(rate, 2),
            left and round(left, 1), outcome.result if outcome else None, job.error,
            outcome.failures if outcome else (),
        )  # fmt: skip
