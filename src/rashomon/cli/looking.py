"""The commands that show what the record says: brief, show, search, told, why, sql, failures."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from rashomon.cli.common import AsJson, CaseAddress, answer, fail, fail_unless_known, open_at

#: What `show` shows.
_NOUNS = ("story", "event", "article", "entity")


def brief(
    case: CaseAddress,
    story: Annotated[str | None, typer.Argument(help="A story's id, or the beginning of it.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Every line and citation, nothing shortened.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Every story, not only the twenty of most voices.")] = False,
    as_of: Annotated[
        int | None, typer.Option("--as-of", metavar="VERSION", help="As it was then (rashomon history).")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="WHEN", help="Only what came in since a version, a day or a time (UTC)."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What happened, who says so, where they differ."""
    from rashomon.terminal import print_brief, print_news

    if since is not None:
        if story is not None or as_of is not None or every:
            fail("--since tells of the whole case as it is now: leave out the story, --all and --as-of")
        came = open_at(case, must_exist=True).news(since)
        answer(came, as_json, lambda out: print_news(out, came, full=full))
        return
    found = _brief(case, story, every, as_of)
    answer(found, as_json, lambda out: print_brief(out, found, full=full or story is not None))
    if not found.stories and as_of is None:
        for reason in open_at(case).plan().reasons:
            typer.echo(f"{reason}; 'rashomon run {case}' goes on", err=True)


def _brief(case: str, story: str | None, every: bool, as_of: int | None) -> Any:
    from rashomon.comparing.finished import TOLD, kept_brief

    whole = story is None and not every and as_of is None
    if whole and (kept := kept_brief(Path(case))) is not None:
        return kept
    opened = open_at(case, must_exist=True)
    if whole and (kept := opened.keep_brief()) is not None:
        return kept
    return (opened if as_of is None else opened.at(as_of)).brief(story, most=None if every else TOLD)


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

    opened = open_at(case, must_exist=True)
    ask: dict[str, tuple[Callable[[str], Any], Callable[[Console, Any], None]]] = {
        "story": (opened.story, terminal.print_story),
        "event": (opened.event, terminal.print_event),
        "article": (opened.article, terminal.print_blocks if blocks else terminal.print_article),
        "entity": (opened.entity, terminal.print_entity),
    }
    fail_unless_known("noun", noun, _NOUNS)
    question, render = ask[noun]
    found = question(name)
    answer(found, as_json, lambda out: render(out, found))


def sql(
    case: CaseAddress,
    query: Annotated[str, typer.Argument(help="A query over the tables: articles, mentions, reports, …")],
    as_csv: Annotated[bool, typer.Option("--csv", help="Print every row as CSV; lists and structs as JSON.")] = False,
    as_json: AsJson = False,
) -> None:
    """The answer of DuckDB over the tables, read-only."""
    from rashomon.terminal import print_table

    found = open_at(case, must_exist=True).sql(query)
    if as_csv and not as_json:
        from rashomon.views.exports.cells import csv_of_table

        sys.stdout.write(csv_of_table(found))
        return
    answer(found.to_pylist(), as_json, lambda out: print_table(out, found))


def why(
    case: CaseAddress,
    names: Annotated[list[str], typer.Argument(metavar="ID [ID]", help="Two things, or one report or statement.")],
    as_json: AsJson = False,
) -> None:
    """Which features spoke for and against."""
    from rashomon.terminal import print_why

    if len(names) > 2:
        fail("why takes one id or two")
    found = open_at(case, must_exist=True).why(*names)
    answer(found, as_json, lambda out: print_why(out, found))


def failures(case: CaseAddress, as_json: AsJson = False) -> None:
    """What could not be read, and why."""
    from rashomon.language.normalise import one_line

    found = open_at(case, must_exist=True).failures()

    def render(out: Console) -> None:
        for failure in found:
            line = f"{failure.stage}: {one_line(failure.error)}  [{failure.document}]"
            out.print(line, highlight=False, markup=False, soft_wrap=True)
        if not found:
            out.print("nothing failed")

    answer(found, as_json, render)


def search(
    case: CaseAddress,
    query: Annotated[list[str], typer.Argument(help='Words, "phrases", -not, ~meaning, actor:… type:… recipient:… …')],
    page: Annotated[int, typer.Option("--page", min=1, help="Which page of hits.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Articles, acts and statements that answer, each with the words that do."""
    from rashomon.terminal import print_search

    wanted = " ".join(query)
    if not wanted.strip():
        fail("nothing to look for: the query is empty; give words, a \"phrase\", or actor:… type:… said:…")
    found = open_at(case, must_exist=True).search(wanted, page=page)
    answer(found, as_json, lambda out: print_search(out, found))


def told(
    case: CaseAddress,
    claim: Annotated[list[str], typer.Argument(help="A plain sentence: who did what.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A report to paste or send: .md, .html, .docx, .pdf or .json."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Which articles tell a claim, deny it, mention it without a side, or are silent on it, each with its passage."""
    from rashomon.terminal import print_told

    if output is not None:
        from rashomon.cli.giving import write_report

        form = output.suffix.lstrip(".").lower()
        made = open_at(case, must_exist=True).told_report(" ".join(claim), form)
        write_report(output, made)
        answer({"file": str(output), "form": form}, as_json, lambda out: None)
        return
    found = open_at(case, must_exist=True).told(" ".join(claim))
    answer(found, as_json, lambda out: print_told(out, found))
