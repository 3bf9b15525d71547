"""The commands that give the record to others: export and report, pages and an assistant's tools."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from rashomon.cli.common import AsJson, CaseAddress, answer, fail, open_at


def export(
    case: CaseAddress,
    form: Annotated[
        str,
        typer.Option(
            "--as", help="The form: json, csv, plover, … (docs/exports.md).", autocompletion=lambda: _export_forms()
        ),
    ] = "json",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A file, or a folder for several; otherwise standard output."),
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Spans and hashes, without the publishers' words.")
    ] = False,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Only events of this day or later, as 2017-04-07.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Only events of this day or earlier.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print which files were written, as JSON.")] = False,
) -> None:
    """The record in a form that other programs read."""
    from rashomon.views.filters import checked_day
    from rashomon.views.words import counted

    exported = open_at(case, must_exist=True).export_files(
        form, no_text=no_text, first=checked_day(first), last=checked_day(last)
    )
    if exported.undated:
        typer.echo(f"left out, since nothing gives them a day: {counted(exported.undated, 'event')}", err=True)
    if output is None:
        if not isinstance(exported.single, str):
            fail(f"{form} is a folder of files; say where with -o FOLDER")
        sys.stdout.write(exported.single)
        return
    with writing("export", output):
        written = exported.write(output)
    found = {"form": form, "files": [str(path) for path in written], "undated": exported.undated}
    answer(found, as_json, lambda out: None)


def report(
    case: CaseAddress,
    story: Annotated[str | None, typer.Argument(help="A story's id, or the beginning of it.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A file: .html, .md, .docx, .pdf or .json; otherwise Markdown is printed."),
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Offsets and hashes, without the publishers' words.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Everything; otherwise long sections are cut.")] = False,
    as_json: AsJson = False,
) -> None:
    """A brief to forward: agreed, contested, single; the accounts side by side; every quote with its source."""
    form = output.suffix.lstrip(".").lower() if output else "json" if as_json else "md"
    if not form:
        fail(f"no such form of report: {str(output)!r} has no ending; give one, as in {output}.html")
    made = open_at(case, must_exist=True).report(form, story, no_text=no_text, full=full)
    if output is None:
        sys.stdout.write(made)
        return
    write_report(output, made)
    answer({"file": str(output), "form": form}, as_json, lambda out: None)


def write_report(output: Path, made: str | bytes) -> None:
    """Writes a report where the user wants it."""
    with writing("report", output):
        output.write_bytes(made.encode("utf-8", "replace") if isinstance(made, str) else made)


@contextmanager
def writing(what: str, output: Path) -> Iterator[None]:
    """A file of the user's is written; its folder is made where it is not there yet."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        fail(f"cannot write the {what}: {str(output)!r}: {error.strerror or error}; give another place with -o")


def _export_forms() -> list[str]:
    from rashomon.views.exports import EXPORTS

    return list(EXPORTS)


def serve(
    case: CaseAddress,
    host: Annotated[str, typer.Option("--host", help="Where to listen; elsewhere than here, a token is asked.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", help="0 takes any that is free.")] = 8137,
    names: Annotated[
        list[str] | None, typer.Option("--name", help="A name by which browsers reach this machine; may be repeated.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who judges on the pages; otherwise the user's name.")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the pages in a browser.")] = False,
) -> None:
    """Read the case in a browser: the pages and their JSON, on this machine alone unless told."""
    from rashomon.web.serving import serve_case

    opened = open_at(case, must_exist=True)
    serve_case(
        opened, host, port, person=by or getpass.getuser(), names=tuple(names or ()), open_browser=open_browser,
        tell=lambda line: typer.echo(line, err=True),
    )  # fmt: skip


def mcp(
    case: CaseAddress,
    allow_judging: Annotated[
        bool, typer.Option("--allow-judging", help="Let the assistant keep and take back judgements.")
    ] = False,
) -> None:
    """Answer an assistant over the Model Context Protocol, on standard input and output; read-only by default."""
    from rashomon.mcp import serve

    serve(open_at(case, must_exist=True), allow_judging=allow_judging)
