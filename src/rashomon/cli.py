"""Arguments → case → answers as text or JSON. Holds no knowledge: what needs logic lies in case.py or views/."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from rashomon.errors import RashomonError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    help="One cited record of who did and said what, to whom, when and where, according to whom.",
)

CaseAddress = Annotated[str, typer.Argument(metavar="CASE", help="The case: a folder, or s3://BUCKET/PATH.")]
EngineName = Annotated[str, typer.Option("--engine", help="What runs the reading: local, daft or ray.")]
EngineAddress = Annotated[str | None, typer.Option("--address", help="The Ray cluster's address, for --engine ray.")]
#: What `judge` takes.
_VERDICTS = ("same", "different", "wrong", "right")
#: What `show` shows.
_NOUNS = ("story", "event", "article", "entity")

DecisionsFile = Annotated[Path, typer.Argument(metavar="FILE", help="What `rashomon decisions export` wrote.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the same answer as JSON.")]


def main() -> None:
    """The `rashomon` command: one sentence and exit code 1 where something asked for cannot be done."""
    code = _exit_code()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
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


@app.command()
def add(
    case: CaseAddress,
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, globs, or - for stdin.")],
    engine: EngineName = "local",
    address: EngineAddress = None,
    as_json: AsJson = False,
) -> None:
    """Take documents in, read them, and compare all accounts."""
    with _progress(case) as tell:
        added = _open(case, engine=engine, address=address).add(sources, progress=tell)
    _answer(added, as_json, lambda out: _print_added(out, added))


@app.command()
def watch(
    case: CaseAddress,
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS", help="A TOML file of feeds and sitemaps.")],
    once: Annotated[bool, typer.Option("--once", help="One round, then stop; otherwise round after round.")] = False,
    as_json: AsJson = False,
) -> None:
    """Collect what feeds and sitemaps lead to, politely, and read it; an interrupted round goes on at the next."""
    from rashomon.watch import watch as rounds

    with _stoppable("'rashomon watch' goes on where it was"):
        for added in rounds(_open(case), feeds, once=once):
            if once or added.documents or added.failures:
                _answer(added, as_json, partial(_print_added, added=added))


@app.command()
def run(
    case: CaseAddress,
    anew: Annotated[bool, typer.Option("--anew", help="Read every document again.")] = False,
    engine: EngineName = "local",
    address: EngineAddress = None,
    as_json: AsJson = False,
) -> None:
    """Finish what was interrupted, and do again what other versions of the stages did."""
    _do_again(case, engine, address, None, anew, as_json)


@app.command()
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
    opened = _open(case, must_exist=True, engine=engine, address=address)
    for reason in opened.plan(stage, anew=anew).reasons:
        typer.echo(reason, err=True)
    with _progress(case) as tell:
        done = opened.run(progress=tell, stage=stage, anew=anew)
    _answer(done, as_json, lambda out: _print_added(out, done))


@app.command()
def brief(
    case: CaseAddress,
    story: Annotated[str | None, typer.Argument(help="A story's id, or the beginning of it.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Every line and citation, nothing shortened.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Every story, not only the twenty of most voices.")] = False,
    as_of: Annotated[
        int | None, typer.Option("--as-of", metavar="VERSION", help="As it was then (rashomon history).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What happened, who says so, where they differ."""
    from rashomon.terminal import print_brief

    found = _brief(case, story, every, as_of)
    _answer(found, as_json, lambda out: print_brief(out, found, full=full or story is not None))
    if not found.stories and as_of is None:
        for reason in _open(case).plan().reasons:
            typer.echo(f"{reason}; 'rashomon run {case}' goes on", err=True)


@app.command()
def show(
    case: CaseAddress,
    noun: Annotated[
        str, typer.Argument(help="story, event, article or entity.", autocompletion=lambda: list(_NOUNS))
    ],
    name: Annotated[str, typer.Argument(metavar="ID", help="An id, or the beginning of it; an entity's name, too.")],
    blocks: Annotated[bool, typer.Option("--blocks", help="Of an article: every block, kept or dropped.")] = False,
    as_json: AsJson = False,
) -> None:
    """One story, event, article or entity with the characters it rests on."""
    from rashomon import terminal

    opened = _open(case, must_exist=True)
    ask: dict[str, tuple[Callable[[str], Any], Callable[[Console, Any], None]]] = {
        "story": (opened.story, terminal.print_story),
        "event": (opened.event, terminal.print_event),
        "article": (opened.article, terminal.print_blocks if blocks else terminal.print_article),
        "entity": (opened.entity, terminal.print_entity),
    }
    if noun not in ask:
        _fail(f"no such noun: {noun!r}; say story, event, article or entity")
    question, render = ask[noun]
    found = question(name)
    _answer(found, as_json, lambda out: render(out, found))


