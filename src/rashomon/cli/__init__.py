"""Arguments → case → answers as text or JSON. Holds no knowledge: what needs logic lies in case.py or views/.

A module for each kind of command; here they stand in the order of `rashomon --help`.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import traceback
from collections.abc import Callable
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


_UNEXPECTED = (
    "rashomon: this should not have happened; 'rashomon verify CASE' says whether files of the case were changed or "
    "lost; if none were, please report the lines above"
)


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
    except OSError as error:
        if (said := _not_allowed(error)) is None:
            return _unexpected()
        typer.echo(f"rashomon: {said}", err=True)
        return 1
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except Exception:  # a mistake of ours, or files of the case that something else changed: only `verify` can tell
        return _unexpected()
    return 0


def _unexpected() -> int:
    traceback.print_exc()
    typer.echo(_UNEXPECTED, err=True)
    return 1


#: How the Delta library, which raises a plain OSError, words a refusal, and names the file of it.
_REFUSED = re.compile(r"[Pp]ermission denied|os error 13\b")
_OF_FILE = re.compile(r"file (/[^\n]*)")


def _not_allowed(error: OSError) -> str | None:
    """What may not be read or written, in one sentence; None where the error is another."""
    if not isinstance(error, PermissionError) and not _REFUSED.search(str(error)):
        return None
    named = _OF_FILE.search(str(error)) if error.filename is None else None
    file = named[1].rstrip() if named else error.filename
    which = "a file" if file is None else repr(str(file))
    return f"not allowed: {which} may not be read or written; ask for the right to, or work on a copy of the case"


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        from rashomon import __version__

        typer.echo(__version__)
        raise typer.Exit


#: Command → its line of `rashomon --help`, which a terminal of 80 columns does not cut.
_COMMANDS: dict[Callable[..., None], str] = {
    reading.add: "Take documents in, read them, and compare all accounts.",
    reading.watch: "Collect what feeds and sitemaps lead to, and read it.",
    reading.run: "Finish what was interrupted or is out of date.",
    reading.rebuild: "Do a stage, or everything, again.",
    looking.brief: "What happened, who says so, where they differ.",
    looking.show: "One story, event, article or entity with its quotes.",
    keeping.check: "Re-read every span and compare it with its source.",
    giving.export: "The record in a form that other programs read.",
    giving.report: "A brief to forward: HTML, Markdown, Word, PDF or JSON.",
    looking.sql: "The answer of DuckDB over the tables, read-only.",
    judging.judge: "Say that two things are one or not, or a reading wrong.",
    judging.judgements: "People's judgements, oldest first.",
    judging.forget: "Take a person's judgement back.",
    looking.why: "Which features spoke for and against.",
    looking.failures: "What could not be read, and why.",
    looking.search: "Articles, acts and statements that answer a query.",
    looking.told: "Who tells a claim, denies it, mentions it, is silent.",
    giving.serve: "Read the case in a browser.",
    giving.mcp: "Let an assistant ask the case, read-only by default.",
    keeping.history: "Every piece of work, by number.",
    keeping.compact: "Free what nobody sees any more.",
    keeping.verify: "Hash documents, weights and tables again.",
    keeping.cache: "How many lines' parses are kept, and clear them.",
}
for _command, _line in _COMMANDS.items():
    app.command(short_help=_line)(_command)
for _name, _command, _line in (
    ("export", judging.decisions_export, "People's judgements as JSON Lines, to send away."),
    ("import", judging.decisions_import, "Take a colleague's judgements in."),
    ("compare", judging.decisions_compare, "How far a colleague's judgements agree with yours."),
):
    decisions.command(_name, short_help=_line)(_command)
app.add_typer(decisions, name="decisions")
