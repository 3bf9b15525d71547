"""Arguments → case → answers as text or JSON. Holds no knowledge: what needs logic lies in case.py or views/.

A module for each kind of command; here they stand in the order of `rashomon --help`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import Annotated

import typer

from rashomon.cli import giving, judging, keeping, looking, reading
from rashomon.errors import RashomonError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    help="One cited record of who did and said what, to whom, when and where, according to whom.",
)
decisions = typer.Typer(no_args_is_help=True, help="People's judgements: exchange them and compare them.")


def main() -> None:
    """The `rashomon` command: one sentence and exit code 1 where something asked for cannot be done."""
    code = _exit_code()
    with contextlib.suppress(OSError, ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    # asked of the module only where a command shared its work out: most commands never load it
    if local := sys.modules.get("rashomon.engine.local"):
        local.end_processes()
    # native threads of the Arrow and Delta libraries now and then abort the interpreter's own shutdown
    os._exit(code)


def _exit_code() -> int:
    try:
        app()
    except RashomonError as error:
        typer.echo(f"rashomon: {error}", err=True)
        return 1
    except BrokenPipeError:
        # the reader of our output has gone (`| head`); nothing is wrong
        return 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return 0


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        from rashomon import __version__

        typer.echo(__version__)
        raise typer.Exit


for _command in (
    reading.add, reading.watch, reading.run, reading.rebuild, looking.brief, looking.show, keeping.check,
    giving.export, giving.report, looking.sql, judging.judge, judging.judgements, judging.forget, looking.why,
    looking.failures, looking.search, looking.told, giving.serve, giving.mcp, keeping.history, keeping.compact,
    keeping.verify, keeping.cache,
):  # fmt: skip
    app.command()(_command)
decisions.command("export")(judging.decisions_export)
decisions.command("import")(judging.decisions_import)
decisions.command("compare")(judging.decisions_compare)
app.add_typer(decisions, name="decisions")
