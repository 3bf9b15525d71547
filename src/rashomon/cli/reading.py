"""The commands that take documents in and read them: add, watch, run, rebuild."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from rashomon.cli.common import AsJson, CaseAddress, answer, is_case, open_at, progress, stoppable

EngineName = Annotated[str, typer.Option("--engine", help="What runs the reading: local, daft or ray.")]
EngineAddress = Annotated[str | None, typer.Option("--address", help="The Ray cluster's address, for --engine ray.")]


def add(
    case: CaseAddress,
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, globs, or - for stdin.")],
    engine: EngineName = "local",
    address: EngineAddress = None,
    as_json: AsJson = False,
) -> None:
    """Take documents in, read them, and compare all accounts."""
    from rashomon.reading.taking import look_for

    if not is_case(case):
        look_for(sources)
    with progress(case) as tell:
        added = open_at(case, engine=engine, address=address).add(sources, progress=tell)
    answer(added, as_json, lambda out: _print_added(out, added))


def watch(
    case: CaseAddress,
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS", help="A TOML file of feeds and sitemaps.")],
    once: Annotated[bool, typer.Option("--once", help="One round, then stop; otherwise round after round.")] = False,
    as_json: AsJson = False,
) -> None:
    """Collect what feeds and sitemaps lead to, politely, and read it; an interrupted round goes on at the next."""
    from rashomon.watch import look_at
    from rashomon.watch import watch as rounds

    if not is_case(case):
        look_at(feeds)
    with stoppable("'rashomon watch' goes on where it was"):
        for added in rounds(open_at(case), feeds, once=once):
            if once or added.documents or added.failures:
                answer(added, as_json, partial(_print_added, added=added))


def run(
    case: CaseAddress,
    anew: Annotated[bool, typer.Option("--anew", help="Read every document again.")] = False,
    engine: EngineName = "local",
    address: EngineAddress = None,
    as_json: AsJson = False,
) -> None:
    """Finish what was interrupted, and do again what other versions of the stages did."""
    _do_again(case, engine, address, None, anew, as_json)


def rebuild(
    case: CaseAddress,
    stage: Annotated[str | None, typer.Argument(help="A stage; what depends on it is done again, too.")] = None,
    engine: EngineName = "local",
    address: EngineAddress = None,
    as_json: AsJson = False,
) -> None:
    """Do a stage and what depends on it again, or everything."""
    _do_again(case, engine, address, stage, stage is None, as_json)


def _do_again(case: str, engine: str, address: str | None, stage: str | None, anew: bool, as_json: bool) -> None:
    opened = open_at(case, must_exist=True, engine=engine, address=address)
    reasons = opened.plan(stage, anew=anew).reasons
    for reason in reasons:
        typer.echo(reason, err=True)
    with progress(case) as tell:
        done = opened.run(progress=tell, stage=stage, anew=anew)

    def render(out: Console) -> None:
        if done.documents or done.articles or done.failures:
            _print_added(out, done)
        else:
            out.print("all accounts compared" if reasons else "nothing was left to do")

    answer(done, as_json, render)


def _print_added(out: Console, added: Any) -> None:
    from rashomon.language.normalise import one_line
    from rashomon.views.words import counted

    known = f", {added.known:,} known already" if added.known else ""
    taken, read = counted(added.documents, "document"), counted(added.articles, "article")
    out.print(f"{taken} taken in{known}; {read} read", highlight=False)
    for failure in added.failures[:20]:
        out.print(f"  ✕ {one_line(failure.error)}", highlight=False, markup=False, soft_wrap=True)
    if len(added.failures) > 20:
        out.print(f"  … and {len(added.failures) - 20:,} more; `rashomon failures` lists them", highlight=False)
    for note in added.notes:
        out.print(f"  {note}", highlight=False, markup=False, soft_wrap=True)
