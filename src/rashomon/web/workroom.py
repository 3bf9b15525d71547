"""A process of its own that does tasks on a case: readers are answered while it reads and compares.

Reads tasks from a pipe; sends back how far it is, then what was made or what failed. The one idea: what changes a case
takes a processor for as long as it lasts, so it takes one from nobody who waits for a page.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import threading
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rashomon.engine.local import serve_parent, starting_workers
from rashomon.errors import RashomonError
from rashomon.web.jobs import Stopped, Tell
from rashomon.web.tasks import TASKS, Values

if TYPE_CHECKING:
    from rashomon.settings import CaseSettings

_LOG = logging.getLogger(__name__)

#: How long one that was told to go may take, in seconds.
_PATIENCE = 5

#: A process that has held more memory than this ends with its task.
_MOST_BYTES = 800_000_000

#: What is sent in a task's place to end the one at work; one that comes too late is passed over.
_STOP: tuple[str, Values] = ("stop", {})


class Workroom:
    """The process of one case; it starts with its first task, and anew after one that killed it.

    `nice`: how far its priority lies below that of others.
    """

    def __init__(self, address: str, settings: CaseSettings, nice: int = 0) -> None:
        self._of = (address, settings, nice)
        self._process: Any = None  # a context's process has no type of its own
        self._here: Connection | None = None
        self._one = threading.Lock()

    def do(self, task: str, values: Values, tell: Tell) -> Any:
        """What the task gives. `tell` hears how far it is and may raise Stopped. One task at a time; others wait."""
        with self._one:
            here = self._enter()
            try:
                here.send((task, dict(values)))
                return self._listen(here, tell)
            except (EOFError, OSError) as error:
                self._end()
                raise RashomonError("the process that did this was ended: try again, or look at its log") from error

    def leave(self) -> None:
        """Ends the process, at work or not: what it has not finished the next run does."""
        process = self._process
        if not self._one.acquire(blocking=False):
            if process is not None:
                process.kill()
            self._one.acquire()
        self._end()
        self._one.release()

    def _enter(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._here is None:
            self._end()
            # spawn: a fork of a process with threads can hang
            context = multiprocessing.get_context("spawn")
            self._here, there = context.Pipe()
            self._process = context.Process(target=work, args=(there, *self._of), name="rashomon-work")
            with starting_workers():
                self._process.start()
            there.close()
        return self._here

    def _listen(self, here: Connection, tell: Tell) -> Any:
        stopping = False
        while True:
            kind, *found = here.recv()
            if kind == "made":
                if found[1] > _MOST_BYTES:
                    # what it held at most stays with it: the next task starts another
                    self._end()
                return found[0]
            if kind == "stopped":
                raise Stopped
            if kind == "failed":
                raise RashomonError(found[0])
            try:
                if not stopping:
                    tell(*found)
            except Stopped:
                # it hears of it at its next step, and says so
                stopping = True
                here.send(_STOP)

    def _end(self) -> None:
        if self._here is not None:
            self._here.close()
        if self._process is not None:
            self._process.join(_PATIENCE)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
        self._here = self._process = None


def work(there: Connection, address: str, settings: CaseSettings, nice: int) -> None:
    """Does what comes through the pipe until it is closed."""
    step_back(nice)
    from rashomon.case import open_case

    case = open_case(address, settings=settings)
    pages = case.pages()

    def tell(step: str, done: int, total: int | None) -> None:
        there.send(("told", step, done, total))
        if there.poll() and there.recv() == _STOP:
            raise Stopped

    with contextlib.suppress(EOFError, OSError):
        while True:
            task, values = there.recv()
            if task in TASKS:
                there.send((*_done(partial(TASKS[task], case, pages, values, tell)), _held_at_most()))


def _held_at_most() -> int:
    """Bytes of memory that this process has held at most; 0 where the system does not tell.

    `getrusage` would count what the process that started this one held.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    held = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")), "0")
    return int(held) * 1024


def _done(do: Callable[[], Any]) -> tuple[str, Any]:
    """What is sent back at the end of a task."""
    try:
        return "made", do()
    except Stopped:
        return "stopped", None
    except RashomonError as error:
        return "failed", str(error)
    except Exception as error:
        if isinstance(error, EOFError | BrokenPipeError | ConnectionResetError):
            raise
        _LOG.exception("a task failed")
        return "failed", f"the program failed: {type(error).__name__}: {error}"


def step_back(nice: int) -> None:
    """For a process that serves another: of lower priority, deaf to Ctrl+C, and gone once the other is gone."""
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    serve_parent()