@app.command()
def check(case: CaseAddress, as_json: AsJson = False) -> None:
    """Re-read every span and compare it with its source; exit 0 where all is as the record says."""
    found = _open(case, must_exist=True).check()

    _answer_proof(
        found,
        as_json,
        f"{found.spans:,} spans and {found.references:,} references of {found.articles:,} articles "
        f"in {found.documents:,} documents read again",
    )


@app.command()
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
    as_json: Annotated[bool, typer.Option("--json", help="Print which files were written, as JSON.")] = False,
) -> None:
    """The record in a form that other programs read."""
    exported = _open(case, must_exist=True).export_files(form, no_text=no_text)
    if output is None:
        if not isinstance(exported.single, str):
            _fail(f"{form} is a folder of files; say where with -o FOLDER")
        sys.stdout.write(exported.single)
        return
    with _writing("export", output):
        written = exported.write(output)
    _answer({"form": form, "files": [str(path) for path in written]}, as_json, lambda out: None)


@app.command()
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
    made = _open(case, must_exist=True).report(form, story, no_text=no_text, full=full)
    if output is None:
        sys.stdout.write(made)
        return
    with _writing("report", output):
        output.write_bytes(made.encode("utf-8", "replace") if isinstance(made, str) else made)
    _answer({"file": str(output), "form": form}, as_json, lambda out: None)


@contextmanager
def _writing(what: str, output: Path) -> Iterator[None]:
    """A file of the user's is written; its folder is made where it is not there yet."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        _fail(f"cannot write the {what}: {str(output)!r}: {error.strerror or error}; give another place with -o")


@app.command()
def sql(
    case: CaseAddress,
    query: Annotated[str, typer.Argument(help="A query over the tables: articles, mentions, reports, …")],
    as_json: AsJson = False,
) -> None:
    """The answer of DuckDB over the tables, read-only."""
    from rashomon.terminal import print_table

    found = _open(case, must_exist=True).sql(query)
    _answer(found.to_pylist(), as_json, lambda out: print_table(out, found))


@app.command()
def judge(
    case: CaseAddress,
    verdict: Annotated[
        str,
        typer.Argument(help="same, different; of a reading wrong or right.", autocompletion=lambda: list(_VERDICTS)),
    ],
    left: Annotated[str, typer.Argument(metavar="ID")],
    right: Annotated[
        str, typer.Argument(metavar="ID|PART", help="The other; of a reading all, who, whom, when, where or how-many.")
    ],
    because: Annotated[str | None, typer.Option("--because", help="The reason, kept with the judgement.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who judges; otherwise the user's name.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say that two articles, stories, entities or events are the same or different, or that a reading is wrong.

    It outranks the machine. A reading is a report or a statement: `judge CASE wrong REPORT when` takes its time away.
    """
    if verdict not in _VERDICTS:
        _fail(f"no such verdict: {verdict!r}; say {', '.join(_VERDICTS[:-1])} or {_VERDICTS[-1]}")
    from rashomon.terminal import print_judged

    made = _open(case, must_exist=True).judge(verdict, left, right, by=by or getpass.getuser(), because=because)
    _answer(
        made,
        as_json,
        lambda out: print_judged(out, made, (left, right)),
    )


@app.command()
def judgements(case: CaseAddress, as_json: AsJson = False) -> None:
    """People's judgements, oldest first."""
    from rashomon.record import judgement_id

    found = _open(case, must_exist=True).judgements()

    def render(out: Console) -> None:
        for made in found:
            because = "; ".join(reason.feature for reason in made.reasons)
            out.print(
                f"{judgement_id(made)[:8]}  {made.at}  {made.by}  {made.relation} {made.left[:8]} {made.verdict} "
                f"{made.right[:8]}  {because}",
                highlight=False,
                markup=False,
            )

    _answer(found, as_json, render)


@app.command()
def forget(
    case: CaseAddress,
    judgement: Annotated[str, typer.Argument(help="Its id, or the beginning of it.")],
    as_json: AsJson = False,
) -> None:
    """Take a person's judgement back."""
    taken = _open(case, must_exist=True).forget(judgement)
    _answer(
        taken,
        as_json,
        lambda out: out.print(f"forgotten: {taken.relation} {taken.left[:8]} {taken.right[:8]}"),
    )


