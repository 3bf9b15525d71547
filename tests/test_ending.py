"""How the program ends with processes at work: Ctrl+C and a full disk leave one sentence and nothing of Python's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

#: A command that shares its work out. `stop`: seconds until Ctrl+C reaches all processes of the terminal.
_PROGRAM = """
import os, signal, sys, threading, time


def slow(batch):
    if batch[0]:
        time.sleep(60)
    return [os.getpid()]


if __name__ == "__main__":
    import typer
    import rashomon.cli
    from rashomon.cli.common import stoppable
    from rashomon.engine.local import LocalEngine
    from rashomon.errors import StoreFull

    app = typer.Typer()

    @app.command()
    def add(how: str) -> None:
        with stoppable("'rashomon run' goes on"):
            if how != "full":
                threading.Timer(float(how), lambda: os.killpg(0, signal.SIGINT)).start()
            for done in LocalEngine(2).each(slow, [[how != "full"], [True], [True], [True]]):
                print(*done, flush=True)
                raise StoreFull("no room on the disk")

    # who runs the tests in the background may have told all processes to pass Ctrl+C over
    signal.signal(signal.SIGINT, signal.default_int_handler)
    rashomon.cli.app = app
    rashomon.cli.main()
"""


def _ended(tmp_path: Path, how: str) -> subprocess.CompletedProcess[str]:
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM, encoding="utf-8")
    # a session of its own: Ctrl+C reaches a terminal's processes, and these are not the test's
    return subprocess.run(
        [sys.executable, str(program), how], capture_output=True, text=True, check=False, start_new_session=True
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal are those of Unix")
@pytest.mark.parametrize("seconds", ["0.02", "0.1", "0.5"])
def test_ctrl_c_ends_all_processes_in_a_sentence_even_those_that_are_starting(tmp_path: Path, seconds: str) -> None:
    done = _ended(tmp_path, seconds)
    assert done.returncode == 130
    assert "rashomon: stopped; what was taken in is kept, and 'rashomon run' goes on" in done.stderr
    assert "Traceback" not in done.stderr
    assert "leaked" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal are those of Unix")
def test_a_full_disk_is_one_sentence_and_leaves_no_process_at_work(tmp_path: Path) -> None:
    done = _ended(tmp_path, "full")
    assert (done.returncode, done.stderr) == (1, "rashomon: no room on the disk\n")
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)