@app.command()
def why(
    case: CaseAddress,
    names: Annotated[list[str], typer.Argument(metavar="ID [ID]", help="Two things, or one report or statement.")],
    as_json: AsJson = False,
) -> None:
    """Which features spoke for and against."""
    from rashomon.terminal import print_why

    if len(names) > 2:
        _fail("why takes one id or two")
    found = _open(case, must_exist=True).why(*names)
    _answer(found, as_json, lambda out: print_why(out, found))


@app.command()
def failures(case: CaseAddress, as_json: AsJson = False) -> None:
    """What could not be read, and why."""
    found = _open(case, must_exist=True).failures()

    def render(out: Console) -> None:
        for failure in found:
            line = f"{failure.stage}: {failure.error}  [{failure.document}]"
            out.print(line, highlight=False, markup=False, soft_wrap=True)
        if not found:
            out.print("nothing failed")

    _answer(found, as_json, render)


@app.command()
def search(
    case: CaseAddress,
    query: Annotated[list[str], typer.Argument(help='Words, "phrases", -not, ~meaning, actor:… type:… recipient:… …')],
    page: Annotated[int, typer.Option("--page", min=1, help="Which page of hits.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Articles, acts and statements that answer, each with the words that do."""
    from rashomon.terminal import print_search

    found = _open(case, must_exist=True).search(" ".join(query), page=page)
    _answer(found, as_json, lambda out: print_search(out, found))


@app.command()
def told(
    case: CaseAddress,
    claim: Annotated[list[str], typer.Argument(help="A plain sentence: who did what.")],
    as_json: AsJson = False,
) -> None:
    """Which articles tell a claim, deny it, mention it without a side, or are silent on it, each with its passage."""
    from rashomon.terminal import print_told

    found = _open(case, must_exist=True).told(" ".join(claim))
    _answer(found, as_json, lambda out: print_told(out, found))


decisions = typer.Typer(no_args_is_help=True, help="People's judgements: exchange them and compare them.")
app.add_typer(decisions, name="decisions")


@decisions.command("export")
def decisions_export(case: CaseAddress, as_json: AsJson = False) -> None:
    """People's judgements as JSON Lines, to send to a colleague; with --json as one list."""
    lines = _open(case, must_exist=True).export_decisions()

    def render(out: Console) -> None:
        # plain, not as the console wraps it: a line is a decision
        sys.stdout.write(lines)

    _answer([json.loads(line) for line in lines.splitlines()], as_json, render)


@decisions.command("import")
def decisions_import(case: CaseAddress, file: DecisionsFile, as_json: AsJson = False) -> None:
    """Take a colleague's decisions in, and compare all accounts anew."""
    taken = _open(case, must_exist=True).import_decisions(_lines_of(file))

    def render(out: Console) -> None:
        out.print(f"{taken.added:,} decisions taken in, {taken.known:,} known already", highlight=False)
        for refused in taken.refused[:20]:
            out.print(f"  ✕ {refused}", highlight=False, markup=False, soft_wrap=True)

    _answer(taken, as_json, render)


@decisions.command("compare")
def decisions_compare(
    case: CaseAddress,
    file: DecisionsFile,
    by: Annotated[str | None, typer.Option("--by", help="Only this person's decisions of the case.")] = None,
    as_json: AsJson = False,
) -> None:
    """How far a colleague's decisions agree with the case's: percent and Cohen's kappa."""
    from rashomon.terminal import print_agreement

    found = _open(case, must_exist=True).compare_decisions(_lines_of(file), by=by)
    _answer(found, as_json, lambda out: print_agreement(out, found))


def _lines_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        _fail(f"cannot read the decisions: {str(file)!r}: {error.strerror or error}")


@app.command()
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

    opened = _open(case, must_exist=True)
    serve_case(
        opened, host, port, person=by or getpass.getuser(), names=tuple(names or ()), open_browser=open_browser,
        tell=lambda line: typer.echo(line, err=True),
    )  # fmt: skip


@app.command()
def mcp(
    case: CaseAddress,
    allow_judging: Annotated[
        bool, typer.Option("--allow-judging", help="Let the assistant keep and take back judgements.")
    ] = False,
) -> None:
    """Answer an assistant over the Model Context Protocol, on standard input and output; read-only by default."""
    from rashomon.mcp import serve

    serve(_open(case, must_exist=True), allow_judging=allow_judging)


@app.command()
def history(case: CaseAddress, as_json: AsJson = False) -> None:
    """Every piece of work by number; `rashomon brief CASE --as-of NUMBER` opens the case as it was after it."""
    from rashomon.terminal import print_history

    found = _open(case, must_exist=True).history()
    _answer(found, as_json, lambda out: print_history(out, found))


@app.command()
def compact(case: CaseAddress, as_json: AsJson = False) -> None:
    """Free what nobody sees any more; earlier versions can then no longer be opened."""
    from rashomon.terminal import print_compacted

    done = _open(case, must_exist=True).compact()
    _answer(done, as_json, lambda out: print_compacted(out, done))


@app.command()
def verify(case: CaseAddress, as_json: AsJson = False) -> None:
    """Hash documents, weights and tables again; exit 0 where all bytes are as they were written."""
    found = _open(case, must_exist=True).verify()

    _answer_proof(found, as_json, f"{found.documents:,} documents and {found.slices:,} slices hashed again")


@app.command()
def cache(
    case: CaseAddress,
    clear: Annotated[bool, typer.Option("--clear", help="Delete it; what it held is parsed again.")] = False,
    as_json: AsJson = False,
) -> None:
    """How many lines' parses are kept so that a reprint is not parsed again."""
    kept = _open(case, must_exist=True).parse_cache()
    if kept is None:
        _fail("this case keeps no parses")
    if clear:
        kept.clear()
    size = kept.size()
    _answer(
        size,
        as_json,
        lambda out: out.print(
            f"{size.lines:,} lines, {size.bytes / 1e6:,.1f} MB of at most {size.limit / 1e6:,.0f} MB", highlight=False
        ),
    )


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        from rashomon import __version__

        typer.echo(__version__)
        raise typer.Exit


def _open(case: str, must_exist: bool = False, engine: str = "local", address: str | None = None) -> Any:
    from rashomon.case import open_case
    from rashomon.settings import CaseSettings
    from rashomon.store.address import place_of

    if must_exist and place_of(case).marker() is None:
        _fail(f"no such case: {case!r}; make one with 'rashomon add {case} FILES'")
    return open_case(case, settings=CaseSettings(engine=engine, address=address))


def _brief(case: str, story: str | None, every: bool, as_of: int | None) -> Any:
    from rashomon.comparing.finished import TOLD, kept_brief

    whole = story is None and not every and as_of is None
    if whole and (kept := kept_brief(Path(case))) is not None:
        return kept
    opened = _open(case, must_exist=True)
    if whole and (kept := opened.keep_brief()) is not None:
        return kept
    return (opened if as_of is None else opened.at(as_of)).brief(story, most=None if every else TOLD)


def _answer(value: Any, as_json: bool, render: Callable[[Console], None]) -> None:
    if as_json:
        sys.stdout.write(json.dumps(_plain(value), ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        render(Console())


def _answer_proof(found: Any, as_json: bool, done: str) -> None:
    """What was looked at and the problems found; exit code 1 where there are any."""

    def render(out: Console) -> None:
        out.print(f"{done}: {len(found.problems) or 'no'} problems", highlight=False, soft_wrap=True)
        for problem in found.problems[:50]:
            out.print(f"  ✕ {problem}", highlight=False, markup=False, soft_wrap=True)

    _answer(found, as_json, render)
    if found.problems:
        raise typer.Exit(1)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _print_added(out: Console, added: Any) -> None:
    from rashomon.views.words import counted

    known = f", {added.known:,} known already" if added.known else ""
    taken, read = counted(added.documents, "document"), counted(added.articles, "article")
    out.print(f"{taken} taken in{known}; {read} read", highlight=False)
    for failure in added.failures[:20]:
        out.print(f"  ✕ {failure.error}", highlight=False, markup=False, soft_wrap=True)
    if len(added.failures) > 20:
        out.print(f"  … and {len(added.failures) - 20:,} more; `rashomon failures` lists them", highlight=False)
    for note in added.notes:
        out.print(f"  {note}", highlight=False, markup=False, soft_wrap=True)


@contextmanager
def _progress(case: str) -> Iterator[Callable[[Any], None]]:
    """A bar with counts and time left, on a terminal only, once a step lasts longer than two seconds."""
    from rashomon.terminal import progress_bar

    with _stoppable(f"'rashomon run {case}' goes on"), progress_bar(Console(stderr=True)) as tell:
        yield tell


@contextmanager
def _stoppable(goes_on: str) -> Iterator[None]:
    """What Ctrl-C in the middle leaves behind, said in a sentence."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(f"\nrashomon: stopped; what was taken in is kept, and {goes_on}", err=True)
        raise


def _export_forms() -> list[str]:
    from rashomon.views.exports import EXPORTS

    return list(EXPORTS)


def _fail(sentence: str) -> NoReturn:
    typer.echo(f"rashomon: {sentence}", err=True)
    raise SystemExit(1)
